package charttest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// album holds the pictures of a graphic that are kept as files, testdata/STATE.FORM.LANG.svg, so that a change of a drawing is seen as a
// picture when it is reviewed. Every state is kept on large screens in English and on phones in Arabic, the first also in the other
// form of each and in French. EXPLAINER_PICTURES=1 writes them anew (make pictures); make review-pictures shows before and after.
type album struct {
	shapes *render.Shapes // of a map: its land is kept once, in land.svg
	files  map[string]string
}

func newAlbum(g spec.Graphic) *album {
	a := &album{files: map[string]string{}}
	if _, ok := g.(Mapped); ok {
		a.shapes = &render.Shapes{}
	}
	return a
}

// keeps reports whether a picture is one of those that are kept.
func keeps(g spec.Graphic, state string, form spec.Form, locale string) bool {
	all := locales.All()
	switch first := state == g.States()[0]; locale {
	case locales.Common(all).Tag:
		return first || form == spec.Wide
	case all[0].Tag: // the other way round
		return first || form == spec.Narrow
	default:
		return first && form == spec.Narrow
	}
}

// add keeps a picture, if it is one of those.
func (a *album) add(g spec.Graphic, state string, env *spec.Env, raw string, pic spec.Picture) error {
	if !keeps(g, state, env.Form, env.Tag) {
		return nil
	}
	svg, err := render.Clean(raw, pic, a.shapes)
	if err != nil {
		return err
	}
	a.files[fmt.Sprintf("%s.%s.%s.svg", state, env.Form, env.Tag)] = svg
	return nil
}

var (
	elementStart = regexp.MustCompile(`(<[a-z]|</svg>|</g>)`)
	sharedPath   = regexp.MustCompile(`<path id="(p\d+)" d="([^"]*)"/>`)
	usedPath     = regexp.MustCompile(`"#(p\d+)"`)
)

// finish names shared paths by what they are, so that two editions of a picture can stand on one page, and writes a line for
// each element.
func (a *album) finish() map[string]string {
	names := map[string]string{}
	var land []string
	if a.shapes != nil {
		for _, m := range sharedPath.FindAllStringSubmatch(a.shapes.Defs(), -1) {
			names[m[1]] = "s" + render.Hash([]byte(m[2]))[:8]
			land = append(land, fmt.Sprintf(`<path id="%s" d="%s"/>`, names[m[1]], m[2]))
		}
	}
	out := map[string]string{}
	for name, svg := range a.files {
		svg = usedPath.ReplaceAllStringFunc(svg, func(s string) string { return `"#` + names[s[2:len(s)-1]] + `"` })
		svg = strings.Replace(svg, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)
		out[name] = strings.TrimPrefix(elementStart.ReplaceAllString(svg, "\n$1"), "\n") + "\n"
	}
	if len(land) > 0 {
		slices.Sort(land)
		out["land.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"><defs>` + "\n" + strings.Join(land, "\n") + "\n</defs></svg>\n"
	}
	return out
}

// compare holds the pictures against the files, or writes them anew.
func (a *album) compare(t *testing.T) {
	t.Helper()
	want := a.finish()
	have, err := filepath.Glob("testdata/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	renew := os.Getenv("EXPLAINER_PICTURES") != ""
	for _, file := range have {
		if _, ok := want[filepath.Base(file)]; !ok && renew {
			os.Remove(file)
		} else if !ok {
			t.Errorf("%s is a picture of no state any more; run make pictures", file)
		}
	}
	if renew {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, svg := range want {
		file := filepath.Join("testdata", name)
		if renew {
			if err := os.WriteFile(file, []byte(svg), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		old, err := os.ReadFile(file)
		if err != nil || string(old) != svg {
			t.Errorf("%s differs from what is drawn now, in line %d; if that is meant, run make pictures and look at make review-pictures", file, differs(string(old), svg))
		}
	}
}

// differs is the first line in which two texts differ.
func differs(a, b string) int {
	xs, ys := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(xs), len(ys)) {
		if xs[i] != ys[i] {
			return i + 1
		}
	}
	return min(len(xs), len(ys)) + 1
}
