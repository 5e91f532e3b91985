// Package measures draws the dated measures of the three states in mining as dots on a time line: one lane for each country,
// one shape for each kind. Shapes keep apart what headlines blur: a settlement, a permit withdrawn, a nationalisation.
package measures

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/plot"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

const id = "measures"

type graphic struct{}

// New is the graphic of dated state measures.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string       { return id }
func (graphic) States() []string { return []string{"all", "mali", "neighbours", "since"} }

var countries = []string{"ML", "BF", "NE"}

// sinceDate is the first day after the report's last month.
const sinceDate = "2025-08-01"

// shape is how a kind is drawn. Hollow shapes stand for what is milder, or no act of a state, than its filled neighbour.
type shape struct {
	symbol string
	size   float64
	hollow bool
}

const (
	cross = "path://M20,5 L50,35 L80,5 L95,20 L65,50 L95,80 L80,95 L50,65 L20,95 L5,80 L35,50 L5,20 Z"
	star  = "path://M50,2 L62,38 L99,38 L69,60 L81,96 L50,74 L19,96 L31,60 L1,38 L38,38 Z"
)

// kinds in the order of the key.
var kinds = []string{"rule", "company", "terms", "revoke", "control", "nationalise", "acquire", "rest"}

var shapes = map[string]shape{
	"rule":        {"rect", 0.86, false},
	"company":     {"diamond", 1.18, false},
	"terms":       {"circle", 0.98, false},
	"revoke":      {cross, 0.96, false},
	"control":     {"triangle", 1.06, false},
	"nationalise": {star, 1.36, false},
	"acquire":     {star, 1.28, true},
	"rest":        {"circle", 0.86, true},
}

type event struct {
	ID, Country, Date, Action, Kind string
	Labelled                        map[string]bool // the states in which it bears a label; STATE-wide: on large screens alone
	Records                         []string
}

func read(env *spec.Env) ([]event, error) {
	rows, err := env.Facts.ReadCSV(env.Files, "measures.csv", "id", "country", "date", "action", "kind", "label")
	if err != nil {
		return nil, err
	}
	var out []event
	for _, r := range rows {
		e := event{ID: r.Get("id"), Country: r.Get("country"), Date: r.Get("date"), Action: r.Get("action"), Kind: r.Get("kind"), Labelled: map[string]bool{}, Records: r.Records()}
		if _, ok := shapes[e.Kind]; !ok {
			return nil, fmt.Errorf("%s:%d: kind %q; use one of %s", r.File, r.Line, e.Kind, strings.Join(kinds, ", "))
		}
		if _, err := locales.DecimalYear(e.Date); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", r.File, r.Line, err)
		}
		for _, s := range strings.Fields(r.Get("label")) {
			e.Labelled[s] = true
		}
		out = append(out, e)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, _ := locales.DecimalYear(out[i].Date)
		b, _ := locales.DecimalYear(out[j].Date)
		return a < b
	})
	return out, nil
}

