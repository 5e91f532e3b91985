// Package slit says what of a narrow picture small frames show: a slit of it, with the labels that stand whole in it.
package slit

import (
	"fmt"
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

// Step is the step in which a slit is placed, in hundredths of the picture's height; see web/css/06-modes.css.
const Step = 5

// slits are what frames of a stepper show of a narrow picture: their heights in its units, the class of what is left out of each, the
// letter of the class that says where it looks, and the last step that the style has such a class for; see web/css/06-modes.css. They
// are the smallest frame (300 by 400 pixels) and those of 360 by 520 and by 600, heights that newsrooms give to a frame where they run
// no script.
var slits = []struct {
	height      float64
	left, place string
	last        int
}{{152, "o", "y", 14}, {205, "p", "j", 11}, {290, "q", "x", 7}}

// corner is the corner that a small frame's button covers; grown is by how much labels are larger there, beside the picture.
const corner, grown = 56.0, 1.1

var (
	textAt = regexp.MustCompile(`<text[^>]*>[^<]*(?:<tspan[^>]*>[^<]*</tspan>[^<]*)*</text>`)
	attr   = regexp.MustCompile(` (x|y|font-size|text-anchor|font-weight|direction)="([^"]*)"`)
	tags   = regexp.MustCompile(`<[^>]*>`)
)

// label is one text of a picture.
type label struct {
	from, to       int // where it stands in the SVG
	words          string
	x, y           float64 // its place
	x0, x1, y0, y1 float64
	row            string   // whose label it is, if one row's
	rows           []string // whose it may be
	weight         float64
}

// Cut says where small frames look at a picture, a class for each of the slits: from which step of Step hundredths on, where most of
// what its state is about can be read. Labels that do not stand whole in a slit have its class, and such frames leave them out: they carry
// fewer labels, none smaller and none cut, and the lines of one label stay together.
func Cut(svg string, pic spec.Picture) (cut, places string) {
	labels := labelsOf(svg, pic)
	classes, looks := make([]string, len(labels)), make([]string, len(slits))
	for i, s := range slits {
		at := placeOf(labels, s.height, s.last, pic)
		looks[i] = s.place + strconv.Itoa(at)
		for j, left := range outOf(labels, topOf(at, s.height, pic), s.height, pic) {
			if left {
				classes[j] = strings.TrimSpace(classes[j] + " " + s.left)
			}
		}
	}
	var b strings.Builder
	last := 0
	for i, l := range labels {
		if classes[i] == "" {
			continue
		}
		b.WriteString(svg[last:l.from])
		el := svg[l.from:l.to]
		if had := strings.Replace(el, ` class="`, ` class="`+classes[i]+" ", 1); had != el {
			b.WriteString(had)
		} else {
			b.WriteString(`<text class="` + classes[i] + `"` + el[len("<text"):])
		}
		last = l.to
	}
	return b.String() + svg[last:], strings.Join(looks, " ")
}

// topOf is where a slit begins that looks at a step of a picture: as in the style, none goes beyond its foot.
func topOf(step int, height float64, pic spec.Picture) float64 {
	return max(0, min(pic.Height*float64(step*Step)/100, pic.Height-height))
}

// placeOf is where a slit of a height shows most.
func placeOf(labels []label, height float64, last int, pic spec.Picture) int {
	best, at := math.Inf(-1), 0
	for k := 0; ; k++ {
		if k > last || k > 0 && pic.Height*float64((k-1)*Step)/100+height >= pic.Height {
			return at
		}
		top := topOf(k, height, pic)
		out := outOf(labels, top, height, pic)
		score, middle := 0.0, 0.0
		for i, l := range labels {
			if !out[i] {
				score += l.weight
				middle -= l.weight * math.Abs((l.y0+l.y1)/2-top-height/2) / 1e4 // of two, the one that has them in its middle
			}
		}
		if score+middle > best {
			best, at = score+middle, k
		}
	}
}

// Own names the row of each label that is one row's, as data-of: where rows are chosen, labels go with their marks.
func Own(svg string, pic spec.Picture) string {
	var b strings.Builder
	last := 0
	for _, l := range labelsOf(svg, pic) {
		if l.row == "" || strings.HasPrefix(l.row, heading) {
			continue
		}
		at := l.from + len("<text")
		fmt.Fprintf(&b, `%s data-of="%s"`, svg[last:at], html.EscapeString(l.row))
		last = at
	}
	return b.String() + svg[last:]
}

// outOf are the labels that do not stand in a slit, with those of the same row.
func outOf(labels []label, top, height float64, pic spec.Picture) []bool {
	cut := func(l label) bool {
		under := l.x1 > pic.Width-corner
		if pic.RTL {
			under = l.x0 < corner
		}
		foot := top + height
		if foot >= pic.Height { // nothing cuts a label there that the picture itself does not
			foot = math.Inf(1)
		}
		return l.y0 < top || l.y1 > foot || l.x0 < -1 || l.x1 > pic.Width+1 || under && l.y0 < top+corner
	}
	rows := map[string]bool{}
	for _, l := range labels {
		if l.row != "" && cut(l) {
			rows[l.row] = true
		}
	}
	out := make([]bool, len(labels))
	for i, l := range labels {
		out[i] = cut(l) || rows[l.row]
	}
	return out
}

// labelsOf reads the texts of a picture.
func labelsOf(svg string, pic spec.Picture) []label {
	focus, lines := map[string]bool{}, map[string]string{}
	if pic.Proof != nil {
		for _, id := range pic.Proof.Focus {
			focus[id] = true
		}
		for _, l := range pic.Proof.Labels {
			for _, w := range strings.Fields(l.Words) {
				lines[w] += " " + l.Row + " "
			}
		}
		for i, said := range pic.Proof.Words { // the lines of a heading stay together too
			for _, w := range strings.Fields(said) {
				lines[w] += " " + heading + strconv.Itoa(i) + " "
			}
		}
	}
	var out []label
	for _, at := range textAt.FindAllStringIndex(svg, -1) {
		el := svg[at[0]:at[1]]
		a := map[string]string{}
		for _, m := range attr.FindAllStringSubmatch(el[:strings.Index(el, ">")], -1) {
			a[m[1]] = m[2]
		}
		num := func(name string) float64 { v, _ := strconv.ParseFloat(a[name], 64); return v }
		words, size := tags.ReplaceAllString(el, ""), num("font-size")
		l := label{from: at[0], to: at[1], words: bare(words), x: num("x"), y: num("y"), y0: num("y") - 0.85*grown*size - 1, y1: num("y") + 0.3*grown*size + 1,
			rows: rowsOf(words, lines)}
		l.x0, l.x1 = num("x"), num("x")
		wide := grown * typeset.Width(words, size, a["font-weight"] == "bold")
		switch back := a["direction"] == "rtl"; {
		case a["text-anchor"] == "middle":
			l.x0, l.x1 = l.x0-wide/2, l.x1+wide/2
		case (a["text-anchor"] == "end") != back:
			l.x0 -= wide
		default:
			l.x1 += wide
		}
		out = append(out, l)
	}
	for _, s := range pic.Scales {
		for _, i := range ticksOf(out, s) {
			out[i].rows = nil // though a date has it for a word
		}
	}
	for i := range out {
		l := &out[i]
		l.row = l.nearest(out)
		switch {
		case focus[l.row]:
			l.weight = 20
		case l.row != "" && !strings.HasPrefix(l.row, heading):
			l.weight = 1
		default:
			l.weight = 0.2
		}
	}
	return out
}

// bare are words without the marks of direction that drawings add.
func bare(words string) string {
	return strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(words), locales.LRM, ""))
}

