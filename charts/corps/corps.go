// Package corps draws the estimates of Russian personnel in Mali as single dated dots, since nothing is known between them,
// and compares Wagner with the Africa Corps in a matrix.
package corps

import (
	"fmt"
	"strconv"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const key = "graphics.corps."

type graphic struct{}

// New is the graphic of Wagner and the Africa Corps.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string { return "corps" }

func (graphic) States() []string { return []string{"wagner", "handover", "compare", "latest"} }

// handover is the day on which Wagner declared its mission over (r-042).
const handover, handoverRecord = "2025-06-06", "r-042"

// estimate is one number of one day, month or year.
type estimate struct {
	facts.Row
	id, country, date, force, bound, side string
	low, high, at                         float64
	seen                                  bool
}

// cell is one field of the matrix.
type cell struct {
	facts.Row
	row, side, hedge string
}

func (c cell) id() string { return c.row + "-" + c.side }

func read(env *spec.Env) ([]estimate, []cell, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "corps.csv", "id", "country", "date", "low", "high", "force", "bound", "side")
	if err != nil {
		return nil, nil, err
	}
	var out []estimate
	for _, l := range lines {
		e := estimate{
			Row: l, id: l.Get("id"), country: l.Get("country"), date: l.Get("date"), force: l.Get("force"), bound: l.Get("bound"), side: l.Get("side"),
		}
		if e.at, err = locales.DecimalYear(e.date); err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w", l.File, l.Line, err)
		}
		if v := l.Get("low"); v != "" {
			if e.low, err = l.Number("low"); err != nil {
				return nil, nil, err
			}
			e.high, e.seen = e.low, true
		}
		if v := l.Get("high"); v != "" {
			if e.high, err = l.Number("high"); err != nil {
				return nil, nil, err
			}
			if e.high < e.low {
				return nil, nil, fmt.Errorf("%s:%d: column \"high\": %q is below low; mend it", l.File, l.Line, v)
			}
		}
		out = append(out, e)
	}
	if lines, err = env.Facts.ReadCSV(env.Files, "corps-matrix.csv", "row", "side", "hedge"); err != nil {
		return nil, nil, err
	}
	var cells []cell
	for _, l := range lines {
		c := cell{Row: l, row: l.Get("row"), side: l.Get("side"), hedge: l.Get("hedge")}
		if c.side != "wagner" && c.side != "corps" {
			return nil, nil, fmt.Errorf("%s:%d: side %q; use wagner or corps", l.File, l.Line, c.side)
		}
		cells = append(cells, c)
	}
	return out, cells, nil
}

// value is an estimate in words: "about 2,000".
func (e estimate) value(env *spec.Env) string {
	return env.T(key+"bound."+e.bound, "Low", env.Number(e.low, 0), "High", env.Number(e.high, 0))
}

// args are the words of all estimates by id with underscores, and the dates that cells and sentences speak of.
func args(env *spec.Env, estimates []estimate) ([]any, error) {
	var out []any
	for _, e := range estimates {
		when, err := env.Date(e.date)
		if err != nil {
			return nil, err
		}
		id := strings.ReplaceAll(e.id, "-", "_")
		out = append(out, id, e.value(env), id+"_date", when)
	}
	for name, iso := range map[string]string{"Exit": handover, "ExitMonth": handover[:7], "Arrival": "2021-12", "Offensive": "2026-04"} {
		when, err := env.Date(iso)
		if err != nil {
			return nil, err
		}
		out = append(out, name, when)
	}
	return out, nil
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	estimates, cells, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	words, err := args(env, estimates)
	if err != nil {
		return spec.Picture{}, err
	}
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	var option spec.M
	var scales []spec.Scale
	var proof *spec.Proof
	// Time runs left to right in every language; the matrix follows the direction of reading.
	direction := spec.Keep
	if state == "compare" {
		direction = spec.Mirror
		option, err = matrix(env, cells, words, w, h)
		proof = proofOfMatrix(env, cells, words)
	} else {
		if proof, err = proofOf(env, estimates, state); err != nil {
			return spec.Picture{}, err
		}
		option, err = dots(env, estimates, words, state, plane(env, w, h))
		scales = scalesOf(env, estimates, state)
	}
	if err != nil {
		return spec.Picture{}, err
	}
	tips, err := tips(env, estimates, cells, words)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, direction), Width: w, Height: h, Tips: tips, Scales: scales, Proof: proof}, nil
}

