package e2e

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
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

// wordpress is what WordPress makes of the oEmbed answer of a site that it does not know (wp_filter_oembed_result): a quotation with
// a link and the frame, in a sandbox, hidden until it says its height with the secret; then wp-embed.js hides the quotation.
func wordpress(t *testing.T, answer string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dist, "oembed", answer+".json"))
	must(t, err)
	var a struct {
		HTML string `json:"html"`
	}
	must(t, json.Unmarshal(raw, &a))
	code := sanitised(t, strings.ReplaceAll(a.HTML, "http://localhost:8080/", base+"/"), []string{"script", "figure", "figcaption", "img"}, []string{"src", "title", "width", "height", "href", "frameborder"})
	m := regexp.MustCompile(`(?s)^<div>(<blockquote>.*?</blockquote>)?.*(<iframe.*?>.*?</iframe>)`).FindStringSubmatch(code)
	if m == nil || m[1] == "" {
		t.Fatalf("without a quotation WordPress loads no script that hears the frame: %s", code)
	}
	quote := strings.Replace(m[1], "<blockquote", `<blockquote class="wp-embedded-content"`, 1)
	frame := strings.Replace(m[2], "<iframe ", `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" style="position:absolute;visibility:hidden" `, 1)
	frame = strings.Replace(frame, `embed=1"`, `embed=1#?secret=aB3dE6gH9k"`, 1)
	return quote + frame + `<script>window.hostHeard=0;addEventListener("message",e=>{const f=document.querySelector("iframe"),d=e.data;if(e.source===f.contentWindow&&d&&d.secret==="aB3dE6gH9k"&&d.message==="height"){f.style.position=f.style.visibility="";f.height=Math.min(1000,Math.max(200,d.value));document.querySelector("blockquote").style.display="none";hostHeard++}})</script>`
}

// The code that is copied keeps a title, a picture or the graphic itself, and a link in the right language, whatever a CMS takes away.
func TestPastedCodeThroughSanitisers(t *testing.T) {
	t.Parallel()
	at := host(t)
	pictured := `(i=>i&&i.complete&&i.naturalWidth>100&&i.alt.length>20)(document.querySelector("img"))`
	linked := func(words, path string) string {
		return fmt.Sprintf(`[...document.querySelectorAll("a")].some(a=>a.textContent.includes(%q)&&a.href===%q)`, words, base+path)
	}
	for _, c := range []struct{ name, locale, place, answer, path string }{
		{"story", "ar", "story-whole", "ar", "/ar/"}, {"graphic", "fr", "graphic-deaths", "fr-deaths", "/fr/graphics/deaths/"},
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
			{"oEmbed sandbox", wordpress(t, c.answer), true, true},
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
				must(t, f.Wait(`document.documentElement.lang===`+fmt.Sprintf("%q", c.locale)+`&&[...document.querySelectorAll("h1")].some(h=>h.offsetHeight>0)&&[...document.querySelectorAll(".pic,.grid")].some(p=>p.getBoundingClientRect().width>100)`, 10*time.Second))
				must(t, f.Wait(`[...document.querySelectorAll("a[href]")].some(a=>a.offsetHeight>0)`, 5*time.Second))
				if s.alone {
					if !eval[bool](t, tab, fmt.Sprintf(`document.querySelector("blockquote a").href===%q`, base+c.path)) {
						t.Error("the quotation leads elsewhere")
					}
					must(t, tab.Wait(`hostHeard>0&&document.querySelector("iframe").offsetHeight>=200&&document.querySelector("iframe").title.length>10`, 5*time.Second))
					if eval[string](t, f, `String(origin)`) != "null" {
						t.Error("the sandbox has an origin")
					}
				}
			})
		}
	}
}

// A host page with the very policy that the dialog asks for and the code that it gives, on a phone and without a rule of its own for
// pictures: nothing is refused, the picture is there and no wider than its column.
func TestCodeAndPolicyOfTheDialog(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join(dist, "fr", "embed", "index.html"))
	must(t, err)
	policy := html.UnescapeString(regexp.MustCompile(`<code>(frame-src [^<]*)</code>`).FindStringSubmatch(string(raw))[1])
	here := func(s string) string { return strings.ReplaceAll(s, "http://localhost:8080", base) }
	for _, place := range []string{"story-whole", "chapter-algeria", "graphic-deaths"} {
		for _, code := range []string{here(codeIn(t, "fr", place)), sanitised(t, here(codeIn(t, "fr", place)), []string{"script", "iframe"}, []string{"href", "src", "alt", "width", "height"})} {
			at := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Security-Policy", "default-src 'none'; "+here(policy))
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprintf(w, `<!doctype html><meta name="viewport" content="width=device-width"><p>article</p>%s`, code)
			})
			tab := blank(t, 390, 800) // its end fails the test for what the policy refuses
			must(t, tab.Go(strings.Replace(at, "localhost", "127.0.0.1", 1)))
			must(t, tab.Wait(`(i=>i&&i.complete&&i.naturalWidth===1200)(document.querySelector("img"))`, soon))
			if wide := eval[int](t, tab, `Math.max(document.documentElement.scrollWidth,Math.round(visualViewport.width))`); wide > 390 {
				t.Errorf("%s: the page is %d px wide", place, wide)
			}
			if strings.Contains(code, "<iframe") {
				must(t, tab.Eval(`document.querySelector("iframe").scrollIntoView()`, nil))
				framed(t, tab, map[bool]string{true: "flow", false: "pinned"}[place == "graphic-deaths"])
			}
		}
	}
}

// Nobody can pass on a part of the story as if it were all of it: by itself a part's address shows the story, with its heading, method
// and corrections.
func TestAPartByItselfIsTheWholeStory(t *testing.T) {
	t.Parallel()
	tab := open(t, "/fr/?chapter=partnership", 1280, 900)
	must(t, tab.Wait(`document.readyState==="complete"&&window.sahelFrame`, soon))
	settled(t, tab)
	if !eval[bool](t, tab, `!("part" in document.documentElement.dataset)&&document.querySelectorAll("[data-chapter]").length===8&&document.querySelector("h1").offsetHeight>0&&document.querySelector("#method")!==null&&document.querySelector("a[href*=corrections]")!==null`) {
		t.Error("a part of the story stands by itself")
	}
}
