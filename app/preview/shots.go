package preview

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// Picture says what share-ready pictures are taken of: a step of the story as a wide screen shows it, or one state of a graphic
// with its finding above and its note below.
type Picture struct {
	Step    string `json:"step"`
	Graphic string `json:"graphic"`
	State   string `json:"state"`
	// Dark takes the dark theme.
	Dark bool `json:"dark"`
	// Variant is a variant's name on a desk; empty on a plain site.
	Variant string `json:"variant"`
}

// Shoot takes a picture in each language from the site whose story stands at base/LOCALE/, at twice the size, and returns the
// names of the PNG files in dir. It needs Chromium; scripts are off, so that what is shown is the page at rest.
func Shoot(ctx context.Context, base, dir string, tags []string, p Picture) ([]string, error) {
	if _, err := os.Stat(browser.Path()); err != nil {
		return nil, fmt.Errorf("pictures are taken by Chromium, which is not at %s; run make chromium, or say where it is by CHROMIUM=PATH", browser.Path())
	}
	b, tab, err := browser.Alone(ctx, "force-device-scale-factor", "1")
	if err != nil {
		return nil, err
	}
	defer b.Close()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	theme := "light"
	if p.Dark {
		theme = "dark"
	}
	if err := tab.Media("", "prefers-color-scheme", theme); err != nil {
		return nil, err
	}
	if err := tab.Scripts(false); err != nil {
		return nil, err
	}
	var names []string
	for _, tag := range tags {
		png, err := shoot(tab, base+"/"+tag+"/", p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", tag, err)
		}
		name := p.Step
		if p.Graphic != "" {
			name = p.Graphic + "-" + p.State
		}
		name += "." + tag
		if p.Dark {
			name += ".dark"
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
			return nil, err
		}
		names = append(names, name+".png")
	}
	return names, nil
}

// ready waits for a page's own fonts, since labels were measured with them.
const ready = `document.fonts.status==="loaded"&&document.readyState==="complete"`

func shoot(tab *browser.Tab, story string, p Picture) ([]byte, error) {
	clip := page.Viewport{Width: 1200, Height: 675, Scale: 2}
	if err := tab.Size(int(clip.Width), int(clip.Height)); err != nil {
		return nil, err
	}
	if p.Graphic == "" {
		if err := tab.Go(story); err != nil {
			return nil, err
		}
		if err := tab.Wait(ready, 20*time.Second); err != nil {
			return nil, err
		}
		var found int
		if err := tab.Eval(fmt.Sprintf("%s(%q,0.3)", browser.ScrollTo, p.Step), &found); err != nil {
			return nil, err
		}
		if found == 0 {
			return nil, fmt.Errorf("no step %q", p.Step)
		}
		time.Sleep(400 * time.Millisecond) // scroll timelines follow in the next frames, and no script may count them
		if err := tab.Eval(`(visualViewport.pageTop)`, &clip.Y); err != nil {
			return nil, err
		}
	} else {
		if err := tab.Go(story + "graphics/" + p.Graphic + "/"); err != nil {
			return nil, err
		}
		if err := tab.Wait(ready, 20*time.Second); err != nil {
			return nil, err
		}
		var box []float64
		if err := tab.Eval(fmt.Sprintf(`(()=>{const f=document.getElementById(%q);if(!f)return [];for(const e of document.querySelectorAll("#story>*"))if(e!==f&&!e.matches(".note"))e.style.display="none";f.style.margin="0 auto";const n=document.querySelector("#story>.note");const a=f.getBoundingClientRect(),z=(n||f).getBoundingClientRect();return [Math.min(a.left,z.left)-24,a.top+scrollY-24,Math.max(a.right,z.right)-Math.min(a.left,z.left)+48,Math.max(a.bottom,z.bottom)-a.top+48]})()`, "state-"+p.State), &box); err != nil {
			return nil, err
		}
		if len(box) != 4 {
			return nil, fmt.Errorf("graphic %q has no state %q", p.Graphic, p.State)
		}
		clip.X, clip.Y, clip.Width, clip.Height = max(box[0], 0), max(box[1], 0), box[2], box[3]
	}
	yes := true
	r, err := chromedp.Call(tab.Context(), page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: &clip, CaptureBeyondViewport: &yes})
	return r.Data, err
}

// shotsDir is where the desk's pictures go.
func (d *Desk) shotsDir() string { return filepath.Join(d.o.Root, ".build", "shots", "desk") }

// shots takes pictures of what the desk shows, in every language.
func (d *Desk) shots(w http.ResponseWriter, r *http.Request) {
	var p Picture
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10)).Decode(&p); err != nil {
		http.Error(w, "not a picture", http.StatusBadRequest)
		return
	}
	v, ok := parseVariant(p.Variant)
	project := d.current().Project
	if !ok || project == nil {
		http.Error(w, "not a picture", http.StatusBadRequest)
		return
	}
	known := false
	if p.Graphic != "" {
		g, there := project.Graphic(p.Graphic)
		known = there && spec.HasState(g, p.State)
	} else {
		known = slices.ContainsFunc(project.Outline.Steps(), func(s locales.Step) bool { return s.ID == p.Step })
	}
	if !known {
		http.Error(w, "no such step or graphic", http.StatusBadRequest)
		return
	}
	d.taking.Lock()
	defer d.taking.Unlock()
	tags := locales.Tags(d.locales())
	if v.language != "live" {
		tags = []string{locales.Common(d.locales()).Tag}
	}
	v.options = slices.DeleteFunc(slices.Clone(v.options), func(o string) bool { return o == "slow" || o == "noscript" })
	names, err := Shoot(r.Context(), d.origin()+d.storyPath()+v.String(), d.shotsDir(), tags, p)
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	fmt.Fprintf(d.o.Out, "pictures: %s in .build/shots/desk\n", strings.Join(names, ", "))
	answer(w, names)
}

var shotName = regexp.MustCompile(`^[\w-]+(\.\w+)*\.png$`)

func (d *Desk) shot(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if !shotName.MatchString(name) {
		http.NotFound(w, r)
		return
	}
	png, err := os.ReadFile(filepath.Join(d.shotsDir(), name))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(png)
}
