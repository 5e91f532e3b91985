package check

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/charts/facts"
)

// TermsFile holds the words that may be used only where a record says as much; a story without it has none.
const TermsFile = "locales/terms.toml"

// term is one of them; its fields are explained in the file.
type term struct {
	ID, Action, Why, Mend string
	Words, Denied         map[string]string
	Of, NotOf             map[string][]string

	in, no map[string]*regexp.Regexp // language → the words, and what denies them
}

// readTerms reads the file. The error names what is wrong with it.
func readTerms(files fs.FS) ([]term, error) {
	text, err := fs.ReadFile(files, TermsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all struct{ Term []term }
	meta, err := toml.Decode(string(text), &all)
	if err != nil {
		return nil, err
	}
	if more := meta.Undecoded(); len(more) > 0 {
		return nil, fmt.Errorf("unknown key %s", more[0])
	}
	for i := range all.Term {
		t := &all.Term[i]
		t.in, t.no = map[string]*regexp.Regexp{}, map[string]*regexp.Regexp{}
		for tag, words := range t.Words {
			if t.in[tag], err = regexp.Compile(`(?i)(?:^|\P{L})(` + words + `)(?:\P{L}|$)`); err != nil {
				return nil, fmt.Errorf("term %q, words in %s: %w", t.ID, tag, err)
			}
			if t.Denied[tag] == "" {
				continue
			}
			if t.no[tag], err = regexp.Compile(`(?i)` + t.Denied[tag]); err != nil {
				return nil, fmt.Errorf("term %q, denied in %s: %w", t.ID, tag, err)
			}
		}
	}
	return all.Term, nil
}

// clauses part a text where what is said of one thing ends and what is said of the next begins.
var clauses = regexp.MustCompile(`[.;:؛،,!?؟]+(?:[\s\x{a0}\x{202f}]|$)`)

// terms finds such words where no record bears them out: a step that cites none, or a clause about something else.
func terms(d *desk) {
	list, err := readTerms(d.p.Files)
	if err != nil {
		d.add(Finding{File: TermsFile, Rule: "term", Severity: Error, What: "it cannot be read: " + err.Error(), Why: "the words that it guards are unguarded", Mend: "mend it there"})
		return
	}
	for _, t := range list {
		for _, tag := range d.tags() {
			if t.in[tag] == nil {
				continue
			}
			for _, id := range d.p.Catalogues[tag].IDs() {
				m, _ := d.p.Catalogues[tag].Message(id)
				for _, form := range sortedKeys(m.Forms) {
					if what := t.wrong(d, tag, id, m.Forms[form]); what != "" {
						d.at(tag, id, Finding{Rule: "term", Severity: Error, What: what, Why: t.Why, Mend: t.Mend})
					}
				}
			}
		}
	}
}

// wrong says what is wrong with a text, "" if nothing is. Quoted words are somebody's.
func (t term) wrong(d *desk, tag, id, text string) string {
	text = quotations.ReplaceAllString(text, "«»")
	said := t.said(tag, text)
	if said == "" {
		return ""
	}
	if records := d.behind(id); records != nil && !slices.ContainsFunc(records, t.bornOut) {
		return fmt.Sprintf("“%s”, and no record behind it says so", said)
	}
	for _, clause := range clauses.Split(text, -1) {
		said := t.said(tag, clause)
		other := slices.IndexFunc(t.NotOf[tag], func(name string) bool { return strings.Contains(clause, name) })
		if said != "" && other >= 0 && !slices.ContainsFunc(t.Of[tag], func(name string) bool { return strings.Contains(clause, name) }) {
			return fmt.Sprintf("“%s” is said of %s", said, t.NotOf[tag][other])
		}
	}
	return ""
}

// said is the first of the words that a text says and does not deny.
func (t term) said(tag, text string) string {
	for _, at := range t.in[tag].FindAllStringSubmatchIndex(text, -1) {
		if no := t.no[tag]; no == nil || !no.MatchString(text[:at[2]]) {
			return text[at[2]:at[3]]
		}
	}
	return ""
}

// bornOut reports whether a record has the term's action, or is about what such records are about.
func (t term) bornOut(r *facts.Record) bool {
	return r.Action == t.Action || slices.ContainsFunc(t.Of[idTag], func(name string) bool { return strings.Contains(r.Company, name) })
}

// behind are the records on which a message rests: those that its step cites, or the one whose id ends it. nil: all there are.
func (d *desk) behind(id string) []*facts.Record {
	for _, st := range d.p.Outline.Steps() {
		if strings.HasPrefix(id, "step."+st.ID+".") {
			return append([]*facts.Record{}, d.cited(st)...)
		}
	}
	if r, err := d.p.Facts.Record(id[strings.LastIndexByte(id, '.')+1:]); err == nil {
		return []*facts.Record{r}
	}
	return nil
}
