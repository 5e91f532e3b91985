package eyes

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"os"
	"strings"
	"testing"
	"time"
)

// Labels of graphics stand out from what is really behind them, in every state: axe cannot tell. LABELS=all (make contrast) looks at every
// language, theme and width in three engines, and at readers who ask for more contrast.
func TestLabelsStandOut(t *testing.T) {
	t.Parallel()
	g := &Grid{Site: built(t), Root: "../.."}
	g.Start()
	defer g.Close()
	engines, langs, themes, widths := []string{"chromium"}, []string{"ar"}, []string{"dark"}, []int{390}
	if os.Getenv("LABELS") != "" {
		engines, langs, themes, widths = []string{"chromium", "firefox", "webkit"}, Langs, []string{"light", "dark"}, []int{390, 1280}
	}
	if only := os.Getenv("ENGINES"); only != "" {
		engines = strings.Fields(only)
	}
	if only := os.Getenv("LANGS"); only != "" {
		langs = strings.Fields(only)
	}
	for _, engine := range engines {
		for _, lang := range langs {
			for _, theme := range themes {
				for _, width := range widths {
					began := time.Now()
					n, pale, err := g.Labels(engine, lang, theme, width)
					if err != nil || n < 400 {
						t.Errorf("%s %s %s %d: %d labels, %v", engine, lang, theme, width, n, err)
						continue
					}
					fmt.Printf("%-10s %-3s %-6s %5d %6d labels, %d pale, %.1f s\n", engine, lang, theme, width, n, len(pale), time.Since(began).Seconds())
					for _, p := range pale {
						t.Errorf("%s %s %s %d: %s", engine, lang, theme, width, p)
					}
				}
			}
		}
	}
}

// A label that stands out too little is found by its ink, whatever stands beside it.
func TestPaleIsFound(t *testing.T) {
	paint := func(c color.RGBA) *image.RGBA {
		m := image.NewRGBA(image.Rect(0, 0, 20, 20))
		draw.Draw(m, m.Rect, image.NewUniform(c), image.Point{}, draw.Src)
		return m
	}
	s := &shot{ground: paint(color.RGBA{250, 250, 245, 255}), coded: paint(color.RGBA{250, 250, 245, 255})}
	draw.Draw(s.ground, image.Rect(0, 0, 20, 10), image.NewUniform(color.RGBA{60, 60, 60, 255}), image.Point{}, draw.Src) // a mark behind its upper half
	draw.Draw(s.coded, image.Rect(0, 0, 20, 10), image.NewUniform(color.RGBA{60, 60, 60, 255}), image.Point{}, draw.Src)
	for name, c := range map[string]struct {
		ink   image.Rectangle
		color string
		pale  bool
	}{
		"dark words beside the mark": {image.Rect(4, 12, 9, 18), "rgb(30, 30, 30)", false},
		"dark words on the mark":     {image.Rect(4, 2, 9, 8), "rgb(30, 30, 30)", true},
		"half of them on the mark":   {image.Rect(4, 7, 9, 13), "rgb(30, 30, 30)", true},
		"light words on the mark":    {image.Rect(4, 2, 9, 8), "rgb(255, 255, 255)", false},
		"words that are half gone":   {image.Rect(4, 12, 9, 18), "rgba(30, 30, 30, 0.3)", true},
	} {
		was := image.NewRGBA(s.coded.Rect)
		copy(was.Pix, s.coded.Pix)
		draw.Draw(s.coded, c.ink, image.NewUniform(color.RGBA{255, 0, 255, 255}), image.Point{}, draw.Src)
		text := Text{Box: Box{0, 0, 20, 20}, Color: c.color, Opacity: 1, Size: 12}
		if ratio, ink := s.stands(text); ink != c.ink.Dx()*c.ink.Dy() || ratio < text.enough() != c.pale {
			t.Errorf("%s: %.1f on %d pixels", name, ratio, ink)
		}
		s.coded = was
	}
}
