package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

// paired finds what one language says of another thing than the rest do: of two names, or of two senses that exclude each other, each has
// its part of a sentence, between commas, colons and stops; what stands with the one in two languages stands with the other in the third.
// The order of words, which each language has for itself, is not asked.
func paired(d *desk) {
	x := d.lexicon()
	tags := d.tags()
	if x.err != nil || len(tags) < 3 {
		return
	}
	for _, id := range d.p.Catalogues[idTag].IDs() {
		texts := map[string]locales.Message{}
		for _, tag := range tags {
			if m, ok := d.p.Catalogues[tag].Message(id); ok && len(m.Forms) == 1 && signable(m.File) {
				texts[tag] = m
			}
		}
		if len(texts) < len(tags) {
			continue
		}
		for _, parts := range x.alike(tags, texts) {
			if tag, what := odder(x, tags, parts); what != "" {
				d.at(tag, id, Finding{Rule: "paired", Severity: Error, What: what,
					Why: "readers of one language would be told it of the other", Mend: "say the same of each in every language"})
				break
			}
		}
	}
}

// inParts is where the codes of a text stand that it says once: the number of its part.
type inParts map[string]int

// alike are the texts that say the same in each language: the whole message, and each clause whose records no other clause of it has.
func (x *lexicon) alike(tags []string, texts map[string]locales.Message) (out []map[string]inParts) {
	whole := map[string]inParts{}
	by := map[string]map[string]inParts{}
	for _, tag := range tags {
		m := texts[tag]
		whole[tag] = x.partsOf(tag, m, 0, len(m.Forms["other"]))
		seen := map[string]int{}
		for _, c := range m.Clauses["other"] {
			seen[strings.Join(slices.Sorted(slices.Values(c.Records)), " ")]++
		}
		for _, c := range m.Clauses["other"] {
			key := strings.Join(slices.Sorted(slices.Values(c.Records)), " ")
			if seen[key] > 1 {
				continue
			}
			if by[key] == nil {
				by[key] = map[string]inParts{}
			}
			by[key][tag] = x.partsOf(tag, m, c.From, c.To)
		}
	}
	for _, key := range sortedKeys(by) {
		if len(by[key]) == len(tags) {
			out = append(out, by[key])
		}
	}
	return append(out, whole)
}

// partEnd is where a part of a sentence ends.
var partEnd = regexp.MustCompile(`[,;:.!?،؛؟()–—](?:[\s\x{a0}\x{202f}»”]|$)|\n`)

// partsOf are the codes that a text says once, by the part in which they stand. A figure that the ledger fills is its record's, whatever
// it says.
func (x *lexicon) partsOf(tag string, m locales.Message, from, to int) inParts {
	text := m.Forms["other"]
	ends := partEnd.FindAllStringIndex(text, -1)
	part := func(at int) int {
		return len(ends) - len(slices.DeleteFunc(slices.Clone(ends), func(e []int) bool { return e[0] < at }))
	}
	out, many := inParts{}, map[string]bool{}
	add := func(code string, at int) {
		if _, ok := out[code]; ok {
			many[code] = true
		}
		out[code] = part(at)
	}
	slots := m.Slots["other"]
	for _, s := range slots {
		if s.From >= from && s.To <= to && !s.Plain() {
			add("="+s.Record+"."+s.Field, s.From)
		}
	}
	for _, k := range x.marks(tag, text) {
		if k.from < from || k.to > to || slices.ContainsFunc(slots, func(s locales.Slot) bool { return k.from < s.To && k.to > s.From }) {
			continue
		}
		add(k.code, k.from)
	}
	for code := range many {
		delete(out, code)
	}
	return out
}

// odder is the language that says of one thing what the others say of another.
func odder(x *lexicon, tags []string, parts map[string]inParts) (tag, what string) {
	var codes []string
	for _, code := range sortedKeys(parts[tags[0]]) {
		if !slices.ContainsFunc(tags, func(t string) bool { _, ok := parts[t][code]; return !ok }) {
			codes = append(codes, code)
		}
	}
	for i, one := range codes {
		for _, two := range codes[i+1:] {
			kind := x.paires(one)
			if kind == "" || kind != x.paires(two) {
				continue
			}
			for _, b := range codes {
				if b == one || b == two || !x.paired(b) || b != notCode && (kind == "deed" || kind == "will") {
					continue
				}
				with := map[string]string{} // of each language, the one that it stands with
				for _, t := range tags {
					p := parts[t]
					switch {
					case p[one] == p[two]:
					case p[b] == p[one]:
						with[t] = one
					case p[b] == p[two]:
						with[t] = two
					}
				}
				if len(with) < len(tags) {
					continue
				}
				for k, t := range tags {
					others := slices.Delete(slices.Clone(tags), k, k+1)
					if !slices.ContainsFunc(others, func(o string) bool { return with[o] == with[t] }) {
						return t, fmt.Sprintf("%s stands with %s, and in the other languages with %s", spoken(b), spoken(with[t]), spoken(with[others[0]]))
					}
				}
			}
		}
	}
	return "", ""
}

// paires is the kind of what can be exchanged with another of its kind; "" of what cannot.
func (x *lexicon) paires(code string) string {
	if kind := x.kind(code); strings.HasPrefix(kind, "@") || x.families[kind].Agree || kind == "deed" || kind == "will" {
		return kind
	}
	return ""
}

// paired reports whether something is said of one thing and not of another: a figure, a name, a deed, a status. What something is made of,
// its unit, and "may" go with whole sentences.
func (x *lexicon) paired(code string) bool {
	family, _, sense := strings.Cut(code, ":")
	return !sense || !slices.Contains([]string{"modality", "matter", "unit", "bound", "number"}, family)
}
