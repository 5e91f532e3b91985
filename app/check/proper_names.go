package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sahel-explainer/components/story"
)

// properNames holds the files with the names of publishers and of those who speak to the names that sources and records have: a name may
// neither name another nor lose the one it is of.
func properNames(d *desk) {
	x := d.lexicon()
	if x.err != nil || !slices.Contains(d.tags(), idTag) {
		return
	}
	of := d.namesOfIDs()
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			name, ok := of[id]
			if !ok {
				continue
			}
			said := d.text(tag, id)
			want, have := x.named(idTag, name), x.named(tag, said)
			what, known := "", x.Known[name]
			have = slices.DeleteFunc(have, func(c string) bool {
				_, sense, _ := strings.Cut(c, ":")
				return !slices.Contains(want, c) && (slices.Contains(known, strings.TrimPrefix(c, "@")) || slices.Contains(known, sense))
			})
			switch lost, other := firstNot(want, have), firstNot(have, want); {
			case other != "":
				what = fmt.Sprintf("“%s” names %s, and it stands for “%s”", said, spoken(other), name)
			case lost != "":
				what = fmt.Sprintf("“%s” does not name %s, and it stands for “%s”", said, spoken(lost), name)
			case tag == idTag && len(want) == 0 && !shares(name+" "+strings.Join(known, " "), said):
				what = fmt.Sprintf("“%s” has no word of “%s”", said, name)
			default:
				continue
			}
			d.at(tag, id, Finding{Rule: "proper-names", Severity: Error,
				What: what, Why: "readers would be told that somebody else says or publishes it",
				Mend: "name whom charts/data names; another form of a name belongs into " + NamesFile})
		}
	}
}

// namesOfIDs are the names of publishers and speakers in the data by the messages that say them.
func (d *desk) namesOfIDs() map[string]string {
	out := map[string]string{}
	for _, s := range d.p.Facts.Sources() {
		for _, n := range append(strings.Split(s.Cites, ", "), s.Publisher, s.Via) {
			out["publisher."+story.NameID(n)] = n
		}
	}
	for _, r := range d.p.Facts.Records() {
		for _, n := range []string{r.Says, r.Claimant} {
			out["speaker."+story.NameID(n)] = n
		}
	}
	delete(out, "publisher.")
	delete(out, "speaker.")
	return out
}

// named are the codes of the names in a text, each once, and those of its senses of office and people.
func (x *lexicon) named(tag, s string) []string {
	var out []string
	for _, m := range x.marks(tag, s) {
		if (strings.HasPrefix(m.code, "@") || strings.HasPrefix(m.code, "office:")) && !slices.Contains(out, m.code) {
			out = append(out, m.code)
		}
	}
	return out
}

func firstNot(list, in []string) string {
	for _, c := range list {
		if !slices.Contains(in, c) {
			return c
		}
	}
	return ""
}

// shares reports whether two names have a word in common, or one is made of the other's first letters.
func shares(a, b string) bool {
	one, two := strings.Fields(folded(a)), strings.Fields(folded(b))
	short := func(words []string) string {
		out := ""
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			out += string(r)
		}
		return out
	}
	return slices.ContainsFunc(one, func(w string) bool { return slices.Contains(two, w) }) ||
		strings.Contains(short(one), strings.Join(two, "")) || strings.Contains(short(two), strings.Join(one, ""))
}

// nameFile reports whether a message is a name alone: who publishes or who says something.
func nameFile(id string) bool {
	return strings.HasPrefix(id, "publisher.") || strings.HasPrefix(id, "speaker.")
}

// nameWordsOf are the words of a name as they are signed: more of them may come, none may go.
func nameWordsOf(tag, s string) []string {
	var out []string
	for _, w := range strings.Fields(folded(s)) {
		small := 2
		if grammarOf(tag).cased {
			small = 3
		}
		if utf8.RuneCountInString(w) > small || w == folded(s) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		out = strings.Fields(folded(s))
	}
	slices.Sort(out)
	return out
}

// namesHeld finds names of publishers and speakers that lost a word since they were signed.
func namesHeld(d *desk, old *signature) {
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			was, ok := old.ledger["name "+tag+" "+id]
			if !ok || !nameFile(id) {
				continue
			}
			if now := (entry{parts: []part{{"words", shrinks, nameWordsOf(tag, d.text(tag, id))}}}); len(now.differs(decodeEntry(was))) > 0 {
				d.at(tag, id, unsigned(fmt.Sprintf("“%s” is not the name that was signed", d.text(tag, id)), whyName))
			}
		}
	}
}

// signNames are the lines of names for the signed file.
func (d *desk) signNames() (lines []string) {
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			if nameFile(id) {
				lines = append(lines, "ledger name "+tag+" "+id+"\t"+entry{parts: []part{{"words", shrinks, nameWordsOf(tag, d.text(tag, id))}}}.encode())
			}
		}
	}
	return lines
}
