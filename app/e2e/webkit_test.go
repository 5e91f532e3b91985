package e2e

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"sahel-explainer/app/browser/builtfor"
	"sahel-explainer/app/browser/webkit"
	"sahel-explainer/app/server"
)

// builtFor serves the built site as if it had been built for the server's own address, and gives that.
func builtFor(t *testing.T) string {
	t.Helper()
	s, err := server.Load(os.DirFS(dist))
	must(t, err)
	own := ""
	as, err := builtfor.Handler(s, func() string { return own })
	must(t, err)
	own = serve(t, as.ServeHTTP)
	return own
}

// In a sandbox, as WordPress puts every oEmbed answer, WebKit takes 'self' for nothing: the page's scripts run all the same, so that
// the story is a stepper that tells its height, and no box that scrolls by itself.
func TestSandboxInWebKit(t *testing.T) {
	if _, err := exec.LookPath("WebKitWebDriver"); err != nil {
		t.Skip("WebKitWebDriver is not installed")
	}
	site := builtFor(t)
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>Host</title><script>heard="";addEventListener("message",e=>{if(e.data&&e.data.secret==="aB3")heard=e.data.message+" "+e.data.value+" "+e.origin})</script>
<iframe sandbox="allow-scripts" security="restricted" width="100%%" height="640" src="%s/fr/?embed=1#?secret=aB3"></iframe>`, site)
	})
	b, err := webkit.Start(context.Background())
	must(t, err)
	defer b.Close()
	must(t, b.Size(700, 800))
	must(t, b.Go(strings.Replace(host, "localhost", "127.0.0.1", 1)))
	must(t, b.Wait(`heard==="height 640 null"`, soon))
}

// Where no script runs at all the wheel is the host's in every engine.
func TestNoTrapWithoutScripts(t *testing.T) {
	t.Parallel()
	site := builtFor(t)
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>Host</title><iframe sandbox="" width="100%%" height="640" src="%s/ar/?embed=1"></iframe><div style="height:3000px"></div>`, site)
	})
	for name, start := range engines {
		if name == "chromium" {
			continue // it is looked at more closely in TestCardsWithoutScripts
		}
		t.Run(name, func(t *testing.T) {
			p := start(t)
			must(t, p.Size(390, 800))
			must(t, p.Go(strings.Replace(host, "localhost", "127.0.0.1", 1)))
			must(t, p.Wait(`document.readyState==="complete"`, soon))
			must(t, p.Painted())
			if dir := os.Getenv("PICTURES"); dir != "" {
				png, err := p.Screenshot()
				must(t, err)
				must(t, os.WriteFile(dir+"/cards-"+name+".png", png, 0o644))
			}
			for range 6 {
				must(t, p.Wheel(100, 300, 100))
			}
			must(t, p.Wait(`scrollY>500`, soon))
		})
	}
}