// places say where the words of each dot stand: beside, above or below it.
var places = map[string]string{
	"ml-2021-12": "right", "ml-2022-01": "right", "ml-2022": "top", "ml-2023-12": "bottom", "ml-2025-06": "left", "ml-2025-12": "below",
	"bf-2024-01": "left", "bf-2024-08": "top", "ne-2024-04": "right",
}

// plane is the plane of the dots: years and people.
func plane(env *spec.Env, w, h float64) draw.Plane {
	return draw.Plane{
		Width: w, Height: h, Left: spec.Pick(env, 38.0, 50.0), Right: spec.Pick(env, 4.0, 8.0), Top: spec.Pick(env, 52.0, 62.0), Bottom: spec.Pick(env, 26.0, 32.0),
		X0: 2021.75, X1: 2027, Y0: 2250, Y1: 0,
	}
}

func dots(env *spec.Env, estimates []estimate, words []any, state string, p draw.Plane) (spec.M, error) {
	size, small := env.LabelSize(), env.SmallSize()
	var l draw.Layer
	for v := 0; v <= 2000; v += 500 {
		l.Line(fmt.Sprintf("grid-%d", v), spec.Rule, 0.8, false, [2]float64{p.X0, float64(v)}, [2]float64{p.X1, float64(v)})
		l.Text(fmt.Sprintf("grid-%d", v), p.X(p.Left-5), float64(v), draw.Label(env.Number(float64(v), 0), "left", small, spec.Muted, false))
	}
	for y := 2022; y <= 2026; y++ {
		l.Line(fmt.Sprintf("year-%d", y), spec.Border, 1, false, [2]float64{float64(y), 0}, [2]float64{float64(y), p.DY(6)})
		l.Text(fmt.Sprintf("year-%d", y), float64(y)+0.5, p.DY(spec.Pick(env, 14.0, 17.0)), draw.Label(strconv.Itoa(y), "inside", small, spec.Ink, false))
	}

	l.Text("unit", p.X(2), 2000-p.DY(spec.Pick(env, 17.0, 20.0)), draw.Label(env.T(key+"unit"), "right", small, spec.Muted, false))

	// The two periods, above the dots.
	exit, err := locales.DecimalYear(handover)
	if err != nil {
		return nil, err
	}
	when, err := env.Date(handover)
	if err != nil {
		return nil, err
	}
	bar := p.Y(spec.Pick(env, 40.0, 48.0))
	text := p.Y(spec.Pick(env, 11.0, 13.0))
	second := p.Y(spec.Pick(env, 27.0, 32.0))
	wagner, corps := state == "wagner", state == "latest"
	change := state == "handover"
	l.Line("wagner", choose(wagner || change, spec.Ink, spec.Ghost), 3, false, [2]float64{2021.96, bar}, [2]float64{exit - 0.02, bar})
	l.Line("corps", choose(corps || change, spec.Russia, spec.Ghost), 3, false, [2]float64{exit + 0.02, bar}, [2]float64{p.X1, bar})
	l.Text("wagner", 2021.96, text, draw.Label(env.T(key+"force.wagner"), "right", size, choose(wagner || change, spec.Ink, spec.Muted), true))
	// The name of what came after is known to the reader only from the handover on.
	if !wagner {
		l.Text("corps", p.X1, text, draw.Label(env.T(key+"force.corps"), "left", size, spec.Russia, true))
	}
	if change || wagner {
		l.Text("exit", exit+0.02, second, draw.Label(env.T(key+"exit", "Date", when), "left", small, spec.Ink, false))
	}
	l.Line("exit", choose(change, spec.Ink, spec.Ghost), pick(change, 1.4, 0.9), true, [2]float64{exit, bar - p.DY(5)}, [2]float64{exit, 0})

	gap := spec.Pick(env, 9.0, 12.0)
	for _, e := range estimates {
		color, label := spec.Ghost, ""
		switch {
		case state == "wagner" && e.force == "wagner", state == "handover" && e.force == "both", state == "latest" && e.force == "corps":
			color, label = spec.Country(e.country), "full"
		case e.country != "ML" || !e.seen:
			continue // the neighbours and the year without a figure belong to the latest state
		case state == "handover" && e.force == "wagner", state == "latest" && e.force == "both":
			label = "value"
		}
		if !e.seen {
			left, right := p.PX(2026), p.PX(2027)-2
			top, bottom := p.PY(2000)-24, p.PY(0)
			l.Hatch("gap", p, left+9, top, right, bottom, spec.Ghost, 10)
			l.Bar(draw.Mark{Row: e.id, X: p.X((left + 9 + right) / 2), Y: p.Y((top + bottom) / 2), Clear: true}, right-left-9, bottom-top)
			l.Frame("frame", p, left+9, top, right, bottom, spec.Muted)
			words := draw.Label(typeset.Wrap(env.T(key+"gap", "Year", e.date), right-left-16, size, true), "inside", size, spec.Ink, true)
			words["textBorderWidth"] = 6
			l.Text("gap", p.X((left+9+right)/2), p.Y((top+bottom)/2), words)
			continue
		}
		if len(e.date) == 4 {
			// Only the year is known: the estimate may stand anywhere on this stroke.
			l.Line("span-"+e.id, color, 2, false, [2]float64{e.at - 0.5, e.low}, [2]float64{e.at + 0.5, e.low})
		}
		m := draw.Mark{Row: e.id, X: e.at, Y: (e.low + e.high) / 2, Size: spec.Pick(env, 12.0, 15.0), Color: color, Open: e.side == "party"}
		if e.high > e.low {
			m.Symbol = "roundRect"
			l.Bar(m, spec.Pick(env, 10.0, 12.0), p.PY(e.low)-p.PY(e.high)+spec.Pick(env, 6.0, 8.0))
		} else {
			l.Marks = append(l.Marks, m)
		}
		if label == "" {
			continue
		}
		value := e.value(env)
		if label == "value" {
			position := places[e.id]
			x, y := e.at, m.Y
			switch position {
			case "right":
				x += p.DX(gap)
			case "left":
				x -= p.DX(gap)
			case "top":
				y += p.DY(-16)
			default:
				y += p.DY(16)
			}
			if position != "right" && position != "left" {
				position = "inside"
			}
			l.Text("value-"+e.id, x, y, draw.Label(value, position, small, spec.Muted, false))
			continue
		}
		when, err := env.Date(e.date)
		if err != nil {
			return nil, err
		}
		if e.country != "ML" {
			when, err = env.Date(e.date[:min(7, len(e.date))])
			if err != nil {
				return nil, err
			}
		}
		source := env.T(key+"source."+e.id, "Date", when)
		block(env, &l, p, e, value, source, gap)
	}
	return draw.Option(p, l)
}

