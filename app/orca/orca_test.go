package orca

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/server"
)

// Orca reads the whole story in each language; what it says is kept in testdata, for people to read. HEARD=1 listens to nothing and
// holds what is kept to the page.
func TestOrcaReadsTheStory(t *testing.T) {
	langs := strings.Fields(os.Getenv("ORCA"))
	if len(langs) == 0 {
		t.Skip("ORCA=\"ar fr en\" (make orca) listens to all of it; minutes")
	}
	dist := os.Getenv("DIST")
	if dist == "" {
		dist = "../../dist"
	}
	site, err := server.Load(os.DirFS(dist))
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(site)
	defer srv.Close()
	browser := os.Getenv("BROWSER")
	if browser == "" {
		browser = "firefox"
	}
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
			room := os.Getenv("ROOM")
			if room == "" {
				room = t.TempDir()
			} else {
				room = filepath.Join(room, browser+"."+lang)
				os.RemoveAll(room)
				os.MkdirAll(room, 0o700)
			}
			began := time.Now()
			name := lang + ".txt"
			if browser != "firefox" {
				name = browser + "." + name
			}
			name = filepath.Join("testdata", name)
			var said []string
			if os.Getenv("HEARD") != "" {
				kept, _ := os.ReadFile(name)
				said = strings.Split(string(kept), "\n")
			} else if said, err = Read(room, browser, lang, srv.URL+"/"+lang+"/", os.Getenv("DEBUG") != ""); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %d utterances in %.0f s", lang, len(said), time.Since(began).Seconds())
			page, err := os.ReadFile(filepath.Join(dist, lang, "index.html"))
			if err != nil {
				t.Fatal(err)
			}
			steps, err := Steps(page)
			if err != nil || len(steps) < 40 {
				t.Fatalf("%d steps, %v", len(steps), err)
			}
			for _, f := range Faults(said, steps) {
				t.Error(f)
			}
			if err := os.WriteFile(name, []byte(strings.TrimSpace(strings.Join(said, "\n"))+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// What is left out, said twice or said elsewhere is found, whatever the spaces.
func TestFaultsAreHeard(t *testing.T) {
	steps, err := Steps([]byte(`<section class="step"><section class="card"><h3><a>One</a></h3><p>First <b>words</b>.</p><details><p>More.</p></details><p class="vh">A line.</p></section></section>` +
		`<section class="step"><h3>Two</h3><p>Second words.</p><p class="vh">A bar.</p></section>`))
	if err != nil || len(steps) != 2 || steps[0] != (Step{"One", "First words.", "A line."}) {
		t.Fatalf("%q %v", steps, err)
	}
	linked, err := Steps([]byte(`<section class="step"><h3>One</h3><p>The <a class="t" href="g/#w">group</a>, a firm.</p><p class="vh">A line.</p></section>`))
	if err != nil || len(Faults([]string{"One", "The group, a firm.", "A line."}, linked)) > 0 {
		t.Error("a term among the words is not taken for one of them")
	}
	if len(Faults([]string{"One", "The", "group", "link", ", a firm.", "A line."}, linked)) != 2 {
		t.Error("a link that parts a sentence is not found")
	}
	for want, said := range map[int]string{
		0: "One|link|heading|First|words.|A line.|Two|Second\u00a0words.|A bar.",
		1: "One|First words.|A line.|Two|Second words.|A bar.|A bar.",
		2: "One|First words.|A line.|Two|Second words.",
		3: "Two|Second words.|A bar.|One|First words.|A line.",
	} {
		if got := Faults(strings.Split(said, "|"), steps); len(got) != want {
			t.Errorf("%s: %q", said, got)
		}
	}
}
