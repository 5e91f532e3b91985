package e2e

import (
	"fmt"
	"testing"

	"sahel-explainer/charts/render"
)

// label is a text of a picture as Chromium has set it, in the picture's own units.
type label struct {
	Graphic, State, Text string
	X0, Y0, X1, Y1       float64
	Size                 float64
	Weight               string
	Mark                 bool // a round mark, not a text
}

// labels are the texts of every picture that is laid out at the tab's width. A letter's box is taken from the x-height to
// the baseline and a little around: two lines of one label may touch with their tails.
const labels = `[...document.querySelectorAll(".scene .layer .pic")].filter(p=>p.getBoundingClientRect().width>0).flatMap(p=>{
const [, , w, h] = p.getAttribute("viewBox").split(" ").map(Number), layer = p.closest(".layer"), graphic = p.closest("[data-graphic]").dataset.graphic;
return [...p.querySelectorAll("text")].filter(t=>!/rotate|matrix/.test(t.getAttribute("transform")||"")).map(t=>{
 const b = t.getBBox(), size = parseFloat(getComputedStyle(t).fontSize), mid = b.y + b.height/2;
 return {Graphic: graphic, State: layer.dataset.state, Text: t.textContent.replace(/[\u2066-\u2069]/g,""), X0: b.x, X1: b.x + b.width, Y0: mid - size*0.42, Y1: mid + size*0.42, Size: size, Weight: getComputedStyle(t).fontWeight, W: w, H: h};
}).concat([...p.querySelectorAll("circle")].filter(c=>+c.getAttribute("r")<9 && c.getAttribute("fill")!=="none").map(c=>{const r=+c.getAttribute("r"),x=+c.getAttribute("cx"),y=+c.getAttribute("cy");
 return {Graphic: graphic, State: layer.dataset.state, Text: "mark "+(c.dataset.row||""), Mark: true, X0: x-r, X1: x+r, Y0: y-r, Y1: y+r, W: w, H: h}}))})`

// No label of any picture runs into another or out of the picture, measured with the fonts that readers get. The graphics'
// own tests look for the same with estimated widths; this one sees what the estimate misses. It does not look at lines and
// areas behind words.
func TestLabelsStandFree(t *testing.T) {
	for _, tag := range []string{"ar", "fr", "en"} {
		for _, width := range []int{390, 1440} {
			tab := open(t, "/"+tag+"/", width, 900)
			labelled(t, tab)
			all := eval[[]struct {
				label
				W, H float64
			}](t, tab, labels)
			if len(all) < 700 {
				t.Errorf("%s at %d: only %d labels were looked at", tag, width, len(all))
			}
			for i, a := range all {
				if !a.Mark && (a.X0 < -1 || a.X1 > a.W+1 || a.Y0 < -1 || a.Y1 > a.H+1) {
					t.Errorf("%s at %d, %s/%s: %q leaves the picture: x %.0f to %.0f, y %.0f to %.0f of %.0f×%.0f", tag, width, a.Graphic, a.State, a.Text, a.X0, a.X1, a.Y0, a.Y1, a.W, a.H)
				}
				for _, b := range all[i+1:] {
					if b.Graphic != a.Graphic || b.State != a.State {
						break
					}
					if a.Mark && b.Mark {
						continue
					}
					if a.X0 < b.X1-0.5 && b.X0 < a.X1-0.5 && a.Y0 < b.Y1 && b.Y0 < a.Y1 {
						t.Errorf("%s at %d, %s/%s: %q and %q overlap at %s", tag, width, a.Graphic, a.State, a.Text, b.Text, fmt.Sprintf("%.0f,%.0f", b.X0, b.Y0))
					}
				}
			}
		}
	}
}

// What the host takes a label's width to be is what Chromium sets: else every width that the graphics plan with is wrong.
func TestLabelsAreAsWideAsTheyAreTaken(t *testing.T) {
	for _, tag := range []string{"ar", "fr", "en"} {
		tab := open(t, "/"+tag+"/", 1440, 900)
		labelled(t, tab)
		n := 0
		for _, a := range eval[[]label](t, tab, labels) {
			w := a.X1 - a.X0
			if w < 30 || a.Mark {
				continue // a rounded letter weighs too much
			}
			n++
			if got := render.Width(a.Text, fmt.Sprintf("%s %gpx", a.Weight, a.Size)); got < w*0.97-1 || got > w*1.08+1 {
				t.Errorf("%s, %s/%s: %q is %.1f px wide and taken for %.1f", tag, a.Graphic, a.State, a.Text, w, got)
			}
		}
		if n < 400 {
			t.Errorf("%s: only %d labels were looked at", tag, n)
		}
	}
}
