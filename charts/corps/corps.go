// Package corps draws the estimates of Russian personnel in Mali as single dated dots, since nothing is known between them,
// and compares Wagner with the Africa Corps in a matrix.
package corps

import (
	"fmt"
	"math"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const key = "graphics.corps."

type graphic struct{}

// New is the graphic of Wagner and the Africa Corps.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string { return "corps" }

func (graphic) States() []string {
	return []string{"wagner", "handover", "compare", "outlook", "latest"}
}

// The records of the day on which Wagner declared its mission over, and of the offensive of April 2026.
const handoverRecord, offensiveRecord = "r-042", "apr2026-offensive"

// handover is the day on which Wagner declared its mission over, and the same as a year with its fraction, the unit of the time axis.
func handover(env *spec.Env) (day string, year float64, err error) {
	r, err := env.Facts.Record(handoverRecord)
	if err != nil {
		return "", 0, err
	}
	year, err = locales.DecimalYear(r.Date)
	return r.Date, year, err
}

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

// month is a date without its day.
func month(iso string) string { return iso[:min(7, len(iso))] }

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
	exit, _, err := handover(env)
	if err != nil {
		return nil, err
	}
	offensive, err := env.Facts.Record(offensiveRecord)
	if err != nil {
		return nil, err
	}
	arrival := estimates[0].date // of the first estimate
	for _, e := range estimates {
		if e.date < arrival {
			arrival = e.date
		}
	}
	for name, iso := range map[string]string{"Exit": exit, "ExitMonth": month(exit), "Arrival": month(arrival), "Offensive": month(offensive.Period)} {
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
	var table *spec.Grid
	// Time runs left to right in every language; the matrix follows the direction of reading.
	direction := spec.Keep
	if state == "compare" || state == "outlook" {
		direction = spec.Mirror
		if table, err = grid(env, cells, state, words); err != nil {
			return spec.Picture{}, err
		}
		option, err = matrix(env, cells, state, words, w, h)
		proof = proofOfMatrix(env, cells, words)
	} else {
		if proof, err = proofOf(env, estimates, state); err != nil {
			return spec.Picture{}, err
		}
		option, err = dots(env, estimates, state, w, h)
		if err == nil {
			scales, err = scalesOf(env, estimates, state)
		}
	}
	if err != nil {
		return spec.Picture{}, err
	}
	tips, err := tips(env, estimates, cells, words)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, direction), Width: w, Height: h, Tips: tips, Scales: scales, Proof: proof,
		Grid: table}, nil
}

// plane is the plane of the dots: from just before the first estimate to the end of the last year, with the handover between, and people up to a round number over
// the highest.
func plane(env *spec.Env, estimates []estimate, exit, w, h float64) (p draw.Plane, limit, step float64) {
	first, last, most := exit, exit, 0.0
	for _, e := range estimates {
		first, last, most = min(first, e.at), max(last, e.at), max(most, e.high)
	}
	limit, step = draw.Steps(most, 4)
	left := spec.Pick(env, 38.0, 50.0)
	if longest := typeset.Width(env.Number(limit, 0), env.SmallSize(), false) + 8; longest > left {
		left = longest
	}
	return draw.Plane{
		Width: w, Height: h, Left: left, Right: spec.Pick(env, 4.0, 8.0), Top: spec.Pick(env, 52.0, 62.0), Bottom: spec.Pick(env, 26.0, 32.0),
		X0: math.Floor(first*4) / 4, X1: math.Floor(last) + 1, Y0: limit * 1.125, Y1: 0,
	}, limit, step
}

// begin is when the first estimate of a force is dated.
func begin(estimates []estimate, force string) float64 {
	at := math.Inf(1)
	for _, e := range estimates {
		if e.force == force {
			at = min(at, e.at)
		}
	}
	return at
}

// yearsOf are the years that are written: as many as have room, in a round step.
func yearsOf(env *spec.Env, p draw.Plane) []int {
	wide := typeset.Width("0000", env.SmallSize(), false) + 6
	for _, k := range []int{1, 2, 5, 10, 20, 50, 100} {
		var out []int
		for y := int(math.Ceil(p.X0)); float64(y) < p.X1; y++ {
			if x := p.PX(float64(y) + 0.5); y%k == 0 && x+wide/2-3 <= p.Width && x-wide/2+3 >= 0 {
				out = append(out, y)
			}
		}
		if p.PX(p.X0+float64(k))-p.PX(p.X0) >= wide || k == 100 {
			return out
		}
	}
	return nil
}

