package check

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
)

// Proposal is what must of a record could be as the words now stand: what it asks already and all clauses keep, and what they all keep besides.
// Gone is what it asks and some clause does not keep, or no clause is asked.
type Proposal struct {
	ID, File  string
	Line      int
	Must      []string
	New, Gone []string
}

// Proposed are the records whose must could be another, with what it could be: what an editor compares with the record and its sources, and
// writes there. The check itself proposes nothing: who takes these lines says that the words are right as they stand.
func Proposed(p *read.Project) []Proposal {
	learn(p.Locales())
	d := &desk{p: p}
	x := d.lexicon()
	if x.err != nil || !slices.Contains(d.tags(), idTag) {
		return nil
	}
	w := &proposals{b: &bearings{d: d, x: x, of: map[string]bearing{}}, on: map[string][]clauseRead{}, out: map[string][]string{}}
	w.read()
	w.ofHeads()
	for _, g := range w.groups {
		w.senses(g)
		w.roles(g)
	}
	var out []Proposal
	for _, r := range p.Facts.Records() {
		one := Proposal{ID: r.ID, File: r.File, Line: r.Line, New: w.out[r.ID]}
		for _, text := range r.Must {
			m, ok := w.b.readMust(r, text)
			if w.headKept(m) || ok && w.kept(r, text) && slices.ContainsFunc(w.on[r.ID], m.asks) {
				one.Must = append(one.Must, text)
			} else {
				one.Gone = append(one.Gone, text)
			}
		}
		if one.Must = append(one.Must, one.New...); len(one.New)+len(one.Gone) > 0 {
			out = append(out, one)
		}
	}
	return out
}

// PrintProposed writes proposals as lines to paste.
func PrintProposed(w io.Writer, all []Proposal) {
	for _, x := range all {
		fmt.Fprintf(w, "%s:%d: %s\n  must = %s\n", x.File, x.Line, x.ID, strings.ReplaceAll(fmt.Sprintf("%q", x.Must), `" "`, `", "`))
		for _, text := range x.New {
			fmt.Fprintf(w, "    new: %s\n", text)
		}
		for _, text := range x.Gone {
			fmt.Fprintf(w, "    gone, since its clauses do not say it: %s\n", text)
		}
	}
	fmt.Fprintf(w, "%d records; compare each line with its sources before you take it\n", len(all))
}

// group is one clause in the languages that have it.
type group map[string]clauseRead

type proposals struct {
	b      *bearings
	groups []group
	on     map[string][]clauseRead // by record
	out    map[string][]string
	heads  headReadings
}

// read makes the groups: a clause in every language that parts a message alike. Where one language says in one clause what another says in
// two, each is a group of its own.
func (w *proposals) read() {
	for _, id := range w.b.d.p.Catalogues[idTag].IDs() {
		byKey := map[string]group{}
		for _, tag := range w.b.d.tags() {
			m, _ := w.b.d.p.Catalogues[tag].Message(id)
			on := map[string][]clauseRead{}
			for _, c := range m.Clauses["other"] {
				key := strings.Join(slices.Sorted(slices.Values(c.Records)), " ")
				one := clauseRead{tag, id, m, c, w.b.marksIn(tag, m, c)}
				on[key] = append(on[key], one)
				for _, r := range c.Records {
					w.on[r] = append(w.on[r], one)
				}
			}
			for key, list := range on {
				for i, one := range list {
					of := fmt.Sprintf("%s %d of %d", key, i, len(list))
					if byKey[of] == nil {
						byKey[of] = group{}
					}
					byKey[of][tag] = one
				}
			}
		}
		for _, key := range sortedKeys(byKey) {
			w.groups = append(w.groups, byKey[key])
		}
	}
}

// tags are the languages of a group, in their order.
func (g group) tags(of []string) (out []string) {
	for _, tag := range of {
		if _, ok := g[tag]; ok {
			out = append(out, tag)
		}
	}
	return out
}

