// Package agreements draws what was signed, announced or delivered between Russia and the three states as a grid of fields
// and countries. A cell without a record stays visibly empty: an empty cell is a gap in what we found, not a denial.
package agreements

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const id = "agreements"

type graphic struct{}

// New is the grid of agreements with Russia.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string       { return id }
func (graphic) States() []string { return []string{"mali", "nuclear", "all"} }

var (
	fields = []string{"nuclear", "mining", "refining", "arms", "trade", "space", "culture"}
	forms  = []string{"signed", "announced", "done"}
)

// doc is one document, announcement or delivery.
type doc struct {
	ID, Field, Country, Date, Form string
	Records                        []string
	column                         int // of its country, in the order of the data
}

// countriesOf are the columns, in the order of the data.
func countriesOf(docs []doc) []string {
	named := map[int]string{}
	for _, d := range docs {
		named[d.column] = d.Country
	}
	out := make([]string, len(named))
	for i, c := range named {
		out[i] = c
	}
	return out
}

func read(env *spec.Env) ([]doc, error) {
	rows, err := env.Facts.ReadCSV(env.Files, "agreements.csv", "id", "field", "country", "date", "form")
	if err != nil {
		return nil, err
	}
	var out []doc
	var columns []string
	for _, r := range rows {
		d := doc{ID: r.Get("id"), Field: r.Get("field"), Country: r.Get("country"), Date: r.Get("date"), Form: r.Get("form"), Records: r.Records()}
		if !in(fields, d.Field) || !in(forms, d.Form) {
			return nil, fmt.Errorf("%s:%d: field %q or form %q is unknown; use %s; %s", r.File, r.Line, d.Field, d.Form,
				strings.Join(fields, ", "), strings.Join(forms, ", "))
		}
		if !in(columns, d.Country) {
			columns = append(columns, d.Country)
		}
		d.column = slices.Index(columns, d.Country)
		if _, err := locales.DecimalYear(d.Date); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", r.File, r.Line, err)
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("charts/data/agreements.csv: no row; there is nothing to draw")
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Date < out[j].Date })
	return out, nil
}

