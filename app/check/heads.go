package check

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// heads holds what stands over clauses and beside them, and is none: titles of steps, headlines, changes and text alternatives of graphics,
// against the records of the steps that show them, and against one another in the languages.
func heads(d *desk) {
	x := d.lexicon()
	if x.err != nil || !slices.Contains(d.tags(), idTag) {
		return
	}
	b := &bearings{d: d, x: x, of: map[string]bearing{}}
	of := d.headRecords()
	for _, id := range sortedKeys(of) {
		for _, tag := range d.tags() {
			b.head(tag, id, of[id])
		}
	}
	for _, id := range append(sortedKeys(of), d.otherHeads()...) {
		d.headsAgree(x, id)
	}
}

// headRecords are the messages over clauses and the records of the steps that show them.
func (d *desk) headRecords() map[string][]string {
	out := map[string][]string{}
	c := d.p.Catalogues[idTag]
	for _, st := range d.p.Outline.Steps() {
		list := []string{"step." + st.ID + ".title"}
		for _, part := range []string{"state", "describe", "change"} {
			list = append(list, "graphics."+st.Graphic+"."+part+"."+st.State)
		}
		for _, id := range list {
			if !c.Has(id) {
				continue
			}
			if out[id] = append(out[id], st.Records...); strings.HasPrefix(id, "graphics.") {
				out[id] = append(out[id], sortedKeys(d.shown(st.Graphic, st.State))...)
			}
		}
	}
	for id := range out {
		for _, tag := range d.tags() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, s := range m.Slots["other"] {
				if s.Record != "" && !slices.Contains(out[id], s.Record) {
					out[id] = append(out[id], s.Record)
				}
			}
		}
	}
	return out
}

// otherHeads are messages of the kind that no step shows by itself: of the story and its chapters.
func (d *desk) otherHeads() []string {
	out := []string{"story.title"}
	for _, ch := range d.p.Outline.Chapters {
		out = append(out, "chapter."+ch.ID+".title", "chapter."+ch.ID+".lead")
	}
	return out
}

var segmentEnd = regexp.MustCompile(`[.:;,،؛!?؟]`)

// head holds one to its records: whom it names, and who stands with whom.
func (b *bearings) head(tag, id string, records []string) {
	m, ok := b.d.p.Catalogues[tag].Message(id)
	if !ok || len(m.Clauses["other"]) > 0 {
		return // a message with clauses is held by them
	}
	text := m.Forms["other"]
	var all []bearing
	for _, r := range records {
		for _, one := range append([]string{r}, b.parts(r)...) {
			if y, ok := b.record(one); ok {
				all = append(all, y)
			}
		}
	}
	x := clauseRead{tag: tag, id: id, m: m}
	x.c.To, x.c.Records = len(text), records
	for _, k := range b.x.marks(tag, text) {
		x.at = append(x.at, said{k.code, text[k.from:k.to], k.from, k.to})
	}
	told := map[string]bool{}
	for _, k := range x.at {
		if strings.Contains(id, ".describe.") || !strings.HasPrefix(k.code, "@") || told[k.code] ||
			slices.ContainsFunc(all, func(y bearing) bool { return y.codes[k.code] }) || b.placeName(k.code) {
			continue
		}
		told[k.code] = true
		b.d.at(tag, id, Finding{Rule: "names-in-records", Severity: Error,
			What: fmt.Sprintf("“%s” (%s), and no record of the steps that show it names it: “%s”", k.word, spoken(k.code), opening(text)),
			Why:  "a head may name only whom its records name",
			Mend: "say what the records say; if a source of one names it, add the name under names of that record"})
	}
	b.apart(x, all)
	b.headMust(x, all)
}

// headMust holds a head to what records ask of it by its id: "not: step.ID.title".
func (b *bearings) headMust(x clauseRead, all []bearing) {
	for _, y := range all {
		for _, m := range y.must {
			_, when, _ := strings.Cut(m.text, ": ")
			if when != x.id || m.tags != nil && !slices.Contains(m.tags, x.tag) {
				continue
			}
			what, rule, why := "", "roles", "who did it and whom it was done to would change places"
			switch {
			case m.then != "" && b.turned(x, m.want, m.then):
				what = fmt.Sprintf("%s stands before %s, and %s tells it the other way", spoken(m.then), spoken(m.want), y.record.ID)
			case m.then == "" && !m.may && x.count(m.want) < m.times:
				what = fmt.Sprintf("it does not say %s, and %s must be told so", spoken(m.want), y.record.ID)
				rule, why = b.lost(m.want)
			default:
				continue
			}
			b.d.at(x.tag, x.id, Finding{Rule: rule, Severity: Error,
				What: what + " (must: " + m.text + "): “" + opening(x.m.Forms["other"]) + "”", Why: why,
				Mend: "say it; if the head is rightly told without, take “" + m.text + "” out of must of " + y.record.ID})
		}
	}
}

