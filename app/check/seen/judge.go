package seen

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"sahel-explainer/app/check"
	"sahel-explainer/app/check/contrast"
	"sahel-explainer/app/woff2"
)

// Rules of the rendered check, as suppressions give them.
const (
	ruleOverlap  = "seen-overlap"
	ruleOutside  = "seen-outside"
	ruleClipped  = "seen-clipped"
	ruleOverflow = "seen-overflow"
	ruleContrast = "seen-contrast"
	ruleGlyph    = "seen-glyph"
	ruleLink     = "seen-link"
)

func found(rule, graphic, state, what, why, mend string) Finding {
	return Finding{Finding: check.Finding{Rule: rule, Severity: check.Error, What: what, Why: why, Mend: mend}, Graphic: graphic, State: state}
}

// Outside reports whether a label leaves its picture.
func (l Label) Outside() bool {
	return !l.Mark && !l.Turned && (l.X0 < -1 || l.X1 > l.W+1 || l.Y0 < -1 || l.Y1 > l.H+1)
}

// Overlaps reports whether two labels of one picture, or a label and a mark, run into each other.
func (l Label) Overlaps(m Label) bool {
	if l.Graphic != m.Graphic || l.State != m.State || l.Mark && m.Mark || l.Turned || m.Turned {
		return false
	}
	return l.X0 < m.X1-0.5 && m.X0 < l.X1-0.5 && l.Y0 < m.Y1 && m.Y0 < l.Y1
}

// LabelFaults finds labels that leave their picture or run into each other. It does not look at lines and areas behind words.
func (m *Measured) LabelFaults() []Finding {
	var out []Finding
	for i, a := range m.Labels {
		if a.Outside() {
			out = append(out, found(ruleOutside, a.Graphic, a.State, fmt.Sprintf("“%s” leaves the picture: x %.0f to %.0f, y %.0f to %.0f of %.0f×%.0f", a.Text, a.X0, a.X1, a.Y0, a.Y1, a.W, a.H),
				"readers would see a part of it or nothing", "shorten the label, or move it in its graphic").about(a.Text))
		}
		for _, b := range m.Labels[i+1:] {
			if b.Graphic != a.Graphic || b.State != a.State {
				break
			}
			if a.Overlaps(b) {
				out = append(out, found(ruleOverlap, a.Graphic, a.State, fmt.Sprintf("“%s” and “%s” overlap at %.0f,%.0f", a.Text, b.Text, max(a.X0, b.X0), max(a.Y0, b.Y0)),
					"neither could be read", "shorten one of the labels, or move it in its graphic").about(a.Text))
			}
		}
	}
	return out
}

// overflows finds words that run out of their box, are cut off, or make the page scroll to the side.
func (m *Measured) overflows() []Finding {
	var out []Finding
	for _, t := range m.Texts {
		if t.Over > 1.5 {
			out = append(out, found(ruleOverflow, t.Graphic, t.State, fmt.Sprintf("“%s” runs %.0f px out of its box", t.Text, t.Over),
				"it lies over what stands beside it", "shorten it, or let it break").about(t.Text))
		}
		if t.Cut > 2 {
			out = append(out, found(ruleClipped, t.Graphic, t.State, fmt.Sprintf("%.0f px of “%s” are cut off by %s", t.Cut, t.Text, t.By),
				"readers would not see all of it", "shorten it, or give it more room in web/css").about(t.Text))
		}
	}
	if m.Sideways > 1 {
		out = append(out, found(ruleOverflow, "", "", fmt.Sprintf("the page scrolls %.0f px to the side; the widest is %s", m.Sideways, m.Widest),
			"on a phone the whole page would slip", "let that element break or scroll by itself"))
	}
	return out
}

// weak finds words that stand out too little from what is behind them.
func (m *Measured) weak() []Finding {
	type pair struct{ ink, ground, graphic, state, text string }
	told := map[pair]bool{}
	var out []Finding
	for _, t := range m.Texts {
		if t.Ink == "" || t.Ground == "" {
			continue
		}
		ratio, key := contrast.Of(t.Ink, t.Ground), pair{t.Ink, t.Ground, t.Graphic, t.State, t.Text}
		if ratio >= t.enough() || told[key] {
			continue
		}
		told[key] = true
		out = append(out, found(ruleContrast, t.Graphic, t.State, fmt.Sprintf("“%s” has a contrast of %.2f (%s on %s); %.1f is needed", t.Text, ratio, t.Ink, t.Ground, t.enough()),
			"many readers could not read it", "choose other colours in locales/brand/brand.toml or in the graphic").about(t.Text))
	}
	return out
}

// Fonts are the characters of the fonts read so far, by address.
type Fonts map[string]woff2.Coverage

func (f Fonts) of(url string) (woff2.Coverage, error) {
	if c, ok := f[url]; ok {
		return c, nil
	}
	r, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(io.LimitReader(r.Body, 8<<20))
	if err != nil {
		return nil, err
	}
	c, err := woff2.Read(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", url, err)
	}
	f[url] = c
	return c, nil
}

// lacking finds characters that the page's own fonts do not have. A font of the reader's machine steps in for them, another
// one on each machine, or an empty box where there is none.
func (m *Measured) lacking(fonts Fonts) ([]Finding, error) {
	own := map[string][]Face{}
	for _, f := range m.Faces {
		own[f.Family] = append(own[f.Family], f)
	}
	var out []Finding
	for _, g := range m.Glyphs {
		c, ours, has := []rune(g.Char)[0], false, false
		var names []string
		for _, family := range strings.Split(g.Families, ",") {
			family = strings.Trim(strings.TrimSpace(family), `"'`)
			for _, f := range own[family] {
				cover, err := fonts.of(f.URL)
				if err != nil {
					return nil, err
				}
				if !ours {
					names = append(names, family)
				}
				ours = true
				has = has || woff2.InRange(f.Range, c) && cover[c]
			}
		}
		if ours && !has {
			f := found(ruleGlyph, g.Graphic, g.State, fmt.Sprintf("“%s” (U+%04X) is in none of the page's fonts (%s): “%.60s”", g.Char, c, strings.Join(names, ", "), g.Text),
				"another font would step in for it, or an empty box", "write it otherwise, or let its language's file name a font that has it").about(g.Text)
			f.Severity = check.Warning // it is read all the same, only in another hand
			out = append(out, f)
		}
	}
	return out, nil
}

// enough is the contrast that WCAG AA asks of a text: less where it is large.
func (t Text) enough() float64 {
	if t.Size >= 24 || t.Bold && t.Size >= 18.66 {
		return 3
	}
	return 4.5
}
