package mutate

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/charts/facts"
)

// Options say how much is tried.
type Options struct {
	Seed uint64
	// Each is how many mutations of a kind are tried in each language; 0: all.
	Each int
	// Most is how many are tried of mistakes, and half as many of correct edits; 0: all.
	Most int
	// Only, if given, is a part of the name of the kinds that are tried.
	Only string
	// Signed signs the words anew after each mutation, and tries those of clauses alone: what is then caught, the records catch.
	Signed bool
	// Part and Parts, if given, try every Parts-th of them alone, beginning with the Part-th.
	Part, Parts int
}

// Outcome is what the check made of one mutation.
type Outcome struct {
	Mutation
	Correct bool // an edit that is right
	Caught  bool // an error was found
	Right   bool // by one of its rules, at its place
	Found   []check.Finding
	Load    string // the error that stopped the reading, if one did
}

// Run makes mutations of the project in fsys and has the check judge each.
func Run(fsys fs.FS, o Options) ([]Outcome, error) {
	s, err := readStory(fsys)
	if err != nil {
		return nil, err
	}
	clean := map[string]int{}
	for _, f := range check.Run(s.p) {
		clean[same(f)]++
	}
	var todo []Outcome
	mistakes, corrects := s.mistakes(), s.corrects()
	if o.Signed {
		mistakes, corrects = s.inClauses(mistakes), s.inClauses(corrects)
	}
	for _, m := range some(sample(mistakes, o), o.Most, o.Seed) {
		todo = append(todo, Outcome{Mutation: m})
	}
	for _, m := range some(sample(corrects, o), o.Most/2, o.Seed) {
		todo = append(todo, Outcome{Mutation: m, Correct: true})
	}
	todo = o.part(todo)
	s.judgeSeveral(todo, clean, o.Signed)
	return todo, nil
}

// part is what of a list the options have tried.
func (o Options) part(all []Outcome) []Outcome {
	if o.Parts < 2 {
		return all
	}
	var out []Outcome
	for i := (o.Part - 1) % o.Parts; i < len(all); i += o.Parts {
		out = append(out, all[i])
	}
	return out
}

// inClauses are the mutations that lie in clauses, each edit in one, outside the names of its records.
func (s *story) inClauses(all []Mutation) []Mutation {
	return slices.DeleteFunc(all, func(m Mutation) bool {
		return slices.ContainsFunc(m.Edits, func(e Edit) bool {
			text := s.file(e.File)
			if !strings.Contains(e.File, "/messages/") || e.To <= e.From {
				return true
			}
			line := text[1+bytes.LastIndexByte(text[:e.From], '\n'):]
			at := len(text) - len(line)
			for _, c := range clauseText.FindAllIndex(line[:max(0, bytes.IndexByte(line, '\n'))], -1) {
				if at+c[0] < e.From && e.To < at+c[1] {
					return false
				}
			}
			return true
		})
	})
}

var clauseText = regexp.MustCompile(`\[[^\[\]]*\]\(`)

// sample takes some mutations of each kind and language, the same ones for the same seed.
func sample(all []Mutation, o Options) []Mutation {
	groups := map[string][]Mutation{}
	for _, m := range all {
		if strings.Contains(m.Kind, o.Only) {
			groups[m.Kind+"\x00"+m.Lang] = append(groups[m.Kind+"\x00"+m.Lang], m)
		}
	}
	var out []Mutation
	for i, key := range sorted(groups) {
		list := groups[key]
		r := rand.New(rand.NewPCG(o.Seed, uint64(i)))
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if o.Each > 0 {
			list = list[:min(len(list), o.Each)]
		}
		out = append(out, list...)
	}
	return out
}

// some takes as many of a list, anywhere in it.
func some(list []Mutation, most int, seed uint64) []Mutation {
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	if most == 0 {
		return list
	}
	return list[:min(len(list), most)]
}

// same tells findings apart without their lines, which a change above moves.
func same(f check.Finding) string {
	return strings.Join([]string{f.File, f.Rule, f.ID, f.Locale, f.What, f.Severity, f.Suppressed}, "\x00")
}

