package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"io/fs"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// saidOf is what the ledger, a data file or the outline says of something, and where.
type saidOf struct {
	said, file, id string
	line           int
}

// signedData is what is signed of records (whether anything uses them), of rows (which mark, which record) and of steps.
func signedData(d *desk) map[string]saidOf {
	out := map[string]saidOf{}
	used := d.usedRecords()
	for _, r := range d.p.Facts.Records() {
		out["record "+r.ID+" used"] = saidOf{fmt.Sprint(used[r.ID]), r.File, r.ID, r.Line}
	}
	files, _ := fs.Glob(d.p.Files, facts.Dir+"/*.csv")
	for _, file := range files {
		t, err := facts.ParseCSV(d.p.Files, path.Base(file))
		kinds, ok := facts.ColumnsOf(path.Base(file))
		if err != nil || !ok {
			continue
		}
		for _, row := range t.Rows {
			for _, col := range []string{"name", "label", "field", "record"} {
				if t.Has(col) && !slices.Contains(kinds.Key, col) {
					out["row "+path.Base(file)+" "+kinds.Name(row)+" "+col] = saidOf{row.Get(col), file, kinds.Name(row), row.Line}
				}
			}
		}
	}
	text, _ := fs.ReadFile(d.p.Files, locales.OutlineFile)
	for _, c := range d.p.Outline.Chapters {
		out["chapter "+c.ID+" kind"] = saidOf{c.Kind, locales.OutlineFile, c.ID, lineWith(string(text), fmt.Sprintf("id = %q", c.ID))}
	}
	for _, st := range d.p.Outline.Steps() {
		line := lineWith(string(text), fmt.Sprintf("id = %q", st.ID))
		records := slices.Clone(st.Records)
		slices.Sort(records)
		out["step "+st.ID+" picture"] = saidOf{st.Graphic + " " + st.State, locales.OutlineFile, st.ID, line}
		out["step "+st.ID+" records"] = saidOf{strings.Join(records, " "), locales.OutlineFile, st.ID, line}
	}
	return out
}

// drawnAs is what a record says of the rows that show it.
func drawnAs(r *facts.Record) string {
	if len(r.Rows) == 0 {
		return ""
	}
	return traceOf(fmt.Sprint(r.Rows))
}

// usedRecords are the records that a step, a row, a clause, a slot, a correction or another record uses.
func (d *desk) usedRecords() map[string]bool {
	used := map[string]bool{}
	for _, st := range d.p.Outline.Steps() {
		for _, id := range st.Records {
			used[id] = true
		}
	}
	files, _ := fs.Glob(d.p.Files, facts.Dir+"/*.csv")
	for _, file := range files {
		if t, err := facts.ParseCSV(d.p.Files, path.Base(file)); err == nil {
			for _, row := range t.Rows {
				for _, id := range row.Records() {
					used[id] = true
				}
			}
		}
	}
	for _, c := range d.p.Catalogues {
		for _, id := range c.IDs() {
			m, _ := c.Message(id)
			for _, list := range m.Clauses {
				for _, x := range list {
					for _, r := range x.Records {
						used[r] = true
					}
				}
			}
			for _, list := range m.Slots {
				for _, x := range list {
					used[x.Record] = true
				}
			}
		}
	}
	for _, c := range d.p.Corrections {
		for _, id := range c.Records {
			used[id] = true
		}
	}
	for _, r := range d.p.Facts.Records() {
		if r.Open != "" { // on the page of claims
			used[r.ID], used[r.Open] = true, true
		}
		for _, id := range r.Operands() {
			used[id] = true
		}
	}
	return used
}

// signedDataHeld finds what the ledger, a row or the outline says otherwise than when it was signed, and new records that nothing uses.
func signedDataHeld(d *desk, old *signature) {
	now := signedData(d)
	for _, key := range sortedKeys(now) {
		x := now[key]
		kind, rest, _ := strings.Cut(key, " ")
		field := rest[strings.LastIndexByte(rest, ' ')+1:]
		was, ok := old.data[key]
		if field == "used" {
			if x.said == "false" && was != "false" {
				d.add(Finding{Rule: "orphan", File: x.file, Line: x.line, ID: x.id, Severity: Error, What: fmt.Sprintf("record %s is used by no step, row or clause", x.id),
					Why: "a fact that nobody tells is checked for nobody, or was lost from where it was told", Mend: "cite it, or take it out; to keep it unused, run make sign"})
			}
			continue
		}
		if !ok || was == x.said || field == "records" && holdsAll(x.said, was) {
			continue
		}
		f := unsigned(fmt.Sprintf("%s %s: %s is %q, and was signed as %q", kind, x.id, field, x.said, was), "readers are told so by words, marks and labels that were compared with the sources as they were")
		f.File, f.Line, f.ID = x.file, x.line, x.id
		d.add(f)
	}
}

// holdsAll reports whether a list has all that another has: what is added is no less true.
func holdsAll(list, all string) bool {
	have := strings.Fields(list)
	for _, x := range strings.Fields(all) {
		if !slices.Contains(have, x) {
			return false
		}
	}
	return true
}
