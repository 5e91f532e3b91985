// Package measures draws the dated measures of the three states in mining as dots on a time line: one lane for each country,
// one shape for each kind. Shapes keep apart what headlines blur: a settlement, a permit withdrawn, a nationalisation.
package measures

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

const id = "measures"

type graphic struct{}

// New is the graphic of dated state measures.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string       { return id }
func (graphic) States() []string { return []string{"all", "mali", "neighbours", "since"} }

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
	lane                            int // of its country, in the order of the data
}

// countriesOf are the lanes from top to bottom, in the order of the data.
func countriesOf(events []event) []string {
	out := map[int]string{}
	for _, e := range events {
		out[e.lane] = e.Country
	}
	list := make([]string, len(out))
	for i, c := range out {
		list[i] = c
	}
	return list
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
	if len(out) == 0 {
		return nil, fmt.Errorf("charts/data/measures.csv: no row; there is nothing to draw")
	}
	var lanes []string
	for i, e := range out {
		if !slices.Contains(lanes, e.Country) {
			lanes = append(lanes, e.Country)
		}
		out[i].lane = slices.Index(lanes, e.Country)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, _ := locales.DecimalYear(out[i].Date)
		b, _ := locales.DecimalYear(out[j].Date)
		return a < b
	})
	return out, nil
}

// drawn is the look of a mark of a kind.
func drawn(kind, name string, x, y, size float64, colour string) draw.Item {
	s := shapes[kind]
	style := &opts.ItemStyle{Color: colour, BorderColor: spec.Paper, BorderWidth: 0.8}
	if s.hollow {
		style = &opts.ItemStyle{Color: spec.Paper, BorderColor: colour, BorderWidth: 1.8}
	}
	return draw.Item{Name: name, Value: []any{x, y}, Symbol: s.symbol, Size: size * s.size, Style: style}
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
	for _, k := range kinds { // by its number alone: its name stands before
		out = append(out, k, env.Number(float64(n[k]), 0))
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
