// Package plain holds what the graphics share that are data alone: a file charts/data/KIND-ID.csv is a graphic of its own, so that a story
// can have one without a line of Go. The column states names the states (parted by spaces) in which a row is brought forward; the order in
// which they are first named is the order of the states.
package plain

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
)

// Graphic is a data file that is a graphic.
type Graphic struct {
	id, file string
	states   []string
}

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// Find lists the graphics of a project's files of a kind, by name, each as the kind draws it.
func Find(files fs.FS, kind string, as func(Graphic) spec.Graphic) ([]spec.Graphic, error) {
	found, err := fs.Glob(files, facts.Dir+"/"+kind+"-*.csv")
	if err != nil {
		return nil, err
	}
	sort.Strings(found)
	var out []spec.Graphic
	for _, name := range found {
		g := Graphic{id: strings.TrimSuffix(strings.TrimPrefix(path.Base(name), kind+"-"), ".csv"), file: path.Base(name)}
		if !idPattern.MatchString(g.id) {
			return nil, fmt.Errorf("%s: name the file %s-ID.csv, with small letters, digits and hyphens for ID", name, kind)
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
				if !slices.Contains(g.states, s) {
					g.states = append(g.states, s)
				}
			}
		}
		if len(g.states) == 0 {
			return nil, fmt.Errorf("%s: no row names a state; write them into the column \"states\"", name)
		}
		out = append(out, as(g))
	}
	return out, nil
}

// ID, States: see spec.Graphic. File is the name of its data file.
func (g Graphic) ID() string       { return g.id }
func (g Graphic) States() []string { return g.states }
func (g Graphic) File() string     { return g.file }

// Mend is what an editor can do where rows have no room.
func (g Graphic) Mend() string {
	return "take rows out of " + facts.Dir + "/" + g.file + ", or part it in two graphics"
}

// T is a message of the graphic.
func (g Graphic) T(env *spec.Env, key string, args ...any) string {
	return env.T("graphics."+g.id+"."+key, args...)
}

// Row is a row of such a file.
type Row struct {
	facts.Row
	Key, Country string
	Value        float64
	High         float64         // of a range, whose low end is Value; else the same
	Bound        string          // how far the value binds; empty: it is exact
	In           map[string]bool // the states in which it is brought forward
}

// pluralForms are names that the catalogues take for the forms of a counted message.
var pluralForms = map[string]bool{"zero": true, "one": true, "two": true, "few": true, "many": true, "other": true}

// Read reads the rows, whose values are not below zero: all these graphics begin there. It asks for the named columns beside value and states.
func (g Graphic) Read(env *spec.Env, columns ...string) ([]Row, error) {
	return g.read(env, append([]string{"value", "states"}, columns...), func(r *Row) (err error) {
		r.Value, err = r.Number("value")
		r.High = r.Value
		return err
	})
}

// ReadRanges is Read for rows with a low and a high end; where one is empty, or the two are equal, the row is a point.
func (g Graphic) ReadRanges(env *spec.Env) ([]Row, error) {
	return g.read(env, []string{"low", "high", "states"}, func(r *Row) (err error) {
		if r.Value, err = r.Number("low"); err != nil {
			return err
		}
		if r.High = r.Value; r.Get("high") == "" {
			return nil
		}
		if r.High, err = r.Number("high"); err == nil && r.High < r.Value {
			err = fmt.Errorf("%s:%d: column \"high\": %q is below low; mend it", r.File, r.Line, r.Get("high"))
		}
		return err
	})
}

// ReadCells is Read for rows whose value may be words: those that the column value leaves empty.
func (g Graphic) ReadCells(env *spec.Env, columns ...string) ([]Row, error) {
	return g.read(env, append([]string{"value", "states"}, columns...), func(r *Row) (err error) {
		if r.Get("value") != "" {
			r.Value, err = r.Number("value")
		}
		r.High = r.Value
		return err
	})
}

