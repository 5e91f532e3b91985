package hostcheck

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/embed"
)

// site is an explainer whose story is a frame that speaks and no more.
func site(t *testing.T) string {
	t.Helper()
	js, err := embed.Script("../..", embed.Facts{})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/embed.js" {
			w.Header().Set("Content-Type", "text/javascript")
			w.Write(js)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><script>for(const m of [{type:"ready"},{type:"height",height:5000}])parent.postMessage({source:"sahel-explainer",v:1,...m},"*")</script>`)
	}))
	t.Cleanup(s.Close)
	return strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/"
}

// What hosts do to an embed is told before it is published, and a good page is told to be one.
func TestCheck(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	if _, err := os.Stat(browser.Path()); err != nil {
		t.Skip("no chromium")
	}
	b, first, err := browser.Alone(context.Background(), "site-per-process", true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	first.Close()
	one, two := site(t), site(t)
	const place = `<div data-sahel-explainer data-locale=en></div><script async src="{{BASE}}embed.js"></script><p style="height:2000px">`
	for name, c := range map[string]struct {
		body, policy, want string
		breaks             int
	}{
		"good":          {place, "", "mode pinned", 0},
		"strict":        {place, "default-src 'none'; script-src {{BASE}}embed.js; frame-src {{BASE}}", "mode pinned", 0},
		"no script":     {place, "script-src 'none'", "embed.js stands in the page and has made no frame", 2},
		"what is left":  {place, "script-src {{BASE}}; frame-src 'none'", "the snippet gives: picture; the line alone: link; the frame alone: nothing", 2},
		"no frame":      {place, "frame-src 'none'", "the frame has not spoken", 2},
		"overflow":      {`<section class=wrap style="overflow:hidden">` + place + `</section>`, "", "section.wrap has overflow: hidden", 1},
		"clobbered":     {`<img name=currentScript>` + place, "", "<img> named currentScript", 0},
		"two stories":   {place + strings.ReplaceAll(place, "{{BASE}}", two), "", "embed 2: mode pinned", 0},
		"sandbox":       {`<iframe sandbox src="{{BASE}}en/frame.html?embed=1" height=640></iframe>`, "", "lets no script run", 0},
		"too low":       {`<iframe src="{{BASE}}en/?embed=1"></iframe>`, "", "too low for a picture", 1},
		"header":        {`<header style="position:sticky;top:0;height:64px;background:#fff">News</header>` + place, "", "reaches down 64 px", 0},
		"names":         {`<img name=querySelector><img name=querySelectorAll><form name=documentElement></form>` + place, "", "<img> named querySelector", 0},
		"shadow tree":   {`<news-card></news-card><script>customElements.define("news-card",class extends HTMLElement{connectedCallback(){this.attachShadow({mode:"open"}).innerHTML="<sahel-explainer locale=en></sahel-explainer>"}})</script><script async src="{{BASE}}embed.js"></script>`, "", "mode pinned", 0},
		"own frame":     {`<iframe style="width:100%;height:400px" srcdoc='` + place + `'></iframe>`, "", "a frame of the page's own", 0},
		"closed":        {`<div style="display:none">` + place + `</div>`, "", "it is hidden now", 0},
		"snaps":         {`<style>html{scroll-snap-type:y mandatory}body>*{scroll-snap-align:start}</style>` + place, "", "the page snaps", 0},
		"nothing":       {`<p>An article`, "", "neither embed.js nor a frame", 1},
		"forgot script": {`<figure data-sahel-explainer></figure>`, "", "no script embed.js", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := filepath.Join(t.TempDir(), "page.html")
			if err := os.WriteFile(page, []byte("<!doctype html><html lang=en><title>Host</title><body style='margin:0'>"+c.body), 0o600); err != nil {
				t.Fatal(err)
			}
			limit := 6 * time.Second
			if name == "no frame" || name == "what is left" {
				limit = time.Second // it never speaks
			}
			all, err := Check(context.Background(), b, Options{Page: page, Policy: strings.ReplaceAll(c.policy, "{{BASE}}", one), Base: one, Limit: limit})
			if err != nil {
				t.Fatal(err)
			}
			var said strings.Builder
			if n := Print(&said, all); n != c.breaks || !strings.Contains(said.String(), c.want) {
				t.Errorf("%d break, want %d, and %q in\n%s", n, c.breaks, c.want, &said)
			}
		})
	}
}
