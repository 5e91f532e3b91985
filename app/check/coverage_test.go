package check

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"sahel-explainer/locales"
)

// TestCoverageList wants every claim of the report in the list, with the steps that cite it or the reason for leaving it out, and
// both forms of the list to say so. A claim that nobody cites any more turns up without a step.
func TestCoverageList(t *testing.T) {
	list := Coverage(real(t))
	claims := 0
	for _, r := range real(t).Facts.Records() {
		if r.Claim() {
			claims++
		}
	}
	if len(list) != claims || claims == 0 {
		t.Fatalf("%d claims listed of %d", len(list), claims)
	}
	steps := map[string]bool{}
	for _, st := range real(t).Outline.Steps() {
		steps[st.ID] = true
	}
	carried := 0
	for _, c := range list {
		if len(c.Steps) > 0 {
			carried++
		}
		if len(c.Steps) == 0 && c.LeftOut == "" || c.About == "" || c.Status == "" || c.Line == 0 {
			t.Errorf("claim %s: %+v", c.Claim, c)
		}
		for _, s := range c.Steps {
			if !steps[s] {
				t.Errorf("claim %s is carried by %s, which is no step", c.Claim, s)
			}
		}
	}
	var b strings.Builder
	if err := PrintCoverage(&b, list, false); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%d of %d claims are carried\n", carried, claims); !strings.HasSuffix(b.String(), want) || strings.Count(b.String(), "\n") != 2*claims+1 {
		t.Errorf("printed: want two lines for each claim, then %q:\n%s", want, b.String())
	}
	b.Reset()
	if err := PrintCoverage(&b, list, true); err != nil {
		t.Fatal(err)
	}
	var back []Covered
	if err := json.Unmarshal([]byte(b.String()), &back); err != nil || len(back) != claims || back[0].Claim != list[0].Claim || strings.Contains(b.String(), `"steps": null`) {
		t.Errorf("JSON: %v, %d claims", err, len(back))
	}

	fsys, _, _ := draft(t, one(outlineFile, `also = ["r-010"]`, ``))
	p, err := LoadFS(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Coverage(p) {
		if c.Claim == "r-010" && (len(c.Steps) > 0 || c.LeftOut != "") {
			t.Errorf("nobody cites r-010, and the list says %+v", c)
		}
	}
	b.Reset()
	if PrintCoverage(&b, Coverage(p), false); !strings.Contains(b.String(), "in no step, and no reason is given") {
		t.Error("a claim without a step or a reason is not printed as one")
	}
}

// TestReadingTimes wants times that follow from words and pace, chapters that add up to the story, and one line a language.
func TestReadingTimes(t *testing.T) {
	type key struct{ locale, chapter string }
	words, sum, steps := map[key]int{}, map[key]int{}, 0
	for _, r := range Readings(real(t)) {
		if want := float64(r.Words) * 60 / float64(real(t).Catalogues[r.Locale].Pace); r.Words == 0 || float64(r.Seconds) < want-1 || float64(r.Seconds) > want+1 {
			t.Errorf("%+v: want %.1f s", r, want)
		}
		switch {
		case r.Step != "":
			steps++
			sum[key{r.Locale, r.Chapter}] += r.Words
		default:
			words[key{r.Locale, r.Chapter}] = r.Words
			if r.Chapter != "" {
				sum[key{r.Locale, ""}] += r.Words
			}
		}
	}
	if want := 3 * len(real(t).Outline.Steps()); steps != want {
		t.Errorf("%d steps are timed, want %d", steps, want)
	}
	for k, n := range sum {
		head := "chapter." + k.chapter
		ids := []string{head + ".title", head + ".lead"}
		if k.chapter == "" {
			ids = []string{"story.title", "story.standfirst"}
		}
		for _, id := range ids {
			m, _ := real(t).Catalogues[k.locale].Message(id)
			n += locales.CountWords(m.Forms["other"])
		}
		if words[k] != n {
			t.Errorf("%v: %d words, its parts have %d", k, words[k], n)
		}
	}
	lines := strings.Split(ReadingTime(real(t)), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want one a language", len(lines))
	}
	for i, tag := range tags() {
		if want := fmt.Sprintf("reading time %s: ", tag); !strings.HasPrefix(lines[i], want) || !strings.Contains(lines[i], fmt.Sprintf("%d words", words[key{tag, ""}])) || !strings.Contains(lines[i], "longest step ") {
			t.Errorf("line %d: %q", i, lines[i])
		}
	}
	for seconds, want := range map[int]string{0: "0:00", 59: "0:59", 60: "1:00", 605: "10:05"} {
		if got := clock(seconds); got != want {
			t.Errorf("%d s: %q, want %q", seconds, got, want)
		}
	}
}