func in(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// mode is how much of a cell is shown.
type mode int

const (
	marks mode = iota // the marks alone: context
	dated             // the marks and the date of the latest document
	brief             // the marks and the latest document
	full              // every document with its date and name
)

// modeOf is what a cell shows: a phone has no room for every document of a country.
func modeOf(env *spec.Env, state, field, country string) mode {
	switch {
	case state == "nuclear" && field == "nuclear", state == "mali" && country == "ML" && env.Wide():
		return full
	case state == "all" && !env.Wide():
		return dated
	case state == "all", state == "mali" && country == "ML":
		return brief
	}
	return marks
}

// cell is one cell laid out: its marks and lines, in pixels from the cell's corner.
type cell struct {
	docs  []doc
	mode  mode
	at    [][2]float64 // of each mark
	lines []draw.Text
	h     float64
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	if !spec.HasState(g, state) {
		return spec.Picture{}, fmt.Errorf("agreements: no state %q", state)
	}
	docs, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	label, small := env.LabelSize(), textSize(env)
	side := spec.Pick(env, 8.0, 14.0)
	headW := spec.Pick(env, 0.0, 106.0) // the fields' own column; on phones a field's name stands above its row
	headH := spec.Pick(env, leading(env), 0.0)
	countries := countriesOf(docs)
	inner := w - 2*side - headW
	word := 0.0 // the longest of the columns' names
	for _, c := range countries {
		word = max(word, typeset.Width(typeset.Wrap(t("country."+strings.ToLower(c)), 1, label, true), label, true))
	}
	colX, colW := make([]float64, len(countries)), make([]float64, len(countries))
	x := side + headW
	for i, c := range countries {
		share := 1 / float64(len(countries))
		if others := float64(len(countries) - 1); state == "mali" && others > 0 && in(countries, "ML") {
			least := max(0.17, (word+4)/inner) // of the columns that stand back
			if share = least; c == "ML" {
				share = 1 - others*least
			}
		}
		colX[i], colW[i] = x, inner*share-8
		x += inner * share
	}
	var words []draw.Text
	var rules [][4]float64
	top := spec.Pick(env, 3.0, 10.0)
	headLines := 1.0
	for i, c := range countries {
		name := typeset.Wrap(t("country."+strings.ToLower(c)), colW[i]+6, label, true)
		if typeset.Width(name, label, true) > colW[i]+8 {
			return spec.Picture{}, spec.NoRoom(env, id, state, name, c, "shorten its longest word")
		}
		headLines = max(headLines, typeset.Lines(name))
		colour := hues.Country(c)
		if state == "mali" && c != "ML" {
			colour = spec.Muted
		}
		words = append(words, draw.Text{X: colX[i], Y: top, VAlign: "top", Words: name, Size: label, Bold: true, Color: colour, Identity: "c" + c})
	}
	top += headLines*draw.LineHeight(label) + 3
	var keys []struct {
		name   string
		x, row float64
	}
	kx, keyRows := side, 1.0
	for _, f := range forms {
		name := t("form." + f)
		if kx > side && kx+15+typeset.Width(name, small, false) > w {
			kx, keyRows = side, keyRows+1
		}
		keys = append(keys, struct {
			name   string
			x, row float64
		}{name, kx, keyRows - 1})
		kx += typeset.Width(name, small, false) + spec.Pick(env, 26.0, 34.0)
	}
	bottom := h - spec.Pick(env, 20.0, 32.0) - (keyRows-1)*draw.LineHeight(small) // the key stands below

	// Lay out every cell, then give rows what they need and share what is left.
	cells := map[string]*cell{}
	need := make([]float64, len(fields))
	total := 0.0
	for i, f := range fields {
		for j, c := range countries {
			one := &cell{mode: modeOf(env, state, f, c)}
			for _, d := range docs {
				if d.Field == f && d.Country == c {
					one.docs = append(one.docs, d)
				}
			}
			if err := g.fill(env, one, colW[j]); err != nil {
				return spec.Picture{}, err
			}
			for _, l := range one.lines {
				if l.X+typeset.Width(l.Words, l.Size, l.Bold) > colW[j]+8 {
					return spec.Picture{}, spec.NoRoom(env, id, state, l.Words, f+" in "+c, "shorten its longest word")
				}
			}
			cells[f+c] = one
			need[i] = max(need[i], one.h)
		}
		need[i] += headH + spec.Pick(env, 5.0, 8.0)
		if !env.Wide() {
			need[i] = max(need[i], headH+22)
		} else {
			need[i] = max(need[i], typeset.Lines(typeset.Wrap(t("kind."+f), headW-8, small, true))*draw.LineHeight(small)+7)
		}
		if total += need[i]; total > bottom-top {
			return spec.Picture{}, spec.NoRoom(env, id, state, t("kind."+f), "its row", fmt.Sprintf(
				"with those above it needs %.0f px of %.0f: shorten labels, or take rows out of charts/data/agreements.csv", total, bottom-top))
		}
	}
	spare := (bottom - top - total) / float64(len(fields))

	items := map[string]draw.Item{}
	tips := map[string]spec.Tip{}
	y := top
	for i, f := range fields {
		rules = append(rules, [4]float64{side, y, w - side, y})
		head := draw.Text{X: side, Y: y + spec.Pick(env, 2.0, 5.0), VAlign: "top", Words: typeset.Wrap(t("kind."+f), spec.Pick(env, w-2*side, headW-8), small, true), Size: small, Bold: true, Color: spec.Muted, Identity: "f" + f}
		if state == "all" || state == "mali" || f == state {
			head.Color = spec.Ink
		}
		words = append(words, head)
		for j, c := range countries {
			one := cells[f+c]
			oy := y + headH + spec.Pick(env, 3.0, 5.0)
			for k, d := range one.docs {
				items[d.ID] = draw.Item{Name: d.ID, Value: []any{colX[j] + one.at[k][0], oy + one.at[k][1]}, More: drawn(d.Form, d.ID, one.mode != marks, env)}
				tip, err := g.tip(env, d)
				if err != nil {
					return spec.Picture{}, err
				}
				tips[d.ID] = tip
			}
			for _, l := range one.lines {
				l.X += colX[j]
				l.Y += oy
				words = append(words, l)
			}
		}
		y += need[i] + spare
	}
	rules = append(rules, [4]float64{side, y, w - side, y})

	var key []draw.Item
	for i, k := range keys {
		ky := h - spec.Pick(env, 9.0, 14.0) - (keyRows-1-k.row)*draw.LineHeight(small)
		key = append(key, draw.Item{Name: "_" + forms[i], Value: []any{k.x + 6, ky}, More: drawn(forms[i], "k"+forms[i], true, env)})
		words = append(words, draw.Text{X: k.x + 15, Y: ky, Words: k.name, Size: small, Identity: "k" + forms[i]})
	}
	var ordered []draw.Item
	for _, d := range docs {
		ordered = append(ordered, items[d.ID])
	}
	series := []draw.Series{
		draw.Rule("rules", 0, 1, draw.Stroke{Color: spec.Rule, Width: 1}, rules...),
		{Kind: "scatter", Name: "documents", Items: ordered, Z: 5},
		{Kind: "scatter", Name: "key", Items: key, Z: 5, Silent: true},
		draw.Texts("words", 0, words),
	}
	option, err := draw.Build([]draw.Plane{draw.Board(w, h)}, series)
	if err != nil {
		return spec.Picture{}, err
	}
	proof, err := proofOf(env, docs, state)
	if err != nil {
		return spec.Picture{}, err
	}
	table, err := grid(env, docs, state)
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: w, Height: h, Tips: tips, Proof: proof, Grid: table}, err
}

