package check

import (
	"regexp"
	"testing"

	"sahel-explainer/app/build/read"
)

// BenchmarkRun is what the check costs a live desk: cold for the first run, warm after one sentence has changed. Reading the
// project is counted: an edit needs it.
func BenchmarkRun(b *testing.B) {
	fsys, _, _ := draft(b, one("en step.opening-record.body", "Civilians paid dearly", "Civilians paid heavily"))
	for _, x := range []struct {
		name string
		one  func(*read.Project)
	}{{"first", func(p *read.Project) { forget(); Run(p) }}, {"again", func(p *read.Project) { Run(p) }}} {
		b.Run(x.name, func(b *testing.B) {
			p, err := LoadFS(fsys)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				x.one(p)
			}
		})
	}
	b.Run("edit", func(b *testing.B) {
		for b.Loop() {
			p, err := LoadFS(fsys)
			if err != nil {
				b.Fatal(err)
			}
			Run(p)
		}
	})
}

// forget empties what the rules remember, as in a process that has just started.
func forget() {
	answers, sourcesSeen, patternsSeen = map[question][]basis{}, memo[source]{}, memo[*regexp.Regexp]{}
	lexicons = filed[*lexicon]{}
	tokensSeen, faultsSeen, houses = memo[[]token]{}, memo[[]setting]{}, filed[parsedHouse]{}
}