// one is the clause in a language that has it, that of the records if it can be.
func (g group) one() clauseRead {
	if x, ok := g[idTag]; ok {
		return x
	}
	return g[sortedKeys(g)[0]]
}

// senses proposes what a clause may not lose: negations, hedges, bounds and quotation marks, and of what its records bear out
// in more than one way (before and after, two agencies) that which it says.
func (w *proposals) senses(g group) {
	codes := map[string]bool{}
	for _, x := range g {
		for _, k := range x.at {
			if !strings.HasPrefix(k.code, "#") && !strings.HasPrefix(k.code, "{") {
				codes[k.code] = true
			}
		}
	}
	for _, code := range sortedKeys(codes) {
		always := slices.Contains([]string{"negation", "modality", "status", "bound", "quoted", "scope"}, w.b.x.kind(code))
		if !always && !w.ambiguous(g, code) {
			continue
		}
		where := ""
		for n := 1; n < 5; n++ {
			var tags []string
			of := g.tags(w.b.d.tags())
			for _, tag := range of {
				if g[tag].count(code) >= n {
					tags = append(tags, tag)
				}
			}
			switch {
			case len(tags) == 0, n > 1 && !always:
			case len(tags) == len(of), code == notCode, always && n == 1 && len(tags) > 1:
				where = w.propose(g, code, "", n, tags, where)
			}
		}
	}
}

// ambiguous reports whether the records of a clause bear another sense or name that could stand in the place of one.
func (w *proposals) ambiguous(g group, code string) bool {
	kind := w.b.x.kind(code)
	if kind == "" || kind == "@thing" {
		return false
	}
	x := g.one()
	for _, r := range x.c.Records {
		one, _ := w.b.record(r)
		for _, other := range sortedKeys(one.codes) {
			if k := w.b.x.kind(other); other != code && (k == kind || kind == "@source" && k == "@actor") {
				return true
			}
		}
	}
	return slices.ContainsFunc(w.b.x.Sense, func(s sense) bool { return s.Free && s.Family == kind && s.Family+":"+s.ID != code })
}

// roles proposes the order of the names of one kind in a clause.
func (w *proposals) roles(g group) {
	type pair struct{ a, b string }
	dirs := map[pair][]string{}
	for _, tag := range g.tags(w.b.d.tags()) {
		x := g[tag]
		var names []int
		for i, k := range x.at {
			if strings.HasPrefix(k.code, "@") && slices.IndexFunc(x.at, func(o said) bool { return o.code == k.code }) == i {
				names = append(names, i)
			}
		}
		for n, i := range names {
			for _, j := range names[n+1:] {
				if w.b.x.kind(x.at[i].code) == w.b.x.kind(x.at[j].code) && !w.b.listed(x, i, j) {
					dirs[pair{x.at[i].code, x.at[j].code}] = append(dirs[pair{x.at[i].code, x.at[j].code}], tag)
				}
			}
		}
	}
	pairs := slices.SortedFunc(maps.Keys(dirs), func(p, q pair) int { return strings.Compare(p.a+p.b, q.a+q.b) })
	for _, p := range pairs {
		tags := dirs[p]
		if len(dirs[pair{p.b, p.a}]) == 0 {
			tags = g.tags(w.b.d.tags())
		}
		w.propose(g, p.a, p.b, 1, tags, "")
	}
}