// block sets the words of a dot: the number in bold, below it when and by whom.
func block(env *spec.Env, l *draw.Layer, p draw.Plane, e estimate, value, source string, gap float64) {
	size, small := env.LabelSize(), env.SmallSize()
	x, y := p.PX(e.at), p.PY((e.low+e.high)/2)
	room := map[string]float64{
		"right": spec.Pick(env, 220.0, 260.0), "left": spec.Pick(env, 170.0, 260.0), "top": spec.Pick(env, 110.0, 250.0),
		"bottom": spec.Pick(env, 120.0, 200.0), "below": spec.Pick(env, 120.0, 200.0),
	}[places[e.id]]
	switch e.country {
	case "BF":
		room = spec.Pick(env, 84.0, 150.0)
	case "NE":
		room = spec.Pick(env, 114.0, 150.0)
	}
	source = typeset.Wrap(source, room, small, false)
	hv, hs := draw.LineHeight(size), typeset.Lines(source)*draw.LineHeight(small)
	position := places[e.id]
	top := y - hv/2 // the number stands level with the dot
	switch position {
	case "right":
		x += gap
		top = y - (hv+hs)/2
	case "left":
		x -= gap
	case "top":
		top, position = y-gap-3-hv-hs, "inside"
	case "bottom":
		top, position = y+gap, "inside"
	case "below":
		top, position = y+gap, "left"
		x += spec.Pick(env, 2.0, 4.0)
	}
	// Words must not cross the base line, nor leave the picture on the left.
	if bottom := p.PY(0) - 4; top+hv+hs > bottom {
		top = bottom - hv - hs
	}
	if half := typeset.Width(source, small, false) / 2; position == "inside" && x-half < 2 {
		x, position = 2, "right"
	}
	color := spec.Ink
	if e.country != "ML" {
		color = spec.Country(e.country)
	}
	l.Text("value-"+e.id, p.X(x), p.Y(top+hv/2), draw.Label(value, position, size, color, true))
	l.Text("source-"+e.id, p.X(x), p.Y(top+hv+hs/2), draw.Label(source, position, small, choose(e.country != "ML", color, spec.Muted), false))
}

