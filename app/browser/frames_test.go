package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// framesIn starts a Chromium with site isolation and a server whose pages at 127.0.0.1 have a frame of localhost.
func framesIn(t *testing.T) (b *Browser, tab *Tab, host, inside string) {
	t.Helper()
	if _, err := os.Stat(Path()); err != nil {
		t.Skip("no " + Path())
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if strings.HasPrefix(r.Host, "127") {
			there := strings.Replace(r.Host, "127.0.0.1", "localhost", 1)
			fmt.Fprintf(w, "<!doctype html><link rel=icon href=data:,><iframe src='http://%s/inside'></iframe>", there)
		} else {
			fmt.Fprint(w, "<!doctype html><link rel=icon href=data:,><p>inside")
		}
	}))
	t.Cleanup(srv.Close)
	b, tab, err := Alone(context.Background(), "site-per-process", true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b, tab, srv.URL, strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
}

// Letting go of a frame leaves its page: to the browser, closing a frame's target is closing the page that it stands in.
func TestClosingAFrameLeavesThePage(t *testing.T) {
	_, tab, host, inside := framesIn(t)
	if err := tab.Go(host); err != nil {
		t.Fatal(err)
	}
	f, err := tab.Frame(inside, 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if err := tab.Eval("1", nil); err != nil {
		t.Errorf("the page is gone: %v", err)
	}
	if f, err = tab.Frame(inside, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	if err := f.Eval("1", nil); err != nil {
		t.Errorf("its frame is gone: %v", err)
	}
}

// A test that looks for what its page has opened closes that page and no other; and a page that somebody closes says so.
func TestOpenedIsThePageOfItsAddress(t *testing.T) {
	b, tab, host, inside := framesIn(t)
	if err := tab.Go(host); err != nil {
		t.Fatal(err)
	}
	// Another test's page comes while this one looks.
	others, err := b.NewTab()
	if err != nil {
		t.Fatal(err)
	}
	if err := others.Go(inside + "/others"); err != nil {
		t.Fatal(err)
	}
	yes := true // a reader's click, so that nothing blocks what opens
	open := runtime.EvaluateParams{Expression: `window.open("` + inside + `/out","_blank","noopener")`, UserGesture: &yes}
	if _, err := chromedp.Call(tab.ctx, runtime.Evaluate, open); err != nil {
		t.Fatal(err)
	}
	other, err := tab.Opened(inside+"/out", 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Wait(`document.querySelector("p")&&opener===null`, 10*time.Second); err != nil {
		t.Error(err)
	}
	other.Close()
	if _, err := tab.Opened(inside+"/out", 200*time.Millisecond); err == nil {
		t.Error("the page is open after it was closed")
	}
	for _, left := range []*Tab{tab, others} {
		if err := left.Eval("1", nil); err != nil {
			t.Errorf("a page of somebody else's was closed: %v", err)
		}
	}
	again, err := tab.Opened(inside+"/others", time.Second) // as if it were ours
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	err = others.Eval("1", nil)
	if err == nil || !strings.Contains(err.Error(), "somebody has closed it; left are") || !strings.Contains(err.Error(), host) {
		t.Errorf("a page that another closed said %v", err)
	}
}
