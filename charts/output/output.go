// Package output draws what the mines yield and what refineries are planned for: industrial gold of Mali and Burkina Faso,
// the same against announced refining capacity, and Niger's uranium.
package output

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

const id = "output"

type graphic struct{}

// New is the graphic of gold and uranium output.
func New() spec.Graphic { return graphic{} }

func (graphic) ID() string       { return id }
func (graphic) States() []string { return []string{"gold", "capacity", "uranium"} }

// row is one line of the data: a yearly amount, a planned capacity, or a date at which output broke off (without a value).
type row struct {
	ID, Series, Country, Date, Mark string
	Value                           float64
	Low, High                       float64  // earlier estimates, where the sources moved
	Labelled                        []string // the states that write its value at its mark
	Records                         []string
}

func (r row) year() string { return r.Date[:4] }

func read(env *spec.Env) ([]row, error) {
	lines, err := env.Facts.ReadCSV(env.Files, "output.csv", "id", "series", "country", "date", "value", "low", "high", "mark", "label")
	if err != nil {
		return nil, err
	}
	var out []row
	for _, l := range lines {
		r := row{ID: l.Get("id"), Series: l.Get("series"), Country: l.Get("country"), Date: l.Get("date"), Mark: l.Get("mark"), Labelled: strings.Fields(l.Get("label")), Records: l.Records()}
		if _, err := locales.DecimalYear(r.Date); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", l.File, l.Line, err)
		}
		switch r.Series {
		case "gold", "uranium", "refinery":
			if r.Value, err = l.Number("value"); err != nil {
				return nil, err
			}
			for _, e := range []struct {
				col  string
				into *float64
			}{{"low", &r.Low}, {"high", &r.High}} {
				if l.Get(e.col) == "" {
					continue
				}
				if *e.into, err = l.Number(e.col); err != nil {
					return nil, err
				}
			}
		case "halt":
		default:
			return nil, fmt.Errorf("%s:%d: series %q; use gold, uranium, refinery or halt", l.File, l.Line, r.Series)
		}
		out = append(out, r)
	}
	return out, nil
}

// middle is where a year's amount stands: in the middle of its year, so that dated events fall before or after it.
func middle(r row) float64 {
	x, _ := locales.DecimalYear(r.Date)
	return x
}

// tonnes writes an amount with its unit; the plural form follows the whole part, as Arabic demands.
func (graphic) tonnes(env *spec.Env, v float64) string {
	return env.N("graphics."+id+".tonnes", int(v), "Value", env.Number(v, 2))
}

// hasLabel reports whether a state writes the value of a row at its mark.
func hasLabel(state string, r row) bool { return shows(state, r) && slices.Contains(r.Labelled, state) }

// isOpen reports a figure that is no settled one of its kind: its dot is open.
func isOpen(r row) bool { return r.Mark == "provisional" || r.Mark == "eiti" }

// follows reports whether a row is of the year after another's.
func follows(a, b row) bool {
	x, err1 := strconv.Atoi(a.year())
	y, err2 := strconv.Atoi(b.year())
	return err1 == nil && err2 == nil && y == x+1
}

// valueWords are a value as it stands at its mark, with the sign of its footnote.
func valueWords(env *spec.Env, r row) string {
	return env.Number(r.Value, 2) + map[string]string{"revised": "*", "eiti": "**"}[r.Mark]
}

func (g graphic) tip(env *spec.Env, r row) spec.Tip {
	date, err := env.Date(r.Date)
	if err != nil {
		date = r.Date
	}
	return spec.Tip{
		Title:   env.T("graphics."+id+".country."+strings.ToLower(r.Country)) + env.T("graphics."+id+".comma") + date,
		Text:    g.sentence(env, r),
		Country: r.Country, Kind: r.Series, Year: r.year(), Records: r.Records,
	}
}

// sentence is the value of a row with its unit and its hedge.
func (g graphic) sentence(env *spec.Env, r row) string {
	remark := ""
	if r.Mark != "" {
		remark = g.remark(env, r)
	}
	if r.Series == "halt" {
		return remark
	}
	s := env.T("graphics."+id+".amount."+r.Series, "Amount", g.tonnes(env, r.Value))
	if remark != "" {
		s += " " + remark
	}
	return s
}

func (graphic) remark(env *spec.Env, r row) string {
	if r.Low > 0 {
		return env.T("graphics."+id+".remark."+r.Mark, "Low", env.Number(r.Low, 1), "High", env.Number(r.High, 1))
	}
	return env.T("graphics." + id + ".remark." + r.Mark)
}

func (g graphic) arguments(env *spec.Env) ([]any, error) {
	rows, err := read(env)
	if err != nil {
		return nil, err
	}
	var out []any
	halts := 0
	for _, r := range rows {
		if r.Series == "halt" {
			halts++
			continue
		}
		out = append(out, strings.ReplaceAll(r.ID, "-", ""), g.tonnes(env, r.Value), strings.ReplaceAll(r.ID, "-", "")+"n", env.Number(r.Value, 2))
	}
	return append(out, "Breaks", env.N("graphics."+id+".breaks", halts)), nil
}

func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	args, err := g.arguments(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".describe."+state, args...), nil
}

func (g graphic) Change(env *spec.Env, from, to string) (string, error) {
	args, err := g.arguments(env)
	if err != nil {
		return "", err
	}
	return env.T("graphics."+id+".change."+to, args...), nil
}

func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	rows, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	table := spec.Table{Caption: t("title"), Columns: []string{t("column.country"), t("column.date"), t("column.kind"), t("column.amount"), t("column.remark")}}
	for _, r := range rows {
		date, err := env.Date(r.Date)
		if err != nil {
			return table, err
		}
		amount, raw, remark := t("none"), "", ""
		if r.Series != "halt" {
			amount, raw = g.tonnes(env, r.Value), strconv.FormatFloat(r.Value, 'f', -1, 64)
		}
		if r.Mark != "" {
			remark = g.remark(env, r)
		}
		table.Rows = append(table.Rows, spec.Row{
			ID: r.ID, Country: r.Country, Kind: r.Series, Year: r.year(), Records: r.Records,
			Cells:  []string{t("country." + strings.ToLower(r.Country)), date, t("kind." + r.Series), amount, remark},
			Values: []string{r.Country, r.Date, r.Series, raw, remark},
		})
	}
	return table, nil
}

func (graphic) Records(env *spec.Env) ([]string, error) {
	rows, err := read(env)
	if err != nil {
		return nil, err
	}
	var lists [][]string
	for _, r := range rows {
		lists = append(lists, r.Records)
	}
	return draw.Unique(lists...), nil
}