// stateFits finds steps that show a state of which they cite no record: another step's picture.
func stateFits(d *desk) {
	for _, st := range d.p.Outline.Steps() {
		of := d.shown(st.Graphic, st.State)
		for _, part := range []string{"state", "describe"} {
			m, _ := d.p.Catalogues[d.source()].Message("graphics." + st.Graphic + "." + part + "." + st.State)
			for _, s := range m.Slots["other"] {
				if s.Record != "" {
					of[s.Record] = true
				}
			}
		}
		if len(of) > 0 && !slices.ContainsFunc(st.Records, func(r string) bool { return of[r] }) {
			text, _ := fs.ReadFile(d.p.Files, locales.OutlineFile)
			d.add(Finding{Rule: "state-fits", File: locales.OutlineFile, Line: lineWith(string(text), fmt.Sprintf("id = %q", st.ID)),
				ID: st.ID, Severity: Error,
				What: fmt.Sprintf("step %s shows %s in the state %s, which rests on %s, and cites none of them", st.ID, st.Graphic, st.State,
					strings.Join(sortedKeys(of), " ")),
				Why: "readers would see another step's picture", Mend: "show the state that is meant, or cite its records"})
		}
	}
}

// shown are the records of the rows of a graphic's files that a state shows: those that name it, or all where rows name none.
func (d *desk) shown(graphic, state string) map[string]bool {
	out := map[string]bool{}
	files, _ := fs.Glob(d.p.Files, facts.Dir+"/"+graphic+"*.csv")
	var tables []*facts.Table
	byState := false
	for _, file := range files {
		if t, err := facts.ParseCSV(d.p.Files, path.Base(file)); err == nil {
			tables = append(tables, t)
			byState = byState || t.Has("state")
		}
	}
	for _, t := range tables {
		for _, row := range t.Rows {
			if t.Has("state") && row.Get("state") != state || t.Has("states") && row.Get("states") != "" &&
				!slices.Contains(strings.Fields(row.Get("states")), state) ||
				byState && !t.Has("state") {
				continue
			}
			for _, r := range row.Records() {
				out[r] = true
			}
		}
	}
	return out
}

// placeName reports whether a code is that of a place, which maps and labels may name for readers to find their way.
func (b *bearings) placeName(code string) bool {
	k := b.x.kind(code)
	return k == "@place" || k == "@thing"
}

// apart finds two names of different kinds in one part of a head that no record names together.
func (b *bearings) apart(x clauseRead, all []bearing) {
	text := x.m.Forms["other"]
	for i, k := range x.at {
		for _, o := range x.at[i+1:] {
			if !strings.HasPrefix(k.code, "@") || !strings.HasPrefix(o.code, "@") || b.x.kind(k.code) == b.x.kind(o.code) ||
				segmentEnd.MatchString(text[k.to:o.from]) {
				continue
			}
			if b.x.loose(k.code) || b.x.loose(o.code) || b.placeName(k.code) || b.placeName(o.code) ||
				slices.ContainsFunc(all, func(y bearing) bool { return y.codes[k.code] && y.codes[o.code] }) {
				continue
			}
			b.d.at(x.tag, x.id, Finding{Rule: "roles", Severity: Error,
				What: fmt.Sprintf("%s stands with %s, and no record of the steps that show it names both: “%s”", spoken(k.code), spoken(o.code),
					opening(text)),
				Why:  "what one did would be told of another",
				Mend: "say what the records say; if one of them is about both, add the name under its names"})
			return
		}
	}
}

// loose reports whether a code is that of a name that languages may leave out.
func (x *lexicon) loose(code string) bool {
	return slices.ContainsFunc(x.Name, func(n properName) bool { return "@"+n.id() == code && n.Loose })
}
