package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// typed are the commands that the pages for people have in blocks to be typed, as they stand there: each is executed here, or by another test,
// or says why by none.
var typed = map[string]struct {
	here func(t *testing.T, line string)
	test string // FILE NAME of the test that executes it as it stands
	why  string // no test does
}{
	"make run":                 {why: "a build and a server that does not end; the build is make test's first, TestMain of app/e2e serves what it made"},
	"make test":                {why: "it would call itself"},
	"make preview":             {why: "a server that does not end; TestDesk of app/e2e runs the desk"},
	"EDITOR=code make preview": {why: "opens a window of an editor; TestEditorCalls of app/preview holds how each is called"},
	"go run ./app new story stories/cocoa -languages en,fr":      {test: "new_command_test.go TestANewStoryAsTheDocsHaveIt"},
	"go run ./app new graphic line exports -story stories/cocoa": {test: "new_command_test.go TestANewStoryAsTheDocsHaveIt"},
	"go run ./app new record harvest-2026 -story stories/cocoa":  {test: "new_command_test.go TestANewStoryAsTheDocsHaveIt"},
	"go run ./app new language pt -like fr -story stories/cocoa": {test: "new_command_test.go TestANewStoryAsTheDocsHaveIt"},
	"make preview STORY=stories/cocoa":                           {why: "a server that does not end; the box of TestEditorNeedsNothingElse shows a new story"},
	"./explainer new story cocoa -languages en,fr":               {test: "release/editor_test.go TestEditorNeedsNothingElse"},
	"./explainer preview -story cocoa":                           {test: "release/editor_test.go TestEditorNeedsNothingElse"},
	"./explainer check -story cocoa":                             {test: "release/editor_test.go TestEditorNeedsNothingElse"},
	"./explainer build -story cocoa":                             {test: "release/editor_test.go TestEditorNeedsNothingElse"},
	"./explainer serve":                                          {test: "release/editor_test.go TestEditorNeedsNothingElse"},
	"./explainer release -story cocoa -version 1.0.0 -base-url https://news.example": {
		test: "release/editor_test.go TestEditorNeedsNothingElse"},
	"go run ./app verify-host https://news.example/article":              {why: "asks another site; TestCheck of app/hostcheck asks one of its own"},
	`go run ./app verify-host page.html -csp "frame-src 'none'"`:         {here: aHostPage},
	"go test ./components/...":                                           {why: "make test runs all tests"},
	"GOOS=js GOARCH=wasm go vet ./components/dom ./components/shell/...": {here: inShell},
}

func TestDocsCommandsAreExecuted(t *testing.T) {
	seen := map[string]bool{}
	for _, page := range pagesForPeople(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range regexp.MustCompile("(?ms)^```sh\n(.*?)^```").FindAllStringSubmatch(string(text), -1) {
			for line := range strings.Lines(block[1]) {
				line, _, _ = strings.Cut(line, " #")
				line = strings.Join(strings.Fields(line), " ")
				if line == "" || seen[line] {
					continue
				}
				seen[line] = true
				if how, known := typed[line]; !known {
					t.Errorf("%s has the command %q: execute it in app/docs_run_test.go, or say there why not", page, line)
				} else if how.here != nil {
					t.Run(line, func(t *testing.T) { how.here(t, line) })
				}
			}
		}
	}
	for line, how := range typed {
		if !seen[line] {
			t.Errorf("no page has the command %q any more", line)
		}
		if file, name, ok := strings.Cut(how.test, " "); ok {
			if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "func "+name+"(") {
				t.Errorf("%q is said to be executed by %s: %v", line, how.test, err)
			}
		}
	}
}

func inShell(t *testing.T, line string) {
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// aHostPage verifies a news site's page with the script line, which the policy on the command line keeps from framing anything.
func aHostPage(t *testing.T, line string) {
	page, err := os.ReadFile("../web/examples/plain.html")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("../dist/SHA256SUMS"); err != nil {
		t.Skip("no site in dist") // make build makes it
	}
	dist, err := filepath.Abs("../dist")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("page.html", page, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dist, "dist"); err != nil {
		t.Fatal(err)
	}
	args, policy, _ := strings.Cut(strings.TrimPrefix(line, "go run ./app "), ` "`)
	var out bytes.Buffer
	err = run(context.Background(), append(strings.Fields(args), strings.Trim(policy, `"`)), &out, func(string) {})
	if err == nil || !strings.Contains(err.Error(), "will break") || !strings.Contains(out.String(), "frame-src") {
		t.Errorf("%v\n%s", err, &out)
	}
}
