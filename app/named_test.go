package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ofTheStory are the files and folders that may name this project's own story, and why.
var ofTheStory = map[string]string{
	"app/check/mutate/":  "makes mistakes in the words of this story, for tests of the check",
	"app/eyes/grid.go":   "looks at steps of this story",
	"app/examples/":      "stories of their own",
	"charts/agreements/": "a graphic of this story",
	"charts/charts.go":   "lists the graphics of this story",
	"charts/corps/":      "a graphic of this story",
	"charts/hues/":       "the colours of those graphics",
	"charts/measures/":   "a graphic of this story",
	"charts/output/":     "a graphic of this story",
	"charts/sahelmap/":   "a graphic of this story",
	"charts/shares/":     "a graphic of this story",
	"charts/transition/": "a graphic of this story",
	"locales/brand/":     "its brand",
}

// ownName is what the program calls itself: its module, what host pages have pasted, its events, and what browsers keep for it. Pages out
// there hold these names, so they stay.
var ownName = regexp.MustCompile(`sahel-explainer|SahelExplainer|sahelBoot|sahelFrame|sahelECharts|["'` + "`" + `]sahel[.:]`)

// A story is a folder: the program names nothing of this one, in code, styles, pages or configurations. Tests may.
func TestNoCodeNamesTheStory(t *testing.T) {
	story := regexp.MustCompile(`(?i)(?:\b|_)(?:mali|malian|burkina|niger|wagner|russia\w*|sahel\w*|morocc\w*|algeria\w*|ukrain\w*|bamako|moscow)(?:\b|_)`)
	needed := map[string]bool{}
	err := filepath.WalkDir("..", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file := strings.TrimPrefix(filepath.ToSlash(p), "../")
		if e.IsDir() && (slices.Contains([]string{".build", ".git", "node_modules", "dist"}, e.Name()) || e.Name() == "testdata") {
			return fs.SkipDir
		}
		if !e.Type().IsRegular() || strings.HasSuffix(file, "_test.go") || !slices.Contains([]string{".go", ".js", ".mjs", ".css", ".html", ".svg", ".conf"}, filepath.Ext(file)) && e.Name() != "Caddyfile" {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if !story.MatchString(ownName.ReplaceAllString(line, "")) {
				continue
			}
			may := false
			for name := range ofTheStory {
				if file == name || strings.HasSuffix(name, "/") && strings.HasPrefix(file, name) {
					needed[name], may = true, true
				}
			}
			if !may {
				t.Errorf("%s:%d names the story; let its folder say it: %s", file, i+1, strings.TrimSpace(line))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range ofTheStory {
		if !needed[name] && name != "app/examples/" {
			t.Errorf("%s names nothing of the story any more; take it off the list", name)
		}
	}
}
