package render

import (
	"encoding/xml"
	"fmt"
	"html"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"sahel-explainer/charts/spec"
)

// Shapes collects long paths, so that what several pictures of a page share (the land of the map) is written once and
// <use>d. The zero value is ready.
type Shapes struct {
	ids   map[string]string
	order []string
}

// shareFrom is the length of path data from which a path is shared.
const shareFrom = 130

func (s *Shapes) id(d string) string {
	if s.ids == nil {
		s.ids = map[string]string{}
	}
	id, ok := s.ids[d]
	if !ok {
		id = "p" + strconv.Itoa(len(s.order))
		s.ids[d] = id
		s.order = append(s.order, d)
	}
	return id
}

// Defs is the hidden SVG that holds the shared shapes; it is empty when there are none.
func (s *Shapes) Defs() string {
	if len(s.order) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>`)
	for _, d := range s.order {
		fmt.Fprintf(&b, `<path id="%s" d="%s"/>`, s.ids[d], d)
	}
	b.WriteString(`</defs></svg>`)
	return b.String()
}

var (
	fontSize   = regexp.MustCompile(`font-size:([\d.]+)px`)
	fontWeight = regexp.MustCompile(`font-weight:(\w+)`)
	fontStyle  = regexp.MustCompile(`font-style:(\w+)`)
)

// Clean rewrites ECharts' SVG for a page: no style elements or attributes (a strict CSP forbids them), no ids or classes of
// ECharts' own, numbers of one decimal, marks named by data-row, long paths shared. Words of a right-to-left locale
// run that way. The result is decoration to assistive technology; its words are given by the step.
func Clean(svg string, p spec.Picture, shapes *Shapes) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(svg))
	var b strings.Builder
	depth := 0
	skip := 0
	rects := 0
	var stack []string
	run := "" // the transform of the open group
	for {
		tok, err := dec.Token()
		if tok == nil {
			if err != nil && err.Error() != "EOF" {
				return "", fmt.Errorf("reading ECharts' SVG: %w", err)
			}
			break
		}
		switch t := tok.(type) {
		case xml.StartElement:
			name := t.Name.Local
			if skip > 0 || name == "style" || name == "defs" || (name == "rect" && depth == 1 && rects == 0) {
				if name == "rect" && skip == 0 {
					rects++
				}
				skip++
				continue
			}
			if depth == 0 {
				fmt.Fprintf(&b, `<svg class="pic" viewBox="0 0 %s %s"%s aria-hidden="true" focusable="false">`, num(p.Width), num(p.Height), direction(p))
				stack = append(stack, "svg")
				depth++
				continue
			}
			if !drawn[name] {
				return "", fmt.Errorf("ECharts drew a <%s>, which pages do not take; draw it with paths and text", name)
			}
			out := element(t, p, shapes)
			if out.invisible() {
				skip++
				continue
			}
			// Runs of elements under one transform (the land of a map) share a group.
			if m := out.take("transform"); depth == 1 && strings.HasPrefix(m, "matrix") && out.name == "use" {
				if m != run {
					if run != "" {
						b.WriteString("</g>")
					}
					fmt.Fprintf(&b, `<g transform="%s">`, m)
					run = m
				}
			} else {
				if depth == 1 && run != "" {
					b.WriteString("</g>")
					run = ""
				}
				if m != "" {
					out.attrs = append(out.attrs, [2]string{"transform", m})
				}
			}
			b.WriteString("<" + out.name)
			for _, a := range out.attrs {
				fmt.Fprintf(&b, ` %s="%s"`, a[0], html.EscapeString(a[1]))
			}
			b.WriteString(">")
			stack = append(stack, out.name)
			depth++
		case xml.EndElement:
			if skip > 0 {
				skip--
				continue
			}
			depth--
			if depth == 0 && run != "" {
				b.WriteString("</g>")
				run = ""
			}
			b.WriteString("</" + stack[len(stack)-1] + ">")
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if skip == 0 && len(stack) > 0 && (stack[len(stack)-1] == "text" || stack[len(stack)-1] == "tspan") {
				b.WriteString(html.EscapeString(strings.Trim(string(t), "\n")))
			}
		}
	}
	s := b.String()
	for _, e := range []string{"path", "use", "rect", "circle", "line", "polyline", "polygon", "ellipse"} {
		s = strings.ReplaceAll(s, "></"+e+">", "/>")
	}
	s = strings.ReplaceAll(s, "<g></g>", "")
	return s, nil
}

type outElement struct {
	name  string
	attrs [][2]string
}

// drawn are the elements that a picture is made of. Nothing else passes, whatever data or a later ECharts may bring: no image,
// link, script or foreign object.
var drawn = map[string]bool{"svg": true, "g": true, "path": true, "text": true, "tspan": true, "rect": true, "circle": true, "ellipse": true, "line": true, "polyline": true, "polygon": true}

func element(t xml.StartElement, p spec.Picture, shapes *Shapes) outElement {
	get := map[string]string{}
	for _, a := range t.Attr {
		get[a.Name.Local] = a.Value
	}
	out := outElement{name: t.Name.Local}
	add := func(k, v string) { out.attrs = append(out.attrs, [2]string{k, v}) }
	if row := rowOf(get, p.Option); row != "" {
		add("data-row", row)
	}
	if out.name == "path" && unitCircle.MatchString(get["d"]) {
		if x, y, r, ok := circleOf(get["transform"]); ok {
			out.name = "circle"
			add("r", num(r))
			add("cx", half(x))
			add("cy", half(y))
			if w, err := strconv.ParseFloat(get["stroke-width"], 64); err == nil {
				get["stroke-width"] = strconv.FormatFloat(w*r, 'f', 2, 64)
			} else if get["stroke"] != "" && get["stroke"] != "none" {
				get["stroke-width"] = strconv.FormatFloat(r, 'f', 2, 64)
			}
			delete(get, "d")
			delete(get, "transform")
		}
	}
	if out.name == "text" {
		placeText(get)
		if p.RTL {
			get["text-anchor"] = anchorRTL(get["text-anchor"])
		}
	}
	if out.name == "polyline" {
		out.name = "path"
		get["d"] = lines(get["points"])
		delete(get, "points")
	}
	if get["paint-order"] == "stroke" && get["stroke"] == "var(--paper)" && get["stroke-width"] == "3" {
		add("class", Halo) // the halo of a label, said once in the style sheet
		delete(get, "paint-order")
		delete(get, "stroke")
		delete(get, "stroke-width")
	}
	keys := make([]string, 0, len(get))
	for k := range get {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		v := get[k]
		switch {
		case strings.HasPrefix(k, "on"), k == "href", k == "class", k == "pointer-events", k == "clip-path", k == "space", strings.HasPrefix(k, "ecmeta"), k == "stroke-miterlimit":
		case k == "stroke-linejoin" && v == "bevel": // the page's style for .pic
		case k == "dominant-baseline" && v == "central": // the page's style for .pic text
		case k == "style":
			if m := fontSize.FindStringSubmatch(v); m != nil {
				add("font-size", m[1])
			}
			if m := fontWeight.FindStringSubmatch(v); m != nil && m[1] != "normal" {
				add("font-weight", m[1])
			}
			if m := fontStyle.FindStringSubmatch(v); m != nil && m[1] != "normal" {
				add("font-style", m[1])
			}
		case k == "d":
			d := relative(roundAll(v))
			if d == "" {
				continue // a line between no points
			}
			if len(d) >= shareFrom && shapes != nil {
				out.name = "use"
				add("href", "#"+shapes.id(d))
			} else {
				add("d", d)
			}
		case k == "transform" && strings.HasPrefix(v, "matrix"):
			add(k, matrix(v, len(get["d"]) < shareFrom)) // a scale rounded to tenths would move what it scales
		case k == "stroke-width" || k == "stroke-opacity" || k == "fill-opacity" || k == "opacity" || k == "stroke-dasharray" || k == "font-size":
			add(k, round2(v))
		default:
			add(k, roundAll(v))
		}
	}
	return out
}

// direction is said once a picture, for all its words: WebKit heeds it there, and no isolates in a text.
func direction(p spec.Picture) string {
	if p.RTL {
		return ` direction="rtl"`
	}
	return ""
}

// anchorRTL is the anchor of a text that runs from right to left and stands where ECharts, which knows one direction, put it: such a
// text starts at its right end.
func anchorRTL(anchor string) string {
	switch anchor {
	case "start", "":
		return "end"
	case "end":
		return "start"
	}
	return anchor
}

// Halo is the class of labels with a paper-coloured halo.
const Halo = "h"

// unitCircle is how ECharts draws a round symbol: two arcs of radius 1 under a transform, which it rounds so roughly that the
// circle does not close.
var unitCircle = regexp.MustCompile(`^M1 0A1 1 0 1 [01] 1 -?0\.\d+(A1 1 0 0 [01] 1 0)?Z?$`)

func circleOf(transform string) (x, y, r float64, ok bool) {
	inner, found := strings.CutPrefix(transform, "matrix(")
	if !found {
		return 0, 0, 0, false
	}
	parts := strings.Split(strings.TrimSuffix(inner, ")"), ",")
	if len(parts) != 6 {
		return 0, 0, 0, false
	}
	var v [6]float64
	for i, p := range parts {
		n, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil {
			return 0, 0, 0, false
		}
		v[i] = n
	}
	return v[4], v[5], v[0], v[0] == v[3] && v[1] == 0 && v[2] == 0 && v[0] > 0
}

// placeText gives a text that ECharts has put down by a translation and an offset its place in whole pixels: labels are half the
// marks of a page, and nobody sees half a pixel of a letter's place.
func placeText(get map[string]string) {
	m := translatePattern.FindStringSubmatch(get["transform"])
	if m == nil {
		return
	}
	for i, k := range []string{"x", "y"} {
		at, _ := strconv.ParseFloat(m[i+1], 64)
		by, _ := strconv.ParseFloat(get[k], 64)
		get[k] = strconv.Itoa(int(math.Round(at + by)))
	}
	delete(get, "transform")
}

var translatePattern = regexp.MustCompile(`^translate\((-?[\d.]+) (-?[\d.]+)\)$`)

// matrix rounds the scale of a matrix to four decimals and its place to one, or, for a mark, to half a pixel.
func matrix(s string, mark bool) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(s, "matrix("), ")")
	parts := strings.Split(inner, ",")
	for i, p := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil {
			return s
		}
		digits := 1e4
		switch {
		case i > 3 && mark:
			digits = 2
		case i > 3:
			digits = 10
		}
		parts[i] = strconv.FormatFloat(math.Round(v*digits)/digits, 'f', -1, 64)
	}
	return "matrix(" + strings.Join(parts, ",") + ")"
}

func (e outElement) get(key string) string {
	for _, a := range e.attrs {
		if a[0] == key {
			return a[1]
		}
	}
	return ""
}

// take removes an attribute and returns it.
func (e *outElement) take(key string) string {
	for i, a := range e.attrs {
		if a[0] == key {
			e.attrs = append(e.attrs[:i:i], e.attrs[i+1:]...)
			return a[1]
		}
	}
	return ""
}

// invisible reports what ECharts draws for its own use: symbols of no size, boxes behind labels without fill and line.
func (e outElement) invisible() bool {
	if strings.HasPrefix(e.get("transform"), "matrix(0,0,0,0,") {
		return true
	}
	if e.name == "g" || e.name == "text" || e.name == "tspan" {
		return false
	}
	noFill := e.get("fill") == "none" || e.get("fill-opacity") == "0"
	noLine := e.get("stroke") == "" || e.get("stroke") == "none" || e.get("stroke-opacity") == "0" || e.get("stroke-width") == "0"
	return noFill && noLine
}

// rowOf finds the row that a mark was drawn from: the name of its data item.
func rowOf(get map[string]string, option map[string]any) string {
	si, err1 := strconv.Atoi(get["ecmeta_series_index"])
	di, err2 := strconv.Atoi(get["ecmeta_data_index"])
	if err1 != nil || err2 != nil {
		return ""
	}
	series, _ := option["series"].([]any)
	if si >= len(series) {
		return ""
	}
	s, _ := series[si].(map[string]any)
	data, _ := s["data"].([]any)
	if di >= len(data) {
		return ""
	}
	item, _ := data[di].(map[string]any)
	name, _ := item["name"].(string)
	if _, ok := item["name"]; !ok || strings.HasPrefix(name, "_") {
		return ""
	}
	return name
}

func num(v float64) string {
	v = math.Round(v*10) / 10
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// half rounds to half a pixel, which is where the middle of a dot may stand.
func half(v float64) string { return num(math.Round(v*2) / 2) }

// roundAll rounds the numbers of an attribute to tenths, round2 to hundredths; whole numbers stay as they are.
func roundAll(s string) string { return decimals(s, num) }

func round2(s string) string {
	return decimals(s, func(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) })
}

// decimals writes each number with a point in it anew ("-1.25", ".5", "3.1e-7"). It is asked for every attribute of every mark, so it
// looks for points by hand: an expression took a sixth of the time of a draft.
func decimals(s string, write func(float64) string) string {
	digit := func(i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }
	var b strings.Builder
	done := 0
	for at := 0; ; {
		point := strings.IndexByte(s[at:], '.')
		if point < 0 {
			break
		}
		point += at
		from, to := point, point+1
		for from > done && digit(from-1) {
			from--
		}
		if from > done && s[from-1] == '-' {
			from--
		}
		for digit(to) {
			to++
		}
		if at = to; to == point+1 {
			continue
		}
		if to < len(s) && s[to] == 'e' {
			exp := to + 1
			if exp < len(s) && s[exp] == '-' {
				exp++
			}
			if digit(exp) {
				for to = exp; digit(to); {
					to++
				}
			}
		}
		at = to
		if v, err := strconv.ParseFloat(s[from:to], 64); err == nil {
			b.WriteString(s[done:from])
			b.WriteString(write(v))
			done = to
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}