func (s *story) judge(x *Outcome, clean map[string]int, sign bool) {
	fsys := s.apply(x.Mutation)
	p, err := check.LoadFS(fsys)
	if err != nil {
		x.Load, x.Caught = err.Error(), true
		x.Right = slices.ContainsFunc(x.Edits, func(e Edit) bool { return strings.Contains(x.Load, e.File) })
		return
	}
	if sign {
		resign(p)
	}
	if !x.Correct { // most mistakes are found without drawing anything, which is most of the work
		for _, f := range s.newly(p, clean, false) {
			s.count(x, f)
		}
	}
	if x.Right {
		return
	}
	x.Found, x.Caught = nil, false
	for _, f := range s.newly(p, clean, true) {
		s.count(x, f)
	}
}

// newly are the findings of a project that stand and that the clean one does not have; of what is drawn only where it has to be.
func (s *story) newly(p *read.Project, clean map[string]int, drawn bool) (out []check.Finding) {
	seen := map[string]int{}
	run := check.Run
	if !drawn {
		run = check.Undrawn
	}
	for _, f := range run(p) {
		key := same(f)
		if seen[key]++; seen[key] > clean[key] && f.Stands() {
			out = append(out, f)
		}
	}
	return out
}

// tooLong reports whether a finding is of length alone: a word more than a full beat or short story holds is refused rightly, whatever it
// says.
func tooLong(f check.Finding) bool { return f.Rule == "beat" || f.Rule == "short" }

// count takes a finding to a mutation.
func (s *story) count(x *Outcome, f check.Finding) {
	if x.Correct && tooLong(f) {
		return
	}
	x.Found = append(x.Found, f)
	x.Caught = true
	x.Right = x.Right || s.meant(x.Mutation, f)
}

// meant reports whether a finding is about a mutation: one of its rules, its language, its place.
func (s *story) meant(m Mutation, f check.Finding) bool {
	if !slices.Contains(m.Rules, f.Rule) || slices.Contains(tags, m.Lang) && f.Locale != "" && f.Locale != m.Lang {
		return false
	}
	for _, at := range m.At {
		if at == "*" || at == f.ID || at == f.File || step(at) != "" && step(at) == step(f.ID) {
			return true
		}
	}
	return slices.ContainsFunc(m.Edits, func(e Edit) bool {
		return e.File == f.File && f.Line == 1+bytes.Count(s.files[e.File][:e.From], []byte("\n"))
	})
}

// step is the part of a message's id that names its step.
func step(id string) string {
	parts := strings.Split(id, ".")
	if parts[0] != "step" || len(parts) < 2 {
		return ""
	}
	return parts[1]
}

// score is how many mutations of a kind and language were tried, and what became of them.
type score struct{ tried, caught, right int }