// textSize is the size of the cells: the grid is nearly all text, so it is a little larger than notes elsewhere.
func textSize(env *spec.Env) float64 { return spec.Pick(env, env.SmallSize(), 14.0) }

// leading is the line height of the cells: closer than elsewhere on phones, where seven rows must fit.
func leading(env *spec.Env) float64 { return spec.Pick(env, 14.0, draw.LineHeight(textSize(env))) }

// fill lays out a cell of the given width.
func (graphic) fill(env *spec.Env, c *cell, width float64) error {
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	small := textSize(env)
	lead := leading(env)
	pitch := spec.Pick(env, 9.0, 12.0)
	dot := pitch / 2
	add := func(x, y float64, s, colour string, bold bool) {
		c.lines = append(c.lines, draw.Text{X: x, Y: y, Words: s, Size: small, Leading: lead, Color: colour, VAlign: "top", Bold: bold})
	}
	if len(c.docs) == 0 {
		words := t("none")
		if c.mode == marks || !env.Wide() {
			words = t("dash")
		}
		words = typeset.Wrap(words, width, small, false)
		add(0, 0, words, spec.Muted, false)
		c.h = typeset.Lines(words) * lead
		return nil
	}
	if c.mode == full {
		y := 0.0
		dateW := 0.0 // of the widest date, so that the words of a cell stand in a column
		for _, d := range c.docs {
			date, err := env.Date(d.Date)
			if err != nil {
				return err
			}
			dateW = max(dateW, typeset.Width(date, small, true)+10)
		}
		for _, d := range c.docs {
			date, err := env.Date(d.Date)
			if err != nil {
				return err
			}
			c.at = append(c.at, [2]float64{dot, y + lead/2})
			// A wide cell has date and words in one line; a narrow one has the words below the date.
			text := t("label." + d.ID)
			if width <= 200 { // a long date takes two lines
				date = typeset.Wrap(date, width-pitch+2, small, true) // into the space between columns
			}
			add(pitch+4, y, date, spec.Ink, true)
			if more := typeset.Lines(date) - 1; more > 0 {
				text = typeset.Wrap(text, width-pitch-4, small, false)
				add(pitch+4, y+lead*(1+more), text, spec.Ink, false)
				y += lead*(1+more+typeset.Lines(text)) + 3
				continue
			}
			own, textW := typeset.Width(date, small, true)+8, typeset.Width(text, small, false)
			if from := min(dateW, max(own, width-pitch-4-textW)); width > 200 && from+textW <= width-pitch-4 {
				add(pitch+4+from, y, text, spec.Ink, false)
				y += lead
				continue
			}
			text = typeset.Wrap(text, width-pitch-4, small, false)
			add(pitch+4, y+lead, text, spec.Ink, false)
			y += lead * (1 + typeset.Lines(text))
			if width <= 200 {
				y += 3
			}
		}
		c.h = y
		return nil
	}
	perLine := max(1, int((width+2)/pitch))
	for i := range c.docs {
		c.at = append(c.at, [2]float64{dot + float64(i%perLine)*pitch, lead/2 + float64(i/perLine)*pitch})
	}
	rows := (len(c.docs) + perLine - 1) / perLine
	c.h = lead + float64(rows-1)*pitch
	if c.mode == marks {
		return nil
	}
	last := c.docs[len(c.docs)-1]
	day := last.Date
	if !env.Wide() && len(day) > 7 {
		day = day[:7] // the month is enough here; the day stands in the tip and in the table
	}
	date, err := env.Date(day)
	if err != nil {
		return err
	}
	from := float64(len(c.docs))*pitch + 4
	y := 0.0
	if rows > 1 || from+typeset.Width(date, small, true) > width+4 {
		from, y = 0, c.h
	}
	if typeset.Width(date, small, true) > width+6 { // a long date takes two lines
		date = typeset.Wrap(date, width, small, true)
	}
	add(from, y, date, spec.Ink, true)
	y += lead * (typeset.Lines(date) - 1)
	if c.mode == dated {
		c.h = y + lead
		return nil
	}
	text := typeset.Wrap(t("label."+last.ID), width, small, false)
	add(0, y+lead, text, spec.Ink, false)
	c.h = y + lead*(1+typeset.Lines(text))
	return nil
}

