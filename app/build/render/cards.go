package render

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/card"
	"sahel-explainer/app/kept"
	"sahel-explainer/app/woff2"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// cardPath is where the card of a step, of a graphic ("graphics/ID") or of the story ("story") stands. Its name is without a
// hash: other sites show it.
func cardPath(l locales.Locale, of string) string { return "cards/" + l.Tag + "/" + of + ".png" }

// Cards draws the social card of the story, of each graphic and of each step in each language.
func Cards(b Build) (write.Tree, error) {
	jobs, err := cardsOf(b)
	if err != nil {
		return nil, err
	}
	fonts, err := CardFonts(b.Root, b.Cache, b.Project.Locales())
	if err != nil {
		return nil, err
	}
	theme, err := json.Marshal(b.Project.Brand.Light) // sorts keys
	if err != nil {
		return nil, err
	}
	cache := filepath.Join(b.Cache, "cards")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	drawn := []byte(card.Version() + render.Hash(append(fontData(fonts), theme)...))
	label := locales.Locale{Dir: "rtl"}
	return drawCards(jobs, func(in []byte) string { return filepath.Join(cache, render.Hash(drawn, in)+".png") },
		func() (*card.Drawer, error) { return card.NewDrawer(fonts, b.Project.Brand.Light, label.Label) })
}

// cardJob is a card to be drawn, and where it will stand.
type cardJob struct {
	path string
	card card.Card
}

// cardsOf are the cards of a site.
func cardsOf(b Build) ([]cardJob, error) {
	var jobs []cardJob
	for _, l := range b.Project.Locales() {
		c := b.Project.Catalogues[l.Tag]
		add := func(of, graphic, state string, k card.Card) error {
			form := spec.Narrow
			g, _ := b.Project.Graphic(graphic)
			_, k.Map = g.(draw.Mapped)
			if k.Map {
				form = spec.Wide
			}
			pic := b.Art[l.Tag][graphic][state][form]
			svg, err := render.Clean(pic.Raw, pic.Picture, nil)
			if err != nil {
				return fmt.Errorf("graphic %s, state %s: %w", graphic, state, err)
			}
			k.SVG, k.SVGW, k.SVGH, k.Lang, k.RTL = svg, pic.Width, pic.Height, l.Tag, l.RTL()
			jobs = append(jobs, cardJob{cardPath(l, of), k})
			return nil
		}
		err := func() (err error) {
			defer locales.Recover(&err)
			story, short := c.T("story.title"), c.T("brand.short")
			asOf := b.asOf(c)
			first := b.Project.Outline.Chapters[0].Steps[0]
			if err := add("story", first.Graphic, first.State, card.Card{Headline: story, Name: short, AsOf: asOf}); err != nil {
				return err
			}
			for _, ch := range b.Project.Outline.Chapters {
				for _, st := range ch.Steps {
					k := card.Card{Kicker: c.T("chapter." + ch.ID + ".title"), Headline: c.T("step." + st.ID + ".title"), Finding: b.Figures[l.Tag][st.Graphic].States[st.State].Headline, Name: story, AsOf: asOf}
					if err := add(st.ID, st.Graphic, st.State, k); err != nil {
						return err
					}
				}
			}
			for _, g := range b.Project.Graphics {
				f := b.Figures[l.Tag][g.ID()]
				k := card.Card{Kicker: short, Headline: f.Title, Finding: f.States[f.Order[0]].Headline, Name: story, AsOf: asOf}
				if err := add("graphics/"+g.ID(), g.ID(), f.Order[0], k); err != nil {
					return err
				}
			}
			return nil
		}()
		if err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// drawCards draws cards, two at a time, each by a drawer of its own; file says where a card is kept that was drawn from the same.
func drawCards(jobs []cardJob, file func(in []byte) string, drawer func() (*card.Drawer, error)) (write.Tree, error) {
	out := make([][]byte, len(jobs))
	work := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for range 2 {
		wg.Go(func() {
			var d *card.Drawer
			for i := range work {
				err := func() (err error) {
					in, err := json.Marshal(jobs[i].card)
					if err != nil {
						return err
					}
					file := file(in)
					var there bool
					if out[i], there = kept.Read(file); there {
						return nil
					}
					if d == nil {
						if d, err = drawer(); err != nil {
							return err
						}
					}
					if out[i], err = d.Draw(jobs[i].card); err != nil {
						return err
					}
					return kept.Write(file, out[i])
				}()
				if err != nil {
					mu.Lock()
					failed = fmt.Errorf("card %s: %w", jobs[i].path, err)
					mu.Unlock()
				}
			}
		})
	}
	for i := range jobs {
		work <- i
	}
	close(work)
	wg.Wait()
	if failed != nil {
		return nil, failed
	}
	tree := write.Tree{}
	for i, j := range jobs {
		tree[j.path] = out[i]
	}
	return tree, nil
}

// CardFonts are the pages' faces for cards. They are never sent to a reader, so they keep more than a page's words need and stay
// the same whatever is written; a character that they lack stops the build (card.Draw).
func CardFonts(root, cache string, in []locales.Locale) (card.Fonts, error) {
	out := card.Fonts{}
	for _, l := range in {
		for i := range l.Faces {
			f := l.Faces[i]
			chars := pack.CharactersOf(&f, f.Cards.Also)
			if f.Cards.Ranges != "" {
				chars = inRanges(f.Cards.Ranges)
			}
			weight := 0
			if f.Axis = f.Cards.Axis; f.Axis == "" {
				weight, _ = strconv.Atoi(strings.Fields(f.Weights)[0]) // three digits, by locales
			}
			if f.Cards.Features != "" {
				f.Features = f.Cards.Features
			}
			raw, err := pack.CutAs("truetype", root, filepath.Join(cache, "fonts"), &f, chars)
			if err != nil {
				return nil, err
			}
			ranges := f.Ranges
			out[l.Tag] = append(out[l.Tag], card.Font{Data: raw, Family: f.Family, Weight: weight, Script: f.Script, Serves: func(r rune) bool { return woff2.InRange(ranges, r) }})
		}
	}
	return out, nil
}

// fontData are the files of all fonts, in order.
func fontData(f card.Fonts) (out [][]byte) {
	for _, tag := range slices.Sorted(maps.Keys(f)) {
		for _, x := range f[tag] {
			out = append(out, x.Data)
		}
	}
	return out
}

// inRanges are the characters of a CSS unicode-range.
func inRanges(list string) string {
	var out strings.Builder
	for c := rune(0x20); c < 0x3000; c++ {
		if woff2.InRange(list, c) {
			out.WriteRune(c)
		}
	}
	return out.String()
}
