// Package hostcheck loads a news site's own page in Chromium and says what will become of the embed there, and why: what the page's
// policy refuses, what its sandbox takes away, which ancestors keep anything from sticking, what has been named over.
package hostcheck

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/components/snippet"
)

//go:embed look.js
var look string

// Options say what is looked at.
type Options struct {
	Page   string        // an address, or a file
	Policy string        // a content security policy that the page will be sent with
	Base   string        // what {{BASE}} in a file stands for, with a slash at its end
	Limit  time.Duration // how long the frame may take to speak
}

// Finding is one thing about the page. What Breaks takes something from readers.
type Finding struct {
	Breaks bool
	What   string
}

// Check loads the page and looks.
func Check(ctx context.Context, b *browser.Browser, o Options) ([]Finding, error) {
	at, done, err := o.serve()
	if err != nil {
		return nil, err
	}
	defer done()
	t, err := b.NewTab()
	if err != nil {
		return nil, err
	}
	defer t.Close()
	if err := errors.Join(t.Size(1200, 800), t.Go(at)); err != nil {
		return nil, fmt.Errorf("%s: %w", o.Page, err)
	}
	const box = all + `.all("[data-sahel-explainer-box]")`
	// Frames are loaded as they come near. What does not speak in time has been refused, as what is found says.
	for n := range 8 {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		one := fmt.Sprintf(`(b=>b&&(b.scrollIntoView({behavior:"instant"}),1))(%s[%d])`, box, n)
		var there any
		if err := t.Eval(one, &there); err != nil || there == nil {
			if n > 0 || o.Limit == 0 {
				break
			}
			// An async script may be on its way still.
			if t.Wait(box+`.length>0`, min(o.Limit, 3*time.Second)) != nil {
				break
			}
			_ = t.Eval(one, nil)
		}
		_ = t.Wait(fmt.Sprintf(`(b=>!b||!b.offsetWidth||(m=>!m||m.ready||m.dead)(b[Symbol.for("sahel-explainer")]))(%s[%d])`, box, n), o.Limit)
	}
	if err := t.Painted(); err != nil {
		return nil, err
	}
	var pairs [][2]string
	if err := t.Eval(strings.Replace(strings.TrimSpace(look[strings.Index(look, "(() =>"):]), "= ALL", "= "+all, 1), &pairs); err != nil {
		return nil, err
	}
	var origins []string
	var there placed
	if err := errors.Join(t.Eval(ours, &origins), t.Eval(loads, &there)); err != nil {
		return nil, err
	}
	out := complaints(t.Faults(), origins)
	for _, p := range pairs {
		out = append(out, Finding{p[0] == "breaks", p[1]})
	}
	return append(out, headers(at, there)...), nil
}

// placed is what a page loads of the first site whose story it carries, and the policies that stand in the page itself.
type placed struct {
	snippet.Addresses
	Meta []string
}

// loads finds that.
const loads = `(()=>{const all=` + all + `.all,at=q=>(e=>e?e.src||e.href:"")(all(q)[0]);
	return{Script:at('script[src*="embed.js"]'),Frame:at('iframe[src*="embed=1"]'),Picture:at('figure[data-sahel-explainer] img'),Meta:all('meta[http-equiv="Content-Security-Policy" i]').map(e=>e.content)}})()`

// policy says in the words of the dialog's form (components/snippet) what the page's policies refuse, what mends that, and what is left.
func policy(all []string, there placed, page string) (out []Finding) {
	refused, known := snippet.Refusals(strings.Join(all, ", "), there.Addresses, page)
	if !known || there.Addresses == (snippet.Addresses{}) {
		return nil
	}
	for _, r := range refused {
		mend := "it would have to be: " + r.Needs
		if r.Nonce {
			mend = "the script's tag needs the page's nonce"
		}
		out = append(out, Finding{false, fmt.Sprintf("the policy's %q refuses the %s; %s", r.Found, r.Part, mend)})
	}
	return append(out, Finding{false, fmt.Sprintf("under the policy the snippet gives: %s; the line alone: %s; the frame alone: %s",
		snippet.Gets(snippet.FormSnippet, refused), snippet.Gets(snippet.FormLine, refused), snippet.Gets(snippet.FormFrame, refused))})
}