// heights are the parts of the picture that the lanes of Mali, Burkina Faso and Niger take in each state.
var heights = map[string][3]float64{
	"all":        {0.36, 0.30, 0.34},
	"mali":       {0.62, 0.19, 0.19},
	"neighbours": {0.20, 0.39, 0.41},
	"since":      {0.59, 0.12, 0.29},
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	part, ok := heights[state]
	if !ok {
		return spec.Picture{}, fmt.Errorf("measures: no state %q", state)
	}
	events, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	w, h := spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0)
	left, right, top := spec.Pick(env, 10.0, 16.0), spec.Pick(env, 10.0, 16.0), 4.0
	size := spec.Pick(env, 9.5, 15.0)
	label, small := env.LabelSize(), env.SmallSize()
	note := spec.Pick(env, small, 14.0)
	keyColumns := spec.Pick(env, 2, 4)
	keyRows := (len(kinds) + keyColumns - 1) / keyColumns
	keyLine := spec.Pick(env, 18.0, 24.0)
	keyTop := h - float64(keyRows)*keyLine
	axisY := keyTop - spec.Pick(env, 24.0, 32.0)
	x0, x1 := 2022.0, 2026.3
	if state == "since" {
		x0, x1 = 2025.5, 2026.26
	}
	plotW := w - left - right
	px := func(x float64) float64 { return left + (x-x0)/(x1-x0)*plotW }
	unpx := func(p float64) float64 { return x0 + (p-left)/plotW*(x1-x0) }

	var words []plot.Text
	var grid, lanes, leads [][4]float64
	var dots, key []plot.Item
	tips := map[string]spec.Tip{}
	at := func(p, y float64, text string, more plot.Text) {
		more.X, more.Y, more.Words = unpx(p), y, text
		if more.Size == 0 {
			more.Size = small
		}
		words = append(words, more)
	}

	// Time: years, or months where the picture looks closer.
	if state == "since" {
		for i := 0; i < 9; i++ {
			m, y := (6+i)%12+1, 2025+(6+i)/12
			from := float64(y) + float64(m-1)/12
			grid = append(grid, [4]float64{from, top, from, axisY})
			if i%spec.Pick(env, 3, 2) == 0 && i < 8 {
				at(px(from)+3, axisY+10, env.Month(m)+" "+strconv.Itoa(y), plot.Text{Color: spec.Muted, Identity: "t" + strconv.Itoa(i)})
			}
		}
	} else {
		for y := 2022; y <= 2026; y++ {
			grid = append(grid, [4]float64{float64(y), top, float64(y), axisY})
			at(px(float64(y))+3, axisY+10, strconv.Itoa(y), plot.Text{Color: spec.Muted, Identity: "t" + strconv.Itoa(y)})
		}
	}

	laneTop := top
	for c, country := range countries {
		laneH := (axisY - top) * part[c]
		laneBottom := laneTop + laneH
		lanes = append(lanes, [4]float64{x0, laneBottom, x1, laneBottom})
		var mine []event
		var xs []float64
		for _, e := range events {
			x, _ := locales.DecimalYear(e.Date)
			if e.Country == country && shows(state, e) {
				mine = append(mine, e)
				xs = append(xs, px(x))
			}
		}
		levels := plot.Swarm(xs, size*1.12)
		deepest, highest := 0, 0
		for _, l := range levels {
			deepest, highest = max(deepest, -l), max(highest, l)
		}
		focus := inFocus(state, country)
		mid := laneBottom - 7 - size/2 - float64(deepest)*size*1.12
		if !focus {
			mid = laneTop + laneH/2 + 6
		}
		colour, ink := hues.Country(country), spec.Ink
		if !focus {
			colour, ink = spec.Ghost, spec.Muted
		}
		name := t("country." + strings.ToLower(country))
		head := plot.Text{Size: label, Bold: true, Color: colour, Identity: "c" + country, Plate: true}
		if !focus {
			head.Color = ink
		}
		at(left, laneTop+label*0.5+6, name, head)
		taken := []plot.Rect{{X0: left, Y0: laneTop, X1: left + typeset.Width(name, label, true) + 6, Y1: laneTop + label + 10}}
		ys := make([]float64, len(mine))
		for i := range mine {
			ys[i] = mid - float64(levels[i])*size*1.12
			taken = append(taken, plot.Rect{X0: xs[i] - size*0.6, Y0: ys[i] - size*0.6, X1: xs[i] + size*0.6, Y1: ys[i] + size*0.6})
		}
		var notes []plot.Note
		var texts, dates []string
		for i, e := range mine {
			tip, err := g.tip(env, e)
			if err != nil {
				return spec.Picture{}, err
			}
			tips[e.ID] = tip
			if !bears(env, state, e) {
				continue
			}
			date, err := env.Date(e.Date)
			if err != nil {
				return spec.Picture{}, err
			}
			text := typeset.Wrap(t("label."+e.ID), spec.Pick(env, 118.0, 170.0), note, false)
			texts, dates = append(texts, text), append(dates, date)
			notes = append(notes, plot.Note{
				X: xs[i], Y: ys[i], Reach: size * 0.6, W: max(typeset.Width(text, note, false), typeset.Width(date, note, true)) + 2,
				H: (typeset.Lines(text) + 1) * plot.Leading(note),
			})
		}
		plot.Place(notes, taken, plot.Rect{X0: 3, Y0: laneTop + 3, X1: w - 3, Y1: laneBottom}, true)
		// A lane with room to spare carries its marks higher, so that the room does not gape above them.
		highestY := mid - float64(highest)*size*1.12 - size
		for _, n := range notes {
			highestY = min(highestY, n.Place.Y0)
		}
		lift := 0.0
		if focus {
			lift = max(0, highestY-laneTop-label-10) * 0.45
		}
		for i, e := range mine {
			x, _ := locales.DecimalYear(e.Date)
			dots = append(dots, plot.Item{Name: e.ID, Value: []any{x, ys[i] - lift}, More: drawn(e.Kind, e.ID, size, colour)})
		}
		for i, n := range notes {
			n.Y -= lift
			n.Place.Y0 -= lift
			n.Place.Y1 -= lift
			if !n.Ok {
				return spec.Picture{}, fmt.Errorf("measures: no room for the label %q in state %s (%s, %s); shorten it or unlabel it in measures.csv", texts[i], state, env.Tag, env.Form)
			}
			more := plot.Text{Halo: true, VAlign: "top", Size: note}
			p := n.Place.X0
			// Words that end at their leader are set flush with it; others as the language reads.
			at0, at1 := n.X-n.Place.X0 < n.Place.X1-n.X-0.6*n.W, n.Place.X1-n.X < n.X-n.Place.X0-0.6*n.W
			if at1 || env.RTL() && !at0 {
				more.Align, p = "right", n.Place.X1
			}
			at(p, n.Place.Y0+plot.Leading(note), texts[i], more)
			more.Bold = true
			at(p, n.Place.Y0, dates[i], more)
			leads = append(leads, [4]float64{unpx(n.X), n.Place.Y1 + 1, unpx(n.X), n.Y - size*0.6})
		}
		laneTop = laneBottom
	}

	// The key is drawn with the same shapes. In a right-to-left language it is read from the right.
	column := plotW / float64(keyColumns)
	for i, k := range kinds {
		p := left + 6 + float64(i%keyColumns)*column
		y := keyTop + (float64(i/keyColumns)+0.5)*keyLine
		more := plot.Text{DX: size*0.6 + 6, Identity: "k" + k}
		if env.RTL() {
			p = w - p
			more.DX, more.Align = -more.DX, "right"
		}
		key = append(key, plot.Item{Name: "_" + k, Value: []any{unpx(p), y}, More: drawn(k, k, size, spec.Ink)})
		at(p, y, t("key."+k), more)
	}
	silent := func(s plot.Series, z int) plot.Series { s.More["z"] = z; return s }
	series := []plot.Series{
		silent(plot.Rule("grid", 0, spec.M{"color": spec.Rule, "width": 1, "type": "solid"}, grid...), 0),
		silent(plot.Rule("lanes", 0, spec.M{"color": spec.Muted, "width": 1, "type": "solid"}, lanes...), 1),
		silent(plot.Rule("leads", 0, spec.M{"color": spec.Ink, "width": 1, "type": "solid"}, leads...), 2),
		{Kind: "scatter", Name: "events", Items: dots, More: spec.M{"z": 5}},
		{Kind: "scatter", Name: "key", Items: key, More: spec.M{"z": 5, "silent": true}},
		plot.Texts("words", 0, words),
	}
	yAxis := plot.Hidden("value", 0, h)
	yAxis["inverse"] = true
	option, err := plot.Build(series, spec.M{
		"grid":  spec.M{"left": left, "right": right, "top": 0, "bottom": 0, "containLabel": false},
		"xAxis": []any{plot.Hidden("value", x0, x1)},
		"yAxis": []any{yAxis},
	})
	if err != nil {
		return spec.Picture{}, err
	}
	proof, err := proofOf(env, events, state)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Keep), Width: w, Height: h, Tips: tips, Scales: []spec.Scale{timeOf(env, events, state, x0, x1)}, Proof: proof}, nil
}

