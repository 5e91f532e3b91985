// Package tables draws a table whose cells, states and records are all data (charts/data/table-ID.csv, see package plain: columns row, column,
// value, states, record; a line a cell). A cell without a value has words, the message cell.ROW-COLUMN. Each state shows all cells and brings
// some of them forward. Under every graphic stands its table in HTML; this is one that belongs to a step as a picture does.
package tables

import (
	"io/fs"
	"slices"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

type graphic struct{ plain.Graphic }

// Find lists the graphics of a project's table files.
func Find(files fs.FS) ([]spec.Graphic, error) {
	return plain.Find(files, "table", func(g plain.Graphic) spec.Graphic { return graphic{g} })
}

// grid is a table: its rows and columns in the order in which the file first names them.
type grid struct {
	rows, columns []string
	cells         map[[2]string]plain.Row
	all           []plain.Row
}

func (g graphic) grid(env *spec.Env) (grid, error) {
	all, err := g.ReadCells(env, "row", "column")
	if err != nil {
		return grid{}, err
	}
	out := grid{cells: map[[2]string]plain.Row{}, all: all}
	for _, r := range all {
		row, column := r.Get("row"), r.Get("column")
		if !slices.Contains(out.rows, row) {
			out.rows = append(out.rows, row)
		}
		if !slices.Contains(out.columns, column) {
			out.columns = append(out.columns, column)
		}
		out.cells[[2]string{row, column}] = r
	}
	return out, nil
}

func (g graphic) row(env *spec.Env, id string) string  { return g.T(env, "row."+id) }
func (g graphic) head(env *spec.Env, id string) string { return g.T(env, "head."+id) }

// words are what stands in a cell.
func (g graphic) words(env *spec.Env, r plain.Row) string {
	if r.Get("value") == "" {
		return g.T(env, "cell."+r.Key)
	}
	return g.Shown(env, r)
}

// sheet is a state being laid out, in pixels.
type sheet struct {
	draw.Plane
	draw.Layer
	env         *spec.Env
	size, small float64
	first, wide float64 // where the first column stands, and how wide each is
}

// edge is from a cell's mark to its words, and between columns.
const edge = 9

func (g graphic) newSheet(env *spec.Env, t grid) *sheet {
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	s := &sheet{Plane: draw.Board(w, h), env: env, size: env.LabelSize(), small: env.SmallSize(), first: spec.Pick(env, 4.0, 0.0)}
	if env.Wide() { // the rows' names have a column; on phones they stand over their row
		for _, r := range t.rows {
			s.first = max(s.first, typeset.Width(typeset.Wrap(g.row(env, r), 150, s.size, true), s.size, true)+16)
		}
	}
	s.wide = (w - s.first - 4) / float64(len(t.columns))
	return s
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	t, err := g.grid(env)
	if err != nil {
		return spec.Picture{}, err
	}
	s := g.newSheet(env, t)
	line := draw.LineHeight(s.size)
	head := 0.0
	for i, c := range t.columns {
		words := typeset.Wrap(g.head(env, c), s.wide-edge, s.size, true)
		if typeset.Width(words, s.size, true) > s.wide-3 {
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, words, c, "shorten its longest word")
		}
		high := typeset.Lines(words) * line
		head = max(head, high+8)
		s.Text("head-"+c, s.first+float64(i)*s.wide, 4+high/2, draw.Label(words, "right", s.size, spec.Ink, true))
	}
	heights, total := make([]float64, len(t.rows)), head
	for i, r := range t.rows {
		if heights[i], err = g.height(env, s, t, r, state); err != nil {
			return spec.Picture{}, err
		}
		if total += heights[i]; total > s.Height {
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, g.row(env, r), r, g.Mend())
		}
	}
	spare := min((s.Height-total)/float64(len(t.rows)), 40)
	tips := map[string]spec.Tip{}
	y := head
	for i, r := range t.rows {
		s.Line("rule-"+r, spec.Rule, 1, false, [2]float64{0, y}, [2]float64{s.Width, y})
		g.put(env, s, t, r, state, y, tips)
		y += heights[i] + spare
	}
	option, err := draw.Option(s.Plane, s.Layer)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: s.Width, Height: s.Height, Tips: tips,
		Proof: g.proofOf(env, t), Grid: g.table(env, t, state)}, nil
}

