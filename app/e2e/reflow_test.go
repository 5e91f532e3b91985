package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// wide are elements that stick out of the page sideways, small ones that are pressed but too small to hit (WCAG 2.5.8: 24 px, but
// for links within a line of text).
const wide = `(()=>{const w=document.documentElement.clientWidth;return [...document.querySelectorAll("body *")].filter(e=>{if(e.closest("svg,.table,.vh,.live,[hidden],.skip"))return false;const r=e.getBoundingClientRect(),s=getComputedStyle(e);return r.width>1&&r.height>1&&s.visibility==="visible"&&(r.right>w+1||r.left<-1)}).map(e=>e.localName+"."+e.className+" "+Math.round(e.getBoundingClientRect().left)+"–"+Math.round(e.getBoundingClientRect().right)).concat(document.documentElement.scrollWidth>w?["the page is "+document.documentElement.scrollWidth+" wide"]:[])})()`

const small = `[...document.querySelectorAll("a,button,select,input,summary,[tabindex='0']")].filter(e=>{const r=e.getBoundingClientRect();if(!r.width||!r.height||e.matches(".skip")||e.closest(".vh"))return false;if(e.matches("a")&&getComputedStyle(e).display==="inline"&&[...e.parentElement.childNodes].some(n=>n!==e&&n.textContent.trim()))return false;return r.width<23.9||r.height<23.9}).map(e=>e.outerHTML.slice(0,110)+" "+e.getBoundingClientRect().width.toFixed()+"×"+e.getBoundingClientRect().height.toFixed())`

// cut are pieces of text that their box does not show whole.
const cut = `[...document.querySelectorAll("p,li,h1,h2,h3,button,summary,label,dd,dt,figcaption .note,.chrome a:not(.brand)")].filter(e=>{const s=getComputedStyle(e);return !e.closest(".vh,svg,.live,[hidden],.short,.pager")&&s.overflow!=="visible"&&s.clipPath==="none"&&(e.scrollHeight>e.clientHeight+2||e.scrollWidth>e.clientWidth+2)&&e.clientHeight>1&&s.overflowY!=="auto"}).map(e=>e.outerHTML.slice(0,110))`

// covered are the headlines of graphics that the bar lies over where a step is read.
const covered = `(()=>{const s=document.getElementById("groups-deaths");if(!s)return [];s.scrollIntoView({block:"center",behavior:"instant"});const bar=document.querySelector(".chrome").getBoundingClientRect();return [...s.closest(".scene").querySelectorAll(".layer .headline")].filter(h=>getComputedStyle(h).visibility==="visible"&&h.getBoundingClientRect().top<bar.bottom-1).map(h=>h.textContent)})()`

// The page reflows at 320 CSS px (WCAG 1.4.10: what a desk at 400% is left with) and with text at 200% (1.4.4): nothing sticks
// out sideways but tables in boxes of their own, nothing is cut, and what is pressed can be hit.
func TestPageReflows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path  string
		width int
		text  int64
	}{{"/ar/", 320, 16}, {"/en/", 1280, 32}, {"/fr/", 390, 32}, {"/fr/graphics/agreements/", 320, 32}} {
		t.Run(fmt.Sprint(c.path[1:3], c.width, "px", c.text), func(t *testing.T) {
			tab := blank(t, c.width, 800)
			// The reader's own setting: it scales what the page measures in rem, its media queries too.
			_, err := chromedp.Call(tab.Context(), page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: c.text, Fixed: c.text}})
			must(t, err)
			must(t, tab.Go(base+c.path))
			must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
			if story(c.path) {
				explorable(t, tab)
			}
			must(t, tab.Eval(`(document.querySelectorAll("details").forEach(d=>d.open=true),1)`, nil))
			settled(t, tab)
			if got := eval[string](t, tab, `getComputedStyle(document.documentElement).fontSize`); got != fmt.Sprint(c.text, "px") {
				t.Fatalf("text is %s", got)
			}
			for name, js := range map[string]string{"sticks out": wide, "is too small to hit": small, "is cut": cut} {
				if got := eval[[]string](t, tab, js); len(got) > 0 {
					t.Errorf("%d times something %s: %q", len(got), name, got[:min(6, len(got))])
				}
			}
			if got := eval[[]string](t, tab, covered); story(c.path) && len(got) > 0 {
				t.Errorf("the bar lies over %q", got)
			}
			if got := eval[string](t, tab, `document.querySelector("meta[name=viewport]").content`); got != "width=device-width,initial-scale=1,viewport-fit=cover" {
				t.Errorf("the viewport is %q: zooming must not be held back", got)
			}
		})
	}
}
