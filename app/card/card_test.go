package card

import (
	"image/color"
	"strings"
	"testing"
	"unicode"
)

// What is seen from left to right, of lines as locales.Locale.Label prepares them: numbers keep their digits' order, ranges and
// signs stay with them, and the line runs from right to left whatever it begins with.
func TestLinesAreSeenInTheirOrder(t *testing.T) {
	const lrm = "\u200e"
	face := func(rtl bool) func(r rune) int {
		return func(r rune) int {
			if rtl && !unicode.Is(unicode.Latin, r) {
				return 1
			}
			return 0
		}
	}
	for _, x := range []struct {
		in, want string
		ltr      bool
	}{
		{in: "6 يونيو 2025", want: "2025| يونيو |6"},
		{in: "300 إلى 350", want: "350| إلى |300"},
		{in: "يونيو 2025: الحضور", want: ": الحضور|2025|يونيو "},
		{in: "لوموند، 24 ديسمبر 2021", want: "2021| ديسمبر |24|لوموند، "},
		{in: "قبل " + lrm + "20% بعد", want: " بعد|20%|قبل "},
		{in: "بين " + lrm + "2023-2025 و«AQIM»", want: "»|AQIM| و«|2023-2025|بين "},
		{in: "12 juin 2025 : 40 %", want: "12 juin 2025 : 40 %", ltr: true},
	} {
		rs := []rune(x.in)
		var seen []string
		for _, p := range (&setter{}).pieces(rs, !x.ltr, face(!x.ltr)) {
			s := strings.Map(func(r rune) rune {
				if isControl(r) {
					return -1
				}
				return r
			}, string(rs[p.from:p.to]))
			if s != "" {
				seen = append(seen, s)
			}
		}
		if got := strings.Join(seen, "|"); got != x.want {
			t.Errorf("%q is seen as %q, want %q", x.in, got, x.want)
		}
	}
}

// A picture that holds what cards cannot draw is refused, never drawn in part.
func TestUnknownDrawingIsRefused(t *testing.T) {
	d := &Drawer{theme: map[string]string{"ink": "#000000"}}
	for _, x := range []struct{ svg, want string }{
		{`<svg><path d="M0 0L1 1" fill="var(--ink)"/></svg>`, ""},
		{`<svg><path d="M0 0A2 2 0 1 1 4 4Zm1-1q.5.5 1-1c1 1 2 2 3-3H2V-4" fill="#102030"/></svg>`, ""},
		{`<svg><image href="x"/></svg>`, "<image>"},
		{`<svg><path d="M0 0S1 1 2 2"/></svg>`, "command S"},
		{`<svg><path d="M0 0L1"/></svg>`, "1 numbers"},
		{`<svg><circle r="2" fill="red"/></svg>`, `"red"`},
		{`<svg><circle r="2" fill="var(--none-such)"/></svg>`, "none-such"},
		{`<svg><g transform="rotate(3)"><path d="M0 0"/></g></svg>`, "rotate"},
		{`<svg><polyline points="1 2 3"/></svg>`, "points"},
	} {
		err := d.drawSVG(newCanvas(8, 8), x.svg, identity, "en", false)
		switch {
		case x.want == "" && err != nil:
			t.Errorf("%s: %v", x.svg, err)
		case x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)):
			t.Errorf("%s: error %v, want one that names %q", x.svg, err, x.want)
		}
	}
}

// Shapes cover what they should: a filled square, a line of a pen, dashes, a ring whose hole stays open.
func TestShapesCoverTheirPixels(t *testing.T) {
	d := &Drawer{theme: map[string]string{"ink": "#000000", "paper": "#ffffff"}}
	for _, x := range []struct {
		name, svg string
		min, max  int // dark pixels of 100
	}{
		{"square", `<rect x="2" y="2" width="5" height="4" fill="var(--ink)"/>`, 20, 20},
		{"pen", `<polyline points="0 5 10 5" fill="none" stroke="var(--ink)" stroke-width="2"/>`, 20, 20},
		{"pen under a scale", `<g transform="matrix(2,0,0,2,0,0)"><polyline points="0 2.5 5 2.5" fill="none" stroke="var(--ink)" stroke-width="1"/></g>`, 20, 20},
		{"dashes", `<polyline points="0 5 10 5" fill="none" stroke="var(--ink)" stroke-width="2" stroke-dasharray="2,3"/>`, 8, 8},
		{"disc", `<circle cx="5" cy="5" r="4" fill="var(--ink)"/>`, 44, 56},
		{"ring", `<path d="M0 0L10 0L10 10L0 10ZM3 3L3 7L7 7L7 3Z" fill="var(--ink)"/>`, 84, 84},
		{"off the canvas to the left", `<rect x="-50" y="0" width="55" height="10" fill="var(--ink)"/>`, 50, 50},
		{"unseen", `<rect x="0" y="0" width="9" height="9" fill="var(--ink)" fill-opacity="0"/>`, 0, 0},
	} {
		c := newCanvas(10, 10)
		c.ground(c.clip, paperWhite)
		if err := d.drawSVG(c, "<svg>"+x.svg+"</svg>", identity, "en", false); err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		dark := 0
		for i := 0; i < len(c.img.Pix); i += 4 {
			if c.img.Pix[i] < 128 {
				dark++
			}
		}
		if dark < x.min || dark > x.max {
			t.Errorf("%s: %d pixels, want %d to %d", x.name, dark, x.min, x.max)
		}
	}
}

var paperWhite = color.RGBA{255, 255, 255, 255}
