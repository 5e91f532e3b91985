package mutate

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/app/check"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// HandFile holds mistakes and correct edits that people thought of, as a judge from outside would: no generator made them. HeldoutFile,
// OutsideA and OutsideB are those of three who had not seen the rules.
const (
	HandFile    = "app/check/mutate/testdata/hand.toml"
	HeldoutFile = "app/check/mutate/testdata/heldout.toml"
	OutsideA    = "app/check/mutate/testdata/outside-a.toml"
	OutsideB    = "app/check/mutate/testdata/outside-b.toml"
)

// ofFacts are the rules that speak of facts, for a case by one who does not know them: "facts".
var ofFacts = strings.Fields("agreement as-of bound bounds-agree clause coverage even forename graphic-whole heads-agree hedge " +
	"house load must " +
	"names-agree names-in-records numbers-agree numbers-in-records order orphan outline paired place place-in-country polarity proper-names " +
	"records-agree research roles rows-in-records sense sources speaker state-fits status step-whole unit verdict")

// hand is one of them.
type hand struct {
	Kind string
	// Rules are the rules that may find it, beside "signed", which finds what nobody has signed.
	Rules []string
	// At is the message, record, row, source or step that a finding has to name; without it, that of the edits.
	At []string
	// Edits are place, old text and new text: see region.
	Edits [][3]string
}

type handwork struct{ Mistake, Correct []hand }

// Hand reads a file of them. A case whose words are gone from the story tries nothing, so it is an error, by its line.
func Hand(fsys fs.FS, file string) (mistakes, corrects []Mutation, err error) {
	s, err := readStory(fsys)
	if err != nil {
		return nil, nil, err
	}
	return s.hand(fsys, file)
}

func (s *story) hand(fsys fs.FS, file string) (mistakes, corrects []Mutation, err error) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, nil, err
	}
	var all handwork
	if err := decodeStrict(raw, &all); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	var gone []error
	made := func(list []hand, head string) (out []Mutation) {
		at := linesOf(raw, head)
		for i, h := range list {
			m, err := s.byHand(h)
			if err != nil {
				gone = append(gone, fmt.Errorf("%s:%d: %s: %w", file, at[i], h.Kind, err))
				continue
			}
			out = append(out, m)
		}
		return out
	}
	mistakes, corrects = made(all.Mistake, "[[mistake]]"), made(all.Correct, "[[correct]]")
	return mistakes, corrects, errors.Join(gone...)
}

// linesOf are the lines of a file that say just this.
func linesOf(raw []byte, what string) (at []int) {
	for i, line := range strings.Split(string(raw), "\n") {
		if strings.TrimSpace(line) == what {
			at = append(at, i+1)
		}
	}
	return at
}

func decodeStrict(raw []byte, into any) error {
	meta, err := toml.Decode(string(raw), into)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("unknown key %s", meta.Undecoded()[0])
	}
	return err
}

// byHand makes a mutation of a case.
func (s *story) byHand(h hand) (Mutation, error) {
	m := Mutation{Kind: h.Kind, At: h.At, Rules: append([]string{"signed"}, h.Rules...)}
	if slices.Contains(h.Rules, "facts") {
		m.Rules = append(m.Rules, ofFacts...)
	}
	langs := map[string]bool{}
	for _, e := range h.Edits {
		file, from, to, at, err := s.region(e[0])
		if err != nil {
			return m, err
		}
		text := s.file(file)[from:to]
		if n := bytes.Count(text, []byte(e[1])); n != 1 {
			return m, fmt.Errorf("%s holds %q %d times", e[0], e[1], n)
		}
		i := from + bytes.Index(text, []byte(e[1]))
		m.Edits = append(m.Edits, Edit{file, i, i + len(e[1]), e[2]})
		tag := "data"
		if strings.HasPrefix(file, locales.MessagesDir) {
			tag = strings.TrimSuffix(file, ".toml")
			tag = tag[strings.LastIndexByte(tag, '.')+1:]
			at = s.messageAt(tag, file, i)
		}
		langs[tag] = true
		if len(h.At) == 0 && at != "" {
			m.At = append(m.At, at)
		}
		m.What += fmt.Sprintf("%s: %.50q → %.50q; ", e[0], e[1], e[2])
	}
	m.Lang = "all"
	if len(langs) == 1 {
		m.Lang = sorted(langs)[0]
	}
	m.Rules = slices.Compact(m.Rules)
	return m, nil
}

var blockEnd = regexp.MustCompile(`\n\[\[|\n\[source\.|\n  \[\[`)

// region is where a place lies: "story.en" (a file of words), "record ID", "source ID", "step ID" (in the outline), or a file by its
// name ("corps.csv", "place.toml", "outline.toml"); and what a finding about it names.
func (s *story) region(place string) (file string, from, to int, at string, err error) {
	kind, id, named := strings.Cut(place, " ")
	block := func(file, head string) (string, int, int, string, error) {
		all := s.file(file)
		from := bytes.Index(all, []byte(head))
		if from < 0 {
			return "", 0, 0, "", fmt.Errorf("no %s", place)
		}
		end := blockEnd.FindIndex(all[from+1:])
		if end == nil {
			return file, from, len(all), id, nil
		}
		return file, from, from + 1 + end[0], id, nil
	}
	switch {
	case kind == "record" && named:
		r, err := s.p.Facts.Record(id)
		if err != nil {
			return "", 0, 0, "", err
		}
		return block(r.File, fmt.Sprintf("\nid = %q\n", id))
	case kind == "source" && named:
		return block(facts.Dir+"/sources.toml", "[source."+id+"]\n")
	case kind == "step" && named:
		return block(locales.OutlineFile, fmt.Sprintf("  id = %q\n", id))
	}
	for _, file := range []string{facts.Dir + "/" + place, locales.MessagesDir + "/" + place + ".toml", "locales/" + place} {
		if all := s.file(file); all != nil {
			return file, 0, len(all), "", nil
		}
	}
	return "", 0, 0, "", fmt.Errorf("no place %q", place)
}

