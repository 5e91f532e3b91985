// Package edition compares two states of the story and proposes entries for the public log of corrections: which steps say
// something else now, in which language, and which data are behind it. An editor decides what of it was a mistake.
package edition

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// Change is one thing that is not what it was.
type Change struct {
	Where    string // "en title", "charts/data/deaths.csv ml-2022 value", "charts/data/records.toml tl-05 dates"
	Was, Now string // the words or values that differ; empty for what was not there or is gone
}

// Entry is a proposed correction of one step.
type Entry struct {
	Step    string
	Records []string
	Changes []Change
}

// Proposal is what a comparison found: entries in the story's order, steps that are new or gone, and changes that no step of the
// outline can be named for.
type Proposal struct {
	Entries     []Entry
	Added, Gone []string
	Elsewhere   []Change
}

// dataDir holds the facts and rows.
const dataDir = "charts/data"

// Compare reads two states of a project. Of the old one only words and data are read, so that it may be older than today's outline.
func Compare(old, now fs.FS) (*Proposal, error) {
	outline, err := locales.LoadOutline(now)
	if err != nil {
		return nil, err
	}
	before, _, err := facts.Words(old, nil)
	if err != nil {
		return nil, fmt.Errorf("the earlier state: %w", err)
	}
	after, _, err := facts.Words(now, nil)
	if err != nil {
		return nil, err
	}
	outline.Cite(after)
	p := &Proposal{}
	found := map[string]*Entry{}
	for _, st := range outline.Steps() {
		e := &Entry{Step: st.ID}
		found[st.ID] = e
		id := "step." + st.ID
		isNew := true
		for _, l := range outline.Locales() {
			for _, key := range []string{"title", "body", "more"} {
				was, now := text(before[l.Tag], id+"."+key), text(after[l.Tag], id+"."+key)
				isNew = isNew && was == ""
				for _, d := range differ(was, now) {
					e.Changes = append(e.Changes, Change{l.Tag + " " + key, d[0], d[1]})
				}
			}
			headline := "graphics." + st.Graphic + ".state." + st.State
			for _, d := range differ(text(before[l.Tag], headline), text(after[l.Tag], headline)) {
				e.Changes = append(e.Changes, Change{l.Tag + " headline of its graphic", d[0], d[1]})
			}
		}
		if isNew {
			p.Added = append(p.Added, st.ID)
			e.Changes = nil
		}
	}
	for _, id := range before[outline.Locales()[0].Tag].IDs() {
		if parts := strings.Split(id, "."); len(parts) == 3 && parts[0] == "step" && parts[2] == "title" && found[parts[1]] == nil {
			p.Gone = append(p.Gone, parts[1])
		}
	}
	rows, err := data(old, now)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		named := false
		for _, st := range outline.Steps() {
			for _, id := range st.Records {
				if r.records[id] {
					e := found[st.ID]
					e.Changes = append(e.Changes, r.Change)
					e.Records = append(e.Records, id)
					named = true
					break
				}
			}
		}
		if !named {
			p.Elsewhere = append(p.Elsewhere, r.Change)
		}
	}
	for _, st := range outline.Steps() {
		if e := found[st.ID]; len(e.Changes) > 0 {
			e.Records = unique(e.Records)
			p.Entries = append(p.Entries, *e)
		}
	}
	return p, nil
}

func text(c *locales.Catalogue, id string) string {
	if c == nil {
		return ""
	}
	m, _ := c.Message(id)
	return m.Forms["other"]
}

