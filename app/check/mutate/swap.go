package mutate

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

//go:embed words.toml
var wordsText string

// row is one replacement in each language: an expression and what stands in the place of what it finds.
type row struct {
	Ar, Fr, En []string
	re         map[string]*regexp.Regexp
}

func (r row) in(tag string) []string {
	return map[string][]string{"ar": r.Ar, "fr": r.Fr, "en": r.En}[tag]
}

// swap is a kind of mistake, or of correct edit, that exchanges words.
type swap struct {
	Kind  string
	Rules []string
	Only  string // an expression that the message must match
	Row   []row
}

// words is words.toml.
type words struct{ Mistake, Correct []swap }

func readWords() (words, error) {
	var w words
	meta, err := toml.Decode(wordsText, &w)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("words.toml: unknown key %s", meta.Undecoded()[0])
	}
	if err != nil {
		return w, err
	}
	for _, list := range [][]swap{w.Mistake, w.Correct} {
		for i := range list {
			for j := range list[i].Row {
				r := &list[i].Row[j]
				r.re = map[string]*regexp.Regexp{}
				for _, tag := range tags {
					if x := r.in(tag); len(x) == 2 {
						if r.re[tag], err = regexp.Compile(spaced(tag, x[0])); err != nil {
							return w, fmt.Errorf("words.toml: %s: %w", list[i].Kind, err)
						}
					}
				}
			}
		}
	}
	return w, nil
}

// found are the edits that a row allows in a text, one for each place.
func (r row) found(t text) []Edit {
	re := r.re[t.tag]
	if re == nil {
		return nil
	}
	var out []Edit
	for _, at := range re.FindAllStringSubmatchIndex(t.raw, -1) {
		if !outside(t.raw, at[0], at[1]) && !slotAlone(t.raw[at[0]:at[1]]) || !bounded(t.raw, at[0], at[1]) {
			continue
		}
		new := string(re.ExpandString(nil, r.in(t.tag)[1], t.raw, at))
		old := t.raw[at[0]:at[1]]
		if c, _ := utf8.DecodeRuneInString(old); unicode.IsUpper(c) && new != "" {
			d, n := utf8.DecodeRuneInString(new)
			new = string(unicode.ToUpper(d)) + new[n:]
		}
		if new != old {
			out = append(out, t.at(at[0], at[1], new))
		}
	}
	return out
}

// slotAlone reports whether what is found is a whole slot, or ends at the brace of one.
func slotAlone(s string) bool {
	return strings.Count(s, "{") == strings.Count(s, "}") && strings.HasPrefix(s, "{") || strings.HasSuffix(s, "{") && strings.Count(s, "{") == 1
}

// outside reports whether a place is outside what is put in, so that a mutation changes words and breaks no slot.
func outside(s string, from, to int) bool {
	return strings.LastIndexByte(s[:from], '{') <= strings.LastIndexByte(s[:from], '}') && !strings.ContainsAny(s[from:to], `{}[]\`) &&
		strings.LastIndex(s[:from], "](") <= strings.LastIndexByte(s[:from], ')')
}

// bounded reports whether a place begins and ends with a word.
func bounded(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	first, _ := utf8.DecodeRuneInString(s[from:])
	last, _ := utf8.DecodeLastRuneInString(s[:to])
	after, _ := utf8.DecodeRuneInString(s[to:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
	return !(word(before) && word(first)) && !(word(last) && word(after))
}

// swaps are the mutations of one swap: in each language, and where a row is found equally often in all, in all of them.
func (s *story) swaps(x swap) []Mutation {
	var out []Mutation
	var only *regexp.Regexp
	if x.Only != "" {
		only = regexp.MustCompile(x.Only)
	}
	for _, id := range s.ids {
		if only != nil && !only.MatchString(id) {
			continue
		}
		for _, r := range x.Row {
			found := map[string][]Edit{}
			for _, tag := range tags {
				found[tag] = r.found(s.texts[tag][id])
				for _, e := range found[tag] {
					out = append(out, s.made(x, id, tag, e))
				}
			}
			if n := len(found["en"]); n > 0 && n == len(found["fr"]) && n == len(found["ar"]) {
				for i := range n {
					out = append(out, s.made(x, id, "all", found["en"][i], found["fr"][i], found["ar"][i]))
				}
			}
		}
	}
	return out
}

// made is the mutation of a swap.
func (s *story) made(x swap, id, lang string, edits ...Edit) Mutation {
	e := edits[0]
	old := string(s.file(e.File)[e.From:e.To])
	return Mutation{Kind: x.Kind, Lang: lang, What: fmt.Sprintf("%s: %q → %q", id, old, e.New), At: []string{id}, Rules: x.Rules, Edits: edits}
}

// spaced lets a space of a French expression be a fixed one too.
func spaced(tag, re string) string {
	if tag != "fr" {
		return re
	}
	var b strings.Builder
	in := 0
	for _, r := range re {
		switch {
		case r == '[':
			in++
		case r == ']':
			in--
		case r == ' ' && in == 0:
			b.WriteString(`[ \x{a0}\x{202f}]`)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
