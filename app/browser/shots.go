package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Shot is one picture to take of a served site.
type Shot struct {
	Locale, Theme string
	Width, Height int
	Step          string // a step or section id; "top" is the page's start
	// At is where in the viewport the step's top is brought, as a part of its height: 0.25 has the reader in the middle of the
	// step; below 0 its card has left and the graphic is seen whole.
	At float64
}

// ScrollTo brings a step's top to a part of the viewport's height. Where the style sheet says from where a step is read (narrow screens)
// that place is 0.3.
const ScrollTo = `((id,at)=>{if(id==="top"){scrollTo(0,0);return 1}const e=document.getElementById(id);if(!e)return 0;if(parseFloat(getComputedStyle(e).scrollMarginTop)){e.scrollIntoView({behavior:"instant"});scrollBy({top:(0.3-at)*innerHeight,behavior:"instant"});return 1}const t=e.getBoundingClientRect().top+scrollY;scrollTo({top:e.matches(".step")?t-innerHeight*at:t-60,behavior:"instant"});return 1})`

// Shots takes pictures of the story at base into dir and returns what the pages complained of.
func Shots(ctx context.Context, base, dir string, shots []Shot) ([]string, error) {
	b, tab, err := Alone(ctx)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	last := Shot{}
	var faults []string
	for _, s := range shots {
		page := s
		page.Step, page.At = "", 0
		if page != last {
			last = page
			if err := tab.Size(s.Width, s.Height); err != nil {
				return nil, err
			}
			if err := tab.Media("", "prefers-color-scheme", s.Theme); err != nil {
				return nil, err
			}
			if err := tab.Go(base + "/" + s.Locale + "/"); err != nil {
				return nil, err
			}
			if err := tab.Wait(`document.documentElement.dataset.ready!=="static"||document.documentElement.dataset.client==="failed"`, 40*time.Second); err != nil {
				return nil, err
			}
		}
		if err := tab.Eval(fmt.Sprintf("%s(%q,%g)", ScrollTo, s.Step, s.At), nil); err != nil {
			return nil, err
		}
		time.Sleep(1100 * time.Millisecond) // animation
		png, err := tab.Screenshot()
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("%s-%d-%s-%s.png", s.Locale, s.Width, s.Theme, s.Step)
		if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err != nil {
			return nil, err
		}
		faults = append(faults, tab.Faults()...)
	}
	return faults, nil
}
