package mutate

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

// figure is a number in digits, or a date, where it stands in a text.
type figure struct {
	from, to int
	raw      string
	key      string // the same in all languages
	day      int    // of a date
	month    int
	year     string
}

var (
	figures = map[string]*regexp.Regexp{
		"ar": regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`),
		"fr": regexp.MustCompile(`\d{1,3}(?:[\x{202f}\x{a0}]\d{3})+(?:,\d+)?|\d+(?:,\d+)?`),
		"en": regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`),
	}
	dates = map[string]*regexp.Regexp{}
	years = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

func init() {
	for _, tag := range tags {
		dates[tag] = regexp.MustCompile(`(\d{1,2})(?:er)?[\s\x{a0}\x{202f}](` + strings.Join(months(tag), "|") + `)(?:[\s\x{a0}\x{202f}](\d{4}))?`)
	}
}

func months(tag string) []string {
	l, err := locales.ByTag(tag)
	if err != nil {
		panic(err)
	}
	var out []string
	for m := 1; m <= 12; m++ {
		out = append(out, l.Month(m))
	}
	return out
}

// dated lists the full dates of a text.
func (t text) dated() []figure {
	var out []figure
	for _, at := range dates[t.tag].FindAllStringSubmatchIndex(t.raw, -1) {
		if at[6] < 0 || !outside(t.raw, at[0], at[1]) || !bounded(t.raw, at[0], at[1]) {
			continue
		}
		f := figure{from: at[0], to: at[1], raw: t.raw[at[0]:at[1]], month: slices.Index(months(t.tag), t.raw[at[4]:at[5]]) + 1, year: t.raw[at[6]:at[7]]}
		fmt.Sscan(t.raw[at[2]:at[3]], &f.day)
		f.key = fmt.Sprintf("%s-%02d-%02d", f.year, f.month, f.day)
		out = append(out, f)
	}
	for i, at := range slotAt.FindAllStringIndex(t.raw, -1) {
		if i >= len(t.slots) {
			break
		}
		s := text{tag: t.tag, raw: t.slots[i]}
		if in := dates[t.tag].FindString(s.raw); in != s.raw || in == "" {
			continue
		}
		for _, f := range s.dated() {
			f.from, f.to = at[0], at[1]
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b figure) int { return a.from - b.from })
	return out
}

// counted lists the figures of a text that belong to no date; years are among them only if asked for.
func (t text) counted(withYears bool) []figure {
	var taken [][]int
	for _, at := range dates[t.tag].FindAllStringIndex(t.raw, -1) {
		taken = append(taken, at)
	}
	var out []figure
	for _, at := range figures[t.tag].FindAllStringIndex(t.raw, -1) {
		raw := t.raw[at[0]:at[1]]
		in := slices.ContainsFunc(taken, func(d []int) bool { return at[0] < d[1] && d[0] < at[1] })
		if in || !outside(t.raw, at[0], at[1]) || strings.HasSuffix(t.raw[:at[0]], "-") || strings.HasSuffix(t.raw[:at[0]], "CC BY ") || years.MatchString(raw) != withYears {
			continue
		}
		out = append(out, figure{from: at[0], to: at[1], raw: raw, key: plain(t.tag, raw)})
	}
	for i, at := range slotAt.FindAllStringIndex(t.raw, -1) {
		if i < len(t.slots) && figures[t.tag].FindString(t.slots[i]) == t.slots[i] && years.MatchString(t.slots[i]) == withYears {
			out = append(out, figure{from: at[0], to: at[1], raw: t.slots[i], key: plain(t.tag, t.slots[i])})
		}
	}
	slices.SortFunc(out, func(a, b figure) int { return a.from - b.from })
	return out
}

// slotAt is a slot of the ledger, in a text without go-i18n's own.
var slotAt = regexp.MustCompile(`\{[^{}]+\}`)

// plain writes a number alike in all languages.
func plain(tag, raw string) string {
	if tag == "fr" {
		return strings.NewReplacer("\u202f", "", "\u00a0", "", ",", ".").Replace(raw)
	}
	return strings.ReplaceAll(raw, ",", "")
}

// bumped is a number with its first digit after the leading one, or its only one, raised.
func bumped(raw string) string {
	b := []byte(raw)
	last := -1
	for i, c := range b {
		if c >= '0' && c <= '9' {
			last = i
		}
	}
	b[last] = '0' + (b[last]-'0'+3)%10
	return string(b)
}

// transposed is a number with two different neighbouring digits exchanged, or "".
func transposed(raw string) string {
	b := []byte(raw)
	for i := len(b) - 1; i > 0; i-- {
		a, c := b[i-1], b[i]
		if a >= '0' && a <= '9' && c >= '0' && c <= '9' && a != c && !(i == 1 && c == '0') {
			b[i-1], b[i] = c, a
			return string(b)
		}
	}
	return ""
}

// figuresChanged makes one change of each figure, in each language and, where all have it once, in all.
func (s *story) figuresChanged(kind string, rules []string, ids *regexp.Regexp, list func(text) []figure, change func(tag string, f figure) string) []Mutation {
	var out []Mutation
	for _, id := range s.ids {
		if !ids.MatchString(id) {
			continue
		}
		by := map[string]map[string][]Edit{}
		for _, tag := range tags {
			t := s.texts[tag][id]
			for _, f := range list(t) {
				new := change(tag, f)
				if new == "" || new == f.raw {
					continue
				}
				e := t.at(f.from, f.to, new)
				out = append(out, Mutation{Kind: kind, Lang: tag, What: fmt.Sprintf("%s: %q → %q", id, f.raw, new), At: []string{id}, Rules: rules, Edits: []Edit{e}})
				if by[f.key] == nil {
					by[f.key] = map[string][]Edit{}
				}
				by[f.key][tag] = append(by[f.key][tag], e)
			}
		}
		for _, key := range sorted(by) {
			if x := by[key]; len(x) == 3 && len(x["ar"]) == 1 && len(x["fr"]) == 1 && len(x["en"]) == 1 {
				out = append(out, Mutation{Kind: kind, Lang: "all", What: fmt.Sprintf("%s: %s → %q", id, key, x["en"][0].New), At: []string{id}, Rules: rules,
					Edits: []Edit{x["ar"][0], x["fr"][0], x["en"][0]}})
			}
		}
	}
	return out
}

// exchanged puts each of two different figures of a text in the other's place.
func (s *story) exchanged(kind string, rules []string, list func(text) []figure) []Mutation {
	var out []Mutation
	for _, id := range s.ids {
		pairs := exchanges{}
		for _, tag := range tags {
			t := s.texts[tag][id]
			all := list(t)
			for i := 0; i < len(all); i++ {
				for j := i + 1; j < len(all) && j < i+3; j++ {
					a, b := all[i], all[j]
					if a.key == b.key {
						continue
					}
					edits := []Edit{t.at(a.from, a.to, b.raw), t.at(b.from, b.to, a.raw)}
					out = append(out, Mutation{Kind: kind, Lang: tag, What: fmt.Sprintf("%s: %q ⇄ %q", id, a.raw, b.raw), At: []string{id}, Rules: rules, Edits: edits})
					key := min(a.key, b.key) + " " + max(a.key, b.key)
					pairs.add(key, tag, edits)
				}
			}
		}
		for _, key := range sorted(pairs) {
			if edits := pairs.inAll(key); edits != nil {
				out = append(out, Mutation{Kind: kind, Lang: "all", What: fmt.Sprintf("%s: %s exchanged", id, key), At: []string{id}, Rules: rules, Edits: edits})
			}
		}
	}
	return out
}
