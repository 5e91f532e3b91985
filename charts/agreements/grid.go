package agreements

import (
	"strings"

	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
)

// grid is the picture as pages have it: a table of fields and countries. What a cell says is what the wide form has room for, and each of
// its documents says how much of it the narrow form has.
func grid(env *spec.Env, docs []doc, state string) (*spec.Grid, error) {
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	out := &spec.Grid{Caption: t("title"), Marked: true}
	countries := countriesOf(docs)
	for _, c := range countries {
		h := spec.GridHead{Words: t("country." + strings.ToLower(c)), Colour: hues.Country(c)}
		if h.Front = state == "mali" && c == "ML"; state == "mali" && !h.Front {
			h.Colour = spec.Muted
		}
		out.Heads = append(out.Heads, h)
	}
	for _, f := range fields {
		row := spec.GridRow{Words: t("kind." + f), Quiet: state == "nuclear" && f != state}
		for _, c := range countries {
			one, err := cellOf(env, docs, state, f, c)
			if err != nil {
				return nil, err
			}
			row.Cells = append(row.Cells, one)
		}
		out.Rows = append(out.Rows, row)
	}
	for _, f := range forms {
		out.Keys = append(out.Keys, spec.GridItem{Class: classOf[f], Colour: hues.Russia, Words: t("form." + f)})
	}
	return out, nil
}

// classOf is how the mark of a form looks: filled for what was signed, hollow for what was announced, square for what arrived or opened.
var classOf = map[string]string{"signed": "", "announced": "hollow", "done": "square"}

// cellOf is the cell of a field and a country in a state.
func cellOf(env *spec.Env, docs []doc, state, field, country string) (spec.GridCell, error) {
	t := func(key string) string { return env.T("graphics." + id + "." + key) }
	wide, narrow := *env, *env
	wide.Form, narrow.Form = spec.Wide, spec.Narrow
	shown, less := modeOf(&wide, state, field, country), modeOf(&narrow, state, field, country)
	out := spec.GridCell{Quiet: shown == marks, Stands: shown == full, List: shown == full}
	for _, d := range docs {
		if d.Field != field || d.Country != country {
			continue
		}
		date, err := env.Date(d.Date)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, spec.GridItem{Row: d.ID, Class: classOf[d.Form], Open: d.Form == "announced", Kind: t("form." + d.Form),
			Colour: spec.Either(shown == marks, spec.Ghost, hues.Russia), Lead: date, Words: t("label." + d.ID)})
	}
	for i := range out.Items {
		one, last := &out.Items[i], i == len(out.Items)-1
		switch {
		case shown == marks, shown != full && !last:
			one.Lead, one.Words = "", ""
		case less == full:
		case !last:
			one.Narrow = spec.MarkAlone
		case less == dated:
			one.Narrow = spec.Lead
		}
	}
	if out.Words = t("none"); shown == marks {
		out.Words = t("dash")
	}
	out.Short = t("dash")
	return out, nil
}
