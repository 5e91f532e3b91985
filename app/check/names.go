package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// named are the names that a text names, and the text without them.
type named struct {
	found map[int]bool
	rest  string
}

func (x *lexicon) namesIn(tag, s string) named { return x.namesSeen.of(tag, s, x.readNames) }

func (x *lexicon) readNames(tag, s string) named {
	found := map[int]bool{}
	for _, at := range x.nameSpans(tag, s) {
		found[at.name] = true
		s = s[:at.from] + strings.Repeat("_", at.to-at.from) + s[at.to:]
	}
	return named{found, s}
}

// span is a name where it stands in a text.
type span struct{ from, to, name int }

// nameSpans are the names of a text where they stand, the longest spelling first.
func (x *lexicon) nameSpans(tag, s string) []span {
	var out []span
	for _, sp := range x.spellings[tag] {
		for from := 0; ; {
			i := strings.Index(s[from:], sp.text)
			if i < 0 {
				break
			}
			i += from
			end := i + len(sp.text)
			from = end
			if !nameStarts(tag, s, i) || !wordEnds(s, end) {
				continue
			}
			out = append(out, span{i, end, sp.name})
			s = s[:i] + strings.Repeat("_", end-i) + s[end:]
		}
	}
	return out
}

// nameStarts is wordStarts with Arabic's article, which some names carry and others do not.
func nameStarts(tag, s string, i int) bool {
	if wordStarts(tag, s, i) {
		return true
	}
	if tag != "ar" {
		return false
	}
	for _, article := range []string{"ال", "لل"} {
		if strings.HasSuffix(s[:i], article) && wordStarts(tag, s, i-len(article)) {
			return true
		}
	}
	return false
}

// namesAgree finds steps that name somebody or something in one language and not in another. It reads a step's title and
// words together, since languages put a name in one or the other.
func namesAgree(d *desk) {
	lex := d.lexicon()
	for _, st := range d.p.Outline.Steps() {
		id := "step." + st.ID + "."
		says := map[string]map[string]int{}
		for _, tag := range tags() {
			says[tag] = map[string]int{}
			found := lex.namesIn(tag, d.text(tag, id+"title")+" \n "+d.text(tag, id+"body")+" \n "+d.text(tag, id+"more")).found
			for i := range found {
				if !lex.Name[i].Loose {
					says[tag][lex.Name[i].En[0]] = i
				}
			}
		}
		for tag, diff := range differences(says, func(k string, in map[string]int) bool { _, ok := in[k]; return ok }) {
			d.at(tag, id+"body", Finding{Rule: "names-agree", Severity: Error, What: "names differ from the other languages: " + diff.says("%s"),
				Why: "each language must name the same people, places and sources", Mend: "name it as the glossary does in " + tag + ", in every language or in none"})
		}
	}
}

// namesSpelled finds words that are one letter away from a name and are neither another name nor a word that other messages
// use too: a slip of the pen, in any message.
func namesSpelled(d *desk) {
	lex := d.lexicon()
	for _, tag := range tags() {
		names, uses := lex.nameWords(tag), map[string]map[string]bool{}
		type place struct{ id, word string }
		var places []place
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				rest := lex.namesIn(tag, m.Forms[form]).rest
				for _, at := range wordSpans(rest) {
					w := bareWord(tag, rest[at[0]:at[1]])
					if uses[w] == nil {
						uses[w] = map[string]bool{}
					}
					uses[w][id] = true
					places = append(places, place{id, w})
				}
			}
		}
		told := map[place]bool{}
		for _, x := range places {
			if told[x] || len(uses[x.word]) > 1 || slices.Contains(lex.Ordinary[tag], x.word) || !couldBeName(tag, x.word) {
				continue
			}
			if near := lex.nearSeen.of(tag, x.word, func(_, w string) string { return nearest(w, names) }); near != "" {
				told[x] = true
				d.at(tag, x.id, Finding{Rule: "name-spelling", Severity: Error, What: fmt.Sprintf("“%s” looks like a misspelling of “%s”", x.word, near),
					Why: whyName, Mend: "write " + near + "; if it is another word, add it to ordinary in " + NamesFile})
			}
		}
	}
}

// nameWords are the single words of the names of a language that are long enough to be told from other words.
func (lex *lexicon) nameWords(tag string) map[string]bool {
	out := map[string]bool{}
	for _, x := range lex.spellings[tag] {
		if strings.Contains(x.text, " ") || lex.Name[x.name].Loose && tag == "ar" {
			continue // the words of "Defence Ministry" are ordinary ones
		}
		for _, at := range wordSpans(x.text) {
			if w := bareWord(tag, x.text[at[0]:at[1]]); couldBeName(tag, w) {
				out[w] = true
			}
		}
	}
	return out
}

// bareWord takes Arabic's article and joined words off.
func bareWord(tag, w string) string {
	if tag != "ar" {
		return w
	}
	for _, p := range []string{"وال", "بال", "فال", "كال", "ال", "لل"} {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) > 3 {
			return rest
		}
	}
	return w
}

func couldBeName(tag, w string) bool {
	n := utf8.RuneCountInString(w)
	if tag == "ar" {
		return n >= 4
	}
	r, _ := utf8.DecodeRuneInString(w)
	return n >= 5 && unicode.IsUpper(r)
}

// nearest is the name that one slip (a letter changed, added, left out, or two swapped) turns into w. In Arabic a word of
// four letters has too many neighbours, so only a swap counts there; and the joined words و ف ب ل ك are tried off.
func nearest(w string, names map[string]bool) string {
	if names[w] {
		return ""
	}
	for _, name := range sortedKeys(names) {
		if oneSlip([]rune(w), []rune(name)) {
			return name
		}
	}
	if r, n := utf8.DecodeRuneInString(w); strings.ContainsRune("وفبلك", r) && utf8.RuneCountInString(w) > 4 {
		return nearest(w[n:], names)
	}
	return ""
}

func oneSlip(a, b []rune) bool {
	short := min(len(a), len(b)) < 5
	switch {
	case len(a) == len(b):
		var at []int
		for i := range a {
			if a[i] != b[i] {
				at = append(at, i)
			}
		}
		if len(at) == 1 {
			return !short
		}
		return len(at) == 2 && at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
	case len(a) == len(b)+1:
		return oneSlip(b, a)
	case len(a)+1 == len(b):
		if short {
			return false
		}
		i := 0
		for i < len(a) && a[i] == b[i] {
			i++
		}
		return string(a[i:]) == string(b[i+1:])
	}
	return false
}
