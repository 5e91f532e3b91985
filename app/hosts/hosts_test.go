package hosts

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
)

// newsroom serves the pages on an origin of their own, and gives the address of one.
func newsroom(t *testing.T, base, other string) func(i int) string {
	t.Helper()
	lib := http.StripPrefix("/lib/", http.FileServer(http.Dir("../../node_modules")))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		switch {
		case strings.HasPrefix(r.URL.Path, "/lib/"):
			lib.ServeHTTP(w, r)
		case err != nil || i >= len(Pages):
			w.WriteHeader(http.StatusNoContent)
		default:
			Pages[i].Serve(w, base, other, "/lib/")
		}
	}))
	t.Cleanup(s.Close)
	return func(i int) string { return fmt.Sprintf("%s/%d", s.URL, i) }
}

// The story on pages of hosts as they are, in three engines: what a reader gets, and that all of it is reached, legible, quiet, and no
// trap. make test takes two of them, in Chromium; HOSTS=all (make host-pages) every one, ONLY an expression for their names, ENGINES one
// engine, WIDTH another width than a phone's, PART=K/N a part; results wait in .build/hosts for the table.
func TestMatrix(t *testing.T) {
	all := os.Getenv("HOSTS") != ""
	only, in := regexp.MustCompile(os.Getenv("ONLY")), os.Getenv("ENGINES")
	if !all {
		only, in = regexp.MustCompile("an article, the snippet|a policy without frames"), "chromium"
		if _, err := os.Stat("../../dist/fr/index.html"); err != nil || testing.Short() {
			t.Skip("needs a browser and the built site")
		}
	}
	base, other := Site(t, "../../dist"), Site(t, "../../dist")
	at, kept := newsroom(t, base, other), Load(results)
	width := 390
	if w, err := strconv.Atoi(os.Getenv("WIDTH")); err == nil {
		width = w
	}
	for _, engine := range Names {
		if in != "" && in != engine {
			continue
		}
		t.Run(engine, func(t *testing.T) {
			t.Setenv("MOZ_HEADLESS_WIDTH", "1400") // a window is never higher than its screen
			t.Setenv("MOZ_HEADLESS_HEIGHT", "900")
			open := Engines[engine](t)
			k, n := 1, 1
			fmt.Sscanf(os.Getenv("PART"), "%d/%d", &k, &n)
			for i, h := range Pages {
				if i%n != k-1 || !only.MatchString(h.Name) {
					continue
				}
				p, err := open()
				if err != nil {
					t.Fatal(err)
				}
				err = screen(p, width, 800)
				var g Got
				if err == nil {
					g, err = Read(p, engine, h, at(i), base, other)
				}
				if err != nil {
					t.Errorf("%s: %v", h.Name, err)
				}
				short := g.Short(h)
				if !all {
					if len(short) > 0 {
						t.Errorf("%s: %v", h.Name, short)
					}
					p.Close()
					continue
				}
				if kept[engine][h.Name] = g; err == nil && width == 390 {
					if err := kept.Keep(results, engine); err != nil {
						t.Error(err)
					}
				}
				fmt.Printf("%-42s %-9s %-8s %-11s %2d/%-2d label %4.1f wheel %-5v touch %-5v keys %-5v shift %.2f %s %v %v\n", h.Name, engine, g.Mode, g.Gets, len(g.All)-len(g.InOrder()), len(g.All), g.Label, g.Wheel, g.Touch, g.Keys, g.Shift, g.At, g.Faults, short)
				if dir := os.Getenv("PICTURES"); dir != "" {
					if png, err := p.Screenshot(); err == nil {
						os.WriteFile(fmt.Sprintf("%s/%02d-%s.png", dir, i, engine), png, 0o644)
					}
				}
				p.Close()
			}
		})
	}
	if all && width == 390 {
		check(t, Load(results))
	}
}

// The rows of web/README.md are what the three engines have shown, for each page that all of them have been tried on. TABLE=1 prints
// the table.
func check(t *testing.T, k Kept) {
	t.Helper()
	readme, err := os.ReadFile("../../web/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range Pages {
		if row, whole := k.Row(h); whole && !strings.Contains(string(readme), row) {
			t.Errorf("web/README.md, \"Host pages as they are\": a row is to be\n%s", row)
		}
	}
	if os.Getenv("TABLE") != "" {
		fmt.Print(k.Table())
	}
}

// results is where results wait for the table.
const results = "../../.build/hosts"

// screen sets the window, and in Chromium a screen that it fits on.
func screen(p Page, width, height int) error {
	t, ok := p.(*browser.Tab)
	if !ok {
		return p.Size(width, height)
	}
	_, err := chromedp.Call(t.Context(), emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(width), Height: int64(height), ScreenWidth: int64(width), ScreenHeight: int64(height), DeviceScaleFactor: 1, Mobile: width < 600,
	})
	return err
}
