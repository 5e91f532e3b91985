package build

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var writeIt = flag.Bool("write", false, "write the drawing of the pipeline into app/README.md")

// stages are the folders of a build in the order in which they are run.
var stages = []string{"read", "draw", "pack", "render", "write"}

// The pipeline stands in app/README.md as the code has it: which functions of which stage each phase of a build calls, and which
// packages of the project each stage imports. When this fails, run go test ./app/build -run Pipeline -args -write and look at what has
// changed.
func TestThePipelineIsDrawn(t *testing.T) {
	const page = "../README.md"
	drawing := "```\n" + phases(t) + "\n" + imports(t) + "```"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)(<!-- pipeline: written by go test ./app/build -run Pipeline -args -write -->\n).*?(\n<!-- /pipeline -->)")
	if !block.Match(text) {
		t.Fatalf("%s has no place for the pipeline", page)
	}
	now := block.ReplaceAllString(string(text), "${1}"+strings.ReplaceAll(drawing, "$", "$$")+"${2}")
	if now == string(text) {
		return
	}
	if !*writeIt {
		t.Fatalf("%s draws another pipeline than the code has; run go test ./app/build -run Pipeline -args -write. The code has\n%s", page, drawing)
	}
	if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

// phases lists what each phase of a build calls of the stages, in the order of the calls: Build is followed into the functions and
// methods of this package, and a phase ends where lap is called with its name.
func phases(t *testing.T) string {
	t.Helper()
	pkg := map[string]*ast.FuncDecl{}
	file, err := parser.ParseFile(token.NewFileSet(), "build.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			pkg[f.Name.Name] = f
		}
	}
	var out strings.Builder
	var calls []string
	end := func(phase string) {
		fmt.Fprintf(&out, "%-9s %s\n", phase, strings.Join(calls, ", "))
		calls = nil
	}
	called := map[string]bool{}
	var walk func(n ast.Node)
	follow := func(name string) {
		if f := pkg[name]; f != nil && !called[name] {
			called[name] = true
			walk(f.Body)
		}
	}
	walk = func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, a := range c.Args {
				walk(a)
			}
			switch f := c.Fun.(type) {
			case *ast.Ident:
				if f.Name == "lap" {
					end(strings.Trim(c.Args[0].(*ast.BasicLit).Value, `"`))
				} else {
					follow(f.Name)
				}
			case *ast.SelectorExpr:
				x, _ := f.X.(*ast.Ident)
				switch {
				case x != nil && slices.Contains(append(stages, "verify"), x.Name):
					if s := x.Name + "." + f.Sel.Name; !slices.Contains(calls, s) {
						calls = append(calls, s)
					}
				case f.Sel.Name == "WriteTo":
					calls = append(calls, "write.Tree.WriteTo")
				default:
					walk(f.X)
					follow(f.Sel.Name)
				}
			}
			return false
		})
	}
	walk(pkg["Build"].Body)
	return out.String()
}

// imports lists what each stage imports of the project, stages first.
func imports(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	for _, stage := range append([]string{"."}, stages...) {
		files, err := filepath.Glob(filepath.Join(stage, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		var of, rest []string
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range f.Imports {
				path, ours := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), "sahel-explainer/")
				if own, ok := strings.CutPrefix(path, "app/build/"); ok {
					of = append(of, own)
				} else if ours {
					rest = append(rest, path)
				}
			}
		}
		slices.SortFunc(of, func(a, b string) int { return slices.Index(stages, a) - slices.Index(stages, b) })
		slices.Sort(rest)
		name := stage + "/"
		if stage == "." {
			name = "build/"
		}
		fmt.Fprintf(&out, "%-9s imports %s\n", name, strings.Join(append(slices.Compact(of), slices.Compact(rest)...), " "))
	}
	return out.String()
}
