package prove

import (
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"sahel-explainer/charts"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

const root = "../.."

// project is what all pictures are drawn from.
var project = sync.OnceValue(func() (p struct {
	cats  map[string]*locales.Catalogue
	facts *facts.Store
	err   error
}) {
	p.cats, p.facts, p.err = facts.Words(os.DirFS(root), nil)
	return p
})

var studio = sync.OnceValue(func() (s struct {
	kept   render.Gallery
	bundle []byte
	engine *render.Engine
	err    error
}) {
	if s.bundle, s.err = render.Bundle(root, false); s.err == nil {
		s.kept = render.NewGallery(filepath.Join(root, ".build", "art"), s.bundle)
		s.engine, s.err = render.NewEngine(s.bundle, render.Width)
	}
	return s
})

func environment(t *testing.T, locale string, form spec.Form) *spec.Env {
	t.Helper()
	p := project()
	if p.err != nil {
		t.Fatal(p.err)
	}
	return &spec.Env{Catalogue: p.cats[locale], Facts: p.facts, Files: os.DirFS(root), Form: form}
}

// mapped is a graphic that draws on shapes of its own.
type mapped interface {
	Shapes(env *spec.Env) (name string, geojson []byte, err error)
}

var mapShapes struct {
	sync.Once
	raw []byte
}

// drawn is a picture as pages have it, but for shared shapes; what a build has drawn is taken from its gallery.
func drawn(t *testing.T, g spec.Graphic, env *spec.Env, pic spec.Picture) string {
	t.Helper()
	s := studio()
	if s.err != nil {
		t.Fatal(s.err)
	}
	var shapes []byte
	if m, ok := g.(mapped); ok {
		mapShapes.Do(func() {
			name, raw, err := m.Shapes(env)
			if err == nil {
				mapShapes.raw, err = raw, s.engine.RegisterMap(name, raw)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		shapes = mapShapes.raw
	}
	option, err := json.Marshal(pic.Option)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(s.kept.File(option, shapes, pic.Width, pic.Height))
	if err != nil {
		text, err := s.engine.SVG(pic.Option, pic.Width, pic.Height)
		if err != nil {
			t.Fatal(err)
		}
		raw = []byte(text)
	}
	svg, err := render.Clean(string(raw), pic, nil)
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// element is one element of a cleaned picture, which is flat.
type element struct {
	name  string
	attrs map[string]string
	order []string
	words string
	gone  bool
}

var (
	elementPattern = regexp.MustCompile(`<(path|circle|rect|ellipse|line|polygon|text)([^>]*?)(?:/>|>([^<]*)</(?:text|path|circle|rect|ellipse|line|polygon)>)`)
	attrPattern    = regexp.MustCompile(`([\w-]+)="([^"]*)"`)
)

func (e *element) set(k, v string) {
	if _, ok := e.attrs[k]; !ok {
		e.order = append(e.order, k)
	}
	e.attrs[k] = v
}

func (e *element) number(k string) float64 { return number(e.attrs[k]) }

func (e *element) write(b *strings.Builder) {
	if e.gone {
		return
	}
	b.WriteString("<" + e.name)
	for _, k := range e.order {
		fmt.Fprintf(b, ` %s="%s"`, k, html.EscapeString(e.attrs[k]))
	}
	fmt.Fprintf(b, ">%s</%s>", html.EscapeString(e.words), e.name)
}

// subject is one picture that is about to be falsified.
type subject struct {
	*testing.T
	*rand.Rand
	g     spec.Graphic
	state string
	env   *spec.Env
	pic   spec.Picture
	head  string
	els   []*element
	truth *drawing
	p     *proof
}

func newSubject(t *testing.T, g spec.Graphic, state, locale string, form spec.Form) *subject {
	t.Helper()
	s := &subject{T: t, g: g, state: state, env: environment(t, locale, form)}
	var err error
	if s.pic, err = g.Draw(s.env, state); err != nil {
		t.Fatal(err)
	}
	s.pic.RTL = s.env.RTL()
	s.read(drawn(t, g, s.env, s.pic))
	return s
}

func (s *subject) read(svg string) {
	s.head = svg[:strings.Index(svg, ">")+1]
	s.els = nil
	for _, m := range elementPattern.FindAllStringSubmatch(svg[len(s.head):], -1) {
		e := &element{name: m[1], words: html.UnescapeString(m[3]), attrs: map[string]string{}}
		for _, a := range attrPattern.FindAllStringSubmatch(m[2], -1) {
			e.set(a[1], html.UnescapeString(a[2]))
		}
		s.els = append(s.els, e)
	}
	s.see()
}

// see reads the picture as it is now.
func (s *subject) see() {
	d, err := readDrawing(s.svg())
	if err != nil {
		s.Fatal(err)
	}
	s.truth = d
	s.p = &proof{drawing: d, pic: s.pic, env: s.env, vacant: map[string]bool{}}
	s.p.leaveOpen()
}

func (s *subject) svg() string {
	var b strings.Builder
	b.WriteString(s.head)
	for _, e := range s.els {
		e.write(&b)
	}
	return b.String() + "</svg>"
}

// copy is a subject whose elements can be changed.
func (s *subject) copy(r *rand.Rand) *subject {
	c := *s
	c.Rand = r
	c.els = make([]*element, len(s.els))
	for i, e := range s.els {
		one := *e
		one.attrs = map[string]string{}
		for k, v := range e.attrs {
			one.attrs[k] = v
		}
		one.order = append([]string(nil), e.order...)
		c.els[i] = &one
	}
	return &c
}

// shapeAt is the shape of an element.
func (s *subject) shapeAt(e *element) shape {
	return shapeOf(e.name, e.attrs, parseTransform(e.attrs["transform"]))
}

// move shifts an element.
func (e *element) move(dx, dy float64) {
	f := func(v float64) string { return fmt.Sprintf("%.2f", v) }
	switch {
	case e.name == "circle":
		e.set("cx", f(e.number("cx")+dx))
		e.set("cy", f(e.number("cy")+dy))
	case e.name == "text" && e.attrs["transform"] == "":
		e.set("x", f(e.number("x")+dx))
		e.set("y", f(e.number("y")+dy))
	default:
		e.apply(transform{1, 0, 0, 1, dx, dy})
	}
}

// apply puts one more transform round an element.
func (e *element) apply(m transform) {
	m = m.then(parseTransform(e.attrs["transform"]))
	e.set("transform", fmt.Sprintf("matrix(%.5f,%.5f,%.5f,%.5f,%.3f,%.3f)", m[0], m[1], m[2], m[3], m[4], m[5]))
}

// stretch scales an element about a point.
func (e *element) stretch(x, y, by, ay float64) {
	if e.name == "circle" && by == ay {
		e.set("r", fmt.Sprintf("%.2f", e.number("r")*by))
		return
	}
	e.apply(transform{by, 0, 0, ay, x - x*by, y - y*ay})
}

// marks are the elements of rows.
func (s *subject) marks() []*element {
	var out []*element
	for _, e := range s.els {
		if e.attrs["data-row"] != "" {
			out = append(out, e)
		}
	}
	return out
}

func (s *subject) texts() []*element {
	var out []*element
	for _, e := range s.els {
		if e.name == "text" && strings.TrimSpace(e.words) != "" {
			out = append(out, e)
		}
	}
	return out
}

// said finds the element that is the first line of words.
func (s *subject) said(words string) *element {
	for _, e := range s.texts() {
		if starts(words, label{words: e.words}) {
			return e
		}
	}
	return nil
}

// one takes one of a list.
func one[T any](s *subject, list []T) (T, bool) {
	var none T
	if len(list) == 0 {
		return none, false
	}
	return list[s.IntN(len(list))], true
}

// subjects are the pictures that are falsified: every state of every graphic, on large screens in English and on phones in Arabic.
func subjects(t *testing.T, all bool) []*subject {
	var out []*subject
	for _, g := range charts.All() {
		for i, state := range g.States() {
			if !all && i > 0 && i != len(g.States())/2 {
				continue
			}
			out = append(out, newSubject(t, g, state, "en", spec.Wide))
			if all || i == 0 {
				out = append(out, newSubject(t, g, state, "ar", spec.Narrow))
			}
		}
	}
	return out
}