// ticksOf are the labels of an axis: those that have the words of its ticks, all on one line.
func ticksOf(labels []label, s spec.Scale) []int {
	across := func(l label) float64 {
		if s.Vertical {
			return l.x
		}
		return l.y
	}
	for _, first := range labels {
		var found []int
		for _, t := range s.Ticks {
			i := slices.IndexFunc(labels, func(l label) bool { return l.words == bare(t.Label) && math.Abs(across(l)-across(first)) < 1 })
			if i < 0 {
				break
			}
			found = append(found, i)
		}
		if len(found) == len(s.Ticks) {
			return found
		}
	}
	return nil
}

// heading begins what stands for a row where words belong to none.
const heading = "#"

// nearest is the row whose label this is: of several whose words would fit, that of the nearest line which can only be its own.
func (l *label) nearest(all []label) string {
	if len(l.rows) < 2 {
		return strings.Join(l.rows, "")
	}
	best, row := 60.0, ""
	for _, o := range all {
		if len(o.rows) != 1 || !slices.Contains(l.rows, o.rows[0]) {
			continue
		}
		if d := math.Hypot((o.x0+o.x1-l.x0-l.x1)/2, (o.y0+o.y1-l.y0-l.y1)/2); d < best {
			best, row = d, o.rows[0]
		}
	}
	return row
}

// rowsOf are the rows whose labels have all words of a line.
func rowsOf(words string, lines map[string]string) (out []string) {
	for i, w := range strings.Fields(words) {
		has := strings.Fields(lines[w])
		if i == 0 {
			out = has
			continue
		}
		out = slices.DeleteFunc(out, func(r string) bool { return !slices.Contains(has, r) })
	}
	slices.Sort(out)
	return slices.Compact(out)
}
