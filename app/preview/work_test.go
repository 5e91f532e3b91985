package preview

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sahel-explainer/app/build"
)

// made is what a compiler that the test holds back gives.
type made struct {
	client string
	err    error
}

// The client is compiled beside the drafts: a sentence saved meanwhile is on the page, a client that was compiled before a newer
// save of Go never comes to it, and what the compiler says stands until it compiles.
func TestSavesDoNotWaitForTheClient(t *testing.T) {
	root := filepath.Join(t.TempDir(), "project")
	if err := Copy("../..", root); err != nil {
		t.Fatal(err)
	}
	begun, give := make(chan struct{}, 9), make(chan made)
	url := start(t, Options{Root: root, Every: 10 * time.Millisecond, compile: func(*build.Draft) (*build.Client, error) {
		begun <- struct{}{}
		m := <-give
		return &build.Client{WASM: []byte(m.client), Exec: []byte("exec")}, m.err
	}})
	page := func() string { return get(t, story(t, url)+"fr/") }
	client := func() string {
		at := regexp.MustCompile(`data-wasm="\.\./([^"]+)"`).FindStringSubmatch(page())
		if at == nil {
			t.Fatal("the page names no client")
		}
		return get(t, story(t, url)+at[1])
	}
	version := 0
	sentence := func(old, new string) {
		t.Helper()
		change(t, root, "locales/messages/story.fr.toml", old, new)
		// A client that comes in between makes a version of its own, which does not hold the sentence yet.
		s := until(t, url, "the sentence "+new, func(s Status) bool {
			return s.Version > version && s.Pages["fr"] == s.Version && strings.Contains(page(), new)
		})
		version = s.Version
	}
	version = until(t, url, "the client's turn", func(s Status) bool { return s.Doing == "client" }).Version
	<-begun
	sentence("{gti-ml-2022.value}", "947")
	if s := until(t, url, "the client again", func(s Status) bool { return s.Doing != "draft" }); s.Doing != "client" || s.Resting {
		t.Errorf("while the client is compiled the desk is at %+v", s)
	}
	change(t, root, "components/shell/engine/engine.go", "package engine", "package engine\n\n// saved again\n")
	sentence("947", "948") // seen after the Go file
	give <- made{client: "old"}
	<-begun // the newer one begins once the older has been dropped
	if client() == "old" {
		t.Error("a client from before the last save is on the page")
	}
	give <- made{err: errors.New("components/shell/engine/engine.go:3:1: undefined: x")}
	until(t, url, "the compiler's word", func(s Status) bool { return s.Fault != nil && s.Fault.Line == 3 })
	sentence("948", "949")
	if s := until(t, url, "a draft", func(s Status) bool { return s.Doing != "draft" }); s.Fault == nil {
		t.Error("a sentence took away what the compiler said")
	}
	change(t, root, "components/shell/engine/engine.go", "// saved again", "// and again")
	<-begun
	give <- made{client: "new"}
	until(t, url, "the new client", func(s Status) bool { return s.Fault == nil && s.Resting })
	if got := client(); got != "new" {
		t.Errorf("the page has the client %q", got[:min(20, len(got))])
	}
	if !strings.Contains(page(), "949") {
		t.Error("the newest sentence is gone")
	}
}

// While nothing could be drafted yet, any save may be the mend: one of Go builds the program anew, one of words drafts.
func TestGoIsRebuiltBeforeTheFirstDraft(t *testing.T) {
	root := filepath.Join(t.TempDir(), "project")
	if err := Copy("../..", root); err != nil {
		t.Fatal(err)
	}
	change(t, root, "locales/outline.toml", `state = "pledges"`, `state = "pledge"`)
	builds, restarts := make(chan string, 9), make(chan string, 9)
	var fails atomic.Bool
	fails.Store(true)
	url := start(t, Options{Root: root, Every: 10 * time.Millisecond,
		build: func(string) (string, error) {
			builds <- ""
			if fails.Load() {
				return "", errors.New("app/build/draft.go:7:1: undefined: y")
			}
			return "program", nil
		},
		Restart: func(program string, _ net.Listener) error { restarts <- program; return nil },
		compile: func(*build.Draft) (*build.Client, error) { return &build.Client{}, nil },
	})
	until(t, url, "the first fault", func(s Status) bool { return s.Fault != nil && s.Fault.File == "locales/outline.toml" && s.Doing == "" })
	wait := func(what string, c chan string) {
		t.Helper()
		select {
		case <-c:
		case <-time.After(time.Minute):
			t.Fatalf("a saved Go file did not lead to %s", what)
		}
	}
	for i := range 2 {
		change(t, root, "app/build/draft.go", "package build", fmt.Sprintf("package build\n\n// save %d\n", i))
		wait("a build", builds)
		if fails.Load() {
			until(t, url, "the compiler's word", func(s Status) bool { return s.Fault != nil && s.Fault.Line == 7 && s.Doing == "" })
		}
		fails.Store(false)
	}
	wait("a restart", restarts)
	change(t, root, "locales/outline.toml", `state = "pledge"`, `state = "pledges"`)
	until(t, url, "the first draft", func(s Status) bool { return s.Fault == nil && s.Version == 1 })
}
