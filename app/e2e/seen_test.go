package e2e

import (
	_ "embed"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/locales"
)

//go:embed seen.js
var seenJS string

// looked is what a reader sees of the graphics of a story.
type looked struct {
	Steps []struct {
		Step              string
		Best, Worst, Left float64 // shares of the labels that the frame keeps
		Kept, Small, Text float64 // Kept: of all labels of the picture; small frames leave out what is cut
	}
	Of      int
	Screens float64
}

// lookThrough goes through the story of a tab or frame, once its states follow the steps.
func lookThrough(t *testing.T, story *browser.Tab) looked {
	t.Helper()
	must(t, story.Wait(`"steps" in document.documentElement.dataset||document.documentElement.dataset.mode==="stepper"`, soon))
	return eval[looked](t, story, strings.TrimSpace(seenJS[strings.Index(seenJS, "(async"):]))
}

// faults are the steps of which less than 95% of the labels are seen at the worst place, or with a label below 11 px.
func (s looked) faults() (out []string) {
	for _, x := range s.Steps {
		if x.Worst < 0.95 || x.Small < 10.95 {
			out = append(out, fmt.Sprintf("%s: %.0f%% of the labels at the worst place, the smallest %.1f px", x.Step, x.Worst*100, x.Small))
		}
	}
	if len(s.Steps) < s.Of {
		out = append(out, fmt.Sprintf("only %d of %d steps came", len(s.Steps), s.Of))
	}
	return out
}

// Words never cover what they speak about.
func TestPhonesSeeWhatTheWordsSpeakOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		locale string
		w, h   int
		motion string
	}{{"ar", 390, 844, ""}, {"fr", 360, 640, ""}, {"en", 412, 915, ""}, {"ar/short", 360, 640, ""}, {"fr/short", 360, 640, "reduce"}, {"en/short", 1280, 800, "reduce"}} {
		t.Run(fmt.Sprint(c.locale, c.w, c.motion), func(t *testing.T) {
			tab := blank(t, c.w, c.h)
			must(t, tab.Media("", "prefers-reduced-motion", c.motion))
			must(t, tab.Go(base+"/"+c.locale+"/"))
			if c.motion != "" {
				client(t, tab) // what it shows of its own to readers without motion must leave the picture its room
			}
			must(t, tab.Wait(later+"===0", soon))
			if missed := lookThrough(t, tab).faults(); len(missed) > 0 {
				t.Errorf("%d steps:\n%s", len(missed), strings.Join(missed, "\n"))
			}
		})
	}
}

// tellBeats prints what a story asks of its readers, before what they see of it: its beats, the words and figures of the fullest, its words
// and minutes.
func tellBeats(t *testing.T) {
	p, err := read.Load("../..")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%-16s %6s %13s %15s %8s %6s %8s\n", "", "beats", "words at most", "figures at most", "figures", "words", "minutes")
	for _, l := range p.Locales() {
		for _, o := range []*locales.Outline{p.Outline, p.Outline.Excerpt()} {
			if o == nil {
				continue
			}
			inIt, words, figures, all := map[string]bool{}, 0, 0, 0
			for _, s := range o.Steps() {
				inIt[s.ID] = true
			}
			for _, b := range check.Beats(p) {
				if b.Locale == l.Tag && inIt[b.Step] {
					words, figures, all = max(words, b.Words), max(figures, b.Figures), all+b.Figures
				}
			}
			c, name := p.Catalogues[l.Tag], l.Tag
			if o != p.Outline {
				name += "/short"
			}
			fmt.Printf("%-16s %6d %13d %15d %8d %6d %8d\n", name, len(inIt), words, figures, all, o.Words(c), o.Minutes(c))
		}
	}
	fmt.Println()
}

// make seen: the table of what is seen, over the sizes of screens and frames; "kept" is the mean share of a picture's labels that the frame
// shows at all. SIZES may name some of them, or others.
func TestSeenTable(t *testing.T) {
	if os.Getenv("SEEN") == "" {
		t.Skip("make seen")
	}
	tellBeats(t)
	at := host(t)
	sizes := [][3]int{{320, 568}, {360, 640}, {390, 844}, {844, 390}, {768, 1024}, {1280, 800},
		{300, 400, 1}, {360, 520, 1}, {360, 600, 1}, {390, 640, 1}, {728, 640, 1}}
	for _, name := range strings.Fields(os.Getenv("SIZES")) {
		var x [3]int
		size, framed := strings.CutPrefix(name, "stepper:")
		if n, _ := fmt.Sscanf(size, "%dx%d", &x[0], &x[1]); n != 2 {
			t.Fatalf("SIZES=%s: write widths and heights in px, such as 390x844, or stepper:360x600", name)
		}
		if framed {
			x[2] = 1
		}
		if !slices.ContainsFunc(sizes, func(s [3]int) bool { return s == x }) {
			sizes = append(sizes, x)
		}
	}
	fmt.Printf("%-16s %-9s %6s %6s %6s %6s %6s %9s %9s %6s %8s\n", "size", "", "steps", "mean", "worst", "left", "kept",
		"under 95%", "label px", "text", "screens")
	for _, size := range sizes {
		for _, story := range []string{"ar/", "fr/", "en/", "ar/short/", "fr/short/", "en/short/"} {
			name := fmt.Sprintf("%s%dx%d", []string{"", "stepper:"}[size[2]], size[0], size[1])
			if only := os.Getenv("SIZES"); only != "" && !slices.Contains(strings.Fields(only), name) {
				continue
			}
			var s looked
			if size[2] == 0 {
				tab := open(t, "/"+story, size[0], size[1])
				must(t, tab.Wait(later+"===0", time.Minute))
				s = lookThrough(t, tab)
			} else {
				tab := blank(t, size[0]+40, size[1]+80)
				must(t, tab.Go(at(fmt.Sprintf(`<iframe src="{{BASE}}%s?embed=1" title="story" width=%d height=%d style="border:0"></iframe>`, story, size[0], size[1]))))
				f := framed(t, tab, "stepper")
				must(t, f.Wait("document.querySelector('.stepper-nav [data-act=next]')", soon))
				s = lookThrough(t, f)
			}
			mean, kept, worst, left, under, small, text := 0.0, 0.0, 2.0, 2.0, 0, 99.0, 99.0
			for _, x := range s.Steps {
				mean += x.Worst / float64(len(s.Steps))
				kept += x.Kept / float64(len(s.Steps))
				worst, left, small, text = min(worst, x.Worst), min(left, x.Left), min(small, x.Small), min(text, x.Text)
				if x.Worst < 0.95 {
					under++
				}
			}
			fmt.Printf("%-16s %-9s %3d/%d %6.2f %6.2f %6.2f %6.2f %9d %9.1f %6.1f %8.1f\n", name, strings.TrimSuffix(story, "/"), len(s.Steps), s.Of,
				mean, worst, left, kept, under, small, text, s.Screens)
			if os.Getenv("SEEN") == "all" {
				for _, line := range s.faults() {
					fmt.Println("    " + line)
				}
			}
		}
	}
}
