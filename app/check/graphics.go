package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// graphicsWhole asks every graphic for its words, in every language, as pages do: title, note, headline and description of
// each state, the sentence of each change, the table, and the publishers under it. What cannot be had is a finding at the place
// the graphic names. It also notes which messages were asked for, by drawing each state once: unused relies on it.
func graphicsWhole(d *desk) {
	d.used = map[string]bool{}
	in := inputsOf(d.p)
	for i, l := range d.p.Locales() {
		for _, g := range d.p.Graphics {
			drawn := (i == 0 || l.RTL()) && !d.undrawn // which messages a drawing asks for does not depend on the language; labels do, see ordered
			key := question{g.ID(), l.Tag, drawn}
			if ids, ok := in.same(key); ok {
				for _, id := range ids {
					d.used[id] = true
				}
				continue
			}
			before := len(d.out)
			watch := in.watch(l.Tag)
			watch.whole(asker{d: d, g: g, locale: l.Tag}, drawn)
			for id := range watch.messages {
				d.used[id] = true
			}
			if len(d.out) == before {
				in.keep(key, watch)
			}
		}
	}
}

// whole asks one graphic for everything in one language.
func (w *watched) whole(ask asker, drawn bool) {
	g := ask.g
	env := w.env(spec.Wide)
	ask.words("title", func() (string, error) { return spec.Title(env, g), nil })
	ask.words("note", func() (string, error) { return spec.Note(env, g), nil })
	for j, state := range g.States() {
		ask.words("headline of state "+state, func() (string, error) { return spec.Headline(env, g, state), nil })
		if spec.StateNote(env, g, state) != "" { // most have none
			ask.words("note of state "+state, func() (string, error) { return spec.StateNote(env, g, state), nil })
		}
		ask.words("description of state "+state, func() (string, error) { return g.Describe(env, state) })
		if j > 0 {
			ask.words("change to state "+state, func() (string, error) { return g.Change(env, g.States()[j-1], state) })
		}
		if !drawn {
			continue
		}
		for _, form := range spec.Forms() {
			ask.try("drawing of state "+state, func() error {
				pic, err := g.Draw(w.env(form).Drawn(), state)
				if err == nil {
					ask.labels("drawing of state "+state, "", pic.Option)
				}
				return err
			})
		}
	}
	if first := g.States()[0]; len(g.States()) > 1 {
		ask.words("change to state "+first, func() (string, error) { return g.Change(env, g.States()[1], first) })
	}
	ask.try("table", func() error {
		t, err := g.Table(env)
		if err == nil && len(t.Rows) == 0 {
			return fmt.Errorf("the table is empty")
		}
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				ask.ordered("row "+r.ID+" of the table", cell)
			}
		}
		return err
	})
	ask.try("source line", func() error {
		ids, err := g.Records(env)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return fmt.Errorf("the graphic rests on no record")
		}
		_, err = w.of.p.Facts.SourcesOf(ids)
		return err
	})
}

type asker struct {
	d      *desk
	g      spec.Graphic
	locale string
}

// words asks for a text that readers get, which must neither be empty nor show a placeholder that nothing filled.
func (a asker) words(what string, f func() (string, error)) {
	a.try(what, func() error {
		s, err := f()
		switch {
		case err != nil:
			return err
		case strings.TrimSpace(s) == "":
			return fmt.Errorf("it is empty")
		case strings.Contains(s, "<no value>"):
			return fmt.Errorf("a placeholder has no value in %q", s)
		}
		a.ordered(what, s)
		return nil
	})
}

var (
	place   = regexp.MustCompile(`([\w./-]+\.(?:toml|csv)):(\d+)`)
	file    = regexp.MustCompile(`[\w./-]+\.(?:toml|csv)`)
	message = regexp.MustCompile(`message "([^"]+)"`)
)

