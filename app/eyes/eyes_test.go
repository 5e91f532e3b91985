package eyes

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sahel-explainer/app/build"
	"sahel-explainer/app/server"
)

// dist is the site to look at: EYES_DIST, or what the source builds.
var dist = sync.OnceValues(func() (string, error) {
	if d := os.Getenv("EYES_DIST"); d != "" {
		return d, nil
	}
	d, err := os.MkdirTemp("", "eyes")
	if err == nil {
		cleanup = func() { os.RemoveAll(d) }
		d = filepath.Join(d, "dist")
		_, err = build.Build(build.Options{Root: "../..", Out: d})
	}
	return d, err
})

var cleanup = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	cleanup()
	os.Exit(code)
}

func built(t *testing.T) http.Handler {
	t.Helper()
	d, err := dist()
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.Load(os.DirFS(d))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// abreast is how many cells are looked at beside each other: they wait more than they use the machine.
const abreast = 4

// lookAll looks at cells, several at a time.
func lookAll(g *Grid, cells []Cell) []Result {
	out, next := make([]Result, len(cells)), make(chan int)
	var all sync.WaitGroup
	for range abreast {
		all.Go(func() {
			for i := range next {
				out[i] = g.Look(cells[i])
			}
		})
	}
	for i := range cells {
		next <- i
	}
	close(next)
	all.Wait()
	return out
}

// matching keeps the cells whose names hold every word of EYES.
func matching(cells []Cell) (out []Cell) {
	for _, c := range cells {
		ok := true
		for _, w := range strings.Fields(os.Getenv("EYES")) {
			ok = ok && strings.Contains(" "+c.String()+" ", " "+w+" ")
		}
		if ok {
			out = append(out, c)
		}
	}
	return out
}

func number(name string, def int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return def
}

// sample is how many cells make test looks at: what a minute allows on two processors.
const sample = 24

// chosen are the cells to look at: the first of the pairwise ones, which meet the most pairs, or all of them (EYES_WHOLE), or all of the
// grid (EYES_ALL); of these those that EYES names.
func chosen(seed uint64) (cells []Cell, what string) {
	all := All()
	whole := Pairwise(all, seed)
	switch {
	case os.Getenv("EYES_ALL") != "":
		cells = all
	case os.Getenv("EYES_WHOLE") != "":
		cells = whole
	default:
		cells = whole[:sample]
	}
	return matching(cells), fmt.Sprintf("%.0f%% of the pairs of two sides", 100*Covered(cells, all))
}

// What readers see can be read, in every engine and by every road.
func TestGrid(t *testing.T) {
	seed := uint64(number("EYES_SEED", 1))
	cells, share := chosen(seed)
	dir := os.Getenv("EYES_OUT")
	if dir == "" {
		dir = "../../.build/eyes"
	}
	g := &Grid{Site: built(t), Root: "../..", Dir: dir, Looks: number("EYES_LOOKS", 1), Seed: seed}
	g.Start()
	defer g.Close()
	began := time.Now()
	all := lookAll(g, cells)
	table := Table(all) + fmt.Sprintf("seed %d, %d cells (%s), %d looks each, %.0f s\n", seed, len(all), share, g.Looks, time.Since(began).Seconds())
	fmt.Print(table)
	for _, r := range all {
		for _, f := range r.Failures {
			say := t.Errorf
			if r.letStand(f) {
				say = t.Logf
			}
			say("%s: %s %s: %s", r.Cell, f.Kind, f.Step, f.What)
		}
	}
}