// messageAt is the message whose words stand at a place of a file.
func (s *story) messageAt(tag, file string, at int) string {
	line := 1 + bytes.Count(s.file(file)[:at], []byte("\n"))
	best, id := 0, ""
	for _, one := range s.p.Catalogues[tag].IDs() {
		if m, _ := s.p.Catalogues[tag].Message(one); m.File == file && m.Line <= line && m.Line > best {
			best, id = m.Line, one
		}
	}
	return id
}

// RunHand judges some of the cases of a file made by hand, 0: all, first as they are and then with all signed anew.
func RunHand(fsys fs.FS, file string, o Options) (plain, signed []Outcome, err error) {
	s, err := readStory(fsys)
	if err != nil {
		return nil, nil, err
	}
	mistakes, corrects, gone := s.hand(fsys, file)
	if len(mistakes)+len(corrects) == 0 {
		return nil, nil, gone
	}
	var todo []Outcome
	for _, m := range some(sample(mistakes, o), o.Most, o.Seed) {
		todo = append(todo, Outcome{Mutation: m})
	}
	for _, m := range some(sample(corrects, o), o.Most/2, o.Seed) {
		todo = append(todo, Outcome{Mutation: m, Correct: true})
	}
	clean := map[string]int{}
	for _, f := range check.Run(s.p) {
		clean[same(f)]++
	}
	plain = slices.Clone(todo)
	s.judgeHand(plain, clean, false)
	if o.Signed {
		signed = slices.Clone(todo)
		s.judgeHand(signed, clean, true)
	}
	return plain, signed, gone // the others are tried, and these are told
}

// judgeHand judges cases in as few projects as their places allow: a mistake is caught by what names its own place, and correct edits that
// are refused together are tried apart.
func (s *story) judgeHand(todo []Outcome, clean map[string]int, sign bool) {
	for _, correct := range []bool{false, true} {
		var batches [][]*Outcome
		for i := range todo {
			x := &todo[i]
			if x.Correct != correct {
				continue
			}
			at := slices.IndexFunc(batches, func(b []*Outcome) bool { return !slices.ContainsFunc(b, x.meets) })
			if at < 0 {
				at, batches = len(batches), append(batches, nil)
			}
			batches[at] = append(batches[at], x)
		}
		for _, b := range batches {
			s.judgeMany(b, clean, sign)
		}
	}
}

// meets reports whether two cases are of one place, or stand too near each other in a file.
func (x *Outcome) meets(y *Outcome) bool {
	for _, p := range x.places() {
		if slices.Contains(y.places(), p) {
			return true
		}
	}
	for _, e := range x.Edits {
		for _, f := range y.Edits {
			if e.File == f.File && e.From < f.To+2 && f.From < e.To+2 {
				return true
			}
		}
	}
	return false
}

func (s *story) judgeMany(batch []*Outcome, clean map[string]int, sign bool) {
	all := Mutation{}
	for _, x := range batch {
		all.Edits = append(all.Edits, x.Edits...)
	}
	halves := func() {
		s.judgeMany(batch[:len(batch)/2], clean, sign)
		s.judgeMany(batch[len(batch)/2:], clean, sign)
	}
	if len(batch) == 1 && batch[0].Correct {
		s.judge(batch[0], clean, sign)
		return
	}
	p, err := check.LoadFS(s.apply(all))
	if err != nil && len(batch) == 1 {
		s.judge(batch[0], clean, sign)
		return
	}
	if err != nil {
		halves()
		return
	}
	if sign {
		resign(p)
	}
	found := s.newly(p, clean, false)
	for _, x := range batch {
		for _, f := range found {
			if x.Correct && !tooLong(f) {
				halves()
				return
			}
			if s.meant(x.Mutation, f) {
				x.Found, x.Caught, x.Right = append(x.Found, f), true, true
			}
		}
	}
	for _, x := range batch {
		if !x.Correct && !x.Right && slices.Contains(x.Rules, "graphic-whole") {
			s.judge(x, clean, sign)
		}
	}
}

// PrintHand writes how many of each kind are caught rightly, as they are and signed; then what got through or was refused.
func PrintHand(w io.Writer, plain, signed []Outcome, misses bool) {
	for _, correct := range []bool{false, true} {
		by, tried, good := map[string][3]int{}, 0, [2]int{}
		for pass, list := range [][]Outcome{plain, signed} {
			for _, x := range list {
				if x.Correct != correct {
					continue
				}
				n := by[x.Kind]
				if pass == 0 {
					n[0], tried = n[0]+1, tried+1
				}
				if !correct && x.Right || correct && !x.Caught {
					n[1+pass]++
					good[pass]++
				}
				by[x.Kind] = n
			}
		}
		fmt.Fprintf(w, "%-48s %8s %8s %8s\n", map[bool]string{false: "mistakes by hand, caught rightly", true: "correct edits by hand, let pass"}[correct], "of", "unsigned", "signed")
		for _, kind := range sorted(by) {
			fmt.Fprintf(w, "%-48s %8d %8d %8d\n", kind, by[kind][0], by[kind][1], by[kind][2])
		}
		fmt.Fprintf(w, "%d kinds, %d tried: %d (%s), signed %d (%s)\n\n", len(by), tried, good[0], percent(good[0], tried), good[1], percent(good[1], tried))
	}
	if misses {
		printMisses(w, plain)
		fmt.Fprintln(w, "\nsigned:")
		printMisses(w, signed)
	}
}
