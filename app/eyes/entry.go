package eyes

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/builtfor"
	"sahel-explainer/components/snippet"
	"sahel-explainer/locales"
)

// Entries are the roads by which readers come to the story.
var Entries = []string{"plain", "hash", "share", "reload", "back", "switch", "line", "snippet", "element", "stepper", "sandbox", "tall", "offline", "print", "noscript", "noboot", "nowasm"}

// soon is how long anything may take that a page does by itself: right on a machine that does other things as well.
const soon = 60 * time.Second

// visit is one look at one cell: the site on an origin of its own, so that nothing is kept from the look before, and a host page
// of another site for what is framed.
type visit struct {
	Cell
	eye     Eye
	story   browser.Inner // the document of the story: the page, or a frame of it
	framed  bool
	site    http.Handler
	block   *regexp.Regexp // what the network does not let through
	down    atomic.Bool
	base    string // the site's address, with a slash at its end
	servers []*http.Server
	step    string // where the reader is sent first
}

func serve(h http.Handler) (*http.Server, string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	s := &http.Server{Handler: h}
	go s.Serve(l)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return s, port, nil
}

func (v *visit) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if v.down.Load() || v.block != nil && v.block.MatchString(r.URL.Path) {
		if h, ok := w.(http.Hijacker); ok {
			if c, _, err := h.Hijack(); err == nil {
				c.Close() // as a network that is gone
				return
			}
		}
	}
	v.site.ServeHTTP(w, r)
}

func (v *visit) close() {
	for _, s := range v.servers {
		s.Close()
	}
}

// host serves a page of another site that has this body, and gives its address.
func (v *visit) host(body string) (string, error) {
	s, port, err := serve(browser.Hosts("", v.base))
	if err != nil {
		return "", err
	}
	v.servers = append(v.servers, s)
	return "http://127.0.0.1:" + port + "/" + browser.HostPage(body), nil
}

const (
	onItsOwn = `document.readyState==="complete"`
	client   = `(dispatchEvent(new Event("pointerdown")),document.documentElement.dataset.ready!=="static"&&!!document.querySelector(".pager"))`
	failed   = `(dispatchEvent(new Event("pointerdown")),document.documentElement.dataset.client==="failed")`
	article  = `<div style="height:900px">an article</div>`
)

// ready waits until the Go client has the page. Chromium 92 does not know the word that lets it compile ('wasm-unsafe-eval' is
// Chromium 97's): its readers stay with boot.js.
func (v *visit) ready() error {
	if v.Engine == "chromium-92" {
		return v.eye.Wait(failed, soon)
	}
	return v.eye.Wait(client, soon)
}

func (v *visit) page() string { return v.base + v.Lang + "/" }

// open goes the way of the cell's entry.
func (v *visit) open() error {
	if v.Entry == "sandbox" { // whose policies must name the address it stands at
		as, err := builtfor.Handler(v.site, func() string { return strings.TrimSuffix(v.base, "/") })
		if err != nil {
			return err
		}
		v.site = as
	}
	s, port, err := serve(v)
	if err != nil {
		return err
	}
	v.servers, v.base, v.story = append(v.servers, s), "http://localhost:"+port+"/", v.eye
	if err := v.eye.Size(v.Across(), v.Height()); err != nil {
		return err
	}
	switch v.Entry {
	case "plain":
		return errors.Join(v.eye.Go(v.page()), v.ready())
	case "hash":
		return errors.Join(v.eye.Go(v.page()+"#"+v.step), v.ready())
	case "share":
		return errors.Join(v.eye.Go(v.page()+"steps/"+v.step+"/"), v.eye.Wait(fmt.Sprintf(`location.pathname==="/%s/"&&document.readyState==="complete"`, v.Lang), soon), v.ready())
	case "reload":
		return errors.Join(v.eye.Go(v.page()), v.ready(), v.middle(), v.eye.Eval(`(window.before=1,setTimeout(()=>location.reload()),1)`, nil),
			v.eye.Wait(`!window.before&&document.readyState==="complete"`, soon), v.ready())
	case "back":
		return errors.Join(v.eye.Go(v.page()), v.ready(), v.middle(), v.eye.Go(v.page()+"privacy/"),
			v.eye.Wait(`location.pathname.endsWith("/privacy/")&&document.readyState==="complete"`, soon), // the step's address may have come between
			v.eye.Eval(`(setTimeout(()=>history.back()),1)`, nil),
			v.eye.Wait(fmt.Sprintf(`location.pathname==="/%s/"&&document.readyState==="complete"`, v.Lang), soon), v.ready())
	case "switch":
		other := Langs[(slices.Index(Langs, v.Lang)+1)%len(Langs)]
		return errors.Join(v.eye.Go(v.base+other+"/"), v.ready(), v.middle(), v.eye.Eval(fmt.Sprintf(`(document.querySelector('a[data-locale="%s"]').click(),1)`, v.Lang), nil),
			v.eye.Wait(fmt.Sprintf(`document.documentElement.lang===%q&&document.readyState==="complete"`, v.Lang), soon), v.eye.Eval(`document.fonts.ready.then(()=>1)`, nil))
	case "offline":
		return errors.Join(v.eye.Go(v.page()), v.ready(), v.eye.Wait(`navigator.serviceWorker.ready.then(()=>!!navigator.serviceWorker.controller)`, soon), v.kept(),
			func() error { v.down.Store(true); return nil }(), v.eye.Go(v.page()), v.ready())
	case "print":
		if p, ok := v.eye.(*browser.Tab); ok {
			return errors.Join(p.Media("print", "prefers-color-scheme", v.Theme), v.eye.Go(v.page()), v.eye.Wait(onItsOwn, soon))
		}
		return errors.New("cannot print on the screen")
	case "noscript":
		if p, ok := v.eye.(interface{ Scripts(bool) error }); ok {
			if err := p.Scripts(false); err != nil {
				return err
			}
		}
		return errors.Join(v.eye.Go(v.page()), v.eye.Wait(onItsOwn, soon))
	case "noboot":
		v.block = regexp.MustCompile(`/boot\.`)
		return errors.Join(v.eye.Go(v.page()), v.eye.Wait(onItsOwn, soon))
	case "nowasm":
		v.block = regexp.MustCompile(`\.wasm$`)
		return errors.Join(v.eye.Go(v.page()), v.eye.Wait(failed, soon))
	}
	return v.frame()
}