// Print writes the table: of each kind how many were tried, caught, and caught rightly, by language; then those that were not.
func Print(w io.Writer, all []Outcome, misses bool) {
	langs := []string{"ar", "fr", "en", "all", "data"}
	for _, correct := range []bool{false, true} {
		by := map[string]map[string]*score{}
		total := score{}
		for _, x := range all {
			if x.Correct != correct {
				continue
			}
			if by[x.Kind] == nil {
				by[x.Kind] = map[string]*score{}
			}
			if by[x.Kind][x.Lang] == nil {
				by[x.Kind][x.Lang] = &score{}
			}
			for _, n := range []*score{by[x.Kind][x.Lang], &total} {
				n.tried++
				if x.Caught {
					n.caught++
				}
				if x.Right {
					n.right++
				}
			}
		}
		if correct {
			fmt.Fprintf(w, "\n%-40s %s\n", "correct edits: refused of tried", head(langs))
		} else {
			fmt.Fprintf(w, "%-40s %s   rightly\n", "mistakes: caught, rightly, of tried", head(langs))
		}
		for _, kind := range sorted(by) {
			fmt.Fprintf(w, "%-40s ", kind)
			sum := score{}
			for _, l := range langs {
				n := by[kind][l]
				switch {
				case n == nil:
					fmt.Fprintf(w, "%12s", "")
					continue
				case correct:
					fmt.Fprintf(w, "%12s", fmt.Sprintf("%d/%d", n.caught, n.tried))
				default:
					fmt.Fprintf(w, "%12s", fmt.Sprintf("%d %d/%d", n.caught, n.right, n.tried))
				}
				sum.tried, sum.right = sum.tried+n.tried, sum.right+n.right
			}
			if !correct {
				fmt.Fprintf(w, "%9s", percent(sum.right, sum.tried))
			}
			fmt.Fprintln(w)
		}
		if correct {
			fmt.Fprintf(w, "%d kinds of correct edits, %d tried: %d refused, %s\n", len(by), total.tried, total.caught, percent(total.caught, total.tried))
		} else {
			fmt.Fprintf(w, "%d kinds of mistakes, %d tried: %d caught (%s), %d for the right reason and at the right place (%s)\n", len(by), total.tried,
				total.caught, percent(total.caught, total.tried), total.right, percent(total.right, total.tried))
		}
	}
	if misses {
		printMisses(w, all)
	}
}

func head(langs []string) string {
	s := ""
	for _, l := range langs {
		s += fmt.Sprintf("%12s", l)
	}
	return s
}

func percent(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(of))
}

// printMisses lists what got through, what was caught for another reason, and what was refused wrongly.
func printMisses(w io.Writer, all []Outcome) {
	fmt.Fprintln(w)
	for _, x := range all {
		word := ""
		switch {
		case x.Correct && x.Caught:
			word = "refused"
		case !x.Correct && !x.Caught:
			word = "missed"
		case !x.Correct && !x.Right:
			word = "by accident"
		default:
			continue
		}
		fmt.Fprintf(w, "%s: %s [%s] %s\n", word, x.Kind, x.Lang, x.What)
		for i, f := range x.Found {
			if i < 3 {
				fmt.Fprintf(w, "    %s %s %s: %s\n", f.Rule, f.Locale, f.ID, f.What)
			}
		}
		if x.Load != "" {
			fmt.Fprintf(w, "    load: %s\n", x.Load)
		}
	}
}

// Held is an error that names what falls short of the levels: of all mistakes, of each kind, of correct edits; in parts of a hundred.
func Held(all []Outcome, rightly, ofKind, refused float64) error {
	total, wrong, kinds := score{}, score{}, map[string]*score{}
	for _, x := range all {
		n := &wrong
		if !x.Correct {
			n = &total
			if kinds[x.Kind] == nil {
				kinds[x.Kind] = &score{}
			}
			kinds[x.Kind].tried++
			if x.Right {
				kinds[x.Kind].right++
			}
		}
		n.tried++
		if x.Caught {
			n.caught++
		}
		if x.Right {
			n.right++
		}
	}
	var short []string
	if part(total.right, total.tried) < rightly {
		short = append(short, fmt.Sprintf("%s of the mistakes are caught for the right reason; %g%% is wanted", percent(total.right, total.tried), rightly))
	}
	for _, kind := range sorted(kinds) {
		if n := kinds[kind]; part(n.right, n.tried) < ofKind {
			short = append(short, fmt.Sprintf("%s: %s", kind, percent(n.right, n.tried)))
		}
	}
	if part(wrong.caught, wrong.tried) > refused {
		short = append(short, fmt.Sprintf("%s of the correct edits are refused; %g%% is allowed", percent(wrong.caught, wrong.tried), refused))
	}
	if short == nil {
		return nil
	}
	return fmt.Errorf("the check falls short: %s", strings.Join(short, "; "))
}

func part(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// resign signs a project anew, as make sign does.
func resign(p *read.Project) {
	text, _ := check.Sign(p)
	p.Files = facts.Over{FS: p.Files, Texts: fstest.MapFS{check.SignedFile: &fstest.MapFile{Data: text}}}
}
