package preview

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// start runs a desk until the test ends and returns its address.
func start(t *testing.T, o Options) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	o.Addr, o.Ready, o.tidy = "localhost:0", func(u string) { ready <- u }, true
	go func() { ended <- Run(ctx, o) }()
	t.Cleanup(func() { cancel(); <-ended })
	select {
	case url := <-ready:
		return url
	case err := <-ended:
		ended <- err
		t.Fatal(err)
	}
	return ""
}

// until follows a desk's events, over restarts, until one is as wanted.
func until(t *testing.T, url, what string, good func(Status) bool) Status {
	t.Helper()
	var last Status
	for end := time.Now().Add(4 * time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		res, err := http.Get(url + "/desk/events")
		if err != nil {
			continue
		}
		stop := time.AfterFunc(20*time.Second, func() { res.Body.Close() })
		for sc := bufio.NewScanner(res.Body); sc.Scan(); {
			raw, ok := bytes.CutPrefix(sc.Bytes(), []byte("data: "))
			var s Status
			if !ok || json.Unmarshal(raw, &s) != nil {
				continue
			}
			if last = s; good(s) {
				stop.Stop()
				res.Body.Close()
				return s
			}
		}
		stop.Stop()
		res.Body.Close()
	}
	t.Fatalf("waited in vain for %s; the desk is at %+v", what, last)
	return Status{}
}

// change replaces a text in a file of a copied project.
func change(t *testing.T, root, file, old, new string) {
	t.Helper()
	path := filepath.Join(root, file)
	raw, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(raw, []byte(old)) {
		t.Fatalf("%s: %v, or it does not hold %q", file, err, old)
	}
	if err := os.WriteFile(path, bytes.Replace(raw, []byte(old), []byte(new), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}
