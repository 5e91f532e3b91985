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
const shareFrom = 160

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
	numberPattern = regexp.MustCompile(`-?\d*\.\d+(e-?\d+)?`)
	fontSize      = regexp.MustCompile(`font-size:([\d.]+)px`)
	fontWeight    = regexp.MustCompile(`font-weight:(\w+)`)
	fontStyle     = regexp.MustCompile(`font-style:(\w+)`)
)

// Clean rewrites ECharts' SVG for a page: no style elements or attributes (a strict CSP forbids them), no ids or classes of
// ECharts' own, numbers of one decimal, marks named by data-row, long paths shared. The result is decoration to assistive
// technology; its words are given by the step.
func Clean(svg string, p spec.Picture, shapes *Shapes) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(svg))
	var b strings.Builder
	depth := 0
	skip := 0
	rects := 0
	var stack []string
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
				fmt.Fprintf(&b, `<svg class="pic" viewBox="0 0 %s %s" aria-hidden="true" focusable="false">`, num(p.Width), num(p.Height))
				stack = append(stack, "svg")
				depth++
				continue
			}
			out := element(t, p, shapes)
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
	keys := make([]string, 0, len(get))
	for k := range get {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		v := get[k]
		switch {
		case k == "class", k == "pointer-events", k == "clip-path", k == "space", strings.HasPrefix(k, "ecmeta"), k == "stroke-miterlimit":
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
			d := roundAll(v)
			if len(d) >= shareFrom && shapes != nil {
				out.name = "use"
				add("href", "#"+shapes.id(d))
			} else {
				add("d", d)
			}
		case k == "stroke-width" || k == "stroke-opacity" || k == "fill-opacity" || k == "opacity" || k == "stroke-dasharray" || k == "font-size":
			add(k, round2(v))
		default:
			add(k, roundAll(v))
		}
	}
	return out
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

func roundAll(s string) string {
	return numberPattern.ReplaceAllStringFunc(s, func(m string) string {
		v, err := strconv.ParseFloat(m, 64)
		if err != nil {
			return m
		}
		return num(v)
	})
}

func round2(s string) string {
	return numberPattern.ReplaceAllStringFunc(s, func(m string) string {
		v, _ := strconv.ParseFloat(m, 64)
		return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	})
}
