// Package transition draws what Mali's authorities promised beside what happened, 2020 to 2030, on a scale of time that runs
// downward: on a phone there is room for words beside a vertical line, not above a horizontal one, and downward time needs
// no left or right.
package transition

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const key = "graphics.transition."

type graphic struct{}

// New is the graphic of the transition.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string { return "transition" }

func (graphic) States() []string {
	return []string{"coups", "pledges", "parties", "mandate", "opposition", "neighbours"}
}

// focus are the rows that each state is about. Rows of earlier states keep their words in a quieter colour; those of later
// states are ghosts without words, so that the story is told in order and nothing moves.
var focus = map[string][]string{
	"coups":      {"coup-2020", "coup-2021"},
	"pledges":    {"pledge-2022", "decree-2022", "pledge-2024"},
	"parties":    {"talks-2025", "parties-2025", "vote-2025"},
	"mandate":    {"vote-2025", "charter-2025", "term-ml"},
	"opposition": {"parties-2025", "front-2025", "vote-2025"},
	"neighbours": {"term-bf", "term-ne", "term-ml"},
}

type row struct {
	facts.Row
	id, lane, country, date, until string
	years                          int
	at, end                        float64 // decimal years
}

func read(env *spec.Env) ([]row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "transition.csv", "id", "lane", "country", "date", "until", "years")
	if err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		r := row{Row: l, id: l.Get("id"), lane: l.Get("lane"), country: l.Get("country"), date: l.Get("date"), until: l.Get("until")}
		if r.at, err = locales.DecimalYear(r.date); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", l.File, l.Line, err)
		}
		r.end = r.at
		switch r.lane {
		case "happened", "promised":
			if r.until != "" {
				if r.end, err = locales.DecimalYear(r.until); err != nil {
					return nil, fmt.Errorf("%s:%d: %w", l.File, l.Line, err)
				}
			}
		case "term":
			if r.years, err = strconv.Atoi(l.Get("years")); err != nil {
				return nil, fmt.Errorf("%s:%d: years %q is not a whole number; mend it", l.File, l.Line, l.Get("years"))
			}
			r.end = r.at + float64(r.years)
		default:
			return nil, fmt.Errorf("%s:%d: lane %q; use happened, promised or term", l.File, l.Line, r.lane)
		}
		out = append(out, r)
	}
	return out, nil
}

// other reports the one event that is not the authorities' own.
func (r row) other() bool { return r.id == "front-2025" }

// date is a row's date in words.
func (r row) words(env *spec.Env) (string, error) {
	if r.lane != "term" && r.until != "" {
		last, err := env.Date(r.until)
		if err != nil {
			return "", err
		}
		_, _, day, err := locales.ParseDate(r.date)
		if err != nil {
			return "", err
		}
		form := "both" // an event of two days
		if r.id == "front-2025" {
			form = "about" // one of two days, the sources differ
		}
		return env.T(key+"span."+form, "Day", env.Number(float64(day), 0), "Date", last), nil
	}
	return env.Date(r.date)
}

// args are the dates of all rows for the sentences, by row id with underscores, and the counts they speak of.
func args(env *spec.Env, rows []row) ([]any, error) {
	var out []any
	by := map[string]row{}
	for _, r := range rows {
		w, err := r.words(env)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", r.File, r.Line, err)
		}
		by[r.id] = r
		out = append(out, strings.ReplaceAll(r.id, "-", "_"), w)
	}
	weeks, err := weeksBetween(by["parties-2025"].date, by["vote-2025"].date)
	if err != nil {
		return nil, err
	}
	out = append(out, "Weeks", env.N(key+"weeks", weeks), "Years", env.N(key+"years", by["term-ml"].years), "Until", by["term-ml"].until)
	return out, nil
}

