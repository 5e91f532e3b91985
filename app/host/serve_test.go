package host

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// The program says where it serves, is ready, counts for who watches where it was told to, and goes on when its terminal hangs up.
func TestServesUntilToldToStop(t *testing.T) {
	dir := fstest.MapFS{"index.html": {Data: []byte("choose")}, "fr/index.html": {Data: []byte("récit")}, "oembed/pages.json": {Data: []byte(`{"Base":"https://news.example/x/"}`)}}
	ctx, cancel := context.WithCancel(context.Background())
	said, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- Serve(ctx, []string{"-addr", "127.0.0.1:0", "-metrics", "127.0.0.1:0"}, dir, out, io.Discard)
	}()
	lines := bufio.NewScanner(said)
	where := func(start string) string {
		t.Helper()
		if !lines.Scan() || !strings.HasPrefix(lines.Text(), start) {
			t.Fatalf("it says %q", lines.Text())
		}
		return lines.Text()[strings.Index(lines.Text(), "http://"):]
	}
	metrics, site := where("metrics on"), where("serving the site inside on")
	if !strings.HasSuffix(site, "/x") {
		t.Errorf("it serves at %s", site)
	}
	get := func(url string) (int, string) {
		t.Helper()
		res, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(body)
	}
	// Twice: what a signal ends it ends at once, but a request may still be answered before.
	for range 2 {
		me, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = me.Signal(syscall.SIGHUP)
		}
		if err != nil {
			t.Fatal(err)
		}
		if code, body := get(site + "/fr/"); code != 200 || body != "récit" {
			t.Errorf("after a hang-up: %d %q", code, body)
		}
	}
	if code, _ := get(strings.TrimSuffix(site, "/x") + "/readyz"); code != 200 {
		t.Errorf("not ready: %d", code)
	}
	if code, body := get(metrics); code != 200 || !strings.Contains(body, `explainer_requests_total{status="2xx"} 3`) {
		t.Errorf("%d %s", code, body)
	}
	if code, _ := get(site + "/metrics"); code != 404 {
		t.Errorf("readers are shown the counts: %d", code)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
}
