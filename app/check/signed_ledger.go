package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"sahel-explainer/charts/facts"
)

// The ledger is signed apart from the words: what a record and a source say was compared with the research, and make sign, which signs
// words, leaves a changed one unsigned until somebody names it (make sign RECORD=id). New ones are signed with the words.

// part is one field of a record or source as it is signed: how a change of it is judged, and its values.
type part struct {
	name string
	how  judging
	all  []string
}

// judging is which change of a field is one of the fact.
type judging int

const (
	exact   judging = iota // any
	filled                 // any but a first value
	shrinks                // one that is taken out
	grows                  // one that is new
)

// ledgerParts are the fields of a record.
func (d *desk) ledgerParts(r *facts.Record) []part {
	out := []part{{"note", exact, d.noted(r.About, r.Note, r.Metric, r.Text, r.Caveat)}}
	one := func(name string, how judging, v string) {
		if v != "" {
			out = append(out, part{name, how, []string{v}})
		}
	}
	for _, x := range [][2]string{{"kind", r.Kind}, {"check", r.Check}, {"fate", r.Fate}, {"claimant", r.Claimant}, {"country",
		r.Country}, {"unit", r.Unit},
		{"period", r.Period}, {"date", r.Date}, {"company", r.Company}, {"mineral", r.Mineral}, {"action", r.Action}, {"amount_unit",
			r.AmountUnit},
		{"formula", r.Formula}, {"bound", r.Bound}, {"says", r.Says}, {"polarity", r.Polarity}, {"open", r.Open}} {
		one(x[0], exact, x[1])
	}
	for name, v := range map[string]*float64{"value": r.Value, "low": r.Low, "high": r.High, "amount": r.Amount} {
		if v != nil && r.Formula == "" {
			one(name, exact, fmt.Sprint(*v))
		}
	}
	for name, yes := range map[string]bool{"weak": r.Weak, "party": r.Party} {
		if yes {
			one(name, exact, "true")
		}
	}
	if r.Place != nil {
		one("place", exact, fmt.Sprintf("%g,%g,%s", r.Place.Lat, r.Place.Lon, r.Place.Precision))
	}
	one("rows", exact, drawnAs(r))
	several := func(name string, how judging, list []string) {
		if len(list) > 0 {
			list = slices.Clone(list)
			slices.Sort(list)
			out = append(out, part{name, how, list})
		}
	}
	several("sources", shrinks, r.Sources)
	several("must", shrinks, r.Must)
	several("conflicts", shrinks, r.Conflicts)
	several("bears", grows, r.Bears)
	several("names", grows, r.Names)
	var figures, where []string
	for _, k := range slices.Sorted(maps.Keys(r.Figures)) {
		figures = append(figures, fmt.Sprint(k, "=", r.Figures[k]))
	}
	for _, k := range slices.Sorted(maps.Keys(r.Values)) {
		figures = append(figures, fmt.Sprint(k, "=", r.Values[k]))
	}
	for _, k := range slices.Sorted(maps.Keys(r.Where)) {
		where = append(where, k+"="+r.Where[k])
	}
	several("figures", shrinks, figures)
	several("where", shrinks, where)
	return out
}

// noted are the figures and names of notes: other words for the same say the same.
func (d *desk) noted(texts ...string) []string {
	x := d.lexicon()
	if x.err != nil {
		return nil
	}
	var out []string
	for _, m := range x.marks(idTag, strings.Join(texts, " . ")) {
		if strings.HasPrefix(m.code, "#") || strings.HasPrefix(m.code, "@") || m.code == notCode {
			out = append(out, m.code)
		}
	}
	slices.Sort(out)
	return out
}

// sourceParts are the fields of a source.
func sourceParts(s facts.Source) []part {
	var out []part
	for _, x := range []struct {
		name string
		how  judging
		v    string
	}{{"publisher", exact, s.Publisher}, {"title", exact, folded(s.Title)}, {"url", exact, s.URL}, {"form", exact, s.Form}, {"lang",
		exact, s.Lang}, {"party", exact, s.Party},
		{"via", filled, s.Via}, {"cites", filled, s.Cites}, {"date", filled, s.Date}} {
		if x.v != "" {
			out = append(out, part{x.name, x.how, []string{x.v}})
		}
	}
	if s.Literal != nil {
		out = append(out, part{"literal", filled, []string{fmt.Sprint(*s.Literal)}})
	}
	return out
}

