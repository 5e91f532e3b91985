package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The commands of locales/README.md for a new story, as they stand there: each is done, and the check has nothing to say of the story.
func TestANewStoryAsTheDocsHaveIt(t *testing.T) {
	raw, err := os.ReadFile("../locales/README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("..")
	_, section, _ := strings.Cut(string(raw), "\n## A new story\n")
	_, block, _ := strings.Cut(section, "```sh\n")
	block, _, _ = strings.Cut(block, "```")
	dir := filepath.Join(t.TempDir(), "cocoa")
	do := func(line string) string {
		t.Helper()
		var out bytes.Buffer
		if err := run(context.Background(), strings.Fields(line), &out, func(string) {}); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, &out)
		}
		return out.String()
	}
	n := 0
	for _, line := range strings.Split(block, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if args, ok := strings.CutPrefix(line, "go run ./app "); ok {
			n++
			do(strings.ReplaceAll(args, "stories/cocoa", dir))
		}
	}
	if n != 4 {
		t.Fatalf("locales/README.md has %d commands for a new story, want 4", n)
	}
	if out := do("check -story " + dir); !strings.Contains(out, "0 errors, 0 warnings") {
		t.Errorf("the check says %s", out)
	}
}
