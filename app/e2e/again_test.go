package e2e

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"sahel-explainer/app/build"
	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/render"
)

// The same project built twice gives the same bytes: pages are rendered, the client is compiled and everything is put together
// anew. Pictures and cut fonts come from the cache, so of those one graphic is drawn anew in every language, without a cache, and
// must be what the first build drew. It does not prove that another machine cuts fonts to the same bytes.
func TestBuildingAgainGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	again, err := build.Build(build.Options{Root: "../.."})
	must(t, err)
	files := 0
	must(t, filepath.WalkDir(dist, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dist, p)
		got, err := os.ReadFile(p)
		must(t, err)
		var whole io.Reader = bytes.NewReader(got)
		switch path.Ext(p) {
		case ".br":
			whole = brotli.NewReader(whole)
		case ".gz":
			z, err := gzip.NewReader(whole)
			must(t, err)
			if !z.ModTime.IsZero() || z.Name != "" {
				t.Errorf("%s tells when or from what it was made", name)
			}
			whole = z
		default:
			files++
		}
		unpacked, err := io.ReadAll(whole)
		must(t, err)
		if want := again.Tree[strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")]; !bytes.Equal(unpacked, want) {
			t.Errorf("%s is another: %d bytes, then %d", name, len(unpacked), len(want))
		}
		return nil
	}))
	if files != len(again.Tree) || files < 150 {
		t.Errorf("%d files, then %d", files, len(again.Tree))
	}
	// Nor does any of it name a place on the machine that built it: built elsewhere it would be other bytes.
	here, err := filepath.Abs("../..")
	must(t, err)
	modules, err := exec.Command("go", "env", "GOMODCACHE", "GOROOT").Output()
	must(t, err)
	for name, body := range again.Tree {
		for _, place := range append(strings.Fields(string(modules)), here) {
			if bytes.Contains(body, []byte(place)) {
				t.Errorf("%s names %s, where it was built", name, place)
			}
		}
	}
	p, err := read.Load("../..")
	must(t, err)
	g, _ := p.Graphic("deaths")
	cold, err := draw.NewDrawer("../..", t.TempDir())
	must(t, err)
	warm, err := draw.NewDrawer("../..", "../../.build/art")
	must(t, err)
	for _, l := range []string{"ar", "fr", "en"} {
		_, a, err := cold.Figure(p, g, l)
		must(t, err)
		_, b, err := warm.Figure(p, g, l)
		must(t, err)
		for state, forms := range a {
			for form, pic := range forms {
				// Cleaned, as pages have it: ECharts counts in its class names what it has drawn before.
				one, err := render.Clean(pic.Raw, pic.Picture, nil)
				must(t, err)
				two, err := render.Clean(b[state][form].Raw, b[state][form].Picture, nil)
				must(t, err)
				if one != two {
					t.Errorf("%s: deaths is drawn in another way each time (%s, %s)", l, state, form)
				}
			}
		}
	}
	if cold.Drawn == 0 || warm.Drawn > 0 {
		t.Errorf("%d drawn without a cache, %d with", cold.Drawn, warm.Drawn)
	}
}
