package e2e

import (
	"bytes"
	"image/png"
	"testing"
)

// The line under a clause runs on under a name that leads to the glossary, in its own quiet colour. WebKit draws under a link what the
// link's own style says, not what its clause's does: each name had a thick black line there, however sure the clause.
func TestClauseLineRunsUnderLinks(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chromium", "webkit"} {
		t.Run(name, func(t *testing.T) {
			p := engines[name](t)
			must(t, p.Size(390, 900))
			must(t, p.Go(base+"/en/"))
			const link = `(window.linked??=[...document.querySelectorAll(".card .k-confirmed>.t")].find(t=>t.getClientRects().length===1))`
			must(t, p.Eval(`(`+link+`.parentElement.style.color="rgb(255,0,0)",1)`, nil))
			must(t, p.Eval(`(`+link+`.scrollIntoView({block:"center",behavior:"instant"}),1)`, nil))
			must(t, p.Painted())
			var r [4]float64
			must(t, p.Eval(`(r=>[r.left,r.top,r.right,r.bottom])(`+link+`.getBoundingClientRect())`, &r))
			shot, err := p.Screenshot()
			must(t, err)
			img, err := png.Decode(bytes.NewReader(shot))
			must(t, err)
			words, lines := 0, 0 // pixels in the words' colour, and rows that are full of it
			for y := int(r[1]); y < int(r[3])+6; y++ {
				n := 0
				for x := int(r[0]) + 2; x < int(r[2])-2; x++ {
					if red, green, _, _ := img.At(x, y).RGBA(); red>>8 > 200 && green>>8 < 110 {
						n++
					}
				}
				words += n
				if float64(n) > 0.9*(r[2]-r[0]-4) {
					lines++
				}
			}
			if words < 50 || lines > 0 {
				t.Errorf("%d pixels of the link at %v are in its words' colour, and %d rows are a line in it", words, r, lines)
			}
		})
	}
}
