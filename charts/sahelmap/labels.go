package sahelmap

import (
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// text is a block of words in one face: one or more lines.
type text struct {
	words, colour string
	size          float64
	weight, style string
}

// leading is the distance of lines in ems.
const leading = 1.2

func (t text) height() float64 {
	if t.words == "" {
		return 0
	}
	return float64(strings.Count(t.words, "\n")+1) * t.size * leading
}

func (t text) width() float64 { return typeset.Width(t.words, t.size, t.weight == "bold") }

// option is the label of a scatter item, its middle moved by dx and dy from the side of the mark.
func (t text) option(side string, gap, dx, dy float64) spec.M {
	return spec.M{
		"show": true, "position": side, "distance": gap, "offset": []float64{dx, dy}, "formatter": t.words, "color": t.colour,
		"fontSize": t.size, "fontWeight": t.weight, "fontStyle": t.style, "opacity": 1, "lineHeight": t.size * leading,
		"textBorderColor": spec.Paper, "textBorderWidth": 3,
	}
}

// text writes a label where there is no mark.
func (l *layer) text(p point, label spec.M) {
	if label != nil {
		l.add("_", []float64{p[0], p[1]}, spec.M{"symbolSize": 0, "label": label})
	}
}

// ground labels a country, a sea, or says something of a stretch of land.
func (l *layer) ground(env *spec.Env, e entry, p point) {
	t := text{words: env.T("graphics.map.label." + e.item), colour: spec.Muted, size: env.SmallSize(), weight: "normal", style: "normal"}
	switch e.tone {
	case "strong":
		t.size, t.weight, t.colour = env.LabelSize()+1, "bold", spec.Ink
		if e.item == "ML" { // the protagonist
			t.size += spec.Pick(env, 2.0, 4.0)
		}
	case "soft":
		t.size, t.weight, t.colour = env.LabelSize(), "bold", spec.Ink
	case "ghost":
		t.size, t.weight = env.LabelSize()+spec.Pick(env, 3.0, 5.0), "bold"
	case "faint":
		t.size, t.colour = env.LabelSize(), spec.Ink
	case "sea", "schematic":
		t.style = "italic"
	case "alert":
		t.colour = spec.Alert
	case "note":
		t.colour = spec.Ink
	}
	if e.item == "EH" {
		t.style = "italic"
	}
	l.text(p, t.option("inside", 0, 0, 0))
}

// texts are the two blocks of a place's label: its name, and what is said of it, if anything.
func (p place) texts(env *spec.Env, s spot) (head, tail text) {
	head = text{words: env.T("graphics.map.label." + p.name), colour: spec.Ink, size: env.LabelSize(), weight: "bold", style: "normal"}
	if p.kind == "town" || p.line == "" {
		head.weight = "normal"
	}
	if p.kind == "toll" || p.kind == "payment" { // its name is a figure
		head.size += spec.Pick(env, 3.0, 6.0)
	}
	if !s.bare {
		tail = text{words: p.says(env), colour: spec.Ink, size: env.SmallSize(), weight: "normal", style: "normal"}
	}
	return head, tail
}

// label makes the two blocks of a place's label: its name, then what is said of it. They are items of their own, because
// ECharts' rich text cannot be marked line by line for right-to-left words.
func (p place) label(env *spec.Env, s spot) (name, more spec.M) {
	if s.side == "dot" {
		return nil, nil
	}
	head, tail := p.texts(env, s)
	gap := 5.0
	if p.precision == "area" {
		gap = 0
	}
	total := head.height() + tail.height()
	top := -total / 2 // of the whole label against the mark
	switch s.side {
	case "top":
		top = -total - gap - 4
	case "bottom":
		top = gap + 4
	}
	side := "inside"
	if s.side == "right" || s.side == "left" {
		side = s.side
	}
	name = head.option(side, gap, s.dx, s.dy+top+head.height()/2)
	if tail.words != "" {
		if side != "inside" {
			gap += 4 // the mark's own radius, which an item without a mark lacks
		}
		more = tail.option(side, gap, s.dx, s.dy+top+head.height()+tail.height()/2)
	}
	return name, more
}