func choose(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func pick(b bool, yes, no float64) float64 {
	if b {
		return yes
	}
	return no
}

func matrix(env *spec.Env, cells []cell, words []any, w, h float64) (spec.M, error) {
	size, small := env.LabelSize(), env.SmallSize()
	p := draw.Board(w, h)
	var l draw.Layer
	column := map[string]float64{"wagner": spec.Pick(env, 4.0, 150.0), "corps": spec.Pick(env, 184.0, 438.0)}
	colour := map[string]string{"wagner": spec.Muted, "corps": spec.Russia}
	width := spec.Pick(env, 168.0, 268.0)
	head := spec.Pick(env, 28.0, 40.0)
	for _, side := range []string{"wagner", "corps"} {
		l.Text("head-"+side, column[side], head/2-2, draw.Label(env.T(key+"force."+side), "right", size+spec.Pick(env, 1.0, 2.0), choose(side == "corps", spec.Russia, spec.Ink), true))
	}
	var order []string
	by := map[string]cell{}
	for _, c := range cells {
		if by[c.row+"-wagner"].row == "" && by[c.row+"-corps"].row == "" {
			order = append(order, c.row)
		}
		by[c.id()] = c
	}
	pitch := (h - head) / float64(len(order))
	for i, r := range order {
		top := head + float64(i)*pitch
		l.Line("rule-"+r, spec.Rule, 1, false, [2]float64{0, top}, [2]float64{w, top})
		title := env.T(key + "row." + r)
		y := top + spec.Pick(env, 12.0, 0.0)
		if env.Wide() {
			title = typeset.Wrap(title, column["wagner"]-16, small, false)
			l.Text("row-"+r, 2, top+12+typeset.Lines(title)*draw.LineHeight(small)/2, draw.Label(title, "right", small, spec.Muted, false))
			y += 12
		} else {
			l.Text("row-"+r, column["wagner"], y, draw.Label(title, "right", small, spec.Muted, false))
			y += 9
		}
		bold := r == "announced" || r == "seen" // the rows on which report and events part
		for _, side := range []string{"wagner", "corps"} {
			c, ok := by[r+"-"+side]
			if !ok {
				return nil, fmt.Errorf("%s/corps-matrix.csv: row %q has no cell for %s; add it", facts.Dir, r, side)
			}
			text := typeset.Wrap(env.T(key+"cell."+c.id(), words...), width-12, size, bold)
			hedge := ""
			if c.hedge != "fact" {
				hedge = typeset.Wrap(env.T(key+"hedge."+c.hedge), width-12, small, false)
			}
			ht := typeset.Lines(text) * draw.LineHeight(size)
			hh := 0.0
			if hedge != "" {
				hh = typeset.Lines(hedge) * draw.LineHeight(small)
			}
			x := column[side]
			l.Bar(draw.Mark{Row: c.id(), X: x + 2, Y: y + (ht+hh)/2, Color: colour[side]}, 4, ht+hh)
			l.Text("cell-"+c.id(), x+11, y+ht/2, draw.Label(text, "right", size, spec.Ink, bold))
			if hedge != "" {
				l.Text("hedge-"+c.id(), x+11, y+ht+hh/2, draw.Label(hedge, "right", small, spec.Muted, false))
			}
		}
	}
	return draw.Option(p, l)
}

func tips(env *spec.Env, estimates []estimate, cells []cell, words []any) (map[string]spec.Tip, error) {
	out := map[string]spec.Tip{}
	for _, e := range estimates {
		when, err := env.Date(e.date)
		if err != nil {
			return nil, err
		}
		kind, text := e.force, env.T(key+"remark."+e.id)
		if e.seen {
			text = env.T(key+"tip", "Value", e.value(env), "Force", env.T(key+"force."+e.force), "Remark", text)
		} else {
			kind = "gap"
		}
		out[e.id] = spec.Tip{
			Title: env.T(key+"place", "Country", env.T(key+"country."+e.country), "Date", when), Text: text,
			Country: e.country, Kind: kind, Year: e.date[:4], Records: e.Records(),
		}
	}
	for _, c := range cells {
		out[c.id()] = spec.Tip{
			Title:   env.T(key+"title-cell", "Force", env.T(key+"force."+c.side), "Row", env.T(key+"row."+c.row)),
			Text:    cellText(env, c, words),
			Country: "ML", Kind: c.side, Records: c.Records(),
		}
	}
	return out, nil
}

// cellText is a cell's words in one line with its hedge.
func cellText(env *spec.Env, c cell, words []any) string {
	text := strings.ReplaceAll(env.T(key+"cell."+c.id(), words...), "\n", " ")
	if c.hedge == "fact" {
		return text
	}
	return env.T(key+"hedged", "Text", text, "Hedge", env.T(key+"hedge."+c.hedge))
}

func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	return sentence(env, "describe."+state)
}