// middle scrolls to the step and waits until it is the active one.
func (v *visit) middle() error {
	return errors.Join(v.eye.Eval(fmt.Sprintf(`%s(%q,0.3)`, browser.ScrollTo, v.step), nil),
		v.eye.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q`, v.step), soon))
}

// kept waits until the service worker has laid by what the page needs: its caches stop growing.
func (v *visit) kept() error {
	return v.eye.Wait(`(async()=>{let n=0;for(const k of await caches.keys())n+=(await (await caches.open(k)).keys()).length;const was=window.kept;window.kept=n;if(n!==was){window.since=Date.now();return false}return n>0&&Date.now()-window.since>1500})()`, soon)
}

// frame opens a host page that carries the story and finds it there.
func (v *visit) frame() error {
	script := `<script async src="` + v.base + `embed.js"></script>`
	bare := func(more string, height int) string {
		return fmt.Sprintf(`<iframe %s src="%s?embed=1" title="story" width="100%%" height="%d" style="border:0;display:block"></iframe>`, more, v.page(), height)
	}
	code, mode := "", "pinned"
	switch v.Entry {
	case "line":
		code = strings.Replace(script, "async", `async data-locale="`+v.Lang+`"`, 1)
	case "element":
		code = `<sahel-explainer locale="` + v.Lang + `"></sahel-explainer>` + script
	case "snippet":
		l, _ := locales.ByTag(v.Lang)
		code = snippet.Write(snippet.Options{Base: v.base, Locale: v.Lang, RTL: l.RTL(), Title: "Title"})
	case "stepper":
		code, mode = bare("", 640), "stepper"
	case "sandbox":
		code, mode = bare(`sandbox="allow-scripts"`, 640), "stepper"
	case "tall":
		code, mode = bare("", 6000), "tall"
	default:
		return fmt.Errorf("no entry %s", v.Entry)
	}
	at, err := v.host(article + code + article)
	if err != nil {
		return err
	}
	v.framed = true
	if err := v.eye.Go(at); err != nil {
		return err
	}
	if err := v.eye.Wait(`document.querySelector("iframe")`, soon); err != nil {
		return err
	}
	if err := v.eye.Eval(`(()=>{const f=document.querySelector("iframe");scrollTo({top:f.getBoundingClientRect().top+scrollY,behavior:"instant"});return 1})()`, nil); err != nil {
		return err
	}
	if v.story, err = v.eye.Inside(v.base, soon); err != nil {
		return err
	}
	if p, ok := v.story.(*browser.Tab); ok {
		if err := p.Media("", "prefers-color-scheme", v.Theme); err != nil {
			return err
		}
	}
	if err := v.story.Wait(fmt.Sprintf(`(d=>d.mode===%q&&!("cards" in d))(document.documentElement.dataset)`, mode), 20*time.Second); err != nil {
		return fmt.Errorf("the story is not %s in its frame: %w", mode, err)
	}
	if mode == "pinned" {
		return v.eye.Wait(`document.querySelector("[data-sahel-explainer-box]").offsetHeight>20000`, soon)
	}
	return nil
}