// table is the picture as pages have it.
func (g graphic) table(env *spec.Env, t grid, state string) *spec.Grid {
	out := &spec.Grid{Caption: g.T(env, "title")}
	for _, c := range t.columns {
		out.Heads = append(out.Heads, spec.GridHead{Words: g.head(env, c)})
	}
	for _, name := range t.rows {
		row := spec.GridRow{Words: g.row(env, name)}
		for _, c := range t.columns {
			var cell spec.GridCell
			if r, ok := t.cells[[2]string{name, c}]; ok {
				cell.Stands, cell.Quiet = r.In[state], !r.In[state]
				colour := spec.Either(cell.Stands, env.Country(r.Country), spec.Ghost)
				cell.Items = []spec.GridItem{{Row: r.Key, Colour: colour, Words: g.words(env, r), Records: r.Records()}}
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// height is what a row needs.
func (g graphic) height(env *spec.Env, s *sheet, t grid, row, state string) (float64, error) {
	line := draw.LineHeight(s.size)
	name := g.row(env, row)
	room := s.Width - s.first
	if env.Wide() {
		name, room = typeset.Wrap(name, 150, s.size, true), s.first-12
	}
	if typeset.Width(name, s.size, true) > room {
		return 0, spec.NoRoom(env, g.ID(), state, name, row, "shorten its longest word")
	}
	own, most := typeset.Lines(name)*line, 0.0
	for _, c := range t.columns {
		r, ok := t.cells[[2]string{row, c}]
		if !ok {
			continue
		}
		words := typeset.Wrap(g.words(env, r), s.wide-2*edge, s.size, true)
		if typeset.Width(words, s.size, true) > s.wide-edge-3 {
			return 0, spec.NoRoom(env, g.ID(), state, words, r.Key, "shorten its longest word")
		}
		most = max(most, typeset.Lines(words)*line)
	}
	if env.Wide() {
		return max(own, most) + 14, nil
	}
	return own + most + 12, nil
}

// put draws a row at its place: its name, and a bar beside the words of each cell.
func (g graphic) put(env *spec.Env, s *sheet, t grid, row, state string, y float64, tips map[string]spec.Tip) {
	line := draw.LineHeight(s.size)
	name, top := g.row(env, row), y+6
	if env.Wide() {
		name = typeset.Wrap(name, 150, s.size, true)
		s.Text("row-"+row, 2, top+typeset.Lines(name)*line/2, draw.Label(name, "right", s.size, spec.Muted, false))
	} else {
		s.Text("row-"+row, s.first, top+line/2, draw.Label(name, "right", s.size, spec.Muted, false))
		top += line + 1
	}
	for i, c := range t.columns {
		r, ok := t.cells[[2]string{row, c}]
		if !ok {
			continue
		}
		ink, color := spec.Muted, spec.Ghost
		if r.In[state] {
			ink, color = spec.Ink, env.Country(r.Country)
		}
		words := typeset.Wrap(g.words(env, r), s.wide-2*edge, s.size, true)
		high, x := typeset.Lines(words)*line, s.first+float64(i)*s.wide
		s.Bar(draw.Mark{Row: r.Key, X: x + 2, Y: top + high/2, Color: color}, 4, high)
		s.Text("cell-"+r.Key, x+edge, top+high/2, draw.Label(words, "right", s.size, ink, r.In[state]))
		tips[r.Key] = spec.Tip{Title: g.T(env, "item", "Row", g.row(env, row), "Value", g.head(env, c)), Text: g.words(env, r), Country: r.Country,
			Records: r.Records()}
	}
}

// proofOf says which cells stand below which heading and beside which name, with their words.
func (g graphic) proofOf(env *spec.Env, t grid) *spec.Proof {
	p := &spec.Proof{Files: []string{g.File()}}
	columns := spec.Bands{Name: "column", Left: spec.Mirror.Mirrored(env.Locale), Loose: true}
	rows := spec.Bands{Name: "row", Vertical: true}
	for _, c := range t.columns {
		h := spec.Head{Words: g.head(env, c)}
		for _, r := range t.all {
			if r.Get("column") == c {
				h.Rows = append(h.Rows, r.Key)
			}
		}
		columns.Heads = append(columns.Heads, h)
	}
	for _, row := range t.rows {
		h := spec.Head{Words: g.row(env, row)}
		for _, r := range t.all {
			if r.Get("row") == row {
				h.Rows = append(h.Rows, r.Key)
			}
		}
		rows.Heads = append(rows.Heads, h)
	}
	for _, r := range t.all {
		p.Rows = append(p.Rows, r.Key)
		p.Looks = append(p.Looks, spec.Look{Row: r.Key, Class: "cell", Free: true, Country: env.Coloured(r.Country)})
		p.Labels = append(p.Labels, spec.Label{Row: r.Key, Words: g.words(env, r)})
	}
	p.Bands = []spec.Bands{columns, rows}
	return p
}

// Describe names the cells that a state brings forward.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	t, err := g.grid(env)
	if err != nil {
		return "", err
	}
	return g.SaysWith(env, t.all, state, func(r plain.Row) string {
		return g.T(env, "pair", "Row", g.row(env, r.Get("row")), "Column", g.head(env, r.Get("column")))
	}, func(r plain.Row) string { return g.words(env, r) }), nil
}

// Change says the same of the state that is reached: nothing moves but what is brought forward.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) { return g.Describe(env, to) }

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	t, err := g.grid(env)
	if err != nil {
		return spec.Table{}, err
	}
	out := spec.Table{Caption: g.T(env, "title"), Columns: []string{g.T(env, "column.row"), g.T(env, "column.column"), g.T(env, "column.value")}}
	for _, r := range t.all {
		row, column, value := g.row(env, r.Get("row")), g.head(env, r.Get("column")), r.Get("value")
		if value == "" {
			value = g.words(env, r)
		}
		out.Rows = append(out.Rows, spec.Row{ID: r.Key, Cells: []string{row, column, g.words(env, r)}, Values: []string{row, column, value},
			Country: r.Country, Records: r.Records(), Seen: true})
	}
	return out, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	t, err := g.grid(env)
	return plain.Rests(t.all), err
}
