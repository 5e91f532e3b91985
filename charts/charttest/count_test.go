package charttest_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts"
	"sahel-explainer/charts/spec"
)

// made of: what the pictures of a graphic are made of, over its states on large screens in the language that most read.
type madeOf struct {
	pictures, scales, seen int // scales of planes, and those of them that show their labels
	meaning, beside        int // series whose items are rows, or whose mark lines are; and those that are there for words and strokes
	rows, words, strokes   int // items that are rows; that are words alone; other ones
}

// TestPicturesHaveRealAxes: a scale that a picture says to have ticks is an axis of ECharts that shows these very words at these values, of
// no graphic a row of marks without a look. COUNT=1 prints what pictures are made of (make count-pictures).
func TestPicturesHaveRealAxes(t *testing.T) {
	in, err := words()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*madeOf{}
	for _, id := range slices.Sorted(maps.Keys(generators)) {
		files := wider{os.DirFS(root), fstest.MapFS{}}
		if !slices.ContainsFunc(charts.All(), func(g spec.Graphic) bool { return g.ID() == id }) { // data alone: rows made up
			for name, text := range generators[id](rand.New(rand.NewPCG(0, 17)), true).files {
				files.more["charts/data/"+name] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		g, _ := graphicOf(t, id, files)
		all[id] = &madeOf{}
		for _, state := range g.States() {
			env := &spec.Env{Catalogue: in.cats["en"], Facts: in.facts, Files: files, Form: spec.Wide}
			pic, err := g.Draw(env, state)
			if err != nil {
				t.Errorf("%s/%s: %v", id, state, err)
				continue
			}
			all[id].add(pic)
			for _, s := range pic.Scales {
				if len(s.Ticks) > 0 && !slices.ContainsFunc(axesOf(pic, s.Vertical), func(a spec.M) bool { return says(a, s.Ticks) }) {
					t.Errorf("%s/%s: no axis says the ticks of %s; give its plane a draw.Axis", id, state, s.Name)
				}
			}
		}
	}
	if os.Getenv("COUNT") == "" {
		return
	}
	fmt.Printf("%-12s %8s %7s %6s %8s %7s %6s %6s %8s %9s %6s\n", "graphic", "pictures", "scales", "shown", "meaning", "beside", "rows", "words",
		"strokes", "raw keys", "lines")
	sum := madeOf{}
	keys, lines := 0, 0
	for _, id := range slices.Sorted(maps.Keys(all)) {
		m := all[id]
		k, n := sourceOf(t, map[string]string{"map": "sahelmap", "range": "ranges", "table": "tables"}[id], id)
		fmt.Printf("%-12s %8d %7d %6d %8d %7d %6d %6d %8d %9d %6d\n", id, m.pictures, m.scales, m.seen, m.meaning, m.beside, m.rows, m.words, m.strokes, k, n)
		sum = madeOf{sum.pictures + m.pictures, sum.scales + m.scales, sum.seen + m.seen, sum.meaning + m.meaning, sum.beside + m.beside,
			sum.rows + m.rows, sum.words + m.words, sum.strokes + m.strokes}
		keys, lines = keys+k, lines+n
	}
	fmt.Printf("%-12s %8d %7d %6d %8d %7d %6d %6d %8d %9d %6d\n", "together", sum.pictures, sum.scales, sum.seen, sum.meaning, sum.beside, sum.rows,
		sum.words, sum.strokes, keys, lines)
	k, n := sourceOf(t, "draw", "")
	fmt.Printf("%-12s %8s %7s %6s %8s %7s %6s %6s %8s %9d %6d\n", "the kit", "", "", "", "", "", "", "", "", k, n)
}

// axesOf are the axes of a picture that run across, or upright, as its option has them.
func axesOf(pic spec.Picture, upright bool) (out []spec.M) {
	list, _ := pic.Option[spec.Either(upright, "yAxis", "xAxis")].([]any)
	for _, a := range list {
		out = append(out, a.(spec.M))
	}
	return out
}

// labelled reports whether an axis shows labels.
func labelled(axis spec.M) bool {
	label, _ := axis["axisLabel"].(spec.M)
	return axis["show"] == true && label["show"] == true
}

// says reports whether an axis shows ticks.
func says(axis spec.M, ticks []spec.Tick) bool {
	label, _ := axis["axisLabel"].(spec.M)
	words, _ := label["words"].([]any)
	if axis["type"] == "category" {
		words, _ = axis["data"].([]any)
	}
	return labelled(axis) && slices.EqualFunc(words, ticks, func(w any, t spec.Tick) bool { return w == t.Label })
}

func (m *madeOf) add(pic spec.Picture) {
	m.pictures++
	for _, upright := range []bool{false, true} {
		for _, a := range axesOf(pic, upright) {
			m.scales++
			if labelled(a) {
				m.seen++
			}
		}
	}
	series, _ := pic.Option["series"].([]any)
	for _, one := range series {
		s := one.(spec.M)
		data, _ := s["data"].([]any)
		meant := s["markLine"] != nil
		for _, it := range data {
			item, _ := it.(spec.M)
			label, _ := item["label"].(spec.M)
			switch name, _ := item["name"].(string); {
			case name != "" && !strings.HasPrefix(name, "_"):
				m.rows++
				meant = true
			case label != nil:
				m.words++
			default:
				m.strokes++
			}
		}
		if len(data) == 0 && !meant {
			continue
		}
		if meant {
			m.meaning++
		} else {
			m.beside++
		}
	}
}

// sourceOf counts the keys of ECharts that a folder's Go says as strings, and its lines, tests aside.
func sourceOf(t *testing.T, folder, id string) (keys, lines int) {
	t.Helper()
	if folder == "" {
		folder = id
	}
	files, err := filepath.Glob(filepath.Join(root, "charts", folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines += strings.Count(string(raw), "\n")
		tree, err := parser.ParseFile(token.NewFileSet(), file, raw, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if isM(n.Type) {
					keys += len(n.Elts)
				}
			case *ast.AssignStmt:
				for _, l := range n.Lhs {
					if at, ok := l.(*ast.IndexExpr); ok {
						if key, ok := at.Index.(*ast.BasicLit); ok && key.Kind == token.STRING {
							if _, err := strconv.Unquote(key.Value); err == nil {
								keys++
							}
						}
					}
				}
			}
			return true
		})
	}
	return keys, lines
}

// isM reports whether a literal is a part of an option.
func isM(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "M"
}
