// Package bars draws bars whose rows, states and records are all data (charts/data/bars-ID.csv, see package plain). Each state shows all
// rows and brings some of them forward.
package bars

import (
	"io/fs"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/plain"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

type graphic struct{ plain.Graphic }

// Find lists the graphics of a project's bars files.
func Find(files fs.FS) ([]spec.Graphic, error) {
	return plain.Find(files, "bars", func(g plain.Graphic) spec.Graphic { return graphic{g} })
}

func (g graphic) name(env *spec.Env, r plain.Row) string { return g.T(env, "row."+r.Key) }

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	rows, err := g.Read(env)
	if err == nil {
		err = g.Empty(rows)
	}
	if err != nil {
		return spec.Picture{}, err
	}
	top, widest := 0.0, 0.0
	size := env.LabelSize()
	for _, r := range rows {
		top = max(top, r.Value)
		widest = max(widest, typeset.Width(g.Shown(env, r), size, true))
	}
	name := draw.LineHeight(size)
	bar := spec.Pick(env, 18.0, 24.0)
	least := name + 9 // a bar is no lower than 6 px
	p := draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0), Left: 8, Right: widest + 18, Top: 6, Bottom: 6, X1: top}
	p.Y1 = p.Height - p.Top - p.Bottom
	gap := p.Y1 / float64(len(rows))
	if gap < name+bar+3 {
		if gap < least {
			last := rows[len(rows)-1]
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, g.name(env, last), last.Key, g.Mend())
		}
		name, bar = draw.LineHeight(size), gap-name-3
	}
	var l draw.Layer
	crowd := bar < draw.LineHeight(size)-2 // values reach into the lines of names
	tips := map[string]spec.Tip{}
	for i, r := range rows {
		color, ink := spec.Ghost, spec.Muted
		if r.In[state] {
			ink = spec.Ink
			color = env.Country(r.Country)
		}
		y := (float64(i)+0.5)*gap - (name+bar)/2
		if words := g.name(env, r); typeset.Width(words, size, true) > p.Width-p.Left-4 {
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, words, r.Key, "shorten it")
		}
		if words := g.name(env, r); crowd && p.PX(r.Value)+6 < p.Left+typeset.Width(words, size, true)+4 {
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, words, r.Key, g.Mend())
		}
		if p.Width-p.Left-p.Right < 60 {
			return spec.Picture{}, spec.NoRoom(env, g.ID(), state, g.Shown(env, r), r.Key, "shorten graphics."+g.ID()+".value")
		}
		l.Text("name-"+r.Key, 0, y+name/2, draw.Label(g.name(env, r), "right", size, ink, r.In[state]))
		long := r.Value / top * (p.Width - p.Left - p.Right)
		l.Bar(draw.Mark{Row: r.Key, X: r.Value / 2, Y: y + name + bar/2, Color: color}, max(long, 1), bar)
		l.Text("value-"+r.Key, r.Value+p.DX(6), y+name+bar/2, draw.Label(g.Shown(env, r), "right", size, ink, true))
		tips[r.Key] = spec.Tip{Title: g.name(env, r), Text: g.Shown(env, r), Country: r.Country, Records: r.Records()}
	}
	option, err := draw.Option(p, l)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: p.Width, Height: p.Height, Tips: tips, Scales: []spec.Scale{scaleOf(env, rows, p)}, Proof: g.proofOf(env, rows)}, nil
}

// Describe names the bars that a state brings forward, with their values.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	rows, err := g.Read(env)
	if err != nil {
		return "", err
	}
	return g.Says(env, rows, state, func(r plain.Row) string { return g.name(env, r) }), nil
}

// Change says the same of the state that is reached: nothing moves but what is brought forward.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) { return g.Describe(env, to) }

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := g.Read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: g.T(env, "title"), Columns: []string{g.T(env, "column.row"), g.T(env, "column.value")}}
	for _, r := range rows {
		label := g.name(env, r)
		t.Rows = append(t.Rows, spec.Row{ID: r.Key, Cells: []string{label, g.Shown(env, r)}, Values: []string{label, r.Get("value")}, Country: r.Country, Records: r.Records()})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := g.Read(env)
	return plain.Rests(rows), err
}
