// Package charttest proves what every graphic must keep: all states draw in all locales and forms, every mark has words,
// every row a source, and no label touches another or leaves the picture. It does not prove that a picture is good: look at
// the sheet that EXPLAINER_SHEET=FOLDER makes it write.
package charttest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/grid"
	"sahel-explainer/charts/lean"
	"sahel-explainer/charts/prove"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

var (
	bundle = sync.OnceValues(func() ([]byte, error) { return render.Bundle(root, false) })
	engine = sync.OnceValues(func() (*render.Engine, error) {
		b, err := bundle()
		if err != nil {
			return nil, err
		}
		return render.NewEngine(b, render.Width)
	})
	gallery = sync.OnceValues(func() (render.Gallery, error) {
		b, err := bundle()
		return render.NewGallery(filepath.Join(root, ".build", "art"), b), err
	})
)

// What a map draws on, once it has been asked for: the same for every state, form and locale, and one graphic a test. known: the engine
// has it.
var (
	mapName string
	shapes  []byte
	known   bool
)

// root is the project's root, seen from a graphic's folder charts/ID.
const root = "../.."

// Env loads the project's words and facts for a test in charts/ID.
func Env(t *testing.T, locale string, form spec.Form) *spec.Env {
	t.Helper()
	files := os.DirFS(root)
	cats, store, err := facts.Words(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &spec.Env{Catalogue: cats[locale], Facts: store, Files: files, Form: form}
}

// Mapped is implemented by graphics that need shapes (the map).
type Mapped interface {
	Shapes(env *spec.Env) (name string, geojson []byte, err error)
}

// SVG is a picture of a graphic as ECharts draws it. What a build has drawn of the same option is taken from its gallery, which
// keeps it by all that it depends on.
func SVG(t *testing.T, g spec.Graphic, env *spec.Env, pic spec.Picture) (string, error) {
	t.Helper()
	kept, err := gallery()
	if err != nil {
		return "", err
	}
	option, err := json.Marshal(pic.Option)
	if err != nil {
		return "", err
	}
	if m, ok := g.(Mapped); ok && shapes == nil {
		if mapName, shapes, err = m.Shapes(env); err != nil {
			return "", err
		}
	}
	if drawn, err := os.ReadFile(kept.File(option, shapes, pic.Width, pic.Height)); err == nil {
		return string(drawn), nil
	}
	eng, err := engine()
	if err != nil {
		return "", err
	}
	if shapes != nil && !known {
		if err := eng.RegisterMap(mapName, shapes); err != nil {
			return "", err
		}
		known = true
	}
	return eng.SVG(pic.Option, pic.Width, pic.Height)
}

// Check draws a graphic in every way and fails on whatever a reader would trip over.
func Check(t *testing.T, g spec.Graphic) {
	var sheet strings.Builder
	kept := newAlbum(g)
	for _, l := range locales.All() {
		for _, form := range spec.Forms() {
			env := Env(t, l.Tag, form)
			var prev string
			for _, state := range g.States() {
				name := fmt.Sprintf("%s/%s/%s", l.Tag, form, state)
				pic, err := spec.Safe(g, func() (spec.Picture, error) { return g.Draw(env.Drawn(), state) })
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				raw, err := SVG(t, g, env, pic)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				shapes := &render.Shapes{}
				pic.RTL = l.RTL()
				if err := kept.add(g, state, env, raw, pic); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				svg, err := render.Clean(raw, pic, shapes)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				if page := lean.Of(svg); lean.Full(page) != lean.Full(svg) {
					t.Errorf("%s: a page would carry another picture", name)
				}
				if pic.Proof == nil {
					t.Errorf("%s: the picture does not say what it shows; see spec.Proof", name)
				}
				for _, p := range append(untrue(env, raw, pic), falseTable(env, pic)...) {
					t.Errorf("%s: %s", name, p)
				}
				for _, m := range regexp.MustCompile(`data-row="([^"]+)"`).FindAllStringSubmatch(svg, -1) {
					tip, ok := pic.Tips[html.UnescapeString(m[1])]
					if !ok {
						t.Errorf("%s: mark %q has no words in Tips", name, m[1])
						continue
					}
					if len(tip.Records) == 0 {
						t.Errorf("%s: mark %q cites no record", name, m[1])
					}
				}
				desc, err := spec.Safe(g, func() (string, error) { return g.Describe(env, state) })
				if err != nil || len(desc) < 20 {
					t.Errorf("%s: description %q, %v", name, desc, err)
				}
				change := ""
				if prev != "" {
					change, err = spec.Safe(g, func() (string, error) { return g.Change(env, prev, state) })
					if err != nil || len(change) < 8 {
						t.Errorf("%s: change from %s: %q, %v", name, prev, change, err)
					}
				}
				prev = state
				head, err := spec.Safe(g, func() (string, error) { return spec.Headline(env, g, state), nil })
				if err != nil {
					t.Error(err)
				}
				fmt.Fprintf(&sheet, `<figure class="%s" dir="%s" lang="%s"><b>%s</b><h3>%s</h3><div dir="ltr">%s%s</div><p>%s</p><p><i>%s</i></p></figure>`,
					form, l.Dir, l.Tag, name, html.EscapeString(head), shapes.Defs(), svg, html.EscapeString(desc), html.EscapeString(change))
			}
			table, err := spec.Safe(g, func() (spec.Table, error) { return g.Table(env) })
			if err != nil {
				t.Errorf("%s table: %v", l.Tag, err)
			}
			for _, r := range table.Rows {
				if len(r.Cells) != len(table.Columns) || len(r.Records) == 0 {
					t.Errorf("%s table row %s: %d cells for %d columns, records %v", l.Tag, r.ID, len(r.Cells), len(table.Columns), r.Records)
				}
				for _, id := range r.Records {
					if _, err := env.Facts.Record(id); err != nil {
						t.Errorf("%s table row %s: %v", l.Tag, r.ID, err)
					}
				}
			}
			if recs, err := g.Records(env); err != nil || len(recs) == 0 {
				t.Errorf("%s: records %v, %v", l.Tag, recs, err)
			}
			if _, err := spec.Safe(g, func() (string, error) { return spec.Title(env, g) + spec.Note(env, g), nil }); err != nil {
				t.Error(err)
			}
		}
	}
	kept.compare(t)
	if dir := os.Getenv("EXPLAINER_SHEET"); dir != "" {
		page := `<!doctype html><meta charset="utf-8"><style>` + sheetColours(t) + sheetStyle + `</style>` + sheet.String()
		if err := os.WriteFile(filepath.Join(dir, g.ID()+".html"), []byte(page), 0o644); err != nil {
			t.Error(err)
		}
	}
}

// untrue is what a drawing says that its rows do not.
func untrue(env *spec.Env, raw string, pic spec.Picture) []string {
	svg, err := render.Clean(raw, pic, nil) // paths stay where they are
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, f := range prove.Prove(env, svg, pic) {
		out = append(out, f.String())
	}
	return out
}

// falseTable is what a picture says as a table that its rows do not.
func falseTable(env *spec.Env, pic spec.Picture) (out []string) {
	if pic.Grid == nil {
		return nil
	}
	for _, f := range prove.Table(env, grid.Write(env, pic.Grid), pic) {
		out = append(out, "as a table: "+f.String())
	}
	return out
}

// Held is what the rules of charts/prove find wrong with a picture, once it is drawn.
func Held(t *testing.T, g spec.Graphic, env *spec.Env, pic spec.Picture) []prove.Fault {
	t.Helper()
	raw, err := SVG(t, g, env, pic)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := render.Clean(raw, pic, nil)
	if err != nil {
		t.Fatal(err)
	}
	wrong := prove.Prove(env, svg, pic)
	if pic.Grid != nil {
		wrong = append(wrong, prove.Table(env, grid.Write(env, pic.Grid), pic)...)
	}
	return wrong
}

// sheetColours are the pages' own, so that a sheet shows what a reader will see.
func sheetColours(t *testing.T) string {
	brand, err := locales.LoadBrand(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for name, value := range brand.Light {
		fmt.Fprintf(&b, "--%s:%s;", name, value)
	}
	return ":root{" + b.String() + "}"
}

var sheetStyle = `
body{background:var(--paper);color:var(--ink);font-family:"Source Serif 4",Georgia,serif;display:flex;flex-wrap:wrap;gap:16px}
figure{margin:0;border:1px solid #ddd}.narrow{width:360px}.wide{width:720px}h3{margin:4px}
.pic{display:block;width:100%}.pic text{dominant-baseline:central;font-family:"Source Serif 4","` + strings.Join(append(locales.LabelFamilies(locales.All()), "Georgia"), `","`) + `",serif}`

// Box is where a label stands.
type Box struct {
	X0, Y0, X1, Y1 float64
	Text           string
}

var (
	textPattern  = regexp.MustCompile(`(?s)<text([^>]*)>(.*?)</text>`)
	attrPattern  = regexp.MustCompile(`([\w-]+)="([^"]*)"`)
	movePattern  = regexp.MustCompile(`translate\(([-\d.]+)[ ,]+([-\d.]+)\)`)
	spinsPattern = regexp.MustCompile(`rotate\(|matrix\(`)
)

// Boxes estimates the boxes of the labels of a cleaned SVG; rotated labels are left out.
func Boxes(svg string) []Box {
	var out []Box
	before, after, family := "end", "start", "" // anchors of texts that stand before and after their place, and the face
	if strings.Contains(svg, ` direction="rtl"`) {
		before, after, family = after, before, " "+render.NaskhFamily
	}
	for _, m := range textPattern.FindAllStringSubmatch(svg, -1) {
		a := map[string]string{}
		for _, x := range attrPattern.FindAllStringSubmatch(m[1], -1) {
			a[x[1]] = x[2]
		}
		if spinsPattern.MatchString(a["transform"]) {
			continue
		}
		text := html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(m[2], ""))
		f := func(k string) float64 { v, _ := strconv.ParseFloat(a[k], 64); return v }
		x, y := f("x"), f("y")
		if mv := movePattern.FindStringSubmatch(a["transform"]); mv != nil {
			dx, _ := strconv.ParseFloat(mv[1], 64)
			dy, _ := strconv.ParseFloat(mv[2], 64)
			x, y = x+dx, y+dy
		}
		size := f("font-size")
		if size == 0 {
			size = 12
		}
		w := render.Width(text, a["font-weight"]+" "+strconv.FormatFloat(size, 'f', 1, 64)+"px"+family)
		b := Box{X0: x, X1: x + w, Y0: y - size*0.5, Y1: y + size*0.5, Text: text}
		switch cmp.Or(a["text-anchor"], "start") {
		case "middle":
			b.X0, b.X1 = x-w/2, x+w/2
		case before:
			b.X0, b.X1 = x-w, x
		case after:
			b.X0, b.X1 = x, x+w
		}
		out = append(out, b)
	}
	return out
}

// Faults draws a state and says what is wrong with it: why it is refused, or what the proof of its drawing finds.
func Faults(t *testing.T, g spec.Graphic, env *spec.Env, state string) string {
	t.Helper()
	pic, err := g.Draw(env, state)
	if err != nil {
		return err.Error()
	}
	pic.RTL = env.RTL()
	return prove.Faults(Held(t, g, env, pic))
}

// Untrue draws a state of a graphic and says what the drawing tells that its rows do not.
func Untrue(t *testing.T, g spec.Graphic, env *spec.Env, state string) []string {
	t.Helper()
	pic, err := spec.Safe(g, func() (spec.Picture, error) { return g.Draw(env.Drawn(), state) })
	if err != nil {
		return []string{err.Error()}
	}
	raw, err := SVG(t, g, env, pic)
	if err != nil {
		return []string{err.Error()}
	}
	pic.RTL = env.Locale.RTL()
	return untrue(env, raw, pic)
}
