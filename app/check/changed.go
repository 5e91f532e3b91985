package check

import (
	"fmt"
	"slices"
	"strings"
)

// change is one thing that a text says otherwise than before.
type change struct{ says, why string }

// changed lists what a text says otherwise: in a sentence whose words are else the same, whatever stands in another's place; in a text
// that was reworded, a word of a family in the place of another, and one that was lost with nothing written instead.
func (x *lexicon) changed(tag string, was, now [][]item) []change {
	old, new := without(was, now), without(now, was)
	if len(old) == 0 && len(new) == 0 {
		return nil
	}
	var out []change
	left := slices.Clone(old)
	for _, s := range new {
		at := slices.IndexFunc(left, func(t []item) bool { return sameFrame(t, s) })
		if at < 0 {
			continue
		}
		for i, a := range left[at] {
			if b := s[i]; a.code != b.code && !a.word() && x.kind(a.code) == x.kind(b.code) && !excused(a.code, b.code) {
				out = append(out, change{fmt.Sprintf("%s stands where %s was signed: “%s”", spoken(b.code), spoken(a.code), around(s, i)), x.why(a.code)})
			}
		}
		left = slices.Delete(left, at, at+1)
	}
	if len(out) > 0 {
		return out
	}
	one, two := slices.Concat(old...), slices.Concat(new...)
	return slices.Concat(x.turnedAbout(one, two), x.relations(old, new), x.reworded(one, two),
		othersNamed(one, two), wordsTurned(tag, one, two))
}

// relations finds a little word before a name that puts it on another side: with, from, against.
func (x *lexicon) relations(old, new [][]item) []change {
	var out []change
	for k, s := range new {
		if k >= len(old) || len(old[k]) != len(s) {
			continue
		}
		at := -1
		for i := range s {
			if bare(s[i].code) != bare(old[k][i].code) {
				if at >= 0 {
					at = len(s) // more than one
					break
				}
				at = i
			}
		}
		if at < 0 || at >= len(s)-1 || !x.relates(old[k][at].code) || !x.relates(s[at].code) {
			continue
		}
		if slices.ContainsFunc(s[at+1:min(len(s), at+3)], func(i item) bool { return strings.HasPrefix(i.code, "@") }) {
			out = append(out, change{fmt.Sprintf("“%s” stands before a name where another word was signed: “%s”", s[at].text, around(s, at)), "with somebody is not against them"})
		}
	}
	return out
}

// othersNamed finds a word with a capital in the place of another one: a name that names.toml does not list.
func othersNamed(old, new []item) []change {
	a, b := map[string]bool{}, map[string]bool{}
	fresh := 0
	for _, i := range old {
		a[bare(i.code)] = true
	}
	for _, i := range new {
		b[bare(i.code)] = true
		if i.word() && !a[bare(i.code)] && !strings.HasSuffix(bare(i.code), "=") {
			fresh++
		}
	}
	if fresh == 0 || fresh > 2 {
		return nil
	}
	for _, i := range old {
		if !strings.HasSuffix(i.code, capital) || b[bare(i.code)] {
			continue
		}
		for _, j := range new {
			if strings.HasSuffix(j.code, capital) && !a[bare(j.code)] {
				return []change{{fmt.Sprintf("“%s” stands where another name was signed", j.text), whyName}}
			}
		}
	}
	return nil
}

// excused: a spelled number in figures and the like say the same.
func excused(a, b string) bool { return strings.HasPrefix(a, "{") || strings.HasPrefix(b, "{") }

// without are the sentences of a that b does not have.
func without(a, b [][]item) [][]item {
	var rest []string
	for _, s := range b {
		rest = append(rest, encoded(s))
	}
	var out [][]item
	for _, s := range a {
		if i := slices.Index(rest, encoded(s)); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		out = append(out, s)
	}
	return out
}

// sameFrame reports whether two sentences have the same words in the same places, and marks in the others.
func sameFrame(a, b []item) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].word() != b[i].word() || a[i].word() && bare(a[i].code) != bare(b[i].code) {
			return false
		}
	}
	return true
}

// counts are how often each code stands in a list.
func counts(list []item) map[string]int {
	out := map[string]int{}
	for _, i := range list {
		out[bare(i.code)]++
	}
	return out
}

