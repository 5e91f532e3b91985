// Package eyes looks at the story as its readers do: in every engine, by every road that leads to it, at every width, in both
// themes and three languages. It judges pixels and geometry, never attributes: whether words can be read on what is really behind
// them, whether any lie over others, whether the picture is that of the step.
package eyes

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/firefox"
	"sahel-explainer/app/browser/webkit"
)

// Engines are what readers have: today's Chromium, the oldest that are promised, Firefox, and Safari's engine.
var Engines = []string{"chromium", "chromium-109", "chromium-92", "firefox", "webkit"}

// Eye is a page of an engine that can look into frames.
type Eye interface {
	browser.Page
	Inside(prefix string, limit time.Duration) (browser.Inner, error)
}

// running keeps one browser for each engine and theme that has been asked for. Where an engine has pages (Chromium, Firefox) each
// look has one of its own; WebKitGTK has one window, used by one look at a time.
type running struct {
	root string // of the project: where the old Chromiums are
	mu   sync.Mutex
	all  map[string]*started
}

type started struct {
	once  sync.Once
	err   error
	page  func() (Eye, func(), error)
	end   func()
	inUse sync.Mutex
}

func newRunning(root string) *running { return &running{root: root, all: map[string]*started{}} }

// close ends all that runs.
func (r *running) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.all {
		if s.end != nil {
			s.end()
		}
	}
}

// way is how a reader has set an engine.
type way struct {
	engine, theme string
	scripts       bool
	text          int // the size of text, in pixels; 0 for the engine's own
}

// key names a browser by what is the same for all of its pages.
func (w way) key() string {
	key := w.engine + " " + w.theme
	if w.engine == "webkit" && !w.scripts {
		key += " still"
	}
	if w.text != 16 {
		key += fmt.Sprint(" ", w.text)
	}
	return key
}

func (w way) whole() way {
	if w.text == 0 {
		w.text = 16 // the engines' own
	}
	return w
}

// page opens a page in an engine; done gives it back.
func (r *running) page(engine, theme string, scripts bool) (eye Eye, done func(), err error) {
	return r.open(way{engine: engine, theme: theme, scripts: scripts})
}

func (r *running) open(w way) (eye Eye, done func(), err error) {
	w = w.whole()
	k := w.key()
	r.mu.Lock()
	s := r.all[k]
	if s == nil {
		s = &started{}
		r.all[k] = s
	}
	r.mu.Unlock()
	s.once.Do(func() { s.err = r.start(s, w) })
	if s.err != nil {
		return nil, nil, s.err
	}
	return s.page()
}

func (r *running) start(s *started, w way) error {
	ctx := context.Background()
	switch w.engine {
	case "firefox":
		scheme := map[string]int{"dark": 0, "light": 1}[w.theme]
		prefs := []string{fmt.Sprintf(`user_pref("layout.css.prefers-color-scheme.content-override", %d);`, scheme)}
		for _, script := range []string{"x-western", "ar", "x-unicode"} {
			prefs = append(prefs, fmt.Sprintf(`user_pref("font.size.variable.%s", %d);`, script, w.text))
		}
		b, err := firefox.Start(ctx, prefs...)
		if err != nil {
			return err
		}
		s.end = b.Close
		s.page = func() (Eye, func(), error) {
			s.inUse.Lock() // a page that is not in front gets no frames
			tab, err := b.NewTab()
			if err != nil {
				s.inUse.Unlock()
				return nil, nil, err
			}
			return tab, func() { tab.Close(); s.inUse.Unlock() }, nil
		}
	case "webkit":
		env := []string{fmt.Sprint("WK_TEXT=", w.text)}
		if w.theme == "dark" {
			env = append(env, "WK_DARK=1")
		}
		if !w.scripts {
			env = append(env, "WK_NOSCRIPT=1")
		}
		b, err := webkit.Start(ctx, env...)
		if err != nil {
			return err
		}
		s.end = b.Close
		s.page = func() (Eye, func(), error) {
			s.inUse.Lock()
			b.Faults()
			return b, func() { b.Go("about:blank"); s.inUse.Unlock() }, nil
		}
	default:
		path := browser.Path()
		if w.engine != "chromium" {
			var err error
			if path, err = browser.Old(r.root, w.engine); err != nil {
				return err
			}
		}
		b, first, err := browser.AloneAt(ctx, path, "site-per-process", true)
		if err != nil {
			return err
		}
		first.Close()
		s.end = b.Close
		s.page = func() (Eye, func(), error) {
			tab, err := b.NewTab()
			if err != nil {
				return nil, nil, err
			}
			return tab, tab.Close, errors.Join(tab.Media("", "prefers-color-scheme", w.theme), tab.Text(w.text))
		}
	}
	return nil
}
