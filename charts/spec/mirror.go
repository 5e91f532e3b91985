package spec

import (
	"strings"

	"sahel-explainer/locales"
)

// Direction says how a picture follows a right-to-left page.
type Direction int

const (
	// Mirror turns value axes and categories round: the start is on the right, labels stand on the other side.
	Mirror Direction = iota
	// Keep leaves the geometry as it is and treats only its words: maps are never mirrored, and time runs from left to
	// right as it does in the charts of Arabic newsrooms (Al Jazeera, Asharq Business), which keep Western time axes.
	Keep
)

// Lay adapts an option to the direction of a locale. For a left-to-right locale it returns the option unchanged. ECharts
// has no right-to-left mode: its pictures are laid from left to right, every string is marked for a <text> that runs from right to
// left (render.Clean and the client's live drawing make it one), and for Mirror the x axis is inverted, the y axis changes sides,
// margins, alignments and label positions are swapped.
func Lay(option M, l locales.Locale, d Direction) M {
	if !l.RTL() {
		return option
	}
	return lay(option, "", l, d == Mirror).(M)
}

var opposite = map[string]string{
	"left": "right", "right": "left",
	"insideLeft": "insideRight", "insideRight": "insideLeft",
	"insideTopLeft": "insideTopRight", "insideTopRight": "insideTopLeft",
	"insideBottomLeft": "insideBottomRight", "insideBottomRight": "insideBottomLeft",
	"start": "start", "end": "end",
}

func lay(v any, key string, l locales.Locale, mirror bool) any {
	switch v := v.(type) {
	case M:
		out := make(M, len(v))
		for k, x := range v {
			out[k] = lay(x, k, l, mirror)
		}
		if name, ok := out["name"].(string); ok && (key == "xAxis" || key == "yAxis") {
			out["name"] = l.Label(name) // what it measures; elsewhere names are those of rows
		}
		if mirror {
			mirrorObject(out, key)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = lay(x, key, l, mirror)
		}
		if mirror && key == "offset" && len(out) == 2 {
			if n, ok := out[0].(float64); ok {
				out[0] = -n
			}
		}
		if mirror && key == "padding" && len(out) == 4 {
			out[1], out[3] = out[3], out[1]
		}
		return out
	case string:
		if key == "formatter" || key == "text" || key == "words" || (key == "data" && strings.ContainsFunc(v, locales.Leftward)) {
			return l.Label(v)
		}
		switch {
		case key == "fontFamily" && v == Font:
			return fontOf(l)
		case key == "fontStyle": // faces of these scripts have no italic, and a slanted one is none; colour and weight say the same
			return "normal"
		}
		if mirror && (key == "position" || key == "align" || key == "textAlign") {
			if o, ok := opposite[v]; ok {
				return o
			}
		}
	}
	return v
}

func mirrorObject(o M, key string) {
	swap := func(a, b string) {
		x, okA := o[a]
		y, okB := o[b]
		delete(o, a)
		delete(o, b)
		if okA {
			o[b] = x
		}
		if okB {
			o[a] = y
		}
	}
	switch key {
	case "grid", "title", "legend":
		swap("left", "right")
	case "xAxis":
		inverse, _ := o["inverse"].(bool)
		o["inverse"] = !inverse
	case "yAxis":
		if p, _ := o["position"].(string); p == "" {
			o["position"] = "right"
		}
	}
	if r, ok := o["symbolRotate"].(float64); ok {
		o["symbolRotate"] = -r
	}
}