func weeksBetween(from, to string) (int, error) {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return 0, err
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return 0, err
	}
	return int(b.Sub(a).Hours() / 24 / 7), nil
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// seen reports how a row stands in a state: in focus, told before, or yet to come.
func (g graphic) seen(id, state string) (now, before bool) {
	now = has(focus[state], id)
	for _, s := range g.States() {
		if s == state {
			break
		}
		before = before || has(focus[s], id)
	}
	return now, before
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	rows, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	words, err := args(env, rows)
	if err != nil {
		return spec.Picture{}, err
	}
	size, small := env.LabelSize(), env.SmallSize()
	p := draw.Plane{
		Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0),
		Top: spec.Pick(env, 34.0, 44.0), Bottom: spec.Pick(env, 10.0, 14.0), Y0: 2020, Y1: 2031,
	}
	p.X1 = p.Width
	promised, happened := spec.Pick(env, 50.0, 78.0), spec.Pick(env, 170.0, 316.0)
	fan, gap := spec.Pick(env, 18.0, 26.0), spec.Pick(env, 9.0, 12.0)
	room := map[string]float64{
		"promised": happened - promised - gap - spec.Pick(env, 12.0, 30.0),
		"happened": p.Width - happened - fan - gap - 4,
	}
	neighbours := state == "neighbours"
	var l draw.Layer

	// The scale of years.
	for y := 2020; y <= 2030; y++ {
		l.Line(fmt.Sprintf("year-%d", y), spec.Rule, 0.7, false, [2]float64{spec.Pick(env, 32.0, 44.0), float64(y)}, [2]float64{p.Width, float64(y)})
		l.Text(fmt.Sprintf("year-%d", y), 2, float64(y), draw.Label(strconv.Itoa(y), "right", small, spec.Muted, false))
	}
	l.Line("promised", spec.Ghost, 1, true, [2]float64{promised, 2020}, [2]float64{promised, 2031})
	l.Line("happened", spec.Ghost, 1.6, false, [2]float64{happened, 2020}, [2]float64{happened, 2031})
	head := p.Y(spec.Pick(env, 13.0, 16.0))
	l.Text("head-promised", promised-spec.Pick(env, 8.0, 8.0), head, draw.Label(env.T(key+"head.promised"), "right", size, pick(neighbours, spec.Muted, spec.Ink), true))
	right := "happened"
	if neighbours {
		right = "terms"
	}
	l.Text("head-happened", happened-spec.Pick(env, 8.0, 8.0), head, draw.Label(env.T(key+"head."+right), "right", size, spec.Ink, true))

	// Where the words of each event stand: spread in each lane, the same in every state.
	mids := map[string]float64{}
	texts := map[string]string{}
	for _, lane := range []string{"promised", "happened"} {
		var ids []string
		var want, heights []float64
		for _, r := range rows {
			if r.lane != lane {
				continue
			}
			text := typeset.Wrap(env.T(key+"event."+r.id), room[lane], size, true)
			date, _ := r.words(env)
			date = typeset.Wrap(date, room[lane], small, false)
			texts[r.id], texts[r.id+"/date"] = text, date
			kept := 0.0
			if lane == "promised" {
				kept = draw.LineHeight(small) // room for the line that says what became of it
			}
			ids = append(ids, r.id)
			want = append(want, p.PY((r.at+r.end)/2))
			heights = append(heights, typeset.Lines(text)*draw.LineHeight(size)+typeset.Lines(date)*draw.LineHeight(small)+kept+spec.Pick(env, 3.0, 7.0))
		}
		for i, y := range draw.Spread(want, heights, p.Top-4, p.Height-p.Bottom) {
			mids[ids[i]] = y
		}
	}

	edge := happened // where the words of the second promise end
	for _, r := range rows {
		if r.lane == "term" {
			continue
		}
		now, before := g.seen(r.id, state)
		spine, x := happened, happened+fan
		if r.lane == "promised" {
			spine, x = promised, promised
		}
		at, y := (r.at+r.end)/2, p.Y(mids[r.id])
		if r.lane == "promised" {
			y = at
		}
		color, text := spec.Ghost, ""
		switch {
		case neighbours || !now && !before:
			x, y = spine, at // folded into the line: what remains is where the dates stand
		case now:
			color, text = hues.Mali, spec.Ink
		case before:
			color, text = spec.Ghost, spec.Muted
		}
		m := draw.Mark{Row: r.id, X: x, Y: y, Size: spec.Pick(env, 10.0, 12.0), Color: color, Open: r.lane == "promised"}
		if r.id == "front-2025" {
			m.Symbol, m.Size = "diamond", spec.Pick(env, 13.0, 15.0) // the one event that is not the authorities' own
			if now {
				m.Color = spec.Ink
			}
		}
		folded := neighbours || !now && !before
		if folded {
			m.Size = spec.Pick(env, 6.0, 7.0)
			if m.Open {
				m.Size = spec.Pick(env, 8.0, 10.0)
			}
		}
		l.Marks = append(l.Marks, m)
		if r.lane == "happened" && !folded {
			l.Line("lead-"+r.id, pick(now, color, spec.Ghost), pickF(now, 1.3, 0.8), false, [2]float64{spine - 4, at}, [2]float64{spine, at}, [2]float64{x, y})
		}
		if text == "" {
			continue
		}
		date, name := texts[r.id+"/date"], texts[r.id]
		hd, hn := typeset.Lines(date)*draw.LineHeight(small), typeset.Lines(name)*draw.LineHeight(size)
		top := p.PY(y) - (hd+hn)/2
		l.Text("date-"+r.id, x+gap, p.Y(top+hd/2), draw.Label(date, "right", small, spec.Muted, false))
		l.Text("name-"+r.id, x+gap, p.Y(top+hd+hn/2), draw.Label(name, "right", size, text, now))
		if r.lane == "promised" {
			l.Text("kept-"+r.id, x+gap, p.Y(top+hd+hn+draw.LineHeight(small)/2), draw.Label(env.T(key+"missed"), "right", small, text, false))
			if r.id == "pledge-2024" {
				edge = x + gap + math.Max(typeset.Width(name, size, true), typeset.Width(date, small, false)) + 5
			}
		}
	}

	if state == "pledges" {
		// The decree set the second date: the one line between the lanes.
		bend := happened - spec.Pick(env, 13.0, 26.0)
		var from, to float64
		for _, r := range rows {
			switch r.id {
			case "decree-2022":
				from = r.at
			case "pledge-2024":
				to = r.at
			}
		}
		l.Lines = append(l.Lines, draw.Line{
			ID: "decree", Color: hues.Mali, Width: 1.4, Dash: true,
			Points: [][2]float64{{happened - 4, from}, {bend, from}, {bend, to}, {math.Min(edge, bend-6), to}},
		})
	}

	lanes := map[string]float64{"ML": happened, "NE": happened + spec.Pick(env, 74.0, 140.0), "BF": happened + spec.Pick(env, 142.0, 270.0)}
	for _, r := range rows {
		if r.lane != "term" {
			continue
		}
		now, before := g.seen(r.id, state)
		if !now && !before {
			continue
		}
		if r.country != "ML" && !neighbours {
			continue
		}
		x, color := lanes[r.country], hues.Country(r.country)
		if !now {
			color = spec.Ghost
		}
		l.Lines = append(l.Lines, draw.Line{ID: r.id, Color: color, Width: spec.Pick(env, 5.0, 7.0), Points: [][2]float64{{x, r.at}, {x, r.end - 0.12}}})
		// An arrow: the term can be renewed, or its last day was not in the sources.
		l.Marks = append(l.Marks, draw.Mark{Row: r.id, X: x, Y: r.end, Symbol: "triangle", Rotate: 180, Size: spec.Pick(env, 13.0, 17.0), Color: color})
		switch {
		case neighbours:
			date, err := env.Date(r.date[:min(7, len(r.date))])
			if err != nil {
				return spec.Picture{}, err
			}
			y := p.PY(r.at) - spec.Pick(env, 12.0, 16.0)
			l.Text("date-"+r.id, x, p.Y(y-draw.LineHeight(small)/2), draw.Label(date, "inside", small, spec.Ink, false))
			name := typeset.Wrap(env.T(key+"country."+r.country), spec.Pick(env, 66.0, 130.0), size, true)
			l.Text("name-"+r.id, x, p.Y(y-draw.LineHeight(small)-typeset.Lines(name)*draw.LineHeight(size)/2), draw.Label(name, "inside", size, color, true))
			l.Text("years-"+r.id, x+spec.Pick(env, 8.0, 12.0), (r.at+r.end)/2, draw.Label(env.N(key+"years", r.years), "right", small, spec.Ink, false))
			// The start of each term, so that the order of the three is read as a staircase.
			l.Line("start-"+r.id, color, 1.2, false, [2]float64{x - 7, r.at}, [2]float64{x + 7, r.at})
		default:
			text := typeset.Wrap(env.T(key+"event.term-ml", words...), room["happened"]-6, size, now)
			l.Text("name-"+r.id, x+spec.Pick(env, 12.0, 18.0), 2029.6, draw.Label(text, "right", size, pick(now, spec.Ink, spec.Muted), now))
		}
	}

	option, err := draw.Option(p, l)
	if err != nil {
		return spec.Picture{}, err
	}
	tips, err := tips(env, rows, words)
	if err != nil {
		return spec.Picture{}, err
	}
	proof, err := g.proofOf(env, rows, state, words)
	if err != nil {
		return spec.Picture{}, err
	}
	// Mirror turns the lanes round for Arabic; time runs downward in every language.
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: p.Width, Height: p.Height, Tips: tips, Scales: []spec.Scale{g.scaleOf(rows, state)}, Proof: proof}, nil
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func pickF(b bool, yes, no float64) float64 {
	if b {
		return yes
	}
	return no
}