// try runs f and turns its error, or a panic of the graphic, into a finding: at the file and line that the error names, or
// at the message, or at the graphic's own words.
func (a asker) try(what string, f func() error) {
	_, err := spec.Safe(a.g, func() (_ struct{}, err error) {
		defer func() {
			if r := recover(); r != nil {
				if _, ok := r.(locales.MissingError); ok {
					panic(r)
				}
				err = fmt.Errorf("it stopped: %v", r)
			}
		}()
		return struct{}{}, f()
	})
	if err == nil {
		return
	}
	x := a.about(what, Finding{Rule: "graphic-whole", Severity: Error, What: what + ": " + err.Error(),
		Why: "every graphic needs its words, description and table in every language", Mend: "mend what the message names"})
	if at := place.FindStringSubmatch(err.Error()); at != nil {
		x.File = at[1]
		x.Line, _ = strconv.Atoi(at[2])
	} else if at := message.FindStringSubmatch(err.Error()); at != nil {
		if m, ok := a.d.p.Catalogues[a.locale].Message(at[1]); ok {
			x.File, x.Line = m.File, m.Line
		}
	} else if at := file.FindString(err.Error()); strings.HasPrefix(at, "charts/data/") {
		x.File, x.Line = at, 0
	}
	for _, old := range a.d.out { // the same fault shows in every drawing and language: once is enough
		if old.Rule == x.Rule && old.File == x.File && old.Line == x.Line && strings.HasSuffix(old.What, err.Error()) {
			return
		}
	}
	a.d.add(x)
}

// about puts a finding at the message that says what was asked for, or else at the graphic's own words.
func (a asker) about(what string, x Finding) Finding {
	x.Locale, x.ID = a.locale, a.g.ID()
	x.File = fmt.Sprintf("%s/%s.%s.toml", locales.MessagesDir, a.g.ID(), a.locale)
	if m, ok := a.d.p.Catalogues[a.locale].Message(a.graphicMessage(what)); ok {
		x.File, x.Line = m.File, m.Line
	}
	return x
}

// ordered finds in a text as readers get it what isolated finds in messages: words may be in order each, and not once put together.
func (a asker) ordered(what, s string) {
	if !a.d.p.Catalogues[a.locale].RTL() {
		return
	}
	m, _ := a.d.p.Catalogues[a.locale].Message(a.graphicMessage(what))
	bare := strings.NewReplacer(locales.LRM, "", locales.RLM, "").Replace(s) // disorder marks runs as labels do
	if dashed := dashRange(bare); dashed != "" && !slices.ContainsFunc(sortedKeys(m.Forms), func(form string) bool { return dashRange(m.Forms[form]) != "" }) {
		a.d.add(a.about(what, inWords(what+": ", dashed)))
	}
	for _, t := range disorder(a.locale, bare) {
		if slices.ContainsFunc(sortedKeys(m.Forms), func(form string) bool { return slices.Contains(disorder(a.locale, m.Forms[form]), t) }) {
			continue // isolated has it
		}
		a.d.add(a.about(what, turnedRound(what+": ", t)))
	}
}

// labels is ordered for every text of a drawing, which stands under key; what is no label is not for readers.
func (a asker) labels(what, key string, v any) {
	switch v := v.(type) {
	case string:
		if key == "formatter" || key == "text" {
			a.ordered(what, v)
		}
	case []any:
		for _, x := range v {
			a.labels(what, key, x)
		}
	case map[string]any:
		for _, k := range sortedKeys(v) {
			a.labels(what, k, v[k])
		}
	}
}

// graphicMessage guesses the message behind what was asked for.
func (a asker) graphicMessage(what string) string {
	at := "graphics." + a.g.ID() + "."
	kind, state, _ := strings.Cut(what, " of state ")
	switch {
	case kind == "headline":
		return at + "state." + state
	case kind == "description":
		return at + "describe." + state
	case strings.HasPrefix(what, "change to state "):
		return at + "change." + strings.TrimPrefix(what, "change to state ")
	}
	return at + what
}
