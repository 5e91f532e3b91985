package e2e

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/browser"
)

// The oldest Chromiums of the floor, really run: the words of a step stand on a ground, and the stepper shows one step. Words lay on
// labels in both, and in 92 all steps of a scene on each other.
func TestOldBrowsersReadTheStory(t *testing.T) {
	t.Parallel()
	for _, name := range browser.Floor {
		t.Run(name, func(t *testing.T) {
			path, err := browser.Old("../..", name)
			must(t, err)
			b, tab, err := browser.AloneAt(context.Background(), path)
			must(t, err)
			defer b.Close()
			must(t, tab.Size(390, 844))
			must(t, tab.Go(base+"/fr/#corps-exit"))
			must(t, tab.Wait(activeStep+`==="corps-exit"`, soon))
			for i, alpha := range eval[[]float64](t, tab, grounds) {
				if alpha < 0.9 {
					t.Errorf("card %d has a ground of %.0f%%", i, alpha*100)
				}
			}
			keepShot(t, tab, name+"-deep")
			must(t, tab.Size(390, 640))
			must(t, tab.Go(base+"/ar/?embed=1&mode=stepper#transition-coups"))
			must(t, tab.Wait(`document.documentElement.dataset.mode==="stepper"&&document.querySelector(".step[data-card]")`, soon))
			if n := eval[int](t, tab, `[...document.querySelectorAll(".step,.chapter-head,.explore,.method")].filter(e=>e.getClientRects().length).length`); n != 1 {
				t.Errorf("the stepper shows %d steps and chapter heads", n)
			}
			keepShot(t, tab, name+"-stepper")
			for _, f := range tab.Faults() {
				if !strings.Contains(f, "'wasm-unsafe-eval'") { // known since 97: the layers below the client go on
					t.Errorf("the page complained: %s", f)
				}
			}
		})
	}
}

func keepShot(t *testing.T, tab *browser.Tab, name string) {
	if dir := os.Getenv("SHOTS"); dir != "" {
		shot, err := tab.Screenshot()
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644))
	}
}