// reworded compares what a text lost with what it gained.
func (x *lexicon) reworded(old, new []item) []change {
	lost, gained := map[string]int{}, map[string]int{}
	a, b := counts(old), counts(new)
	kept, all, fresh := 0, 0, 0
	for c, n := range a {
		if d := n - b[c]; d > 0 {
			lost[c] = d
		}
		if strings.HasPrefix(c, "~") {
			all, kept = all+n, kept+min(n, b[c])
		}
	}
	for c, n := range b {
		if d := n - a[c]; d > 0 {
			gained[c] = d
			if strings.HasPrefix(c, "~") && !strings.HasSuffix(c, "=") {
				fresh += d
			}
		}
	}
	if len(new) == 0 || fresh > 0 && all > 0 && 10*kept < 6*all {
		return nil // another text: the other rules judge it
	}
	var out []change
	for _, c := range sortedKeys(lost) {
		kind := x.kind(c)
		if kind == "" || kind == "{" {
			continue
		}
		taken := ""
		for _, g := range sortedKeys(gained) {
			if x.kind(g) == kind || taken == "" && fresh <= 2 && kind[0] == '@' && g[0] == '@' {
				taken = g
			}
		}
		if kind == "pointed" && kept < all {
			continue // the word went with its sign
		}
		if c == "status:claimed" && x.says(b, "@source") && !x.says(lost, "@") {
			continue // who speaks is still named: "by Reuters’ count" for "according to Reuters"
		}
		switch {
		case taken != "" && fresh <= 2:
			out = append(out, change{fmt.Sprintf("it says %s, where it was signed with %s", spoken(taken), spoken(c)), x.why(c)})
		case taken == "" && (fresh == 0 || fresh <= x.families[kind].Near) && (x.families[kind].Drop || strings.HasPrefix(kind, "@") &&
			kind == "@source"):
			out = append(out, change{fmt.Sprintf("it no longer says %s, as it was signed", spoken(c)), x.why(c)})
		}
	}
	for _, g := range sortedKeys(gained) {
		if x.families[x.kind(g)].Add && !x.says(lost, x.kind(g)) {
			out = append(out, change{fmt.Sprintf("it says %s, and was signed without it", spoken(g)), x.why(g)})
		}
	}
	return out
}

// says reports whether there is a name of some kind among codes.
func (x *lexicon) says(codes map[string]int, kind string) bool {
	for c := range codes {
		if strings.HasPrefix(x.kind(c), kind) {
			return true
		}
	}
	return false
}

// kind is what a code can be exchanged with: its family, or the kind of its name or number.
func (x *lexicon) kind(code string) string {
	switch {
	case code == "" || strings.HasPrefix(code, "~"):
		return ""
	case strings.HasPrefix(code, "{"):
		return "{"
	case strings.HasPrefix(code, "#"):
		if strings.Count(code, "-") > 0 || strings.HasPrefix(code, "#year") || strings.HasPrefix(code, "#month") {
			return "#date"
		}
		return "#number"
	case strings.HasPrefix(code, "@"):
		for _, n := range x.Name {
			if n.id() == code[1:] {
				switch n.Kind {
				case "force", "body", "company", "person":
					return "@actor"
				case "mine":
					return "@place"
				}
				return "@" + n.Kind
			}
		}
	}
	family, _, _ := strings.Cut(code, ":")
	return family
}

func (x *lexicon) why(code string) string {
	if f, ok := x.families[x.kind(code)]; ok && f.Why != "" {
		return f.Why
	}
	return "what stood here was compared with its records; this was not"
}

// spoken is a code for people.
func spoken(code string) string {
	if code == "" {
		return "nothing"
	}
	if code[0] == '#' || code[0] == '@' {
		return "“" + code[1:] + "”"
	}
	family, id, ok := strings.Cut(code, ":")
	if !ok || family == id {
		return "“" + code + "”"
	}
	return fmt.Sprintf("“%s” (%s)", id, family)
}

// around is what stands around a place of a sentence.
func around(s []item, at int) string {
	var out []string
	for i := max(0, at-2); i < min(len(s), at+3); i++ {
		out = append(out, s[i].text)
	}
	return strings.Join(out, " ")
}
