package check

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// Use is one place that shows a record or rests on it.
type Use struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Locale string `json:"locale,omitempty"`
	// ID is the message, step, row or record.
	ID string `json:"id"`
	// Kind is slot, clause, step, row, file (the CSV for readers), card, correction or formula.
	Kind string `json:"kind"`
	// Shows is what readers have there: the filled figure, the clause, the row's facts.
	Shows string `json:"shows"`
}

// Where lists each place that shows a record or rests on it, in every language: what changes with it, and what to read again.
func Where(p *read.Project, id string) ([]Use, error) {
	r, err := p.Facts.Record(id)
	if err != nil {
		return nil, err
	}
	w := &where{p: p, ids: map[string]bool{id: true}}
	w.out = append(w.out, Use{File: r.File, Line: r.Line, ID: id, Kind: "record", Shows: strings.Join(p.Facts.Fields(id), ", ")})
	w.formulas(id)
	w.steps()
	for _, tag := range w.tags() {
		for _, m := range p.Catalogues[tag].IDs() {
			w.message(tag, m)
		}
	}
	return w.out, w.rows()
}

type where struct {
	p   *read.Project
	ids map[string]bool // the record, and those computed from it
	out []Use
}

func (w *where) tags() []string {
	var out []string
	for _, l := range w.p.Locales() {
		out = append(out, l.Tag)
	}
	return out
}

// formulas adds the records that are computed from the record, and from those.
func (w *where) formulas(id string) {
	for _, r := range w.p.Facts.Records() {
		if !w.ids[r.ID] && slices.Contains(r.Operands(), id) {
			w.ids[r.ID] = true
			w.out = append(w.out, Use{File: r.File, Line: r.Line, ID: r.ID, Kind: "formula", Shows: fmt.Sprintf("%s = %s", r.Formula, w.p.Catalogues[w.tags()[0]].Number(*r.Value, 6))})
			w.formulas(r.ID)
		}
	}
}

func (w *where) steps() {
	for _, st := range w.p.Outline.Steps() {
		if slices.ContainsFunc(st.Records, func(x string) bool { return w.ids[x] }) {
			w.out = append(w.out, Use{File: locales.OutlineFile, ID: st.ID, Kind: "step", Shows: "sources under the step; graphic " + st.Graphic + ", state " + st.State})
		}
	}
	for _, c := range w.p.Corrections {
		if slices.ContainsFunc(c.Records, func(x string) bool { return w.ids[x] }) {
			w.out = append(w.out, Use{File: facts.CorrectionsFile, ID: c.ID, Kind: "correction", Shows: c.Date})
		}
	}
}

// message adds the slots that the record fills and the clauses that it carries. A step's title stands on its card too, and so does a
// graphic's title and the headline of a state.
func (w *where) message(tag, id string) {
	m, _ := w.p.Catalogues[tag].Message(id)
	for _, form := range sortedKeys(m.Forms) {
		text := m.Forms[form]
		at := func(kind, shows string) {
			w.out = append(w.out, Use{File: m.File, Line: m.Line, Locale: tag, ID: id, Kind: kind, Shows: shows})
		}
		for _, s := range m.Slots[form] {
			if w.ids[s.Record] {
				at("slot", text[s.From:s.To])
				if onCard(id) {
					at("card", text)
				}
			}
		}
		for _, c := range m.Clauses[form] {
			if slices.ContainsFunc(c.Records, func(x string) bool { return w.ids[x] }) {
				at("clause", text[c.From:c.To])
			}
		}
	}
}

func onCard(id string) bool {
	p := strings.Split(id, ".")
	return p[0] == "step" && p[2] == "title" || p[0] == "graphics" && (p[2] == "title" || p[2] == "state")
}

// rows adds the rows that rest on the record, drawn in their graphic and given to readers as CSV.
func (w *where) rows() error {
	files, err := fs.Glob(w.p.Files, facts.Dir+"/*.csv")
	if err != nil {
		return err
	}
	for _, file := range files {
		t, err := facts.ParseCSV(w.p.Files, path.Base(file))
		if err != nil {
			return err
		}
		kinds, ok := facts.ColumnsOf(path.Base(file))
		if !ok {
			continue
		}
		for _, row := range t.Rows {
			if !slices.ContainsFunc(row.Records(), func(x string) bool { return w.ids[x] }) {
				continue
			}
			var cells []string
			for _, col := range kinds.Facts() {
				if v := row.Get(col); v != "" {
					cells = append(cells, col+" "+v)
				}
			}
			w.out = append(w.out, Use{File: row.File, Line: row.Line, ID: kinds.Name(row), Kind: "row", Shows: strings.Join(cells, ", ")})
		}
	}
	return nil
}

// PrintWhere writes the places by kind, one a line.
func PrintWhere(out io.Writer, uses []Use) {
	for _, u := range uses {
		place := u.File
		if u.Line > 0 {
			place = fmt.Sprintf("%s:%d", u.File, u.Line)
		}
		fmt.Fprintf(out, "%-10s %-2s %s: %s: %s\n", u.Kind, u.Locale, place, u.ID, strings.ReplaceAll(u.Shows, "\n", " / "))
	}
}