// drawn is the look of a mark of a kind.
func drawn(kind, identity string, size float64, colour string) spec.M {
	s := shapes[kind]
	style := spec.M{"color": colour, "borderColor": spec.Paper, "borderWidth": 0.8}
	if s.hollow {
		style = spec.M{"color": spec.Paper, "borderColor": colour, "borderWidth": 1.8}
	}
	return spec.M{"id": identity, "symbol": s.symbol, "symbolSize": size * s.size, "itemStyle": style}
}

func (graphic) tip(env *spec.Env, e event) (spec.Tip, error) {
	date, err := env.Date(e.Date)
	if err != nil {
		return spec.Tip{}, err
	}
	country := env.T("graphics." + id + ".country." + strings.ToLower(e.Country))
	return spec.Tip{
		Title:   env.T("graphics."+id+".dated", "Date", country, "Words", env.T("graphics."+id+".action."+e.Action)),
		Text:    env.T("graphics."+id+".dated", "Date", date, "Words", env.T("graphics."+id+".event."+e.ID)),
		Country: e.Country, Kind: e.Kind, Year: e.Date[:4], Records: e.Records,
	}, nil
}

// counts are what sentences say about the events, each as a counted phrase.
func counts(env *spec.Env) ([]any, error) {
	events, err := read(env)
	if err != nil {
		return nil, err
	}
	n := map[string]int{}
	for _, e := range events {
		n["Total"]++
		n[e.Country]++
		n[e.Kind]++
		if e.Country != "ML" {
			n["Neighbours"]++
		}
		if e.Date >= sinceDate {
			n["Since"]++
		} else {
			n["Before"]++
		}
	}
	var out []any
	for _, k := range []string{"Total", "ML", "BF", "NE", "Neighbours", "Since", "Before"} {
		out = append(out, k, env.N("graphics."+id+".events", n[k]))
	}
	return append(out, "Nationalised", env.N("graphics."+id+".nationalisations", n["nationalise"])), nil
}

