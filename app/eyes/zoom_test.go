package eyes

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// No label of a graphic and no other word becomes smaller than can be read, however far one zooms, on whatever screen, in whatever
// frame. ZOOM=all (make zoom) takes every window, engine and language, and prints the table.
func TestNothingShrinks(t *testing.T) {
	g := &Grid{Site: built(t), Root: "../.."}
	g.Start()
	defer g.Close()
	all := os.Getenv("ZOOM") != ""
	engines, langs := []string{"chromium"}, []string{"fr"}
	windows := []Window{}
	for _, w := range Windows { // those in which labels were smallest, and frames that once had no chart at all
		if name := w.String(); slices.Contains([]string{"640×400 (200%)", "320×256", "360×640 text 200%", "300×400 frame", "390×640 frame", "1280×600 frame"}, name) {
			windows = append(windows, w)
		}
	}
	if all {
		engines, langs, windows = []string{"chromium", "firefox", "webkit"}, Langs, Windows
	}
	if only := os.Getenv("ENGINES"); only != "" {
		engines = strings.Fields(only)
	}
	if only := os.Getenv("LANGS"); only != "" {
		langs = strings.Fields(only)
	}
	if only := os.Getenv("WINDOWS"); only != "" {
		windows = slices.DeleteFunc(windows, func(w Window) bool { return !strings.Contains(w.String(), only) })
	}
	fmt.Printf("%-30s %-10s %-4s %6s %6s %6s %6s\n", "window", "", "", "label", "text", "labels", "s")
	for _, engine := range engines {
		was := map[string]float64{} // of a window of 1280×800: its smallest label on the screen
		for _, w := range windows {
			for _, lang := range langs {
				began := time.Now()
				s, err := g.Measure(engine, lang, w)
				if err != nil {
					t.Errorf("%s %s %s: %v", w, engine, lang, err)
					continue
				}
				fmt.Printf("%-30s %-10s %-4s %6.1f %6.1f %6d %6.1f  %s\n", w, engine, lang, s.Label, s.Text, s.Labels, time.Since(began).Seconds(), w.Why)
				for _, f := range s.Faults(w) {
					t.Errorf("%s %s %s: %s", w, engine, lang, f)
				}
				if w.Of == 0 {
					continue
				}
				if now := s.Label * float64(w.Of) / 100; now < was[lang] {
					t.Errorf("%s %s %s: zooming in makes the smallest label smaller: %.1f px on the screen after %.1f", w, engine, lang, now, was[lang])
				} else {
					was[lang] = now
				}
			}
		}
	}
}