// Change says what comes into view.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) {
	return sentence(env, "change."+to)
}

func sentence(env *spec.Env, id string) (string, error) {
	estimates, _, err := read(env)
	if err != nil {
		return "", err
	}
	words, err := args(env, estimates)
	if err != nil {
		return "", err
	}
	return env.T(key+id, words...), nil
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	estimates, cells, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	words, err := args(env, estimates)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: env.T(key + "title")}
	for _, c := range []string{"what", "force", "country", "when", "people", "remark"} {
		t.Columns = append(t.Columns, env.T(key+"column."+c))
	}
	personnel := env.T(key + "row.personnel")
	for _, e := range estimates {
		when, err := env.Date(e.date)
		if err != nil {
			return spec.Table{}, err
		}
		people, number := env.T(key+"gap", "Year", e.date), ""
		kind := "gap"
		if e.seen {
			people, kind, number = e.value(env), e.force, e.Get("low")
			if e.high > e.low {
				number += "-" + e.Get("high")
			}
		}
		force, remark := env.T(key+"force."+e.force), env.T(key+"remark."+e.id)
		t.Rows = append(t.Rows, spec.Row{
			ID: e.id, Cells: []string{personnel, force, env.T(key + "country." + e.country), when, people, remark},
			Values:  []string{"personnel", e.force, e.country, e.date, number, remark},
			Country: e.country, Kind: kind, Year: e.date[:4], Records: e.Records(),
		})
	}
	for _, c := range cells {
		text := cellText(env, c, words)
		t.Rows = append(t.Rows, spec.Row{
			ID: c.id(), Cells: []string{env.T(key + "row." + c.row), env.T(key + "force." + c.side), env.T(key + "country.ML"), "–", "–", text},
			Values:  []string{c.row, c.side, "ML", "", "", text},
			Country: "ML", Kind: c.side, Records: c.Records(),
		})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	estimates, cells, err := read(env)
	if err != nil {
		return nil, err
	}
	lists := [][]string{{handoverRecord}}
	for _, e := range estimates {
		lists = append(lists, e.Records())
	}
	for _, c := range cells {
		lists = append(lists, c.Records())
	}
	return draw.Unique(lists...), nil
}
