package shell

import (
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

// What parts have in common is no part itself.
var common = []string{"page", "engine", "shelltest"}

// unstyled are the parts that need no style of their own, and why.
var unstyled = map[string]string{"since": "a notice looks like those of install"}

// A part has the form that components/README.md describes: its component, a test, its style, and nothing of another part.
func TestPartsHaveTheirForm(t *testing.T) {
	parts := partFolders(t)
	if len(parts) < 13 {
		t.Fatalf("only %q are parts", parts)
	}
	shell, err := os.ReadFile("shell.go")
	if err != nil {
		t.Fatal(err)
	}
	var sheets strings.Builder
	styles, _ := filepath.Glob("../../web/css/*.css")
	for _, f := range styles {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sheets.Write(text)
	}
	for _, part := range parts {
		if n := strings.Count(string(shell), "&"+part+".Part{}"); n != 1 {
			t.Errorf("newParts has %s %d times", part, n)
		}
		if tests, _ := filepath.Glob(part + "/*_test.go"); len(tests) == 0 && part != "motion" { // what moves is seen in browsers (app/e2e)
			t.Errorf("%s has no test", part)
		}
		placed := len(regexp.MustCompile(`(?m)^@part `+part+`;$`).FindAllString(sheets.String(), -1))
		_, none := os.Stat(part + "/style.css")
		switch {
		case none != nil && unstyled[part] == "":
			t.Errorf("%s has no style.css", part)
		case part == "embed": // the page of codes and the dialog have it, readers of the story do not pay for it (app/build/pack/look.go)
		case none == nil && placed != 1:
			t.Errorf("web/css has @part %s %d times", part, placed)
		}
		imports, component := look(t, part)
		if !component {
			t.Errorf("%s/client.go has no Part", part)
		}
		for _, path := range imports {
			if to, ours := strings.CutPrefix(path, "sahel-explainer/components/shell/"); ours && !slices.Contains(common, to) {
				t.Errorf("%s reaches into %s: let page carry what they share", part, to)
			}
			if path == "sahel-explainer/components/story" {
				t.Errorf("%s imports the story that it is a part of", part)
			}
		}
	}
}

func partFolders(t *testing.T) (parts []string) {
	t.Helper()
	list, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if e.IsDir() && !slices.Contains(common, e.Name()) {
			parts = append(parts, e.Name())
		}
	}
	return parts
}

// look reads what a folder imports, tests included, and whether its client.go says what a Part is.
func look(t *testing.T, part string) (imports []string, component bool) {
	t.Helper()
	files, _ := filepath.Glob(part + "/*.go")
	for _, f := range files {
		file, err := parser.ParseFile(token.NewFileSet(), f, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			imports = append(imports, strings.Trim(i.Path.Value, `"`))
		}
		if filepath.Base(f) != "client.go" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.TypeSpec)
			component = component || ok && s.Name.Name == "Part"
			return true
		})
	}
	return imports, component
}