func (g Graphic) read(env *spec.Env, columns []string, values func(r *Row) error) ([]Row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, g.file, columns...)
	if err != nil {
		return nil, err
	}
	kinds, _ := facts.ColumnsOf(g.file)
	var out []Row
	seen := map[string]bool{}
	for _, l := range lines {
		r := Row{Row: l, Key: kinds.Name(l), Country: l.Get("country"), Bound: boundOf(env, l), In: map[string]bool{}}
		if err := values(&r); err != nil {
			return nil, err
		}
		if r.Value < 0 {
			return nil, fmt.Errorf("%s:%d: column %q: %q is below 0, where the scale starts; mend it", l.File, l.Line, columns[0], l.Get(columns[0]))
		}
		if kinds.Key[0] != "row" && pluralForms[r.Key] || pluralForms[l.Get("row")] {
			return nil, fmt.Errorf("%s:%d: row %q is called as a plural form is, and the catalogues would count it; call it otherwise, for example %s-row", l.File, l.Line, r.Key, r.Key)
		}
		if seen[r.Key] {
			return nil, fmt.Errorf("%s:%d: row %q stands here twice; give each a name of its own", l.File, l.Line, r.Key)
		}
		seen[r.Key] = true
		for _, s := range strings.Fields(l.Get("states")) {
			r.In[s] = true
		}
		out = append(out, r)
	}
	return out, nil
}

// boundOf is how far the value of a row binds, as the first of its records that says so has it.
func boundOf(env *spec.Env, l facts.Row) string {
	for _, id := range l.Records() {
		if r, err := env.Facts.Record(id); err == nil && r.Bound != "" && r.Bound != "exact" {
			return r.Bound
		}
	}
	return ""
}

// Shown is a value as readers have it: in the words of the message value, and of bound.BOUND where the record says how far it binds.
func (g Graphic) Shown(env *spec.Env, r Row) string {
	words := g.T(env, "value", "Value", env.Number(r.Value, Decimals(r.Get("value"))))
	if r.Bound != "" {
		return g.T(env, "bound."+r.Bound, "Value", words)
	}
	return words
}

// ShownRange is a range as readers have it, in the words of the message range; a point is shown as a value is.
func (g Graphic) ShownRange(env *spec.Env, r Row) string {
	digits := max(Decimals(r.Get("low")), Decimals(r.Get("high")))
	low := env.Number(r.Value, digits)
	if r.High == r.Value {
		words := g.T(env, "value", "Value", low)
		if r.Bound != "" {
			return g.T(env, "bound."+r.Bound, "Value", words)
		}
		return words
	}
	return g.T(env, "range", "Low", low, "High", env.Number(r.High, digits))
}

// Decimals is how many digits a number has behind its point.
func Decimals(number string) int {
	_, frac, _ := strings.Cut(number, ".")
	return len(frac)
}

// Amount says the numbers of an axis by their step.
func Amount(env *spec.Env, step float64) func(v float64) string {
	digits := Decimals(strconv.FormatFloat(step, 'f', -1, 64))
	return func(v float64) string { return env.Number(v, digits) }
}

// Says is the sentence of the message item for each row that a state brings forward.
func (g Graphic) Says(env *spec.Env, rows []Row, state string, name func(Row) string) string {
	return g.SaysWith(env, rows, state, name, func(r Row) string { return g.Shown(env, r) })
}

// SaysWith is Says with the words of a row's value.
func (g Graphic) SaysWith(env *spec.Env, rows []Row, state string, name, value func(Row) string) string {
	var parts []string
	for _, r := range rows {
		if r.In[state] {
			parts = append(parts, g.T(env, "item", "Row", name(r), "Value", value(r)))
		}
	}
	return strings.Join(parts, " ")
}

// Rests lists the records of all rows.
func Rests(rows []Row) []string {
	lists := make([][]string, len(rows))
	for i, r := range rows {
		lists[i] = r.Row.Records()
	}
	return draw.Unique(lists...)
}

// Empty is the fault of a file without a value to draw.
func (g Graphic) Empty(rows []Row) error {
	for _, r := range rows {
		if r.High > 0 {
			return nil
		}
	}
	return fmt.Errorf("%s/%s: no value above 0; there is nothing to draw", facts.Dir, g.file)
}
