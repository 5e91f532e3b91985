package measures

import (
	"strconv"
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

// bears reports whether an event has a label in a state.
func bears(env *spec.Env, state string, e event) bool {
	return inFocus(state, e.Country) && (e.Labelled[state] || env.Wide() && e.Labelled[state+"-wide"])
}

// timeOf says when each mark stands.
func timeOf(env *spec.Env, events []event, state string, x0, x1 float64) spec.Scale {
	s := spec.Scale{Name: "time", Min: x0, Max: x1, Beside: 3, Ruled: true}
	if state == "since" {
		for i := 0; i < 8; i += spec.Pick(env, 3, 2) {
			m, y := (6+i)%12+1, 2025+(6+i)/12
			s.Ticks = append(s.Ticks, spec.Tick{Label: env.Month(m) + " " + strconv.Itoa(y), Value: float64(y) + float64(m-1)/12})
		}
	} else {
		for y := 2022; y <= 2026; y++ {
			s.Ticks = append(s.Ticks, spec.Tick{Label: strconv.Itoa(y), Value: float64(y)})
		}
	}
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
	for _, c := range countries {
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
			p.Labels = append(p.Labels, spec.Label{Row: e.ID, Words: t("label." + e.ID)})
			p.Words = append(p.Words, date)
		}
		lanes.Heads = append(lanes.Heads, h)
	}
	p.Bands = []spec.Bands{lanes}
	for _, k := range kinds {
		p.Keys = append(p.Keys, spec.Key{Class: k, Words: t("key." + k), Open: shapes[k].hollow})
	}
	return p, nil
}
