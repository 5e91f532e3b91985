package render

import (
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/woff2"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Glyphs holds all that is written in our faces to them: a character that they have no drawing of stops the build. A reader's machine
// would take it from some font of its own, or show an empty box. Cards hold their own words to their own faces (card.Draw); icons
// hold no text; titles of sources are set in the system's fonts.
func Glyphs(b Build) error {
	for _, l := range b.Project.Locales() {
		text := pack.Lettering(b.Project.Catalogues[l.Tag])
		var own []drawings
		for _, f := range pack.FacesOf(l) {
			raw, err := pack.Cut(b.Root, b.Cache+"/fonts", f, pack.CharactersOf(f, text))
			if err != nil {
				return err
			}
			has, err := woff2.Read(raw)
			if err != nil {
				return fmt.Errorf("font %s: %w", f.File, err)
			}
			own = append(own, drawings{f, has})
		}
		lacks := func(where, text string) error {
			for _, r := range text {
				if !drawn(own, r) {
					return fmt.Errorf("%s: no font of the pages in %s has a drawing of “%c” (U+%04X), which stands in “%s”; write it otherwise, or let locales/langs/%s.toml name a font that has it",
						where, l.Tag, r, r, strings.TrimSpace(text), l.Tag)
				}
			}
			return nil
		}
		if err := b.hold(l, lacks); err != nil {
			return err
		}
	}
	return nil
}

// drawings are the characters that a face has.
type drawings struct {
	*pack.Face
	has woff2.Coverage
}

// drawn reports whether a face that serves a character has it. What is not seen needs no drawing, nor does a space: each face has one.
func drawn(own []drawings, r rune) bool {
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
		return true
	}
	return slices.ContainsFunc(own, func(f drawings) bool { return woff2.InRange(f.Ranges, r) && f.has[r] })
}

// hold goes through what a locale writes: its messages, and what graphics put together from them and from rows.
func (b Build) hold(l locales.Locale, lacks func(where, text string) error) error {
	c := b.Project.Catalogues[l.Tag]
	for _, id := range c.IDs() {
		if strings.HasPrefix(id, "desk.") {
			continue
		}
		m, _ := c.Message(id)
		for _, form := range m.Forms {
			if err := lacks(fmt.Sprintf("%s:%d: message %s", m.File, m.Line, id), pack.Spoken(form)); err != nil {
				return err
			}
		}
	}
	for _, g := range b.Project.Graphics {
		if err := holdGraphic(g.ID(), b.Figures[l.Tag][g.ID()], b.Art[l.Tag][g.ID()], lacks); err != nil {
			return err
		}
	}
	return nil
}

// svgText is a label as ECharts writes it.
var svgText = regexp.MustCompile(`<text[^>]*>([^<]*)</text>`)

func holdGraphic(id string, f *story.Figure, art draw.Art, lacks func(where, text string) error) error {
	for _, state := range f.Order {
		for _, form := range spec.Forms() {
			pic := art[state][form]
			for _, m := range svgText.FindAllStringSubmatch(pic.Raw, -1) {
				if err := lacks(fmt.Sprintf("graphic %s, state %s, a label", id, state), html.UnescapeString(m[1])); err != nil {
					return err
				}
			}
			for _, mark := range slices.Sorted(maps.Keys(pic.Tips)) {
				tip := pic.Tips[mark]
				if err := lacks(fmt.Sprintf("graphic %s, state %s, the words of mark %s", id, state, mark), tip.Title+" "+tip.Text); err != nil {
					return err
				}
			}
		}
	}
	for _, row := range f.Table.Rows {
		for _, cell := range row.Cells {
			if err := lacks(fmt.Sprintf("graphic %s, row %s of its table", id, row.ID), cell); err != nil {
				return err
			}
		}
	}
	return nil
}
