// Package draw is the second stage of a build (app/build): it draws every state of every graphic in a language, in both forms, and
// proves that the pictures say what their rows say.
package draw

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/kept"
	"sahel-explainer/charts/grid"
	"sahel-explainer/charts/prove"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
)

// Mapped is a graphic that draws on shapes of its own.
type Mapped interface {
	Shapes(env *spec.Env) (name string, geojson []byte, err error)
}

// Drawer draws graphics: ECharts in Node, with what has been drawn before kept on disk by the hash of what it was drawn
// from. It is safe for concurrent use; drawing itself is one picture at a time per engine, and there are as many engines as
// processors have use for.
type Drawer struct {
	kept render.Gallery
	// Loose lets words pass that have no room, for a draft that is to be looked at.
	Loose   bool
	bundle  []byte
	engines chan *engine // those that are free; nil: one that was not set up yet
	// Shapes of graphics that have any, by graphic.
	mapNames map[string]string
	shapes   map[string][]byte
	// samples are pictures to practise on, by graphic, state and form: see Warm.
	samples map[string]spec.Picture
	mu      sync.Mutex
	// Drawn and Reused count pictures; Spent is the time in ECharts per graphic, Pictures how many it drew.
	Drawn, Reused int
	Pictures      map[string]int
	Spent         map[string]time.Duration
}

// NewDrawer makes a drawer that keeps its pictures below cache.
func NewDrawer(root, cache string) (*Drawer, error) {
	bundle, err := render.Bundle(root, false)
	if err != nil {
		return nil, err
	}
	s := &Drawer{bundle: bundle, kept: render.NewGallery(cache, bundle), engines: make(chan *engine, min(runtime.NumCPU(), 4)), mapNames: map[string]string{}, shapes: map[string][]byte{}, samples: map[string]spec.Picture{}, Pictures: map[string]int{}, Spent: map[string]time.Duration{}}
	for range cap(s.engines) {
		s.engines <- nil
	}
	return s, nil
}

// engine is one of ECharts with the shapes that it was given.
type engine struct {
	engine *render.Engine
	maps   map[string]string // name → hash of its shapes
}

// with lends an engine to f, set up if need be.
func (s *Drawer) with(f func(*engine) error) error {
	e := <-s.engines
	defer func() { s.engines <- e }()
	if e == nil || e.engine.Ended() {
		fresh, err := render.NewEngine(s.bundle, render.Width)
		if err != nil {
			return err
		}
		e = &engine{fresh, map[string]string{}}
	}
	return f(e)
}

// Warm sets up all engines and has each draw what was drawn or taken before, twice, to throw it away: an engine that has only just
// been set up takes twice as long for a picture. It takes some seconds and gives way to pictures that are wanted.
func (s *Drawer) Warm() error {
	s.mu.Lock()
	samples := slices.Collect(maps.Values(s.samples))
	s.mu.Unlock()
	samples = slices.Repeat(samples, 2)
	errs := make([]error, cap(s.engines))
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() {
			errs[i] = s.with(func(*engine) error { return nil })
			for _, p := range samples {
				if errs[i] != nil {
					return
				}
				errs[i] = s.with(func(e *engine) error {
					_, err := e.engine.SVG(p.Option, p.Width, p.Height)
					return err
				})
			}
		})
	}
	all.Wait()
	return cmp.Or(errs...)
}

// Art are the pictures of a graphic in a language, by state and form.
type Art map[string]map[spec.Form]Picture

// Picture is a graphic's state drawn for one locale and form.
type Picture struct {
	spec.Picture
	// Raw is ECharts' own SVG; it is cleaned per page, where long paths are shared.
	Raw string
}

// Figure draws all states of a graphic for a locale, in both forms, and gathers its words.
func (s *Drawer) Figure(p *read.Project, g spec.Graphic, locale string) (*story.Figure, Art, error) {
	f := &story.Figure{ID: g.ID(), Order: g.States(), States: map[string]story.State{}}
	for _, x := range p.Outline.Explore {
		if x.Graphic == f.ID {
			f.Explored = x.States
		}
	}
	art := Art{}
	var drawing sync.WaitGroup
	var mu sync.Mutex // holds art and the first fault
	var fault error
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
			st, err := words(env, g, i)
			if err != nil {
				return struct{}{}, err
			}
			mu.Lock()
			art[name] = map[spec.Form]Picture{}
			mu.Unlock()
			for _, form := range spec.Forms() {
				at := func(err error) error { return fmt.Errorf("state %s, %s, %s: %w", name, locale, form, err) }
				env := p.Env(locale, form)
				pic, err := g.Draw(env.Drawn(), name) // graphics are not made for being asked twice at once, engines are
				if err != nil {
					return struct{}{}, at(err)
				}
				pic.RTL = env.Locale.RTL()
				if st.Grid, err = s.table(env, pic); err != nil {
					return struct{}{}, at(err)
				}
				f.States[name] = st
				s.sample(g, name, form, pic)
				drawing.Go(func() {
					drawn, err := s.picture(g, env, pic)
					if err == nil {
						err = s.proved(env, drawn)
					}
					mu.Lock()
					defer mu.Unlock()
					if err != nil {
						fault = cmp.Or(fault, at(err))
					}
					art[name][form] = drawn
				})
			}
		}
		return struct{}{}, nil
	})
	drawing.Wait()
	if err = cmp.Or(err, fault); err == nil && locale == p.Locales()[0].Tag {
		err = citesFigure(p, g, art)
	}
	return f, art, err
}

