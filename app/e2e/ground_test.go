package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/sheet"
)

// styleOf are the style sheets that a built page brings with it.
var styleOf = regexp.MustCompile(`(?s)<style[^>]*>(.*?)</style>`)

// builtSheets are the different style sheets of all built pages, with the name of a page that has them.
func builtSheets(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, filepath.WalkDir(dist, func(file string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		text, err := os.ReadFile(file)
		for _, m := range styleOf.FindAllSubmatch(text, -1) {
			out[string(m[1])] = strings.TrimPrefix(file, dist)
		}
		return err
	}))
	if len(out) < 10 {
		t.Fatalf("%d style sheets", len(out))
	}
	return out
}

// No custom property of a built page means two things: where it does, one of the two is void, and no browser says so.
func TestNoCustomPropertyMeansTwoThings(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for text, page := range builtSheets(t) {
		rules, err := sheet.Read(text)
		must(t, err)
		for _, f := range sheet.TwoKinds(rules) {
			if !told[f] {
				t.Errorf("%s: %s", page, f)
			}
			told[f] = true
		}
	}
}

const (
	// grounds tells of each card whether something opaque of its own is behind its words.
	grounds = `[...document.querySelectorAll(".scene .card")].map(c=>{const b=getComputedStyle(c).backgroundColor,a=/\/\s*([\d.]+)\)|rgba\([^)]*,\s*([\d.]+)\)/.exec(b);return a?+(a[1]??a[2]):1})`
	// bare takes the words of cards away and leaves all that is behind them.
	bare = `(()=>{const s=new CSSStyleSheet();s.replaceSync(".card *,.hero *{color:transparent!important;border-color:transparent!important;text-decoration-color:transparent!important}.notice,.ask,.pager{display:none!important}");document.adoptedStyleSheets=[...document.adoptedStyleSheets,s];return 1})()`
)

// The words of a step stand on a ground, whichever way a reader came to them. Seen by pixels: without the words their box is of one
// colour, whatever of the graphic is behind it. It was bars and labels in 50 of 53 cards wherever parts of the page keep class "later".
func TestCardsHaveAGroundHoweverTheReaderCame(t *testing.T) {
	t.Parallel()
	at := host(t)
	for _, c := range []struct {
		name, path string
		bare       bool // without scripts
		open       func(t *testing.T, tab *browser.Tab)
	}{
		{name: "hash", path: "/fr/#corps-exit"},
		{name: "no scripts", path: "/ar/", bare: true},
		{name: "reload", path: "/en/", open: func(t *testing.T, tab *browser.Tab) {
			must(t, tab.Eval(`(document.querySelectorAll(".step")[25].scrollIntoView({behavior:"instant"}),1)`, nil))
			settled(t, tab)
			must(t, tab.Leave(`window.was=1;location.reload()`))
			arrived(t, tab, `!window.was`)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := blank(t, 390, 844)
			must(t, tab.Scripts(!c.bare))
			must(t, tab.Go(base+c.path))
			if c.open != nil {
				c.open(t, tab)
			}
			cardsStand(t, tab, tab, 0)
		})
	}
	t.Run("framed", func(t *testing.T) {
		tab := blank(t, 390, 844)
		must(t, tab.Go(at(`<div style="height:600px"></div><script src="{{BASE}}embed.js" data-locale="fr"></script>`)))
		must(t, tab.Eval(`scrollTo(0,500)`, nil))
		f := framed(t, tab, "pinned")
		must(t, tab.Wait(embedBox+`.offsetHeight>30000`, 15*time.Second))
		cardsStand(t, tab, f, eval[float64](t, tab, embedBox+`.getBoundingClientRect().top+scrollY`))
	})
}

// cardsStand looks at the cards of a story, which is in a frame of the tab or the tab itself; top is where it begins in the tab.
func cardsStand(t *testing.T, tab, story *browser.Tab, top float64) {
	t.Helper()
	for i, alpha := range eval[[]float64](t, story, grounds) {
		if alpha < 0.9 {
			t.Errorf("card %d has a ground of %.0f%%", i, alpha*100)
		}
	}
	must(t, story.Eval(bare, nil))
	for _, i := range []int{2, 12, 25, 33, 40} {
		card := fmt.Sprintf(`document.querySelectorAll(".scene .card")[%d].getBoundingClientRect()`, i)
		y := eval[float64](t, story, card+`.top+document.scrollingElement.scrollTop`)
		must(t, tab.Eval(fmt.Sprintf(`(scrollTo({top:%f,behavior:"instant"}),1)`, top+y-530), nil))
		share, end := 0.0, time.Now().Add(20*time.Second)
		for share < 0.99 && time.Now().Before(end) { // parts that come near find their height, and a frame's picture may be one behind
			r := eval[[4]float64](t, story, `(r=>[r.left,r.top,r.right,r.bottom])(`+card+`)`)
			if r[1] < 500 || r[1] > 640 { // below the graphic, which stands above
				must(t, tab.Eval(fmt.Sprintf(`(scrollBy({top:%f,behavior:"instant"}),1)`, r[1]-530), nil))
				continue
			}
			shot, err := tab.Screenshot()
			must(t, err)
			img, err := png.Decode(bytes.NewReader(shot))
			must(t, err)
			share = uniform(img, image.Rect(int(r[0])+3, int(r[1])+3, int(r[2])-3, int(r[3])-3).Intersect(image.Rect(0, 60, 390, 800)))
		}
		if share < 0.99 {
			t.Errorf("card %d: behind its words %.0f%% of the ground have its colour", i, share*100)
		}
	}
}

// uniform is the share of a box's pixels that have about the colour of its middle one in brightness.
func uniform(img image.Image, box image.Rectangle) float64 {
	var all []int
	for y := box.Min.Y; y < box.Max.Y; y += 2 {
		for x := box.Min.X; x < box.Max.X; x += 2 {
			r, g, b, _ := img.At(x, y).RGBA()
			all = append(all, int(r+g+b)/3>>8)
		}
	}
	if len(all) < 500 {
		return 0
	}
	sort.Ints(all)
	mid, same := all[len(all)/2], 0
	for _, v := range all {
		if v > mid-16 && v < mid+16 {
			same++
		}
	}
	return float64(same) / float64(len(all))
}

// What is newer than the browsers of the floor has a plain stand-in in every page.
func TestEveryPageHoldsToTheFloor(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for text, page := range builtSheets(t) {
		rules, err := sheet.Read(text)
		must(t, err)
		for _, f := range sheet.Beyond(rules) {
			if !told[f] {
				t.Errorf("%s: %s", page, f)
			}
			told[f] = true
		}
	}
}
