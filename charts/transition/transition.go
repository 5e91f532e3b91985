// Package transition draws what Mali's authorities promised beside what happened, 2020 to 2030, on a scale of time that runs
// downward: on a phone there is room for words beside a vertical line, not above a horizontal one, and downward time needs
// no left or right.
package transition

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
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

type row struct {
	facts.Row
	id, lane, country, date, until string
	// sets is the promise whose date this event set, or empty.
	sets    string
	states  []string // those that bring it forward
	years   int
	at, end float64 // decimal years
}

// middle is where its mark stands in time.
func (r row) middle() float64 { return (r.at + r.end) / 2 }

func read(env *spec.Env) ([]row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "transition.csv", "id", "lane", "country", "date", "until", "years", "states", "sets", "mark", "span")
	if err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		r := row{Row: l, id: l.Get("id"), lane: l.Get("lane"), country: l.Get("country"), date: l.Get("date"), until: l.Get("until"),
			sets: l.Get("sets"), states: strings.Fields(l.Get("states"))}
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
		if m, span := l.Get("mark"), l.Get("span"); m != "" && m != "other" || span != "" && span != "about" {
			return nil, fmt.Errorf("%s:%d: mark %q, span %q; a mark is empty or other, a span empty or about", l.File, l.Line, m, span)
		}
		for _, s := range r.states {
			if !slices.Contains((graphic{}).States(), s) {
				return nil, fmt.Errorf("%s:%d: state %q is none of this graphic; use %s", l.File, l.Line, s, strings.Join((graphic{}).States(), ", "))
			}
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s/transition.csv: no row; there is nothing to draw", facts.Dir)
	}
	for _, r := range out {
		if r.sets != "" && !slices.ContainsFunc(out, func(o row) bool { return o.id == r.sets && o.lane == "promised" }) {
			return nil, fmt.Errorf("%s:%d: column \"sets\": %q is no promise of this file", r.File, r.Line, r.sets)
		}
	}
	return out, nil
}

// other reports an event that is not the authorities' own.
func (r row) other() bool { return r.Get("mark") == "other" }

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
		if r.Get("span") == "about" {
			form = "about" // one of two days, the sources differ
		}
		return env.T(key+"span."+form, "Day", env.Number(float64(day), 0), "Date", last), nil
	}
	return env.Date(r.date)
}

// weeksRecord counts the weeks between the dissolution of parties and the vote.
const weeksRecord = "weeks-parties-vote"

// args are the dates of all rows for the sentences, by row id with underscores, and the counts they speak of: years and last year are those
// of the first term.
func args(env *spec.Env, rows []row) ([]any, error) {
	var out []any
	for _, r := range rows {
		w, err := r.words(env)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", r.File, r.Line, err)
		}
		out = append(out, strings.ReplaceAll(r.id, "-", "_"), w)
	}
	weeks, err := env.Facts.Record(weeksRecord)
	if err != nil {
		return nil, err
	}
	if weeks.Value != nil {
		out = append(out, "Weeks", env.N(key+"weeks", int(*weeks.Value)))
	}
	for _, r := range rows {
		if r.lane == "term" {
			return append(out, own(env, r)...), nil
		}
	}
	return out, nil
}

// own are the counts of a row's own term, which go before those of another.
func own(env *spec.Env, r row) []any {
	if r.lane != "term" {
		return nil
	}
	return []any{"Years", env.N(key+"years", r.years), "Until", r.until}
}

// said is a message of a row.
func said(env *spec.Env, what string, r row, words []any) string {
	return env.T(key+what+"."+r.id, slices.Concat(words, own(env, r))...)
}

// seen reports how a row stands in a state: in focus, told before, or yet to come.
func (g graphic) seen(r row, state string) (now, before bool) {
	for _, s := range g.States() {
		if s == state {
			return slices.Contains(r.states, s), before
		}
		before = before || slices.Contains(r.states, s)
	}
	return false, before
}

// within are the rows in the stretch of time that a state shows: up to the last that it tells of, four years at least. What comes later is
// not there yet, so that a beginning is not drawn at the top of an empty scale.
func (g graphic) within(rows []row, state string) (out []row) {
	first, last := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		first = min(first, r.at)
		if now, before := g.seen(r, state); now || before {
			last = max(last, r.end)
		}
	}
	until := max(math.Floor(last)+1, math.Floor(first)+4)
	for _, r := range rows {
		if g.shows(r, state) && r.middle() < until {
			out = append(out, r)
		}
	}
	return out
}

func tips(env *spec.Env, rows []row, words []any) (map[string]spec.Tip, error) {
	out := map[string]spec.Tip{}
	for _, r := range rows {
		out[r.id] = spec.Tip{
			Title: said(env, "event", r, words), Text: said(env, "tip", r, words),
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
		what := said(env, "tip", r, words)
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
