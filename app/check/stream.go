package check

import (
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is one thing of a sentence that says something by itself: a number, a date, a name, or a word of a family of senses.
type mark struct {
	from, to int
	code     string // the same for all that says the same: "#1532", "#2025-06-06", "@Goita", "bound:at least"
}

// item is one word of a text, or a mark in the place of one or more.
type item struct {
	code string // of a mark; a word's begins with "~"
	text string
}

func (i item) word() bool { return strings.HasPrefix(i.code, "~") }

// marks are the marks of a text in their order; none overlap.
func (x *lexicon) marks(tag, s string) []mark {
	read := x.readMarks
	if x.kept != nil {
		read = func(tag, s string) []mark { return x.kept.marksOf(tag, s, x.readMarks) }
	}
	return slices.Clone(x.spansSeen.of(tag, s, read))
}

func (x *lexicon) readMarks(tag, s string) []mark {
	taken := make([]bool, len(s))
	var out []mark
	add := func(from, to int, code string) {
		for i := from; i < to; i++ {
			if taken[i] {
				return
			}
		}
		for i := from; i < to; i++ {
			taken[i] = true
		}
		out = append(out, mark{from, to, code})
	}
	for _, t := range placeholder.FindAllStringIndex(s, -1) {
		add(t[0], t[1], "{"+strings.Trim(s[t[0]:t[1]], "{}. "))
	}
	said, ends, spelled := map[int]string{}, map[int]int{}, map[int]bool{}
	for _, t := range tokens(tag, s) {
		if t.spelled && t.kind == "number" {
			spelled[t.at+max(0, strings.Index(s[t.at:], t.text))] = true
		}
		if t.spelled && !t.unit {
			continue
		}
		at := t.at + max(0, strings.Index(s[t.at:], t.text))
		if said[at] != "" {
			said[at] += "+" + t.key() // "7 or 8 June" is two days at one place
			continue
		}
		said[at], ends[at] = t.key(), min(at+len(t.text), len(s))
	}
	for _, at := range slices.Sorted(maps.Keys(said)) {
		add(at, ends[at], "#"+said[at])
	}
	for _, n := range x.nameSpans(tag, s) {
		add(n.from, n.to, "@"+x.Name[n.name].id())
	}
	for _, h := range x.senseMarks(tag, s, spelled) {
		add(h.from, h.to, h.code)
	}
	for i, r := range s {
		if r == '«' || r == '“' {
			add(i, i+utf8.RuneLen(r), "quoted:quotation marks")
		}
	}
	slices.SortFunc(out, func(a, b mark) int { return a.from - b.from })
	return out
}

// senseMarks are the places of words with a sense that the story's lexicon knows, longest first. spelled are where a number is written
// as a word.
func (x *lexicon) senseMarks(tag, s string, spelled map[int]bool) (hits []mark) {
	for i := range x.Sense {
		re := x.Sense[i].re[tag]
		if re == nil {
			continue
		}
		for from := 0; from < len(s); {
			at := re.FindStringSubmatchIndex(s[from:])
			if at == nil {
				break
			}
			code, end := x.Sense[i].Family+":"+x.Sense[i].ID, from+at[3]
			if x.Sense[i].Number != "" && (numberNext.MatchString(s[end:]) || spelled[end+len(s[end:])-len(strings.TrimLeft(s[end:], " \u00a0"))]) {
				code = x.Sense[i].Number
			}
			hits = append(hits, mark{from + at[2], end, code})
			from = end
		}
	}
	slices.SortStableFunc(hits, func(a, b mark) int { return (b.to - b.from) - (a.to - a.from) })
	return hits
}

// numberNext begins what follows a word that hedges a number there: "some 2,000".
var numberNext = regexp.MustCompile(`^[\s\x{a0}]+(?:\d|\{\{)`)

// stream is a sentence as words and marks, in order.
func (x *lexicon) stream(tag, s string) []item {
	var out []item
	from := 0
	words := func(to int) {
		for _, at := range wordSpans(s[from:to]) {
			w := s[from+at[0] : from+at[1]]
			code := hashed(tag, unpointed(w))
			if r, _ := utf8.DecodeRuneInString(w); grammarOf(tag).cased && unicode.IsUpper(r) && len(out) > 0 {
				code += capital
			}
			out = append(out, item{code, w})
			if pointedWord(w) {
				out = append(out, item{"pointed:" + "sign", w})
			}
		}
	}
	for _, m := range x.marks(tag, s) {
		words(m.from)
		out = append(out, item{m.code, s[m.from:m.to]})
		if strings.Contains(m.code, ":") && pointedWord(s[m.from:m.to]) { // “was closed” and “closed” are one sense
			out = append(out, item{"pointed:" + "sign", s[m.from:m.to]})
		}
		from = m.to
	}
	words(len(s))
	return out
}

// capital ends the trace of a word that has one within a sentence: a name that nobody listed.
const capital = "^"

// bare is a code without that sign: the same word at a sentence's beginning.
func bare(code string) string { return strings.TrimSuffix(code, capital) }

const base64s = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// hashed is a word as the signed file keeps it: three signs that tell it from others, and a fourth, "=", if it is a small word such
// as "of", which may come and go.
func hashed(tag, w string) string {
	w = strings.ToLower(w)
	if and := grammarOf(tag).And; len(and) > 0 && utf8.RuneCountInString(w) > 3 {
		w = strings.TrimPrefix(w, and[0])
	}
	h := fnv.New32a()
	h.Write([]byte(w))
	n := h.Sum32()
	n ^= n >> 18
	out := "~" + string([]byte{base64s[n&63], base64s[n>>6&63], base64s[n>>12&63]})
	small := 4
	if !grammarOf(tag).cased {
		small = 3
	}
	if utf8.RuneCountInString(w) <= small {
		out += "="
	}
	return out
}

// streamsOf are the sentences of a text as streams.
func (x *lexicon) streamsOf(tag, s string) [][]item {
	var out [][]item
	for _, one := range sentences(s) {
		out = append(out, x.stream(tag, one))
	}
	return out
}
