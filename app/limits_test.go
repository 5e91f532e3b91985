package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The limits of our own code, in lines and in characters.
const (
	mostOfFile     = 350
	mostOfFunction = 70
	mostOfLine     = 140
	mostOfReadme   = 80
)

// Files are of one subject, functions can be seen whole, lines need no scrolling. What is longer stands in limits.tsv with how long it
// may be and why: "path", or "path function"; and for each room how many lines of more than 140 characters it may have. A limit that
// is no longer needed, or by a tenth too wide, is taken back.
func TestCodeIsWithinItsLimits(t *testing.T) {
	raw, err := os.ReadFile("limits.tsv")
	if err != nil {
		t.Fatal(err)
	}
	allowed, wanted := map[string]int{}, map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		f := strings.Split(line, "\t")
		most := 0
		if len(f) == 3 {
			most, err = strconv.Atoi(f[1])
		}
		if len(f) != 3 || err != nil || f[2] == "" {
			t.Fatalf("limits.tsv:%d: want what, how long it may be, why, parted by tabs", i+1)
		}
		allowed[f[0]] = most
	}
	if readme, err := os.ReadFile("../README.md"); err != nil || strings.Count(string(readme), "\n") > mostOfReadme {
		t.Errorf("README.md has more than %d lines (%v); what only some readers need stands beside its room", mostOfReadme, err)
	}
	for what, size := range sizesOfCode(t) {
		if wanted[what] = size; size > allowed[what] {
			t.Errorf("%s has %d, more than the limit of %d; divide it, or say in app/limits.tsv why not", what, size, allowed[what])
		}
	}
	for what, most := range allowed {
		if size := wanted[what]; size == 0 || size < most*9/10 {
			t.Errorf("app/limits.tsv: %s has %d and may have %d; take that back", what, size, most)
		}
	}
}

// sizesOfCode are the files, functions and numbers of long lines that are above the limits.
func sizesOfCode(t *testing.T) map[string]int {
	t.Helper()
	list := exec.Command("git", "ls-files", "-z", "*.go", "*.css", "*.js")
	list.Dir = ".."
	names, err := list.Output()
	if err != nil {
		t.Skip("no list of files without git") // the project as an archive
	}
	out := map[string]int{}
	for file := range strings.SplitSeq(strings.Trim(string(names), "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join("..", file))
		if os.IsNotExist(err) {
			continue // removed and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		if n := len(lines) - 1; n > mostOfFile {
			out[file] = n
		}
		room, _, _ := strings.Cut(file, "/")
		for _, line := range lines {
			if utf8.RuneCountInString(line) > mostOfLine {
				out[room+"/ long lines"]++
			}
		}
		if filepath.Ext(file) == ".go" {
			longFunctions(t, file, text, out)
		}
	}
	return out
}

func longFunctions(t *testing.T, file string, text []byte, out map[string]int) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, file, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if n := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1; n > mostOfFunction {
			out[fmt.Sprint(file, " ", fn.Name.Name)] = n
		}
	}
}

// Dependencies point one way: app, then components, then charts, then locales. Tests are held to it, too.
func TestImportsPointOneWay(t *testing.T) {
	rooms := []string{"app", "components", "charts", "locales"}
	seen := 0
	for at, room := range rooms {
		err := filepath.WalkDir(filepath.Join("..", room), func(p string, e os.DirEntry, err error) error {
			if err != nil || filepath.Ext(p) != ".go" {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, i := range f.Imports {
				path, ours := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), "sahel-explainer/")
				if !ours {
					continue
				}
				to, _, _ := strings.Cut(path, "/")
				seen++
				if slices.Index(rooms, to) < at {
					t.Errorf("%s imports %s, which is above it", strings.TrimPrefix(p, "../"), path)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 500 {
		t.Errorf("only %d imports were seen", seen)
	}
}
