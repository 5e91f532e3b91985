package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sanitised is code as a CMS leaves it: without some elements (words inside stay, but for scripts), and with only the attributes that
// keep allows (all if nil).
func sanitised(t *testing.T, code string, drop []string, keep []string) string {
	t.Helper()
	nodes, err := nethtml.ParseFragment(strings.NewReader(code), &nethtml.Node{Type: nethtml.ElementNode, Data: "body", DataAtom: atom.Body})
	must(t, err)
	var b strings.Builder
	var clean func(n *nethtml.Node)
	clean = func(n *nethtml.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			clean(c)
			if c.Type == nethtml.ElementNode && slices.Contains(drop, c.Data) {
				for k := c.FirstChild; k != nil && c.Data != "script"; k = c.FirstChild {
					c.RemoveChild(k)
					n.InsertBefore(k, c)
				}
				n.RemoveChild(c)
			} else if keep != nil {
				c.Attr = slices.DeleteFunc(c.Attr, func(a nethtml.Attribute) bool { return !slices.Contains(keep, a.Key) })
			}
			c = next
		}
	}
	all := &nethtml.Node{Type: nethtml.ElementNode, Data: "div"}
	for _, n := range nodes {
		all.AppendChild(n)
	}
	clean(all)
	must(t, nethtml.Render(&b, all))
	return b.String()
}

// wordpress is what WordPress makes of an oEmbed answer from a site that it does not know: the frame alone, in a sandbox, hidden
// until it says its height with the secret.
func wordpress(t *testing.T, code string) string {
	t.Helper()
	code = sanitised(t, code, []string{"script", "figure", "figcaption", "img", "a"}, []string{"src", "title", "width", "height", "href", "frameborder"})
	i, j := strings.Index(code, "<iframe"), strings.Index(code, "</iframe>")
	code = code[i:j] + "</iframe>"
	code = strings.Replace(code, "<iframe ", `<iframe sandbox="allow-scripts" security="restricted" style="position:absolute;visibility:hidden" `, 1)
	code = strings.Replace(code, `embed=1"`, `embed=1#?secret=aB3dE6gH9k"`, 1)
	return code + `<script>window.hostHeard=0;addEventListener("message",e=>{const f=document.querySelector("iframe"),d=e.data;if(e.source===f.contentWindow&&d&&d.secret==="aB3dE6gH9k"&&d.message==="height"){f.style.position=f.style.visibility="";f.height=Math.min(1000,Math.max(200,d.value));hostHeard++}})</script>`
}

// The code that is copied keeps a title, a picture or the graphic itself, and a link in the right language, whatever a CMS takes away.
func TestPastedCodeThroughSanitisers(t *testing.T) {
	t.Parallel()
	at := host(t)
	pictured := `(i=>i&&i.complete&&i.naturalWidth>100&&i.alt.length>20)(document.querySelector("img"))`
	linked := func(words, path string) string {
		return fmt.Sprintf(`[...document.querySelectorAll("a")].some(a=>a.textContent.includes(%q)&&a.href===%q)`, words, base+path)
	}
	for _, c := range []struct{ name, locale, place, title, path string }{
		{"story", "ar", "story-whole", "", "/ar/"}, {"graphic", "fr", "graphic-deaths", "", "/fr/graphics/deaths/"},
	} {
		code := strings.ReplaceAll(codeIn(t, c.locale, c.place), "http://localhost:8080/", base+"/")
		title := strings.SplitN(strings.SplitN(code, `<iframe src="`, 2)[1], `title="`, 2)[1]
		title = strings.Split(title, `"`)[0]
		for _, s := range []struct {
			name, code string
			framed     bool // a frame is left
			alone      bool // no figure is left
		}{
			{"no scripts", sanitised(t, code, []string{"script"}, nil), true, false},
			{"no frames", sanitised(t, code, []string{"iframe"}, nil), true, false}, // the script makes its own
			{"neither, and no styles", sanitised(t, code, []string{"script", "iframe"}, []string{"href", "src", "alt"}), false, false},
			{"oEmbed sandbox", wordpress(t, code), true, true},
		} {
			t.Run(c.name+" "+s.name, func(t *testing.T) {
				tab := blank(t, 800, 700)
				must(t, tab.Go(at(`<p>article</p>`+s.code)))
				if !s.alone {
					must(t, tab.Wait(pictured, 10*time.Second))
					must(t, tab.Wait(linked(title, c.path), time.Second))
				}
				if !s.framed {
					if n := eval[int](t, tab, `document.querySelectorAll("iframe,script").length`); n != 0 {
						t.Errorf("%d frames and scripts passed the sanitiser", n)
					}
					return
				}
				must(t, tab.Eval(`document.querySelector("iframe").scrollIntoView()`, nil))
				mode := "flow"
				if c.name == "story" {
					mode = map[bool]string{true: "pinned", false: "stepper"}[s.name == "no frames"]
				}
				f := framed(t, tab, mode)
				must(t, f.Wait(`document.documentElement.lang===`+fmt.Sprintf("%q", c.locale)+`&&[...document.querySelectorAll("h1")].some(h=>h.offsetHeight>0)&&[...document.querySelectorAll(".pic")].some(p=>p.getBoundingClientRect().width>100)`, 10*time.Second))
				must(t, f.Wait(`[...document.querySelectorAll("a[href]")].some(a=>a.offsetHeight>0)`, 5*time.Second))
				if s.alone {
					must(t, tab.Wait(`hostHeard>0&&document.querySelector("iframe").offsetHeight>=200&&document.querySelector("iframe").title.length>10`, 5*time.Second))
					if eval[string](t, f, `String(origin)`) != "null" {
						t.Error("the sandbox has an origin")
					}
				}
			})
		}
	}
}
