package measures

import (
	"fmt"
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// inFocus reports whether a state brings a country's lane forward.
func inFocus(state, country string) bool {
	return state == "all" || state == "since" || (state == "mali") == (country == "ML")
}

// shows reports whether a state draws an event.
func shows(state string, e event) bool { return state != "since" || e.Date >= sinceDate }

// known refuses a state that the graphic does not have, or that has no row.
func known(g graphic, events []event, state string) error {
	if !spec.HasState(g, state) {
		return fmt.Errorf("measures: no state %q", state)
	}
	for _, e := range events {
		if shows(state, e) {
			return nil
		}
	}
	return fmt.Errorf("charts/data/measures.csv: state %q has no row; add one, or take the state out of the outline", state)
}

// bears reports whether an event has a label in a state.
func bears(env *spec.Env, state string, e event) bool {
	return inFocus(state, e.Country) && (e.Labelled[state] || env.Wide() && e.Labelled[state+"-wide"])
}

// timeOf says when each mark stands.
func timeOf(events []event, state string, x axis) spec.Scale {
	s := spec.Scale{Name: "time", Min: x.from, Max: x.until, Beside: beside, Ruled: true, Ticks: x.ticks}
	for _, e := range events {
		if !shows(state, e) {
			continue
		}
		x, _ := locales.DecimalYear(e.Date)
		s.Marks = append(s.Marks, spec.Mark{Row: e.ID, Cells: [2]string{"date", "date"}, From: x, To: x, Country: e.Country})
	}
	return s
}

// proofOf says what a state shows beside its scale: a lane a country, a shape a kind, the words of some.
func proofOf(env *spec.Env, events []event, state string) (*spec.Proof, error) {
	t := func(key string, args ...any) string { return env.T("graphics."+id+"."+key, args...) }
	p := &spec.Proof{Files: []string{"measures.csv"}}
	lanes := spec.Bands{Name: "lane", Vertical: true}
	for _, c := range countriesOf(events) {
		h := spec.Head{Words: t("country." + strings.ToLower(c)), Country: c}
		for _, e := range events {
			if e.Country != c || !shows(state, e) {
				continue
			}
			h.Rows = append(h.Rows, e.ID)
			p.Rows = append(p.Rows, e.ID)
			p.Looks = append(p.Looks, spec.Look{Row: e.ID, Class: e.Kind, Open: shapes[e.Kind].hollow, Country: c})
			if inFocus(state, c) {
				p.Focus = append(p.Focus, e.ID)
			}
			if !bears(env, state, e) {
				continue
			}
			date, err := env.Date(e.Date)
			if err != nil {
				return nil, err
			}
			p.Labels = append(p.Labels, spec.Label{Row: e.ID, Words: date + " " + t("label."+e.ID)}) // one block: the date is its first line
		}
		lanes.Heads = append(lanes.Heads, h)
	}
	p.Bands = []spec.Bands{lanes}
	for _, k := range kinds {
		p.Keys = append(p.Keys, spec.Key{Class: k, Words: t("key." + k), Open: shapes[k].hollow})
	}
	return p, nil
}
