package check

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

// discouraged is a wording that the house does not use, and what it uses.
type discouraged struct {
	re       *regexp.Regexp
	right    string
	severity string
	// quoted: it may stand inside quotation marks, as somebody's word.
	quoted bool
	why    string
}

const (
	whyName    = "one name has one form in the whole story"
	whyNeutral = "the house voice is neutral; such words are somebody's"
)

// wording is one as the house's file has it.
type wording struct {
	Locale, Kind, Not, Write, Why string
}

// compiled is a wording as texts are read for it.
func (w wording) compiled() (discouraged, error) {
	out := discouraged{right: w.Write, severity: Error, quoted: true}
	words := w.Not
	switch g := grammarOf(w.Locale); {
	case w.Not == "" || w.Write == "" || g == nil:
		return out, fmt.Errorf("wording %q lacks not or write, or is in no language that the check reads", w.Not)
	case w.Kind == "name":
		out.why, words = whyName, `(?:^|\P{L})(?:`+g.NameFront+`(?:`+words+`))(?:\P{L}|$)`
	case w.Kind == "loaded":
		out.why, words = whyNeutral, `(?i)(?:^|\P{L})(?:`+words+`)(?:\P{L}|$)`
	case w.Kind == "fact" && w.Why != "":
		out.why, out.quoted = w.Why, false
	default:
		return out, fmt.Errorf("wording %q: kind = %q; write \"name\", \"loaded\", or \"fact\" with why", w.Not, w.Kind)
	}
	var err error
	out.re, err = regexp.Compile(words)
	return out, err
}

// wordings are all of them, by language, with all of a language's in one expression: most texts match none, and are asked once.
type wordings struct {
	list   map[string][]discouraged
	any    map[string]*regexp.Regexp
	titles *regexp.Regexp // in which a discouraged word is part of a name
	seen   memo[[]hit]
}

func newWordings(all []wording, titles string) (*wordings, error) {
	w := &wordings{list: map[string][]discouraged{}, any: map[string]*regexp.Regexp{}}
	var err error
	if w.titles, err = regexp.Compile(cmp.Or(titles, nothing)); err != nil {
		return nil, fmt.Errorf("titles: %w", err)
	}
	one := map[string][]string{}
	for _, x := range all {
		d, err := x.compiled()
		if err != nil {
			return nil, err
		}
		w.list[x.Locale], one[x.Locale] = append(w.list[x.Locale], d), append(one[x.Locale], d.re.String())
	}
	for tag, all := range one {
		w.any[tag] = regexp.MustCompile(strings.Join(all, "|"))
	}
	return w, nil
}

var quotations = regexp.MustCompile(`«[^»]*»|“[^”]*”`)

// glossary finds names in a form that the story does not use, and words that are a party's own outside quotation marks.
func glossary(d *desk) {
	h, err := d.houseRules()
	if err != nil || h.wordings == nil {
		return // told by houseStyle
	}
	for _, tag := range d.tags() {
		for _, id := range d.p.Catalogues[tag].IDs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				for _, hit := range h.wordings.seen.of(tag, m.Forms[form], h.wordings.in) {
					d.at(tag, id, Finding{Rule: "glossary", Severity: hit.severity, What: "“" + hit.words + "” is not the story's wording",
						Why: hit.why, Mend: "write " + hit.right + ", or quote it with its speaker"})
				}
			}
		}
	}
}

type hit struct {
	discouraged
	words string
}

func (w *wordings) in(tag, s string) []hit {
	if w.any[tag] == nil || !w.any[tag].MatchString(s) {
		return nil
	}
	bare := w.titles.ReplaceAllString(s, "")
	unquoted := quotations.ReplaceAllString(bare, "«»")
	var out []hit
	for _, x := range w.list[tag] {
		in := bare
		if x.quoted {
			in = unquoted
		}
		if words := x.re.FindString(in); words != "" {
			out = append(out, hit{x, trimWord(words)})
		}
	}
	return out
}

func trimWord(s string) string {
	return strings.Trim(s, " .,;:!?،؛؟«»“”()’\u00a0\u202f-–")
}