func tips(env *spec.Env, rows []row, words []any) (map[string]spec.Tip, error) {
	out := map[string]spec.Tip{}
	for _, r := range rows {
		out[r.id] = spec.Tip{
			Title: env.T(key+"event."+r.id, words...), Text: env.T(key+"tip."+r.id, words...),
			Country: r.country, Kind: r.lane, Year: r.date[:4], Records: r.Records(),
		}
	}
	return out, nil
}

func (g graphic) sentence(env *spec.Env, what, state string) (string, error) {
	rows, err := read(env)
	if err != nil {
		return "", err
	}
	words, err := args(env, rows)
	if err != nil {
		return "", err
	}
	return env.T(key+what+"."+state, words...), nil
}

func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	return g.sentence(env, "describe", state)
}

// Change says what comes into focus; it holds whichever state was left.
func (g graphic) Change(env *spec.Env, _, to string) (string, error) {
	return g.sentence(env, "change", to)
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	words, err := args(env, rows)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: env.T(key + "title")}
	for _, c := range []string{"when", "country", "lane", "what"} {
		t.Columns = append(t.Columns, env.T(key+"column."+c))
	}
	for _, r := range rows {
		date, err := r.words(env)
		if err != nil {
			return spec.Table{}, err
		}
		machine := r.date
		if r.until != "" {
			machine += "/" + r.until
		}
		what := env.T(key+"tip."+r.id, words...)
		t.Rows = append(t.Rows, spec.Row{
			ID:      r.id,
			Cells:   []string{date, env.T(key + "country." + r.country), env.T(key + "lane." + r.lane), what},
			Values:  []string{machine, r.country, r.lane, what},
			Country: r.country, Kind: r.lane, Year: r.date[:4], Records: r.Records(),
		})
	}
	return t, nil
}

func (g graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := read(env)
	if err != nil {
		return nil, err
	}
	var all [][]string
	for _, r := range rows {
		all = append(all, r.Records())
	}
	return draw.Unique(all...), nil
}