// sample keeps a picture to practise on, of graphics without shapes: those must be registered first.
func (s *Drawer) sample(g spec.Graphic, state string, form spec.Form, pic spec.Picture) {
	if _, is := g.(Mapped); is {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.samples[g.ID()+"/"+state+"/"+string(form)] = pic
}

// picture draws what a graphic asks for, or takes it from what was drawn before.
func (s *Drawer) picture(g spec.Graphic, env *spec.Env, pic spec.Picture) (Picture, error) {
	option, err := json.Marshal(pic.Option)
	if err != nil {
		return Picture{}, err
	}
	mapName, shapes, err := s.shapesOf(g, env)
	if err != nil {
		return Picture{}, err
	}
	file := s.kept.File(option, shapes, pic.Width, pic.Height)
	if raw, ok := kept.Read(file); ok {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.Reused++
		return Picture{pic, string(raw)}, nil
	}
	var raw string
	var start time.Time
	err = s.with(func(e *engine) (err error) {
		start = time.Now()
		if k := render.Hash(shapes); shapes != nil && e.maps[mapName] != k {
			if err := e.engine.RegisterMap(mapName, shapes); err != nil {
				return err
			}
			e.maps[mapName] = k
		}
		raw, err = e.engine.SVG(pic.Option, pic.Width, pic.Height)
		return err
	})
	if err != nil {
		return Picture{}, err
	}
	s.mu.Lock()
	s.Spent[g.ID()] += time.Since(start)
	s.Drawn++
	s.Pictures[g.ID()]++
	s.mu.Unlock()
	return Picture{pic, raw}, kept.Write(file, []byte(raw))
}

// proved refuses a picture whose marks do not say what their rows say.
func (s *Drawer) proved(env *spec.Env, p Picture) error {
	svg, err := render.Clean(p.Raw, p.Picture, nil)
	if err != nil {
		return err
	}
	return s.refusal(prove.Prove(env, svg, p.Picture))
}

func (s *Drawer) refusal(wrong []prove.Fault) error {
	if s.Loose {
		wrong = slices.DeleteFunc(wrong, prove.Fault.OfRoom)
	}
	if len(wrong) > 0 {
		return errors.New(prove.Refusal(wrong))
	}
	return nil
}

// table writes a picture that is a table as pages carry it, the same from either form, and refuses one that does not say what its rows say.
func (s *Drawer) table(env *spec.Env, p spec.Picture) (string, error) {
	if p.Grid == nil {
		return "", nil
	}
	html := grid.Write(env, p.Grid)
	return html, s.refusal(prove.Table(env, html, p))
}

// words are those of a graphic's i-th state.
func words(env *spec.Env, g spec.Graphic, i int) (st story.State, err error) {
	states := g.States()
	st = story.State{Headline: spec.Headline(env, g, states[i]), Note: spec.StateNote(env, g, states[i]), Art: map[spec.Form]string{}}
	if st.Describe, err = g.Describe(env, states[i]); err != nil || i == 0 {
		return st, err
	}
	st.Change, err = g.Change(env, states[i-1], states[i])
	return st, err
}

// shapesOf are the shapes that a graphic draws on, if any: the same for every state, form and locale.
func (s *Drawer) shapesOf(g spec.Graphic, env *spec.Env) (name string, shapes []byte, err error) {
	m, ok := g.(Mapped)
	if !ok {
		return "", nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shapes[g.ID()] == nil {
		if s.mapNames[g.ID()], s.shapes[g.ID()], err = m.Shapes(env); err != nil {
			return "", nil, err
		}
	}
	return s.mapNames[g.ID()], s.shapes[g.ID()], nil
}

// Figurer draws a graphic in a language: Drawer.Figure, or what a draft has in its place.
type Figurer func(p *read.Project, g spec.Graphic, locale string) (*story.Figure, Art, error)

// Language draws every graphic of a story in a language, and returns figures and pictures by graphic.
func Language(p *read.Project, locale string, figure Figurer) (map[string]*story.Figure, map[string]Art, error) {
	figures, arts := map[string]*story.Figure{}, map[string]Art{}
	for _, g := range p.Graphics {
		f, art, err := figure(p, g, locale)
		if err != nil {
			return nil, nil, err
		}
		figures[g.ID()], arts[g.ID()] = f, art
	}
	return figures, arts, nil
}