// drawn is the look of a mark: filled for what was signed, hollow for what was announced, square for what arrived or opened.
func drawn(form, identity string, focus bool, env *spec.Env) spec.M {
	colour := hues.Russia
	if !focus {
		colour = spec.Ghost
	}
	size := spec.Pick(env, 7.5, 9.5)
	style := spec.M{"color": colour, "borderColor": colour, "borderWidth": 1.5}
	symbol := "circle"
	switch form {
	case "announced":
		style["color"] = spec.Paper
	case "done":
		symbol = "rect"
		size--
	}
	return spec.M{"id": identity, "symbol": symbol, "symbolSize": size - 1, "itemStyle": style}
}

func (graphic) tip(env *spec.Env, d doc) (spec.Tip, error) {
	date, err := env.Date(d.Date)
	if err != nil {
		return spec.Tip{}, err
	}
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	return spec.Tip{
		Title:   t("pair", "First", t("country."+strings.ToLower(d.Country)), "Second", t("label."+d.ID)),
		Text:    t("pair", "First", date, "Second", t("detail."+d.ID)),
		Country: d.Country, Kind: d.Field, Year: d.Date[:4], Records: d.Records,
	}, nil
}

// counts are what sentences say about the grid.
func counts(env *spec.Env) ([]any, error) {
	docs, err := read(env)
	if err != nil {
		return nil, err
	}
	n := map[string]int{}
	filled := map[string]bool{}
	for _, d := range docs {
		n["Total"]++
		n[d.Country]++
		n[d.Field]++
		if d.Field == "nuclear" {
			n["Nuclear"]++
			n["Nuclear"+d.Country]++
		}
		filled[d.Field+d.Country] = true
	}
	var out []any
	for _, k := range []string{"Total", "ML", "BF", "NE", "Nuclear", "NuclearML", "NuclearBF", "NuclearNE"} {
		out = append(out, k, env.N("graphics."+id+".items", n[k]))
	}
	for _, f := range fields { // a row of the grid by its number alone: its name stands before
		out = append(out, f, env.Number(float64(n[f]), 0))
	}
	return append(out, "Empty", env.N("graphics."+id+".empty", len(fields)*len(countriesOf(docs))-len(filled))), nil
}

func (graphic) Describe(env *spec.Env, state string) (string, error) {
	args, err := counts(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".describe."+state, args...), nil
}

func (graphic) Change(env *spec.Env, _, to string) (string, error) {
	args, err := counts(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".change."+to, args...), nil
}

func (graphic) Table(env *spec.Env) (spec.Table, error) {
	docs, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	table := spec.Table{Caption: t("title"), Columns: []string{t("column.date"), t("column.country"), t("column.field"), t("column.form"), t("column.detail")}}
	for _, d := range docs {
		date, err := env.Date(d.Date)
		if err != nil {
			return table, err
		}
		table.Rows = append(table.Rows, spec.Row{
			ID: d.ID, Country: d.Country, Kind: d.Field, Year: d.Date[:4], Records: d.Records,
			Cells:  []string{date, t("country." + strings.ToLower(d.Country)), t("kind." + d.Field), t("form." + d.Form), t("detail." + d.ID)},
			Values: []string{d.Date, d.Country, d.Field, d.Form, t("detail." + d.ID)},
		})
	}
	return table, nil
}

func (graphic) Records(env *spec.Env) ([]string, error) {
	docs, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	for _, d := range docs {
		for _, r := range d.Records {
			if !seen[r] {
				seen[r] = true
				out = append(out, r)
			}
		}
	}
	return out, nil
}
