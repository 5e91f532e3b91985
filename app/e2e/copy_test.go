package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// copied is what stands on the clipboard after a copy, as the page's own listeners leave it.
type copied struct{ Text, HTML string }

// watchCopy keeps what the next copy gives. Where nobody has set anything the browser takes the selection as it is.
const watchCopy = `(window.taken=null,window.addEventListener("copy",e=>{window.taken={Text:e.clipboardData.getData("text/plain"),HTML:e.clipboardData.getData("text/html")}},{once:true}),1)`

// choose selects from the beginning of one node to the end of another.
const choose = `(a,b)=>{const r=document.createRange();r.setStart(a,0);r.setEnd(b,b.nodeType===3?12:b.childNodes.length);const s=getSelection();s.removeAllRanges();s.addRange(r);return s.toString()}`

// A passage that is copied by the browser's own command carries the step's words, the names of those who publish what they rest on and the
// step's address, in the language of the page; a name does not, nor do a form's text and the lists of sources.
func TestCopyGivesSourceAndLink(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ path, sources string }{{"/ar/", "المصادر: "}, {"/en/short/", "Sources: "}} {
		tab := open(t, c.path, 1000, 800)
		client(t, tab)
		take := func(from, to string) copied {
			t.Helper()
			must(t, tab.Eval(watchCopy, nil))
			must(t, tab.Eval(`(`+choose+`)(`+from+`,`+to+`)`, nil))
			p := input.DispatchKeyEventParams{Type: "keyDown", Key: "c", Code: "KeyC", WindowsVirtualKeyCode: 67, Modifiers: 2, Commands: []string{"copy"}}
			for range 2 {
				_, err := chromedp.Call(tab.Context(), input.DispatchKeyEvent, p)
				must(t, err)
				p.Type, p.Commands = "keyUp", nil
			}
			must(t, tab.Wait(`window.taken`, soon))
			return eval[copied](t, tab, `taken`)
		}
		card := `[...document.querySelectorAll(".step > .card")].find(c=>c.querySelector(".c")&&c.querySelector(".vh")&&c.querySelector("p > .ear")&&c.querySelector("cite"))`
		if c.path == "/ar/" {
			card = `document.querySelector("#transition-coups > .card")`
		}
		got := take(card+`.querySelector("h3")`, card+`.querySelector(".vh")`)
		step := eval[string](t, tab, card+`.parentElement.dataset.step`)
		for _, want := range eval[[]string](t, tab, `(c=>[c.querySelector("h3").textContent,...[...c.querySelectorAll(":scope > p:not(.vh)")].map(p=>(p=p.cloneNode(true),p.querySelectorAll(".ear").forEach(e=>e.remove()),p.textContent)),c.querySelector("cite").textContent,document.title])(`+card+`)`) {
			if !strings.Contains(got.Text, want) || !strings.Contains(strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&").Replace(got.HTML), want) {
				t.Errorf("%s: %q is not in what is copied: %+v", c.path, want, got)
			}
		}
		if link := base + c.path[:3] + "/steps/" + step + "/"; !strings.HasSuffix(got.Text, "\n"+link+"\n") || !strings.Contains(got.HTML, `href="`+link+`"`) || !strings.Contains(got.Text, c.sources) {
			t.Errorf("%s: no %q or no %s in %+v", c.path, c.sources, link, got)
		}
		if ear := eval[string](t, tab, `(`+card+`.querySelector("p > .ear")||{textContent:"\u0000"}).textContent`); strings.Contains(got.Text, ear) {
			t.Errorf("%s: what is only heard is copied: %s", c.path, got.Text)
		}
		if aside := eval[string](t, tab, card+`.querySelector(".vh").textContent`); strings.Contains(got.Text, aside) {
			t.Errorf("%s: what is not seen is copied: %s", c.path, got.Text)
		}
		for name, of := range map[string][2]string{
			"a few words": {card + `.querySelector(".c").firstChild`, card + `.querySelector(".c").firstChild`},
			"sources":     {`(d=>(d.open=true,d.querySelector("ol")))(` + card + `.querySelector(".sources"))`, card + `.querySelector(".sources ol")`},
		} {
			if got := take(of[0], of[1]); got != (copied{}) {
				t.Errorf("%s, %s: copied with %+v", c.path, name, got)
			}
		}
	}
}

// So it does in a frame on a host's page; where the host asks for that the address is its own page's.
func TestCopyInAFrame(t *testing.T) {
	t.Parallel()
	at := host(t)
	tab := blank(t, 900, 700)
	must(t, tab.Go(at(`<script async data-locale="fr" data-depth="short" data-share="host" src="{{BASE}}embed.js"></script>`+filler)))
	f := framed(t, tab, "pinned")
	client(t, f)
	got := eval[copied](t, f, `(()=>{const c=[...document.querySelectorAll(".step > .card")].find(c=>c.querySelector("cite"));(`+choose+`)(c.querySelector("h3"),c.querySelector("p"));
		const d=new DataTransfer();c.dispatchEvent(new ClipboardEvent("copy",{clipboardData:d,bubbles:true,cancelable:true}));return{Text:d.getData("text/plain"),HTML:d.getData("text/html")}})()`)
	page := eval[string](t, tab, `location.href.split("#")[0]`)
	if !strings.Contains(got.Text, "Sources") || !strings.Contains(got.Text, "\n"+page+"#") || !strings.Contains(got.HTML, "<blockquote") {
		t.Errorf("%+v, and the address of %s is to be in it", got, page)
	}
}