// folded is a title without accents, case and punctuation: these are mended and say nothing else.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// entry is a record or source as it is signed, and where it stands.
type entry struct {
	parts []part
	file  string
	line  int
}

// ledger is all that is signed of records and sources, by "record ID" and "source ID".
func (d *desk) ledger() map[string]entry {
	out := map[string]entry{}
	for _, r := range d.p.Facts.Records() {
		out["record "+r.ID] = entry{d.ledgerParts(r), r.File, r.Line}
	}
	for _, s := range d.p.Facts.Sources() {
		out["source "+s.ID] = entry{sourceParts(s), facts.Dir + "/sources.toml", s.Line}
	}
	return out
}

// encode writes an entry for the signed file: each field with a short trace of each of its values.
func (e entry) encode() string {
	var out []string
	for _, p := range e.parts {
		traces := make([]string, len(p.all))
		for i, v := range p.all {
			traces[i] = traceOf(v)[:6]
		}
		out = append(out, p.name+"="+strings.Join(traces, ","))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// decodeEntry reads what encode wrote: traces by field.
func decodeEntry(s string) map[string][]string {
	out := map[string][]string{}
	for f := range strings.FieldsSeq(s) {
		name, list, _ := strings.Cut(f, "=")
		out[name] = strings.Split(list, ",")
	}
	return out
}

// differs are the fields whose change is one of the fact.
func (e entry) differs(was map[string][]string) []string {
	now := map[string][]string{}
	how := map[string]judging{"must": shrinks, "sources": shrinks, "conflicts": shrinks, "figures": shrinks, "where": shrinks,
		"bears": grows, "names": grows,
		"via": filled, "cites": filled, "date": exact, "literal": filled}
	for _, p := range e.parts {
		for _, v := range p.all {
			now[p.name] = append(now[p.name], traceOf(v)[:6])
		}
		how[p.name] = p.how
	}
	var out []string
	for _, name := range sortedKeys(how) {
		lost, new := lacks(was[name], now[name]), lacks(now[name], was[name])
		switch how[name] {
		case shrinks:
			new = false
		case grows:
			lost = false
		case filled:
			new = new && len(was[name]) > 0
		}
		if lost || new {
			out = append(out, name)
		}
	}
	for _, name := range sortedKeys(was) { // of a field that is gone
		if _, ok := how[name]; !ok {
			out = append(out, name)
		}
	}
	return out
}

// lacks reports whether a list has what another does not.
func lacks(list, in []string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return x != "" && !slices.Contains(in, x) })
}

// ledgerHeld finds records and sources that say otherwise than when they were compared with the research.
func ledgerHeld(d *desk, old *signature) {
	now := d.ledger()
	for _, key := range sortedKeys(now) {
		was, ok := old.ledger[key]
		if !ok || was == now[key].encode() {
			continue
		}
		kind, id, _ := strings.Cut(key, " ")
		for _, field := range now[key].differs(decodeEntry(was)) {
			f := unsigned(fmt.Sprintf("%s %s: its %s is not what was signed", kind, id, field),
				"it was compared with the research as it was; words, marks and the evidence that readers are shown follow it")
			f.Mend = "put it back; if it is right, compare it with its sources, then run make sign RECORD=" + id
			f.File, f.Line, f.ID = now[key].file, now[key].line, id
			d.add(f)
		}
	}
}

// signLedger are the lines of the ledger for the signed file. What was signed and says something else stays as it was unless it is named, or
// all are ("all"); its ids are told as left.
func (d *desk) signLedger(old *signature, named []string) (lines, left []string) {
	now := d.ledger()
	for _, key := range sortedKeys(now) {
		_, id, _ := strings.Cut(key, " ")
		said := now[key].encode()
		if old != nil && !slices.Contains(named, id) && !slices.Contains(named, "all") {
			if was, ok := old.ledger[key]; ok && len(now[key].differs(decodeEntry(was))) > 0 {
				said, left = was, append(left, id)
			}
		}
		lines = append(lines, "ledger "+key+"\t"+said)
	}
	return lines, left
}
