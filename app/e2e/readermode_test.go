package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// readerView is what testdata/reader.mjs tells of a page.
type readerView struct {
	File, Title, Standfirst, Text string
	Headlines, Pieces, Pictures   []string
	Scenes                        int
	Steps                         []struct{ ID, Title, Text string }
}

// The reader mode of browsers keeps every step, in order, behind the title and the standfirst, with a picture a scene, in every
// language and both lengths. It kept 6 steps of 53 in Arabic, behind the headlines of all states of the first map.
func TestReaderModeKeepsEveryStep(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(filepath.Join(dist, "*", "index.html"))
	must(t, err)
	short, err := filepath.Glob(filepath.Join(dist, "*", "short", "index.html"))
	must(t, err)
	pages = append(pages, short...)
	pages = slices.DeleteFunc(pages, func(p string) bool {
		text, err := os.ReadFile(p)
		return err != nil || !strings.Contains(string(text), `data-page="story"`)
	})
	if len(pages) < 6 {
		t.Fatalf("%d stories of two lengths in three languages", len(pages))
	}
	cmd := exec.Command("node", append([]string{"testdata/reader.mjs"}, pages...)...)
	cmd.Stderr = os.Stderr
	said, err := cmd.Output()
	must(t, err)
	var views []readerView
	must(t, json.Unmarshal(said, &views))
	for _, v := range views {
		page := strings.TrimPrefix(v.File, dist)
		if !strings.Contains(page, "/short/") && len(v.Steps) < stepsOfWhole(t) {
			t.Errorf("%s: %d steps", page, len(v.Steps))
		}
		if v.Title == "" || len(v.Steps) < 10 {
			t.Fatalf("%s: title %q, %d steps", page, v.Title, len(v.Steps))
		}
		at := strings.Index(v.Text, v.Standfirst)
		if at < 0 || utf8.RuneCountInString(v.Text[:at]) > 160 {
			t.Errorf("%s: the standfirst comes after %d bytes, behind %.80q", page, at, v.Text)
		}
		for _, s := range v.Steps {
			for _, part := range []string{s.Title, s.Text} {
				i := strings.Index(v.Text[max(at, 0):], part)
				if i < 0 {
					t.Errorf("%s: step %s is not kept, or out of order: %.60q", page, s.ID, part)
					continue
				}
				at = max(at, 0) + i
			}
		}
		for _, h := range v.Headlines {
			if slices.Contains(v.Pieces, h) && !slices.ContainsFunc(v.Steps, func(s struct{ ID, Title, Text string }) bool { return s.Title == h }) {
				t.Errorf("%s: the headline of a state stands by itself: %q", page, h)
			}
		}
		if len(v.Pictures) != v.Scenes {
			t.Errorf("%s: %d pictures of %d scenes", page, len(v.Pictures), v.Scenes)
		}
		for _, src := range v.Pictures {
			if _, err := os.Stat(filepath.Join(filepath.Dir(v.File), src)); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