// propose writes an entry under the first record of a clause, and with the plainest condition, that all its clauses keep; in one record, if given.
func (w *proposals) propose(g group, want, then string, n int, tags []string, in string) (where string) {
	what := w.called(want)
	if then != "" {
		what += " > " + w.called(then)
	}
	if n > 1 {
		what = fmt.Sprint(n, " ", what)
	}
	if len(tags) < len(w.b.d.tags()) {
		what += " in " + strings.Join(tags, " ")
	}
	x := g.one()
	conditions := w.conditions(g)
	for step := range conditions[x.c.Records[0]] {
		for _, id := range x.c.Records {
			if in != "" && id != in || step >= len(conditions[id]) {
				continue
			}
			when := conditions[id][step]
			if when == w.called(want) {
				continue // it would always hold
			}
			text := what
			if when != "" {
				text += ": " + when
			}
			r, err := w.b.d.p.Facts.Record(id)
			if err != nil || !w.kept(r, text) {
				continue
			}
			if !slices.Contains(r.Must, text) && !slices.Contains(w.out[id], text) && !(text == "not" && r.Polarity == "not") {
				w.out[id] = append(w.out[id], text)
			}
			return id
		}
	}
	return ""
}

// called is what an entry calls a code.
func (w *proposals) called(code string) string {
	if code == quotedCode {
		return "quoted"
	}
	if name, ok := strings.CutPrefix(code, "@"); ok {
		return name
	}
	_, id, _ := strings.Cut(code, ":")
	return id
}

// kept reports whether all clauses on a record keep to an entry.
func (w *proposals) kept(r *facts.Record, text string) bool {
	m, ok := w.b.readMust(r, text)
	if !ok {
		return false
	}
	for _, x := range w.on[r.ID] {
		if m.asks(x) && !m.may && (m.then != "" && w.b.turned(x, m.want, m.then) || m.then == "" && x.count(m.want) < m.times) {
			return false
		}
	}
	return true
}

// conditions are what can tell a clause from others on the same record, the plainest first, as many for each of its records.
func (w *proposals) conditions(g group) map[string][]string {
	x := g.one()
	out := map[string][]string{}
	var shared []string
	for _, k := range x.at {
		everywhere := !slices.ContainsFunc(g.tags(w.b.d.tags()), func(t string) bool { return g[t].count(k.code) == 0 })
		if everywhere && !strings.HasPrefix(k.code, "#") && !strings.HasPrefix(k.code, "{") {
			shared = append(shared, w.called(k.code))
		}
	}
	slices.SortStableFunc(shared, func(a, b string) int { return strings.Compare(w.b.codeOf(a)[:1], w.b.codeOf(b)[:1]) }) // names before senses
	most := 0
	for _, r := range x.c.Records {
		list := []string{""}
		if len(x.c.Records) == 1 {
			list = append(list, "alone")
		}
		for _, other := range x.c.Records {
			if other != r {
				list = append(list, other)
			}
		}
		for _, s := range x.m.Slots["other"] {
			if s.Record == r && s.From >= x.c.From && s.To <= x.c.To {
				list = append(list, "."+s.Field)
			}
		}
		out[r] = append(list, shared...)
		most = max(most, len(out[r]))
	}
	parts := strings.Split(x.id, ".")
	for r, list := range out {
		for len(list) < most {
			list = append(list, list[len(list)-1])
		}
		out[r] = append(list, strings.Join(parts[:min(2, len(parts))], "."), x.id)
		for _, not := range w.beside(x, r) {
			out[r] = append(out[r], "without "+not)
		}
		for _, one := range append(slices.Clone(list[1:]), w.beside(x, r)...) {
			if !slices.Contains(list, one) {
				one = "without " + one
			}
			out[r] = append(out[r], x.id+", "+one)
		}
	}
	return out
}

// beside are slots, names and senses of the other clauses of its message that a clause does not have itself.
func (w *proposals) beside(x clauseRead, r string) (out []string) {
	for _, other := range w.on[r] {
		if other.id != x.id || other.tag != x.tag || other.c.From == x.c.From {
			continue
		}
		for _, s := range other.m.Slots["other"] {
			if s.Record == r && s.From >= other.c.From && s.To <= other.c.To {
				out = append(out, "."+s.Field)
			}
		}
		for _, k := range other.at {
			if x.count(k.code) == 0 && !strings.HasPrefix(k.code, "#") && !strings.HasPrefix(k.code, "{") {
				out = append(out, w.called(k.code))
			}
		}
	}
	return out
}
