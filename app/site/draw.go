package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
)

// mapped is a graphic that draws on shapes of its own.
type mapped interface {
	Shapes(env *spec.Env) (name string, geojson []byte, err error)
}

// Studio draws graphics: ECharts in goja, with what has been drawn before kept on disk by the hash of what it was drawn
// from. It is safe for concurrent use; drawing itself is one at a time per engine.
type Studio struct {
	cache   string
	key     string // hash of the bundle
	bundle  []byte
	once    sync.Once
	engine  *render.Engine
	err     error
	mapKeys map[string]string
	// Shapes of graphics that have any, by graphic.
	mapNames map[string]string
	shapes   map[string][]byte
	mu       sync.Mutex
	// Drawn and Reused count pictures; Spent is the time in ECharts per graphic, Pictures how many it drew.
	Drawn, Reused int
	Pictures      map[string]int
	Spent         map[string]time.Duration
}

// NewStudio makes a studio that keeps its pictures below cache.
func NewStudio(root, cache string) (*Studio, error) {
	bundle, err := render.Bundle(root, false)
	if err != nil {
		return nil, err
	}
	return &Studio{cache: cache, bundle: bundle, key: hash(bundle), mapKeys: map[string]string{}, mapNames: map[string]string{}, shapes: map[string][]byte{}, Pictures: map[string]int{}, Spent: map[string]time.Duration{}}, nil
}

// Picture is a graphic's state drawn for one locale and form.
type Picture struct {
	spec.Picture
	// Raw is ECharts' own SVG; it is cleaned per page, where long paths are shared.
	Raw string
}

// Figure draws all states of a graphic for a locale, in both forms, and gathers its words.
func (s *Studio) Figure(p *Project, g spec.Graphic, locale string) (*story.Figure, map[string]map[spec.Form]Picture, error) {
	f := &story.Figure{ID: g.ID(), Order: g.States(), States: map[string]story.State{}}
	art := map[string]map[spec.Form]Picture{}
	_, err := spec.Safe(g, func() (struct{}, error) {
		env := p.Env(locale, spec.Wide)
		f.Title, f.Note = spec.Title(env, g), spec.Note(env, g)
		var err error
		if f.Table, err = g.Table(env); err != nil {
			return struct{}{}, err
		}
		if f.Records, err = g.Records(env); err != nil {
			return struct{}{}, err
		}
		for i, name := range f.Order {
			st := story.State{Headline: spec.Headline(env, g, name), Art: map[spec.Form]string{}}
			if st.Describe, err = g.Describe(env, name); err != nil {
				return struct{}{}, err
			}
			if i > 0 {
				if st.Change, err = g.Change(env, f.Order[i-1], name); err != nil {
					return struct{}{}, err
				}
			}
			f.States[name] = st
			art[name] = map[spec.Form]Picture{}
			for _, form := range spec.Forms() {
				pic, err := s.picture(p, g, p.Env(locale, form), name)
				if err != nil {
					return struct{}{}, fmt.Errorf("state %s, %s, %s: %w", name, locale, form, err)
				}
				art[name][form] = pic
			}
		}
		return struct{}{}, nil
	})
	return f, art, err
}

func (s *Studio) picture(p *Project, g spec.Graphic, env *spec.Env, state string) (Picture, error) {
	pic, err := g.Draw(env, state)
	if err != nil {
		return Picture{}, err
	}
	option, err := json.Marshal(pic.Option)
	if err != nil {
		return Picture{}, err
	}
	var shapes []byte
	var mapName string
	s.mu.Lock()
	defer s.mu.Unlock()
	if m, ok := g.(mapped); ok {
		if s.shapes[g.ID()] == nil { // the same for every state, form and locale
			if s.mapNames[g.ID()], s.shapes[g.ID()], err = m.Shapes(env); err != nil {
				return Picture{}, err
			}
		}
		mapName, shapes = s.mapNames[g.ID()], s.shapes[g.ID()]
	}
	id := hash([]byte(s.key), option, shapes, []byte(fmt.Sprint(pic.Width, pic.Height)))
	file := filepath.Join(s.cache, id+".svg")
	if raw, err := os.ReadFile(file); err == nil {
		s.Reused++
		return Picture{pic, string(raw)}, nil
	}
	s.once.Do(func() { s.engine, s.err = render.NewEngine(s.bundle, render.Width) })
	if s.err != nil {
		return Picture{}, s.err
	}
	start := time.Now()
	if shapes != nil {
		if k := hash(shapes); s.mapKeys[mapName] != k {
			if err := s.engine.RegisterMap(mapName, shapes); err != nil {
				return Picture{}, err
			}
			s.mapKeys[mapName] = k
		}
	}
	raw, err := s.engine.SVG(pic.Option, pic.Width, pic.Height)
	if err != nil {
		return Picture{}, err
	}
	s.Spent[g.ID()] += time.Since(start)
	s.Drawn++
	s.Pictures[g.ID()]++
	if err := os.MkdirAll(s.cache, 0o755); err != nil {
		return Picture{}, err
	}
	return Picture{pic, raw}, os.WriteFile(file, []byte(raw), 0o644)
}

// Clean cleans the pictures of a figure for one page; shapes gathers what they share.
func cleanInto(f *story.Figure, art map[string]map[spec.Form]Picture, shapes *render.Shapes, states []string) (*story.Figure, error) {
	out := *f
	out.States = map[string]story.State{}
	for k, v := range f.States {
		v.Art = map[spec.Form]string{}
		out.States[k] = v
	}
	for _, name := range states {
		for _, form := range spec.Forms() {
			pic := art[name][form]
			svg, err := render.Clean(pic.Raw, pic.Picture, shapes)
			if err != nil {
				return nil, fmt.Errorf("graphic %s, state %s: %w", f.ID, name, err)
			}
			out.States[name].Art[form] = svg
		}
	}
	return &out, nil
}

func hash(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:20]
}

// liveOptions is what the browser needs to animate a graphic: per form and state its option, its size, and the words of its
// marks, as one JSON file per graphic and locale. Of maps, which move without ECharts, it has the words alone.
func liveOptions(g spec.Graphic, art map[string]map[spec.Form]Picture, f *story.Figure) ([]byte, error) {
	type form struct {
		Width, Height float64
		States        map[string]map[string]any
	}
	out := struct {
		ID    string
		Forms map[string]form `json:",omitempty"`
		Tips  map[string][2]string
	}{ID: g.ID(), Forms: map[string]form{}, Tips: map[string][2]string{}}
	_, isMap := g.(mapped)
	for _, fm := range spec.Forms() {
		x := form{States: map[string]map[string]any{}}
		for _, name := range f.Order {
			pic := art[name][fm]
			x.Width, x.Height = pic.Width, pic.Height
			x.States[name] = pic.Option
			for id, tip := range pic.Tips {
				out.Tips[id] = [2]string{tip.Title, tip.Text}
			}
		}
		if !isMap {
			out.Forms[string(fm)] = x
		}
	}
	return json.Marshal(out)
}
