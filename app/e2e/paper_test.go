package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	notArabic  = regexp.MustCompile(`[^\x{0621}-\x{063a}\x{0641}-\x{064a}]+`)
	shortVowel = regexp.MustCompile(`[\x{064b}-\x{0652}]`)
)

// Arabic that is copied out of the printed story is what stands there: the letters of every paragraph in their order, ligatures and
// lam-alef as letters, and every word in one piece. A word with a mark above a letter (some 78 of 4,342) keeps its letters and is
// parted there: so it is left out of the second count.
func TestPaperCopiesInArabic(t *testing.T) {
	t.Parallel()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext: make chromium installs it")
	}
	tab := open(t, "/ar/short/", 1000, 800)
	must(t, tab.Wait(`document.readyState==="complete"&&document.fonts.status==="loaded"`, soon))
	said := eval[[]string](t, tab, `[...document.querySelectorAll(".step > .card > :is(h3,p):not(.vh)")].map(p=>(p=p.cloneNode(true),p.querySelectorAll(".ear").forEach(e=>e.remove()),p.textContent))`)
	out, err := chromedp.Call(tab.Context(), page.PrintToPDF, page.PrintToPDFParams{})
	must(t, err)
	file := filepath.Join(t.TempDir(), "story.pdf")
	must(t, os.WriteFile(file, out.Data, 0o600))
	raw, err := exec.Command(tool, file, "-").Output()
	must(t, err)
	letters := notArabic.ReplaceAllString(string(raw), "")
	words := map[string]bool{}
	for _, w := range notArabic.Split(string(raw), -1) {
		words[w] = true
	}
	tried := 0
	for _, p := range said {
		if l := notArabic.ReplaceAllString(p, ""); !strings.Contains(letters, l) {
			t.Errorf("a copy has not the letters of %q", p)
		}
		for _, w := range strings.Fields(p) {
			if shortVowel.MatchString(w) {
				continue
			}
			tried++
			parts := notArabic.Split(w, -1)
			if i := slices.IndexFunc(parts, func(x string) bool { return x != "" && !words[x] }); i >= 0 {
				t.Errorf("%s is not copied as one word", parts[i])
			}
		}
	}
	if len(said) < 24 || tried < 400 {
		t.Errorf("%d paragraphs of %d words", len(said), tried)
	}
}
