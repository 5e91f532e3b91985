package sahelmap

import (
	"strings"

	"sahel-explainer/charts/spec"
)

// date writes an ISO date; the data files are checked by the tests, so a bad one is shown as it stands.
func date(env *spec.Env, iso string) string {
	if iso == "" {
		return ""
	}
	s, err := env.Date(iso)
	if err != nil {
		return iso
	}
	return s
}

// says is the second line of a place: what happened or what it is, with its date.
func (p place) says(env *spec.Env) string {
	switch p.line {
	case "":
		return ""
	case "date":
		return date(env, p.date)
	}
	return env.T("graphics.map.line."+p.line, "Date", date(env, p.date))
}

func (p place) title(env *spec.Env) string { return flat(env.T("graphics.map.label." + p.name)) }

func (p place) tip(env *spec.Env) spec.Tip {
	return spec.Tip{Title: p.title(env), Text: p.about(env), Country: p.country, Kind: p.kind, Year: year(p.date), Records: p.records}
}

func (p place) about(env *spec.Env) string {
	parts := []string{flat(p.says(env))}
	if p.line == "" {
		parts[0] = env.T("graphics.map.kind." + p.kind)
	}
	// A second line that already tells the date is not followed by it again.
	if d := date(env, p.date); d != "" && !strings.Contains(parts[0], d) {
		parts = append(parts, d)
	}
	if p.precision != "point" {
		parts = append(parts, env.T("graphics.map.precision."+p.precision))
	}
	if p.hedge != "" {
		parts = append(parts, env.T("graphics.map.hedge."+p.hedge))
	}
	return strings.Join(parts, " · ")
}

func (r route) tip(env *spec.Env) spec.Tip {
	parts := []string{env.T("graphics.map.kind." + r.kind)}
	if d := date(env, r.date); d != "" {
		parts = append(parts, d)
	}
	parts = append(parts, env.T("graphics.map.precision.schematic"), env.T("graphics.map.hedge."+r.hedge))
	return spec.Tip{Title: env.T("graphics.map.route." + r.name), Text: strings.Join(parts, " · "), Country: r.country, Kind: r.kind,
		Year: year(r.date), Records: r.records}
}

func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }

func year(iso string) string {
	if len(iso) < 4 {
		return ""
	}
	return iso[:4]
}

// Describe says what a state shows.
func (g graphic) Describe(env *spec.Env, state string) (string, error) {
	return env.T("graphics.map.describe." + state), nil
}

// Change says where the map goes and which marks come.
func (g graphic) Change(env *spec.Env, from, to string) (string, error) {
	b, err := read(env)
	if err != nil {
		return "", err
	}
	before, err := b.of(from)
	if err != nil {
		return "", err
	}
	after, err := b.of(to)
	if err != nil {
		return "", err
	}
	seen := map[string]bool{}
	for _, e := range before {
		if e.kind == "place" {
			seen[b.byPlace[e.item].name] = true
		}
	}
	var added []string
	for _, e := range after {
		if p := b.byPlace[e.item]; e.kind == "place" && p.precision != "area" && e.where != "-" && !seen[p.name] {
			seen[p.name] = true
			added = append(added, p.title(env))
		}
	}
	view := env.T("graphics.map.view." + to)
	if len(added) == 0 {
		return env.T("graphics.map.change.moves", "View", view), nil
	}
	return env.T("graphics.map.change.marks", "View", view, "Places", strings.Join(added, env.T("graphics.map.change.comma"))), nil
}

// Table lists all places and routes.
func (g graphic) Table(env *spec.Env) (spec.Table, error) {
	b, err := read(env)
	if err != nil {
		return spec.Table{}, err
	}
	t := spec.Table{Caption: env.T("graphics.map.table.caption")}
	for _, c := range []string{"name", "what", "date", "kind", "precision", "hedge"} {
		t.Columns = append(t.Columns, env.T("graphics.map.table."+c))
	}
	hedge := func(h string) string {
		if h == "" {
			return ""
		}
		return env.T("graphics.map.hedge." + h)
	}
	for _, p := range b.places {
		t.Rows = append(t.Rows, spec.Row{ID: p.id, Country: p.country, Kind: p.kind, Year: year(p.date), Records: p.records,
			Cells: []string{p.title(env), flat(p.says(env)), date(env, p.date), env.T("graphics.map.kind." + p.kind),
				env.T("graphics.map.precision." + p.precision), hedge(p.hedge)},
			Values: []string{p.title(env), flat(p.says(env)), p.date, p.kind, p.precision, p.hedge}})
	}
	for _, r := range b.routes {
		t.Rows = append(t.Rows, spec.Row{ID: r.id, Country: r.country, Kind: r.kind, Year: year(r.date), Records: r.records,
			Cells: []string{env.T("graphics.map.route." + r.name), "", date(env, r.date), env.T("graphics.map.kind." + r.kind),
				env.T("graphics.map.precision.schematic"), hedge(r.hedge)},
			Values: []string{env.T("graphics.map.route." + r.name), "", r.date, r.kind, "schematic", r.hedge}})
	}
	return t, nil
}

// Records lists what the map rests on.
func (g graphic) Records(env *spec.Env) ([]string, error) {
	b, err := read(env)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var out []string
	add := func(ids []string) {
		for _, id := range ids {
			if !seen[id] {
				seen[id], out = true, append(out, id)
			}
		}
	}
	for _, p := range b.places {
		add(p.records)
	}
	for _, r := range b.routes {
		add(r.records)
	}
	for _, s := range g.States() {
		for _, e := range b.entries[s] {
			add(e.row.Records())
		}
	}
	return out, nil
}
