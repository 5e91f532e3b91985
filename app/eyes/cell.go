package eyes

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"sahel-explainer/locales"
)

// Cell is one way in which a reader has the story before them.
type Cell struct {
	Entry, Engine string
	Width         int
	Theme, Lang   string
}

// String is the cell as tables and file names have it.
func (c Cell) String() string {
	return fmt.Sprintf("%s %s %d %s %s", c.Entry, c.Engine, c.Width, c.Theme, c.Lang)
}

func (c Cell) file() string { return strings.ReplaceAll(c.String(), " ", "-") }

// Widths, Themes and Langs are the other sides of the grid.
var (
	Widths = []int{320, 360, 390, 768, 1280}
	Themes = []string{"light", "dark"}
	Langs  = locales.Tags(locales.All())
)

// Across is how many CSS pixels wide the story is shown: as the screen, but on paper as what the margins of 1 cm leave of A5, of
// Letter, of A4 upright and lying, and of A3.
func (c Cell) Across() int {
	if c.Entry == "print" {
		return map[int]int{320: 484, 360: 740, 390: 718, 768: 1047, 1280: 1512}[c.Width]
	}
	return c.Width
}

// Height is what a screen of a width has.
func (c Cell) Height() int {
	return map[int]int{320: 568, 360: 640, 390: 844, 768: 1024, 1280: 800}[c.Width]
}

// possible says whether there is anything to look at: only Chromium's driver can show on the screen what goes on paper; Firefox's cannot
// turn a page's scripts off and still ask it something; Chromium 92, where the client cannot start, keeps nothing for reading offline.
func (c Cell) possible() bool {
	switch c.Entry {
	case "print":
		return strings.HasPrefix(c.Engine, "chromium")
	case "noscript":
		return c.Engine != "firefox"
	case "offline":
		return c.Engine != "chromium-92"
	}
	return true
}

// All are all cells of the grid.
func All() []Cell {
	var out []Cell
	for _, entry := range Entries {
		for _, engine := range Engines {
			for _, w := range Widths {
				for _, theme := range Themes {
					for _, lang := range Langs {
						if c := (Cell{entry, engine, w, theme, lang}); c.possible() {
							out = append(out, c)
						}
					}
				}
			}
		}
	}
	return out
}

// sides are a cell's values in a fixed order.
func (c Cell) sides() [5]string {
	return [5]string{c.Entry, c.Engine, fmt.Sprint(c.Width), c.Theme, c.Lang}
}

// Pairwise chooses cells so that every two values of two sides of the grid meet in at least one of them: a fault that needs one
// engine and one width is met, one that needs three things may not be. Greedy, and the same for the same seed.
func Pairwise(all []Cell, seed uint64) []Cell {
	r := rand.New(rand.NewPCG(seed, seed))
	all = append([]Cell(nil), all...)
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	open := pairsOf(all)
	var out []Cell
	for len(open) > 0 {
		best, most := -1, 0
		for i, c := range all {
			n := 0
			for _, p := range c.pairs() {
				if open[p] {
					n++
				}
			}
			if n > most {
				best, most = i, n
			}
		}
		for _, p := range all[best].pairs() {
			delete(open, p)
		}
		out = append(out, all[best])
	}
	return out
}

// pair is two values of two sides.
type pair struct {
	i, j int
	a, b string
}

func (c Cell) pairs() (out []pair) {
	v := c.sides()
	for i := range v {
		for j := i + 1; j < len(v); j++ {
			out = append(out, pair{i, j, v[i], v[j]})
		}
	}
	return out
}

func pairsOf(cells []Cell) map[pair]bool {
	out := map[pair]bool{}
	for _, c := range cells {
		for _, p := range c.pairs() {
			out[p] = true
		}
	}
	return out
}

// Covered is the share of all pairs of two sides that some cells meet.
func Covered(some, all []Cell) float64 {
	return float64(len(pairsOf(some))) / float64(len(pairsOf(all)))
}