// differ lists the stretches of words in which two texts differ, each as (was, now).
func differ(was, now string) [][2]string {
	if was == now {
		return nil
	}
	a, b := strings.Fields(was), strings.Fields(now)
	// The longest common subsequence of words; texts are a paragraph long.
	l := make([][]int, len(a)+1)
	for i := range l {
		l[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				l[i][j] = l[i+1][j+1] + 1
			} else {
				l[i][j] = max(l[i+1][j], l[i][j+1])
			}
		}
	}
	var out [][2]string
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		i0, j0 := i, j
		for i < len(a) || j < len(b) {
			if i < len(a) && j < len(b) && a[i] == b[j] {
				break
			}
			if j == len(b) || i < len(a) && l[i+1][j] >= l[i][j+1] {
				i++
			} else {
				j++
			}
		}
		out = append(out, [2]string{strings.Join(a[i0:i], " "), strings.Join(b[j0:j], " ")})
	}
	if len(out) == 0 { // spaces alone
		out = append(out, [2]string{was, now})
	}
	return out
}

// datum is a change of a row or record, with the records that it is about.
type datum struct {
	Change
	records map[string]bool
}

// fields are the values of one row or record by name.
type fields map[string]string

func data(old, now fs.FS) ([]datum, error) {
	names := map[string]bool{}
	for _, fsys := range []fs.FS{old, now} {
		found, err := fs.ReadDir(fsys, dataDir)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			names[path.Join(dataDir, f.Name())] = true
		}
	}
	var out []datum
	for _, name := range sorted(names) {
		if path.Base(name) == "corrections.toml" || path.Base(name) == "sources.toml" {
			continue
		}
		a, err := read(old, name)
		if err != nil {
			return nil, fmt.Errorf("the earlier state: %w", err)
		}
		b, err := read(now, name)
		if err != nil {
			return nil, err
		}
		ids := map[string]bool{}
		for id := range a {
			ids[id] = true
		}
		for id := range b {
			ids[id] = true
		}
		for _, id := range sorted(ids) {
			about := map[string]bool{id: true}
			for _, f := range []fields{a[id], b[id]} {
				for _, r := range strings.Fields(f["record"]) {
					about[r] = true
				}
			}
			switch {
			case a[id] == nil:
				out = append(out, datum{Change{name + " " + id, "", "new"}, about})
				continue
			case b[id] == nil:
				out = append(out, datum{Change{name + " " + id, "gone", ""}, about})
				continue
			}
			keys := map[string]bool{}
			for k := range a[id] {
				keys[k] = true
			}
			for k := range b[id] {
				keys[k] = true
			}
			for _, k := range sorted(keys) {
				// note, about and caveat are for editors and shown to nobody.
				if was, is := a[id][k], b[id][k]; was != is && k != "note" && k != "about" && k != "caveat" {
					out = append(out, datum{Change{name + " " + id + " " + k, was, is}, about})
				}
			}
		}
	}
	return out, nil
}

// read reads the rows of a CSV or the records of a TOML file by id. A file that is not there has none.
func read(fsys fs.FS, name string) (map[string]fields, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, nil
	}
	out := map[string]fields{}
	switch path.Ext(name) {
	case ".csv":
		r := csv.NewReader(strings.NewReader(string(raw)))
		r.Comment = '#'
		rows, err := r.ReadAll()
		if err != nil || len(rows) == 0 {
			return nil, fmt.Errorf("%s: %v", name, err)
		}
		for _, row := range rows[1:] {
			f := fields{}
			for i, h := range rows[0] {
				f[h] = row[i]
			}
			id := row[0]
			for i := 1; i < len(row) && (rows[0][0] != "id" || out[id] != nil) && i < 3; i++ {
				id += " " + row[i] // rows without an id of their own are told apart by what they begin with
			}
			out[id] = f
		}
	case ".toml":
		var doc struct {
			Record []map[string]any `toml:"record"`
		}
		if _, err := toml.Decode(string(raw), &doc); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, r := range doc.Record {
			f := fields{}
			for k, v := range r {
				f[k] = fmt.Sprint(v)
			}
			out[f["id"]] = f
		}
	}
	return out, nil
}

func sorted(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func unique(s []string) []string {
	m := map[string]bool{}
	for _, x := range s {
		m[x] = true
	}
	return sorted(m)
}
