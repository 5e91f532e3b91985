package host

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"sahel-explainer/app/policy"
	"sahel-explainer/app/server"
	"sahel-explainer/app/verify"
)

// The program says where it serves, is ready, counts for who watches where it was told to, and goes on when its terminal hangs up.
func TestServesUntilToldToStop(t *testing.T) {
	dir := whole(fstest.MapFS{"index.html": {Data: []byte("choose")}, "fr/index.html": {Data: []byte("récit")}, "oembed/pages.json": {Data: []byte(`{"Base":"https://news.example/x/"}`)}})
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
	if code, body := readiness(t, site, true); code != 200 {
		t.Errorf("not ready: %d %s", code, body)
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

// whole gives a site the list of its files.
func whole(dir fstest.MapFS) fstest.MapFS {
	files := map[string][]byte{}
	for p, f := range dir {
		files[p] = f.Data
	}
	dir[verify.SumsFile] = &fstest.MapFile{Data: verify.Sums(files), Mode: 0o644}
	return dir
}

// readiness asks /readyz until the server has looked its site through, or is ready, and gives what it says.
func readiness(t *testing.T, site string, wanted bool) (int, string) {
	t.Helper()
	u, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	for {
		res, err := http.Get("http://" + u.Host + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if !strings.Contains(string(body), "looked through") || !wanted {
			return res.StatusCode, string(body)
		}
	}
}

// A site that was copied by halves is served and never ready; the log says which file. One that is stopping still answers, for as long
// as it was told to, and says that it is not ready.
func TestReadyOnlyWhenWholeAndNotStopping(t *testing.T) {
	good := func() fstest.MapFS {
		return whole(fstest.MapFS{"index.html": {Data: []byte("choose")}, "fr/index.html": {Data: []byte("récit")}, "oembed/pages.json": {Data: []byte(`{"Base":"https://news.example/"}`)}})
	}
	half := good()
	half["fr/index.html"] = &fstest.MapFile{Data: []byte("ré")}
	unlisted := good()
	delete(unlisted, verify.SumsFile)
	for _, c := range []struct {
		dir  fstest.MapFS
		code int
		say  string
	}{{good(), 200, "ok"}, {half, 503, "fr/index.html"}, {unlisted, 503, verify.SumsFile}} {
		ctx, cancel := context.WithCancel(context.Background())
		said, out := io.Pipe()
		logged, log := io.Pipe()
		lines := bufio.NewScanner(logged)
		if c.code == 200 {
			go io.Copy(io.Discard, logged)
		}
		done := make(chan error, 1)
		go func() { done <- Serve(ctx, []string{"-addr", "127.0.0.1:0", "-drain", "1h"}, c.dir, out, log) }()
		at := bufio.NewScanner(said)
		at.Scan()
		site := at.Text()[strings.Index(at.Text(), "http://"):]
		if c.code != 200 && (!lines.Scan() || !strings.Contains(lines.Text(), c.say)) {
			t.Errorf("the log says %q", lines.Text())
		}
		if code, body := readiness(t, site, true); code != c.code || !strings.Contains(body, c.say) {
			t.Errorf("%d %q, want %d, %s", code, body, c.code, c.say)
		}
		cancel() // told to stop: it drains, for an hour
		if code, body := readiness(t, site, false); code != 503 || !strings.Contains(body, "stopping") {
			t.Errorf("draining: %d %q", code, body)
		}
		if res, err := http.Get(site + "/fr/"); err != nil || res.StatusCode != 200 {
			t.Errorf("draining, a reader gets %v %v", res, err)
		} else {
			res.Body.Close()
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if <-after(ctx, time.Millisecond).Done(); ctx.Err() == nil {
		t.Error("it does not end")
	}
	if after(ctx, 0) != ctx {
		t.Error("who is not told to drain does")
	}
}

// With -csp-report pages say where, and what is reported there reaches the log; without it nothing is there.
func TestReportsReachTheLog(t *testing.T) {
	page := `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">`
	dir := fstest.MapFS{"index.html": {Data: []byte("choose")}, "fr/index.html": {Data: []byte(page)}, "oembed/pages.json": {Data: []byte(`{"Base":"https://news.example/x/"}`)}}
	var log bytes.Buffer
	h, _, err := handler(dir, policy.Anyone, "", server.NewReports(slog.New(slog.NewJSONHandler(&log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	none, err := Handler(dir, policy.Anyone)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(h http.Handler, method, path, body string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
		return w
	}
	if got := ask(h, "GET", "/x/fr/", "").Header().Get("Content-Security-Policy"); got != "default-src 'none'; report-uri /x/csp-report; report-to csp" {
		t.Errorf("policy %q", got)
	}
	const report = `{"csp-report":{"effective-directive":"img-src"}}`
	if w := ask(h, "POST", "/x/csp-report", report); w.Code != 204 || !strings.Contains(log.String(), "img-src") {
		t.Errorf("%d: %s", w.Code, log.String())
	}
	if w := ask(none, "POST", "/x/csp-report", report); w.Code != 405 || strings.Contains(ask(none, "GET", "/x/fr/", "").Header().Get("Content-Security-Policy"), "report") {
		t.Errorf("without the flag: %d", w.Code)
	}
}
