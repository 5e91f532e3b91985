package site

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"sahel-explainer/app/card"
	"sahel-explainer/app/kept"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// cardPath is where the card of a step, of a graphic ("graphics/ID") or of the story ("story") stands. Its name is without a
// hash: other sites show it.
func cardPath(l locales.Locale, of string) string { return "cards/" + l.Tag + "/" + of + ".png" }

// cards draws the social card of the story, of each graphic and of each step in each language.
func (b *builder) cards() error {
	type job struct {
		path string
		card card.Card
	}
	var jobs []job
	for _, l := range b.p.Locales() {
		c := b.p.Catalogues[l.Tag]
		add := func(of, graphic, state string, k card.Card) error {
			form := spec.Narrow
			g, _ := b.p.Graphic(graphic)
			_, k.Map = g.(mapped)
			if k.Map {
				form = spec.Wide
			}
			pic := b.art[l.Tag][graphic][state][form]
			svg, err := render.Clean(pic.Raw, pic.Picture, nil)
			if err != nil {
				return fmt.Errorf("graphic %s, state %s: %w", graphic, state, err)
			}
			k.SVG, k.SVGW, k.SVGH, k.RTL = svg, pic.Width, pic.Height, l.RTL()
			jobs = append(jobs, job{cardPath(l, of), k})
			return nil
		}
		err := func() (err error) {
			defer locales.Recover(&err)
			story, short := c.T("story.title"), c.T("ui.app.short")
			asOf := b.asOf(c)
			first := b.p.Outline.Chapters[0].Steps[0]
			if err := add("story", first.Graphic, first.State, card.Card{Headline: story, Name: short, AsOf: asOf}); err != nil {
				return err
			}
			for _, ch := range b.p.Outline.Chapters {
				for _, st := range ch.Steps {
					k := card.Card{Kicker: c.T("chapter." + ch.ID + ".title"), Headline: c.T("step." + st.ID + ".title"), Finding: b.figs[l.Tag][st.Graphic].States[st.State].Headline, Name: story, AsOf: asOf}
					if err := add(st.ID, st.Graphic, st.State, k); err != nil {
						return err
					}
				}
			}
			for _, g := range b.p.Graphics {
				f := b.figs[l.Tag][g.ID()]
				k := card.Card{Kicker: short, Headline: f.Title, Finding: f.States[f.Order[0]].Headline, Name: story, AsOf: asOf}
				if err := add("graphics/"+g.ID(), g.ID(), f.Order[0], k); err != nil {
					return err
				}
			}
			return nil
		}()
		if err != nil {
			return err
		}
	}
	fonts, err := b.cardFonts()
	if err != nil {
		return err
	}
	theme, err := json.Marshal(b.light) // sorts keys
	if err != nil {
		return err
	}
	drawn := []byte(card.Version() + hash(fonts.Arabic, fonts.ArabicBold, fonts.Latin, theme))
	cache := filepath.Join(b.Cache, "cards")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return err
	}
	label, _ := locales.ByTag("ar")
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
					file := filepath.Join(cache, hash(drawn, in)+".png")
					var there bool
					if out[i], there = kept.Read(file); there {
						return nil
					}
					if d == nil {
						if d, err = card.NewDrawer(fonts, b.light, label.Label); err != nil {
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
		return failed
	}
	for i, j := range jobs {
		b.tree[j.path] = out[i]
	}
	return nil
}

// cardFonts are the pages' faces for cards. They are never sent to a reader, so they keep more than a page's words need and stay
// the same whatever is written; a character that they lack stops the build (card.Draw). The Arabic ones keep to the letters, vowels,
// figures and signs of Arabic: go-text 0.3.5 forgets rules of fonts whose tables name long runs of glyphs (its set digest stops
// early), and letters would stand apart; a test in app/card holds every form of every letter to Chromium's.
func (b *builder) cardFonts() (f card.Fonts, err error) {
	dir := filepath.Join(b.Cache, "fonts")
	if f.Arabic, err = cutAs("truetype", b.Root, dir, naskh, naskh.charactersOf(cardSigns)); err != nil {
		return f, err
	}
	if f.ArabicBold, err = cutAs("truetype", b.Root, dir, naskhBold, naskh.charactersOf(cardSigns)); err != nil {
		return f, err
	}
	var latin strings.Builder
	for _, r := range [][2]rune{{0x20, 0x7e}, {0xa0, 0x24f}, {0x2000, 0x205f}, {0x20a0, 0x22ff}} {
		for c := r[0]; c <= r[1]; c++ {
			latin.WriteRune(c)
		}
	}
	f.Latin, err = cutAs("truetype", b.Root, dir, serif, latin.String())
	return f, err
}

// cardSigns are the vowels, and signs that words may come to have.
const cardSigns = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670" + "!+*’“”…—\u00a0"
