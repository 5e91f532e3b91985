package check

import (
	"slices"
	"strings"
)

// headsRead are the heads as clauses of the records of the steps that show them, by id and language.
func (b *bearings) headsRead() map[string]map[string]clauseRead {
	out := map[string]map[string]clauseRead{}
	for id, records := range b.d.headRecords() {
		if strings.Contains(id, ".describe.") || strings.Contains(id, ".change.") {
			continue
		}
		for _, tag := range b.d.tags() {
			m, ok := b.d.p.Catalogues[tag].Message(id)
			if !ok || len(m.Clauses["other"]) > 0 {
				continue
			}
			x := clauseRead{tag: tag, id: id, m: m}
			x.c.To, x.c.Records = len(m.Forms["other"]), records
			for _, k := range b.x.marks(tag, m.Forms["other"]) {
				x.at = append(x.at, said{k.code, m.Forms["other"][k.from:k.to], k.from, k.to})
			}
			if out[id] == nil {
				out[id] = map[string]clauseRead{}
			}
			out[id][tag] = x
		}
	}
	return out
}

// ofHeads proposes what a head may not lose, and the order of its names, where all languages say the same; under its first record.
func (w *proposals) ofHeads() {
	heads := w.b.headsRead()
	w.heads = heads
	for _, id := range sortedKeys(heads) {
		by := heads[id]
		x, ok := by[idTag]
		if !ok || len(x.c.Records) == 0 || len(by) < len(w.b.d.tags()) {
			continue
		}
		add := func(what string) {
			r, err := w.b.d.p.Facts.Record(x.c.Records[0])
			if text := what + ": " + id; err == nil && !slices.Contains(r.Must, text) && !slices.Contains(w.out[r.ID], text) {
				w.out[r.ID] = append(w.out[r.ID], text)
			}
		}
		every := func(holds func(clauseRead) bool) bool {
			return !slices.ContainsFunc(sortedKeys(by), func(tag string) bool { return !holds(by[tag]) })
		}
		for i, k := range x.at {
			kind := w.b.x.kind(k.code)
			if slices.Contains([]string{"negation", "status", "modality", "order", "quantity", "side", "scope", "bound"}, kind) &&
				every(func(y clauseRead) bool { return y.count(k.code) > 0 }) {
				add(w.called(k.code))
			}
			for _, o := range x.at[i+1:] {
				if s := w.b.x.side(k.code); o.code == k.code || s != w.b.x.side(o.code) ||
					(kind == "@place") != (w.b.x.kind(o.code) == "@place") || s != "who" && s != "quantity" && s != "order" ||
					w.b.listed(x, i, slices.Index(x.at, o)) {
					continue
				}
				if every(func(y clauseRead) bool {
					return y.count(k.code) > 0 && y.count(o.code) > 0 && !w.b.turned(y, k.code, o.code)
				}) {
					add(w.called(k.code) + " > " + w.called(o.code))
				}
			}
		}
	}
}

// headReadings are heads as clauses, by id and language.
type headReadings map[string]map[string]clauseRead

// headKept reports whether an entry is about a head, by its id, and is kept there.
func (w *proposals) headKept(m must) bool {
	_, when, _ := strings.Cut(m.text, ": ")
	by, about := w.heads[when]
	for _, x := range by {
		lost := m.then == "" && !m.may && x.count(m.want) < m.times && (m.tags == nil || slices.Contains(m.tags, x.tag))
		if lost || m.then != "" && w.b.turned(x, m.want, m.then) {
			return false
		}
	}
	return about
}
