package build

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/negotiate"
)

// Size is what one part of the site weighs, in bytes, and the most it may weigh compressed (0: no budget); of a page also how many elements
// it has, and how many of them are of drawings.
type Size struct {
	Part             string
	Raw, Brotli, Max int
	Elements, Drawn  int
}

// Budgets in bytes after brotli 11. What a reader needs is the page with every graphic drawn, its fonts and boot.js.
const (
	budgetReader  = 141_500 // 139,000 until five more steps had a picture of their own (1,400), the smallest frames a slit of each (700) and labels the row that they go with (400); 137,500 until explore had choices with counts and names of columns for cards (900); 125,000 until each statement and mark answered who says it, when, through which hands and against whom (10,900 in Arabic) and steps unfolded (2,000)
	budgetShort   = 60_000
	budgetFirst   = 40_000
	budgetScripts = 17_000 // 16,800 until the story came in two lengths, each kept for reading offline; 16,600 until the worker's list had data for programs too; 16,000 until boot.js answered who says it: by finger and key, before the client is there, and in frames
	budgetZoom    = 1_300
	budgetClient  = 1_250_000
	budgetECharts = 210_000
	budgetFonts   = 50_000
	budgetElement = 11_200 // of the whole story's page: 13,600 until drawings were written leaner and 53 beats became 41; 150 say to the ear whose claim it is
	budgetEmbed   = 8_760  // 8,600 until both sides' checks were made from one definition of the protocol
)

var fontPattern = regexp.MustCompile(`assets/[\w-]+\.[a-z][\w-]*\.\w+\.woff2`)

var bootPattern = regexp.MustCompile(`assets/boot\.\w+\.js`)

// Sizes measures a finished site.
func Sizes(dir string) ([]Size, error) {
	var out []Size
	weigh := func(p string) (raw, br int, err error) {
		a, err := os.Stat(filepath.Join(dir, p))
		if err != nil {
			return 0, 0, err
		}
		raw, br = int(a.Size()), int(a.Size())
		if c, err := os.Stat(filepath.Join(dir, p+".br")); err == nil {
			br = int(c.Size())
		}
		return raw, br, nil
	}
	sum := func(part string, max int, paths ...string) error {
		s := Size{Part: part, Max: max}
		for _, p := range paths {
			raw, br, err := weigh(p)
			if err != nil {
				return err
			}
			s.Raw, s.Brotli = s.Raw+raw, s.Brotli+br
		}
		out = append(out, s)
		return nil
	}
	var live []byte // pages of this release: what they do not name belongs to an earlier edition
	langs, err := negotiate.Read(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	for _, lang := range langs {
		l := lang.Tag
		page := l + "/index.html"
		html, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			return nil, err
		}
		live = append(bytes.Clone(html), text(dir, filesOf(dir, l+"/graphics/*/index.html"))...)
		// A browser paints when it has read the head and the first screen: no style, script or font of the page holds it up.
		first, _, ok := bytes.Cut(html, []byte(`class="step"`))
		if !ok {
			return nil, fmt.Errorf("%s has no step", page)
		}
		br, err := write.Compressed(11, first)
		if err != nil {
			return nil, err
		}
		out = append(out, Size{Part: l + " before the first paint", Raw: len(first), Brotli: len(br), Max: budgetFirst})
		seen := map[string]bool{}
		var fonts []string
		for _, f := range fontPattern.FindAllString(string(html), -1) {
			if !seen[f] {
				seen[f] = true
				fonts = append(fonts, f)
			}
		}
		if err := sum(l+" page (html, css, svg)", 0, page); err != nil {
			return nil, err
		}
		out[len(out)-1].Elements, out[len(out)-1].Drawn = elements(html)
		if _, err := os.Stat(filepath.Join(dir, l, "short", "index.html")); err == nil {
			if err := sum(l+" short story's page", budgetShort, l+"/short/index.html"); err != nil {
				return nil, err
			}
		}
		if err := sum(l+" fonts", budgetFonts, fonts...); err != nil {
			return nil, err
		}
		if err := sum(l+" all that reading needs", budgetReader, append(append([]string{page}, fonts...), bootPattern.FindString(string(html)))...); err != nil {
			return nil, err
		}
	}
	if live == nil {
		return nil, fmt.Errorf("%s has no story; build it", dir)
	}
	for _, x := range []struct {
		part    string
		max     int
		pattern []string
	}{
		{"own scripts (boot, frame, worker, wasm_exec)", budgetScripts, []string{"assets/boot.*.js", "assets/frame.*.js", "assets/wasm_exec.*.js", "sw.js"}},
		{"a graphic's own page (zoom)", budgetZoom, []string{"assets/zoom.*.js"}},
		{"client (wasm)", budgetClient, []string{"assets/client.*.wasm"}},
		{"ECharts", budgetECharts, []string{"assets/echarts.*.js"}},
		{"embed.js", budgetEmbed, []string{"embed.js"}},
	} {
		var paths []string
		for _, p := range x.pattern {
			for _, f := range filesOf(dir, p) {
				if !strings.HasPrefix(f, "assets/") || bytes.Contains(live, []byte(f)) {
					paths = append(paths, f)
				}
			}
		}
		if err := sum(x.part, x.max, paths...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// text is what files say, one behind the other.
func text(dir string, files []string) (out []byte) {
	for _, f := range files {
		raw, _ := os.ReadFile(filepath.Join(dir, f)) // one that cannot be read names nothing
		out = append(out, raw...)
	}
	return out
}

// filesOf are the files of a pattern below dir, without their compressed copies.
func filesOf(dir, pattern string) []string {
	found, _ := filepath.Glob(filepath.Join(dir, pattern))
	var out []string
	for _, f := range found {
		if !strings.HasSuffix(f, ".br") && !strings.HasSuffix(f, ".gz") {
			rel, _ := filepath.Rel(dir, f)
			out = append(out, rel)
		}
	}
	sort.Strings(out)
	return out
}

var (
	startTag = regexp.MustCompile(`<[a-z]`)
	drawing  = regexp.MustCompile(`(?s)<svg.*?</svg>`)
)

// elements counts those of a page, and of them those of its drawings.
func elements(html []byte) (all, drawn int) {
	for _, d := range drawing.FindAll(html, -1) {
		drawn += len(startTag.FindAll(d, -1))
	}
	return len(startTag.FindAll(html, -1)), drawn
}

// Over reports whether the part is over its budget.
func (s Size) Over() bool { return s.Max > 0 && s.Brotli > s.Max || s.Elements > budgetElement }

// PrintSizes prints sizes against their budgets.
func PrintSizes(w io.Writer, sizes []Size) {
	fmt.Fprintf(w, "%-40s %10s %10s %10s\n", "part", "raw", "brotli", "budget")
	for _, s := range sizes {
		budget := "-"
		if s.Max > 0 {
			budget = fmt.Sprint(s.Max)
			if s.Over() {
				budget += " OVER"
			}
		}
		if s.Elements > 0 {
			budget += fmt.Sprintf("  %d elements (at most %d), %d of them drawn", s.Elements, budgetElement, s.Drawn)
		}
		fmt.Fprintf(w, "%-40s %10d %10d %10s\n", s.Part, s.Raw, s.Brotli, budget)
	}
}
