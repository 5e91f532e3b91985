package render

import (
	"bytes"
	"encoding/json"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/card"
	"sahel-explainer/locales"
)

func drawer(t *testing.T) (*card.Drawer, card.Fonts) {
	t.Helper()
	p, err := read.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	f, err := CardFonts("../../..", "../../../.build", p.Locales())
	if err != nil {
		t.Fatal(err)
	}
	brand, err := locales.LoadBrand(os.DirFS("../../.."))
	if err != nil {
		t.Fatal(err)
	}
	d, err := card.NewDrawer(f, brand.Light, func(s string) string { return s })
	if err != nil {
		t.Fatal(err)
	}
	return d, f
}

// Every Arabic word of the catalogues is as wide on a card as harfbuzz itself sets it in the same font: were a joined form or a
// mark's place missing, as go-text has it for fonts with long tables, its width would be another.
func TestArabicWordsAreShapedAsByHarfbuzz(t *testing.T) {
	d, f := drawer(t)
	p, err := read.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var words []string
	for _, id := range p.Catalogues["ar"].IDs() {
		m, _ := p.Catalogues["ar"].Message(id)
		for _, s := range m.Forms {
			for _, w := range regexp.MustCompile(`[ء-ي\x{64b}-\x{652}]+`).FindAllString(s, -1) {
				if !seen[w] {
					seen[w] = true
					words = append(words, w)
				}
			}
		}
	}
	font := filepath.Join(t.TempDir(), "font.ttf")
	if err := os.WriteFile(font, f["ar"][0].Data, 0o644); err != nil {
		t.Fatal(err)
	}
	in, _ := json.Marshal(words)
	cmd := exec.Command("node", "--input-type=module", "-e", `
import { readFileSync } from "node:fs";
const hb = await import("harfbuzzjs");
const font = new hb.Font(new hb.Face(new hb.Blob(readFileSync(process.argv[1])), 0));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((w) => {
  const b = new hb.Buffer();
  b.addText(w);
  b.guessSegmentProperties();
  hb.shape(font, b);
  return b.getGlyphPositions().reduce((n, g) => n + g.xAdvance, 0);
})));`, font)
	cmd.Dir = "../../.."
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var want []float64
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for i, w := range words {
		if got := d.Width(w, 1000, 400, "ar", true); math.Abs(got-want[i]) > 2 {
			if wrong++; wrong < 10 {
				t.Errorf("%s: %.0f thousandths wide, harfbuzz has %.0f", w, got, want[i])
			}
		}
	}
	if len(words) < 1500 || wrong > 0 {
		t.Errorf("%d words, %d of another width", len(words), wrong)
	}
}

// A card is a PNG of the size that networks ask for, light enough to be shown, and the same whenever it is drawn.
func TestCardsAreSmallAndRepeatable(t *testing.T) {
	d, _ := drawer(t)
	again, _ := drawer(t)
	svg := `<svg><path d="M10 10L300 20L200 300Z" fill="var(--brand)" stroke="var(--border)"/><text x="50" y="60" font-size="15" text-anchor="start" fill="var(--ink)" class="h">باماكو 2025</text></svg>`
	for _, k := range []card.Card{
		{Headline: "Short", Name: "Name", SVG: svg, SVGW: 360, SVGH: 440},
		{Kicker: "فصل", Headline: strings.Repeat("عنوان طويل جدا ", 12), Finding: strings.Repeat("خلاصة ", 30), Name: "الاسم", AsOf: "الوقائع", RTL: true, SVG: svg, SVGW: 720, SVGH: 640, Map: true},
		{Headline: strings.Repeat("Ungewöhnlichlangeswort", 3), Name: "Name", SVG: svg, SVGW: 360, SVGH: 560},
	} {
		one, err := d.Draw(k)
		if err != nil {
			t.Fatal(err)
		}
		two, err := again.Draw(k)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%q is drawn in another way each time", k.Headline)
		}
		c, err := png.DecodeConfig(bytes.NewReader(one))
		if err != nil || c.Width != 1200 || c.Height != 630 || len(one) > 65_000 {
			t.Errorf("%q: %dx%d, %d bytes, %v", k.Headline, c.Width, c.Height, len(one), err)
		}
	}
}
