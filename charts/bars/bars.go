// Package bars draws bars whose rows, states and records are all data: a file charts/data/bars-ID.csv is a graphic of its own, so
// that a story can have one without a line of Go. Each state shows all rows and brings some of them forward.
package bars

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// row is one bar.
type row struct {
	facts.Row
	id, country string
	value       float64
	states      map[string]bool // where it is brought forward
}

type graphic struct {
	id, file string
	states   []string
}

const prefix = "bars-"

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// Find lists the graphics of a project's bars files, by name. The column states names the states (parted by spaces) in which a
// row is brought forward; the order in which they are first named is the order of the states.
func Find(files fs.FS) ([]spec.Graphic, error) {
	found, err := fs.Glob(files, facts.Dir+"/"+prefix+"*.csv")
	if err != nil {
		return nil, err
	}
	sort.Strings(found)
	var out []spec.Graphic
	for _, name := range found {
		g := graphic{id: strings.TrimSuffix(strings.TrimPrefix(path.Base(name), prefix), ".csv"), file: path.Base(name)}
		if !idPattern.MatchString(g.id) {
			return nil, fmt.Errorf("%s: name the file bars-ID.csv, with small letters, digits and hyphens for ID", name)
		}
		// Records are held against the facts when it is drawn; here only the states are read.
		table, err := facts.ParseCSV(files, g.file)
		if err != nil {
			return nil, err
		}
		if !table.Has("states") {
			return nil, fmt.Errorf("%s:1: column \"states\" is missing; add it to the heading", name)
		}
		for _, r := range table.Rows {
			for _, s := range strings.Fields(r.Get("states")) {
				if !spec.HasState(g, s) {
					g.states = append(g.states, s)
				}
			}
		}
		if len(g.states) == 0 {
			return nil, fmt.Errorf("%s: no row names a state; write them into the column \"states\"", name)
		}
		out = append(out, g)
	}
	return out, nil
}

func (g graphic) ID() string       { return g.id }
func (g graphic) States() []string { return g.states }
func (g graphic) key() string      { return "graphics." + g.id + "." }

func (g graphic) read(env *spec.Env) ([]row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, g.file, "id", "value", "states")
	if err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		r := row{Row: l, id: l.Get("id"), country: l.Get("country"), states: map[string]bool{}}
		if r.value, err = l.Number("value"); err != nil {
			return nil, err
		}
		if r.value < 0 {
			return nil, fmt.Errorf("%s:%d: column \"value\": %q is below 0, and bars start there; mend it", l.File, l.Line, l.Get("value"))
		}
		for _, s := range strings.Fields(l.Get("states")) {
			r.states[s] = true
		}
		out = append(out, r)
	}
	return out, nil
}

// shown is a value as a reader has it, with its unit.
func (g graphic) shown(env *spec.Env, r row) string {
	decimals := 0
	if _, frac, ok := strings.Cut(r.Get("value"), "."); ok {
		decimals = len(frac)
	}
	return env.T(g.key()+"value", "Value", env.Number(r.value, decimals))
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	rows, err := g.read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	top := 0.0
	for _, r := range rows {
		top = max(top, r.value)
	}
	if top == 0 {
		return spec.Picture{}, fmt.Errorf("%s/%s: no value above 0; there is nothing to draw", facts.Dir, g.file)
	}
	size := env.LabelSize()
	name := draw.LineHeight(size)
	bar := spec.Pick(env, 18.0, 24.0)
	pitch := name + bar + spec.Pick(env, 16.0, 22.0)
	widest := 0.0
	for _, r := range rows {
		widest = max(widest, typeset.Width(g.shown(env, r), size, true))
	}
	p := draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Left: 8, Right: widest + 18, Top: 6, Bottom: 6, X1: top}
	p.Height = max(spec.Pick(env, 440.0, 560.0), p.Top+p.Bottom+pitch*float64(len(rows)))
	p.Y1 = p.Height - p.Top - p.Bottom
	gap := p.Y1 / float64(len(rows))
	var l draw.Layer
	tips := map[string]spec.Tip{}
	for i, r := range rows {
		color, ink := spec.Ghost, spec.Muted
		if r.states[state] {
			ink = spec.Ink
			color = env.Country(r.country)
		}
		y := (float64(i)+0.5)*gap - (name+bar)/2
		label := env.T(g.key() + "row." + r.id)
		l.Text("name-"+r.id, 0, y+name/2, draw.Label(label, "right", size, ink, r.states[state]))
		long := r.value / top * (p.Width - p.Left - p.Right)
		l.Bar(draw.Mark{Row: r.id, X: r.value / 2, Y: y + name + bar/2, Color: color}, max(long, 1), bar)
		l.Text("value-"+r.id, r.value+p.DX(6), y+name+bar/2, draw.Label(g.shown(env, r), "right", size, ink, true))
		tips[r.id] = spec.Tip{Title: label, Text: g.shown(env, r), Country: r.country, Records: r.Records()}
	}
	option, err := draw.Option(p, l)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: p.Width, Height: p.Height, Tips: tips, Scales: []spec.Scale{scaleOf(env, rows, p)}, Proof: g.proofOf(env, rows)}, nil
}

// Describe names the bars that a state brings forward, with their values.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	rows, err := g.read(env)
	if err != nil {
		return "", err
	}
	var parts []string
	for _, r := range rows {
		if r.states[state] {
			parts = append(parts, env.T(g.key()+"item", "Row", env.T(g.key()+"row."+r.id), "Value", g.shown(env, r)))
		}
	}
	return strings.Join(parts, " "), nil
}

// Change says the same of the state that is reached: nothing moves but what is brought forward.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) { return g.Describe(env, to) }

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := g.read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: env.T(g.key() + "title"), Columns: []string{env.T(g.key() + "column.row"), env.T(g.key() + "column.value")}}
	for _, r := range rows {
		label := env.T(g.key() + "row." + r.id)
		t.Rows = append(t.Rows, spec.Row{ID: r.id, Cells: []string{label, g.shown(env, r)}, Values: []string{label, r.Get("value")}, Country: r.country, Records: r.Records()})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := g.read(env)
	if err != nil {
		return nil, err
	}
	var lists [][]string
	for _, r := range rows {
		lists = append(lists, r.Row.Records())
	}
	return draw.Unique(lists...), nil
}
