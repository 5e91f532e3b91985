package tolls

import (
	"math"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// axisOf chooses the axis of the dead up to a number, and its labels: as many as have room, the unit at the last. Beyond the highest number
// is room for the arrow of "or more", and for the label with the unit.
func axisOf(env *spec.Env, p draw.Plane, top float64) (end float64, ticks []spec.Tick) {
	wide, size := p.Width-p.Left-p.Right, env.SmallSize()
	for most := 4; ; most-- {
		_, step := draw.Steps(top, most)
		step = max(step, 1) // people
		last := math.Floor(top/step+1e-9) * step
		unit := env.N(key+"axis", int(last))
		half := typeset.Width(unit, size, false) / 2
		end = max(top*1.13, last*wide/(wide-half+p.Right-3))
		ticks = nil
		for v := 0.0; v <= last; v += step {
			t := spec.Tick{Label: env.Number(v, 0), Value: v}
			if v == last {
				t.Label = unit
			}
			ticks = append(ticks, t)
		}
		if most == 1 || step/end*wide > half+typeset.Width(env.Number(last, 0), size, false)/2+5 {
			return end, ticks
		}
	}
}

// scaleOf says what the counts of a state stand for.
func scaleOf(env *spec.Env, events []event, counts []count, state string, end float64, ticks []spec.Tick) spec.Scale {
	s := spec.Scale{Name: "the dead", Left: spec.Mirror.Mirrored(env.Locale), Max: end, Ruled: true, Ticks: ticks}
	for _, c := range counts {
		if c.bound == "none" || state != "all" && c.event != state {
			continue
		}
		for _, e := range events {
			if e.id == c.event {
				s.Marks = append(s.Marks, spec.Mark{Row: c.id, Cells: [2]string{"low", "high|low"}, From: c.low, To: c.high, Country: e.country})
			}
		}
	}
	return s
}

// proofOf says what a state shows beside its scale: who counts, in the order of events, with bounds as arrows and claims open.
func proofOf(env *spec.Env, events []event, counts []count, state string) (*spec.Proof, error) {
	all := state == "all"
	p := &spec.Proof{Files: []string{"tolls.csv"}}
	for _, k := range []string{"party", "source", "more"} {
		p.Keys = append(p.Keys, spec.Key{Class: "point", Words: env.T(key + "key." + k), Open: k == "party", Bound: k == "more"})
	}
	heads, who := spec.Bands{Name: "event", Vertical: true}, spec.Bands{Name: "source", Vertical: true}
	for _, e := range events {
		when, err := e.when(env)
		if all {
			when, err = env.Date(e.from[:min(7, len(e.from))])
		}
		if err != nil {
			return nil, err
		}
		h := spec.Head{Words: env.T(key+"place", "Place", env.T(key+"event."+e.id), "When", when), Country: e.country}
		if all {
			h.Words = env.T(key+"heading", "Place", env.T(key+"event."+e.id), "When", when, "Dead", env.T(key+"dead."+e.id))
		}
		for _, c := range counts {
			if c.event != e.id || !all && c.event != state || all && c.bound == "none" {
				continue
			}
			h.Rows = append(h.Rows, c.id)
			p.Rows = append(p.Rows, c.id)
			look := spec.Look{Row: c.id, Class: "point", Open: c.side == "party", Country: e.country, Clear: c.bound == "none"}
			if c.high > c.low {
				look.Class, look.Free = "range", true
			}
			switch c.bound {
			case "least", "over", "open":
				look.Bound = 1
			case "most":
				look.Bound = -1
			}
			p.Looks = append(p.Looks, look)
			if all {
				p.Labels = append(p.Labels, spec.Label{Row: c.id, Words: env.T(key+"pair", "Value", c.value(env), "Who", env.T(key+"short."+c.id))})
				continue
			}
			p.Labels = append(p.Labels, spec.Label{Row: c.id, Words: c.value(env)})
			who.Heads = append(who.Heads, spec.Head{Words: env.T(key + "who." + c.id), Rows: []string{c.id}})
			p.Words = append(p.Words, env.T(key+"hedge."+c.id), env.T(key+"dead."+e.id))
		}
		if len(h.Rows) > 0 {
			heads.Heads = append(heads.Heads, h)
		}
	}
	p.Bands = []spec.Bands{heads, who}
	return p, nil
}
