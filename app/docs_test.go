package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What the pages for people tell to type is there: each target of make, each verb of the program, and each flag that stands behind a verb.
func TestDocsNameWhatThereIs(t *testing.T) {
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	var targets []string
	for _, m := range regexp.MustCompile(`(?m)^([a-z][a-z -]*):`).FindAllStringSubmatch(string(makefile), -1) {
		targets = append(targets, strings.Fields(m[1])...)
	}
	takes := map[string]string{"version": ""}
	for _, c := range commands {
		takes[c.name] = c.flags
	}
	typed := regexp.MustCompile("(?:go run \\./app|\\./explainer(?:-[\\w.-]+)?) ([a-z][a-z-]*)([^`\n#|]*)")
	targeted := regexp.MustCompile("(?m)(?:`|^)make ((?:[a-z-]+ ?)+)")
	flagged := regexp.MustCompile(`(?:^| )(-[a-z][a-z-]*)`)
	seen := 0
	for _, page := range pagesForPeople(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range targeted.FindAllStringSubmatch(string(text), -1) {
			for _, target := range strings.Fields(m[1]) {
				if seen++; !slices.Contains(targets, target) {
					t.Errorf("%s tells of make %s, which the Makefile does not have", page, target)
				}
			}
		}
		for _, m := range typed.FindAllStringSubmatch(string(text), -1) {
			flags, there := takes[m[1]]
			if seen++; !there {
				t.Errorf("%s tells of the verb %s, which the program does not have", page, m[1])
			}
			for _, f := range flagged.FindAllStringSubmatch(m[2], -1) {
				if m[1] != "serve" && !regexp.MustCompile(regexp.QuoteMeta(f[1])+`\b`).MatchString(flags) {
					t.Errorf("%s: %s %s: its usage has %q", page, m[1], f[1], flags)
				}
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d commands were looked at", seen)
	}
}

// pagesForPeople are the pages in Markdown that are part of the project.
func pagesForPeople(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"../*.md", "../*/README.md", "*/README.md", "../locales/langs/README.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	return out
}