func (graphic) Describe(env *spec.Env, state string) (string, error) {
	args, err := counts(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".describe."+state, args...), nil
}

func (graphic) Change(env *spec.Env, _, to string) (string, error) {
	args, err := counts(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".change."+to, args...), nil
}

func (graphic) Table(env *spec.Env) (spec.Table, error) {
	events, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	table := spec.Table{Caption: t("title"), Columns: []string{t("column.date"), t("column.country"), t("column.action"), t("column.event")}}
	for _, e := range events {
		date, err := env.Date(e.Date)
		if err != nil {
			return table, err
		}
		table.Rows = append(table.Rows, spec.Row{
			ID: e.ID, Country: e.Country, Kind: e.Kind, Year: e.Date[:4], Records: e.Records,
			Cells:  []string{date, t("country." + strings.ToLower(e.Country)), t("action." + e.Action), t("event." + e.ID)},
			Values: []string{e.Date, e.Country, e.Action, t("event." + e.ID)},
		})
	}
	// The names of the kinds serve the filters of the explore view; asking for them here keeps them complete.
	for _, k := range kinds {
		_ = t("kind." + k)
	}
	return table, nil
}

func (graphic) Records(env *spec.Env) ([]string, error) {
	events, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range events {
		out = append(out, e.Records...)
	}
	return out, nil
}