// ours are the origins whose story the page carries or links to.
const ours = `[...new Set(` + all + `.all('script[src*="embed.js"],iframe[src*="embed=1"],figure[data-sahel-explainer] a').map(e=>new URL(e.src||e.href).origin))]`

// all finds what stands on the page, in its shadow trees and in frames of its own, in ways that no name on the page can take the place of.
const all = `(()=>{
	const root=Object.getOwnPropertyDescriptor(Document.prototype,"documentElement").get.call(document);
	const deep=r=>[...r.querySelectorAll("*")].flatMap(e=>{
		const s=e.shadowRoot,d=e instanceof HTMLIFrameElement&&(()=>{try{return e.contentDocument&&e.contentDocument.documentElement}catch(x){}})();
		return [e].concat(s instanceof ShadowRoot?deep(s):[],d?deep(d):[])});
	return {root,all:q=>deep(root).filter(e=>Element.prototype.matches.call(e,q))}
})()`

// complaints are those of the browser that are about the embed: the rest of the page is its own matter.
func complaints(faults, origins []string) []Finding {
	var out []Finding
	seen := map[string]bool{}
	for _, f := range faults {
		f = strings.TrimPrefix(f, "log: ")
		about := slices.ContainsFunc(origins, func(o string) bool { return strings.Contains(f, o) })
		if about && !seen[f] {
			seen[f] = true
			out = append(out, Finding{true, "the browser says: " + strings.TrimSpace(f)})
		}
	}
	return out
}

// headers are what the page's answer itself says.
func headers(at string, there placed) []Finding {
	res, err := http.Get(at)
	if err != nil {
		return nil
	}
	res.Body.Close()
	out := policy(append(res.Header.Values("Content-Security-Policy"), there.Meta...), there, at)
	if v := res.Header.Get("Cross-Origin-Embedder-Policy"); v != "" {
		out = append(out, Finding{false, "the page isolates itself (Cross-Origin-Embedder-Policy: " + v + "): the story's answers allow that where its server sends the same header, as `serve` and the examples do"})
	}
	if v := res.Header.Get("Content-Security-Policy"); strings.Contains(v, "sandbox") {
		out = append(out, Finding{true, "the page's own policy is a sandbox: " + v})
	}
	return out
}

// serve gives the address to load, from this machine where the page is a file or its policy is another.
func (o Options) serve() (at string, done func(), err error) {
	u, err := url.Parse(o.Page)
	remote := err == nil && (u.Scheme == "http" || u.Scheme == "https")
	if remote && o.Policy == "" {
		return o.Page, func() {}, nil
	}
	var h http.Handler
	path := "/"
	if remote {
		p := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: u.Scheme, Host: u.Host})
		p.Director = func(r *http.Request) { r.URL.Scheme, r.URL.Host, r.Host = u.Scheme, u.Host, u.Host }
		p.ModifyResponse = func(r *http.Response) error {
			r.Header.Set("Content-Security-Policy", o.Policy)
			return nil
		}
		h, path = p, u.RequestURI()
	} else {
		raw, err := os.ReadFile(o.Page)
		if err != nil {
			return "", nil, fmt.Errorf("%w; give an address that begins with http, or a file", err)
		}
		path += filepath.Base(o.Page)
		dir := http.FileServer(http.Dir(filepath.Dir(o.Page)))
		h = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != path {
				dir.ServeHTTP(w, r)
				return
			}
			if o.Policy != "" {
				w.Header().Set("Content-Security-Policy", o.Policy)
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, strings.ReplaceAll(string(raw), "{{BASE}}", o.Base))
		})
	}
	s := httptest.NewServer(h)
	return s.URL + path, s.Close, nil
}

// Print writes what was found, the worst first, and says how many break.
func Print(w io.Writer, all []Finding) (breaks int) {
	for _, worst := range []bool{true, false} {
		for _, f := range all {
			if f.Breaks == worst {
				fmt.Fprintf(w, "%-7s %s\n", map[bool]string{true: "breaks", false: "note"}[worst], f.What)
			}
		}
	}
	for _, f := range all {
		if f.Breaks {
			breaks++
		}
	}
	return breaks
}
