package eyes

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"sahel-explainer/locales"
)

// Result is what one cell came to.
type Result struct {
	Cell
	Failures      []Failure
	Labels, Small int     // labels in view, and those below 11 px
	Smallest      float64 // in CSS pixels
	Looks         int
	Seconds       float64
}

// Failed says whether the cell fails in one of the kinds, in any where none is given.
func (r Result) Failed(kinds ...string) bool {
	for _, f := range r.Failures {
		if len(kinds) == 0 {
			return true
		}
		for _, k := range kinds {
			if f.Kind == k {
				return true
			}
		}
	}
	return false
}

// Grid looks at cells of a built site.
type Grid struct {
	Site  http.Handler
	Root  string // of the project
	Dir   string // where pictures go
	Looks int    // places in each cell
	Seed  uint64
	run   *running
}

// Close ends the engines.
func (g *Grid) Close() {
	if g.run != nil {
		g.run.close()
	}
}

// Start makes the grid ready; engines start when they are first asked for.
func (g *Grid) Start() { g.run = newRunning(g.Root) }

// expected is what a page complains of because of what was done to it.
var expected = map[string]*regexp.Regexp{
	"noboot":  regexp.MustCompile(`boot\.`),
	"nowasm":  regexp.MustCompile(`\.wasm|client|Failed to fetch|NetworkError|Load failed`),
	"offline": regexp.MustCompile(`^log:|ServiceWorker`),
	"reload":  left,
	"back":    left,
	"switch":  left,
	"snippet": left, // the frame of the code, which embed.js takes over while it still loads
}

// left is what an engine says of a request whose page was left.
var left = regexp.MustCompile(`ABORTED|ServiceWorker intercepted|not loaded: \S*/assets/`)

// Look looks at one cell. A place that fails is looked at again, so that a picture taken in the middle of a change is no failure.
func (g *Grid) Look(c Cell) (r Result) {
	r = Result{Cell: c, Smallest: 99}
	fail := func(kind, step, what string) { r.Failures = append(r.Failures, Failure{kind, step, what}) }
	eye, done, err := g.run.page(c.Engine, c.Theme, c.Entry != "noscript")
	if err != nil {
		fail(Open, "", err.Error())
		return r
	}
	began := time.Now()
	defer func() { r.Seconds = time.Since(began).Seconds() }()
	defer done()
	pick := rand.New(rand.NewPCG(g.Seed, seedOf(c.String())))
	v := &visit{Cell: c, eye: eye, site: g.Site, step: starts[pick.IntN(len(starts))]}
	defer v.close()
	if err := v.open(); err != nil {
		fail(Open, "", err.Error())
		g.keep(v, c.file()+"-open.png", nil)
		return r
	}
	steps, err := v.begin()
	if err != nil || len(steps) < 10 {
		fail(Open, "", fmt.Sprintf("%d steps: %v", len(steps), err))
		return r
	}
	chosen := []string{v.step}
	for len(chosen) < g.Looks {
		chosen = append(chosen, steps[pick.IntN(len(steps))])
	}
	for _, step := range chosen[:g.Looks] {
		g.place(v, &r, step, 0.12+0.25*pick.Float64())
	}
	// Before its pictures had the layout of its pages (95), Chromium gave the places of letters as they are written.
	if l, _ := locales.ByTag(v.Lang); l.RTL() && v.Engine != "chromium-92" {
		r.Failures = append(r.Failures, v.order()...)
	}
	for _, f := range eye.Faults() {
		if c.Engine == "chromium-92" && strings.Contains(f, "wasm-unsafe-eval") {
			continue // which it does not know
		}
		if x := expected[c.Entry]; x == nil || !x.MatchString(f) {
			fail(Console, "", f)
		}
	}
	return r
}

// place looks at one step of a cell.
func (g *Grid) place(v *visit, r *Result, step string, at float64) {
	s, err := v.look(step, at)
	if err != nil { // as for a failure: once more
		s, err = v.look(step, at)
	}
	var found []Failure
	if err == nil {
		if found = s.judge(); len(found) > 0 {
			time.Sleep(400 * time.Millisecond)
			again, err2 := v.look(step, at)
			if err = err2; err == nil {
				s, found = again, again.judge()
			}
		}
	}
	if err != nil {
		r.Failures = append(r.Failures, Failure{Open, step, err.Error()})
		return
	}
	r.Looks++
	r.Failures = append(r.Failures, found...)
	small, all, smallest := s.labels()
	r.Small, r.Labels, r.Smallest = r.Small+small, r.Labels+all, min(r.Smallest, smallest)
	g.keep(v, v.file()+"-"+step+".png", s.png)
}

func (g *Grid) keep(v *visit, name string, raw []byte) {
	if raw == nil {
		var err error
		if raw, err = v.eye.Screenshot(); err != nil {
			return
		}
	}
	if err := errors.Join(os.MkdirAll(g.Dir, 0o755), os.WriteFile(filepath.Join(g.Dir, name), raw, 0o644)); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

// starts are steps that entries lead to: of maps and of charts, from the beginning to the end.
var starts = []string{"corps-exit", "groups-triborder", "corps-compare", "resources-share-mali", "partnership-refinery", "corps-june"}

func seedOf(s string) (n uint64) {
	for _, b := range []byte(s) {
		n = n*1099511628211 + uint64(b)
	}
	return n
}

// Table is the results as text: a line for each cell that fails, and sums by kind, entry and engine.
func Table(all []Result) string {
	var b strings.Builder
	sum, cells := map[string]int{}, 0
	fmt.Fprintf(&b, "%-46s %5s %s  %s\n", "cell", "s", strings.Join(Kinds, " "), "labels<11 smallest")
	for _, r := range all {
		n := map[string]int{}
		for _, f := range r.Failures {
			n[f.Kind]++
		}
		if r.Failed() {
			cells++
		}
		line := ""
		for _, k := range Kinds {
			v := "."
			if n[k] > 0 {
				v = fmt.Sprint(n[k])
				sum[k]++
			}
			line += fmt.Sprintf("%*s ", len(k), v)
		}
		fmt.Fprintf(&b, "%-46s %5.1f %s %d/%d %.1f\n", r.Cell, r.Seconds, line, r.Small, r.Labels, r.Smallest)
	}
	fmt.Fprintf(&b, "%d of %d cells fail; by kind:", cells, len(all))
	for _, k := range Kinds {
		fmt.Fprintf(&b, " %s %d", k, sum[k])
	}
	b.WriteString("\n")
	for i, side := range []string{"entry", "engine", "width", "theme", "language"} {
		of, bad, order := map[string]int{}, map[string]int{}, []string{}
		for _, r := range all {
			s := r.sides()[i]
			if of[s]++; of[s] == 1 {
				order = append(order, s)
			}
			if r.Failed() {
				bad[s]++
			}
		}
		fmt.Fprintf(&b, "by %s:", side)
		for _, s := range order {
			fmt.Fprintf(&b, " %s %d/%d", s, bad[s], of[s])
		}
		b.WriteString("\n")
	}
	return b.String()
}
