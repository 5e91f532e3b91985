package charttest_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts"
	"sahel-explainer/charts/bars"
	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/dots"
	"sahel-explainer/charts/line"
	"sahel-explainer/charts/prove"
	"sahel-explainer/charts/ranges"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/tables"
)

// made is generated rows for one graphic.
type made struct {
	files map[string]string // of charts/data
	n     int               // rows
	ease  bool              // few rows and short words: a picture that must be drawn
}

// outcome is what became of a picture.
type outcome int

const (
	true_   outcome = iota
	refused         // no room, said with label, state, slot and language
	wrong
)

// refusal is how a layout says that words have no room.
var refusal = regexp.MustCompile(`no room for .*(state|of) .*\((ar|fr|en|pt), (narrow|wide)\)`)

// lacks is how a graphic says that a state has nothing to show.
var lacks = regexp.MustCompile(`charts/data/[a-z-]+\.csv: .*(has no row|no value above 0|no toll of)`)

// judge draws a state and says what became of it.
func judge(t *testing.T, g spec.Graphic, env *spec.Env, state string) (outcome, string) {
	pic, err := spec.Safe(g, func() (spec.Picture, error) { return g.Draw(env.Drawn(), state) })
	if err != nil {
		if refusal.MatchString(err.Error()) || lacks.MatchString(err.Error()) {
			return refused, err.Error()
		}
		return wrong, err.Error()
	}
	pic.RTL = env.RTL()
	faults := charttest.Held(t, g, env, pic)
	switch {
	case len(faults) == 0:
		return true_, ""
	case !slices.ContainsFunc(faults, func(f prove.Fault) bool { return !f.OfRoom() }):
		return refused, "left to the proof: " + prove.Faults(faults)
	}
	return wrong, prove.Faults(faults)
}

// tally counts what became of the pictures of a graphic.
type tally struct{ drawn, refused, left, wrong, easy, easyRefused int }

// TestAnyRows feeds every graphic with rows that nobody foresaw, 1 to 60 of them, with noughts, gaps, huge and tiny values, long words,
// other years, another country and longer dates, in every state, slot and language. Each picture is true by all rules of charts/prove, or the
// layout says which label has no room in which state, slot and language; what it overlooks the proof of the drawing refuses, and that is seldom.
// Few rows with short words are nearly always drawn. Seeds are fixed; ROWS=1 takes 40 of them and prints a table (make any-rows).
func TestAnyRows(t *testing.T) {
	in, err := words()
	if err != nil {
		t.Fatal(err)
	}
	seeds := 3
	if os.Getenv("ROWS") != "" {
		seeds = 40
	}
	all := map[string]*tally{}
	ids := slices.Collect(maps.Keys(generators))
	for _, g := range charts.All() {
		ids = append(ids, g.ID()) // one that nothing makes rows of is told
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if only := os.Getenv("ONLY"); only != "" && only != id {
			continue
		}
		all[id] = &tally{}
		t.Run(id, func(t *testing.T) {
			for seed := range uint64(seeds) {
				one(t, id, seed, in, all[id])
			}
			y := all[id]
			if 4*y.easyRefused > y.easy {
				t.Errorf("%d of %d pictures of few rows with short words are refused; want one in four at most", y.easyRefused, y.easy)
			}
			if n := y.drawn + y.refused + y.left; seeds > 3 && 7*y.left > n {
				t.Errorf("%d of %d pictures are refused by the proof of the drawing alone; the layout should say which words have no room", y.left, n)
			}
		})
	}
	if os.Getenv("ROWS") != "" {
		fmt.Printf("%-12s %8s %8s %8s %8s %8s\n", "graphic", "drawn", "refused", "by proof", "false", "easy refused")
		for _, id := range slices.Sorted(maps.Keys(all)) {
			y := all[id]
			fmt.Printf("%-12s %8d %8d %8d %8d %5d of %d\n", id, y.drawn, y.refused, y.left, y.wrong, y.easyRefused, y.easy)
		}
	}
}

// one draws the rows of one seed in every state, slot and language.
func one(t *testing.T, id string, seed uint64, in languages, y *tally) {
	r := rand.New(rand.NewPCG(seed, 17))
	make := generators[id]
	if make == nil {
		t.Fatalf("nothing makes rows of %s: write a generator in charts/charttest/generate_story_test.go and name it in generate_test.go", id)
	}
	m := make(r, seed%3 == 0)
	more := fstest.MapFS{"charts/data/place.toml": {Data: nil}}
	for name, text := range m.files {
		more["charts/data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	files := wider{os.DirFS(root), more}
	g, states := graphicOf(t, id, files)
	long := os.Getenv("ROWS") != ""
	for i, tag := range []string{"ar", "en", "fr", "pt"} {
		for j, form := range spec.Forms() {
			for k, state := range states {
				if !long && (i+j+k+int(seed))%3 != 0 {
					continue
				}
				env := &spec.Env{Catalogue: in.cats[tag], Facts: in.facts, Files: files, Form: form}
				got, said := judge(t, g, env, state)
				at := fmt.Sprintf("%s seed %d %s %s %s, %d rows", id, seed, state, tag, form, m.n)
				if m.ease {
					y.easy++
				}
				switch {
				case got == wrong:
					y.wrong++
					t.Errorf("%s: %s", at, said)
				case got == refused && strings.HasPrefix(said, "left"):
					y.left++
					t.Logf("%s: %s", at, said)
				case got == refused:
					y.refused++
					if long {
						t.Logf("%s: %s", at, said)
					}
				default:
					y.drawn++
				}
				if got == refused && m.ease && !lacks.MatchString(said) {
					y.easyRefused++
					t.Logf("%s, and should have room: %s", at, said)
				}
			}
		}
	}
	if t.Failed() && long {
		for _, name := range slices.Sorted(maps.Keys(m.files)) {
			t.Logf("%s of seed %d:\n%s", name, seed, m.files[name])
		}
	}
}

// graphicOf is a graphic over generated files, with the states that are drawn.
func graphicOf(t *testing.T, id string, files fs.FS) (spec.Graphic, []string) {
	finders := map[string]func(fs.FS) ([]spec.Graphic, error){"bars": bars.Find, "line": line.Find, "dots": dots.Find, "range": ranges.Find, "table": tables.Find}
	if find := finders[id]; find != nil {
		found, err := find(files)
		if err != nil || len(found) != 1 {
			t.Fatalf("%v, %v", found, err)
		}
		return found[0], found[0].States()
	}
	for _, g := range charts.All() {
		if g.ID() == id {
			if id == "map" {
				return g, []string{"mali"}
			}
			return g, g.States()
		}
	}
	t.Fatalf("no graphic %q", id)
	return nil, nil
}