func dots(env *spec.Env, estimates []estimate, state string, w, h float64) (spec.M, error) {
	day, exit, err := handover(env)
	if err != nil {
		return nil, err
	}
	p, limit, step := plane(env, estimates, exit, w, h)
	size, small := env.LabelSize(), env.SmallSize()
	var l draw.Layer
	p.Upright = draw.Axis{Ticks: amounts(env, limit, step), Guide: draw.Stroke{Color: spec.Rule, Width: 0.8}, Size: small, Margin: 5,
		Name: draw.Name{Words: env.T(key + "unit"), X: 2 - p.Left, Y: p.PY(limit) - spec.Pick(env, 17.0, 20.0) - p.Top}}
	p.Across = draw.Axis{Ticks: times(env, p), Notch: draw.Stroke{Color: spec.Border, Width: 1}, Size: small, Color: spec.Ink,
		Margin: spec.Pick(env, 14.0, 17.0)}
	for _, t := range p.Across.Ticks {
		p.Across.Guides = append(p.Across.Guides, math.Floor(t.Value))
	}

	// The two periods, above the dots.
	when, err := env.Date(day)
	if err != nil {
		return nil, err
	}
	arrival := min(begin(estimates, "wagner")-0.02, exit)
	bar := p.Y(spec.Pick(env, 40.0, 48.0))
	text := p.Y(spec.Pick(env, 11.0, 13.0))
	second := p.Y(spec.Pick(env, 27.0, 32.0))
	wagner, corps := state == "wagner", state == "latest"
	change := state == "handover"
	l.Line("wagner", spec.Either(wagner || change, spec.Ink, spec.Ghost), 3, false, [2]float64{arrival, bar}, [2]float64{exit - 0.02, bar})
	l.Line("corps", spec.Either(corps || change, hues.Russia, spec.Ghost), 3, false, [2]float64{exit + 0.02, bar}, [2]float64{p.X1, bar})
	if names := env.T(key+"force.wagner") + env.T(key+"force.corps"); p.PX(arrival)+typeset.Width(names, size, true)+8 > p.PX(p.X1) {
		return nil, spec.NoRoom(env, "corps", state, env.T(key+"force.wagner"), "the two periods", "shorten it")
	}
	l.Text("wagner", arrival, text, draw.Label(env.T(key+"force.wagner"), "right", size, spec.Either(wagner || change, spec.Ink, spec.Muted), true))
	// The name of what came after is known to the reader only from the handover on.
	if !wagner {
		end := p.X(p.PX(p.X1) - spec.Pick(env, 30.0, 0)) // on phones the way to the graphic alone stands in the corner
		l.Text("corps", end, text, draw.Label(env.T(key+"force.corps"), "left", size, hues.Russia, true))
	}
	if change || wagner {
		words, side := env.T(key+"exit", "Date", when), "left"
		if wide := typeset.Width(words, small, false); p.PX(exit)-wide < 2 {
			if side = "right"; p.PX(exit)+wide > w-2 {
				return nil, spec.NoRoom(env, "corps", state, words, "the handover", "shorten it")
			}
		}
		l.Text("exit", exit+0.02, second, draw.Label(words, side, small, spec.Ink, false))
	}
	l.Line("exit", spec.Either(change, spec.Ink, spec.Ghost), spec.Either(change, 1.4, 0.9), true, [2]float64{exit, bar - p.DY(5)}, [2]float64{exit, 0})

	if err := marksOf(env, &l, p, limit, estimates, state); err != nil {
		return nil, err
	}
	return draw.Option(p, l)
}

// stands reports whether a row of the matrix is what a state is about: where report and events part, and, when the story asks whether only
// the name has changed, who commands and what was seen.
func stands(row, state string) bool {
	return row == "seen" || row == spec.Either(state == "outlook", "command", "announced")
}

func matrix(env *spec.Env, cells []cell, state string, words []any, w, h float64) (spec.M, error) {
	size, small := env.LabelSize(), env.SmallSize()
	p := draw.Board(w, h)
	var l draw.Layer
	column := map[string]float64{"wagner": spec.Pick(env, 4.0, 150.0), "corps": spec.Pick(env, 184.0, 438.0)}
	colour := map[string]string{"wagner": spec.Muted, "corps": hues.Russia}
	width := spec.Pick(env, 168.0, 268.0)
	head := spec.Pick(env, 28.0, 40.0)
	for _, side := range []string{"wagner", "corps"} {
		l.Text("head-"+side, column[side], head/2-2, draw.Label(env.T(key+"force."+side), "right", size+spec.Pick(env, 1.0, 2.0), spec.Either(side == "corps", hues.Russia, spec.Ink), true))
	}
	order, by := rowsOf(cells)
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
		bold := stands(r, state)
		quiet := state == "outlook" && !bold
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
			l.Bar(draw.Mark{Row: c.id(), X: x + 2, Y: y + (ht+hh)/2, Color: spec.Either(quiet, spec.Ghost, colour[side])}, 4, ht+hh)
			l.Text("cell-"+c.id(), x+11, y+ht/2, draw.Label(text, "right", size, spec.Either(quiet, spec.Muted, spec.Ink), bold))
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
			ID: c.id(), Seen: true,
			Cells:   []string{env.T(key + "row." + c.row), env.T(key + "force." + c.side), env.T(key + "country.ML"), "–", "–", text},
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
