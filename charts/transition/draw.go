package transition

import (
	"math"
	"slices"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// sheet is a state being laid out: its axis follows from the rows, and so do the places of its words.
type sheet struct {
	graphic
	draw.Plane
	draw.Layer
	env   *spec.Env
	state string
	rows  []row
	words []any
	years []int // that are written

	size, small        float64
	promised, happened float64 // where the lanes stand
	fan, gap           float64 // from a lane to the marks beside it, and from a mark to its words
	blocks             map[string]*block
	aslant             bool        // the words of promises had to make room for each other: their marks stand beside the lane too
	taken              []draw.Rect // words, in pixels
}

// block are the words of an event: its date, its name, and what became of a promise.
type block struct {
	date, name, kept string
	hd, hn, hk       float64 // heights
	width            float64
	middle           float64 // of date and name, in pixels
}

func (b block) height() float64 { return b.hd + b.hn + b.hk }

// rowMend is what an editor can do where the words of rows have no room.
const rowMend = "shorten it, or take a row out of charts/data/transition.csv"

func newSheet(env *spec.Env, g graphic, rows []row, state string, words []any) *sheet {
	s := &sheet{graphic: g, env: env, state: state, rows: rows, words: words, size: env.LabelSize(), small: env.SmallSize(),
		promised: spec.Pick(env, 50.0, 78.0), happened: spec.Pick(env, 170.0, 316.0), fan: spec.Pick(env, 18.0, 26.0),
		gap: spec.Pick(env, 9.0, 12.0), blocks: map[string]*block{}}
	first, last := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		first, last = min(first, r.at), max(last, r.end)
	}
	s.Plane = draw.Plane{Width: spec.Pick(env, 360.0, 720.0), Height: spec.Pick(env, 440.0, 560.0), Top: spec.Pick(env, 34.0, 44.0),
		Bottom: spec.Pick(env, 10.0, 14.0), Y0: math.Floor(first), Y1: math.Floor(last) + 1, Left: spec.Pick(env, 32.0, 44.0)}
	s.X0, s.X1 = s.Left, s.Width // pixels
	for _, r := range rows {     // room for the heading of a term that begins early
		for n := 0; r.lane == "term" && s.PY(r.at)-spec.Pick(env, 12.0, 16.0)-4*draw.LineHeight(s.size) < s.Top-8 && n < 12; n++ {
			s.Y0--
		}
	}
	s.years = s.yearsOf()
	return s
}

// yearsOf are the years that are written: as many as have room, in a round step.
func (s *sheet) yearsOf() []int {
	for _, k := range []int{1, 2, 5, 10, 20, 50, 100} {
		if s.PY(s.Y0+float64(k))-s.PY(s.Y0) < draw.LineHeight(s.small)+2 && k < 100 {
			continue
		}
		var out []int
		for y := int(s.Y0); float64(y) < s.Y1; y += k {
			out = append(out, y)
		}
		if len(out) < 2 { // one year makes no scale
			out = []int{int(s.Y0), int(s.Y1)}
		}
		return out
	}
	return nil
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
	all := rows
	rows = g.within(rows, state)
	s := newSheet(env, g, rows, state, words)
	s.axis()
	if err := s.place(); err != nil {
		return spec.Picture{}, err
	}
	s.events()
	s.settings()
	if err := s.terms(); err != nil {
		return spec.Picture{}, err
	}
	option, err := draw.Option(s.Plane, s.Layer)
	if err != nil {
		return spec.Picture{}, err
	}
	tips, err := tips(env, all, words)
	if err != nil {
		return spec.Picture{}, err
	}
	proof, err := g.proofOf(env, rows, state, words)
	if err != nil {
		return spec.Picture{}, err
	}
	// Mirror turns the lanes round for Arabic; time runs downward in every language.
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Mirror), Width: s.Width, Height: s.Height, Tips: tips,
		Scales: []spec.Scale{g.scaleOf(rows, state, s.years, s.Y0, s.Y1, s.aslant)}, Proof: proof}, nil
}

// axis draws the scale of years, and the two lanes with their headings.
func (s *sheet) axis() {
	s.Upright = draw.Axis{Ticks: draw.Years(s.years, 0), Guide: draw.Stroke{Color: spec.Rule, Width: 0.7}, Size: s.small, Margin: s.Left - 2, Align: "left"}
	s.Line("promised", spec.Ghost, 1, true, [2]float64{s.promised, s.Y0}, [2]float64{s.promised, s.Y1})
	s.Line("happened", spec.Ghost, 1.6, false, [2]float64{s.happened, s.Y0}, [2]float64{s.happened, s.Y1})
	neighbours := s.state == "neighbours"
	head := s.Y(spec.Pick(s.env, 13.0, 16.0))
	left, right := s.env.T(key+"head.promised"), s.env.T(key+"head."+spec.Either(neighbours, "terms", "happened"))
	s.Text("head-promised", s.promised-8, head, draw.Label(left, "right", s.size, spec.Either(neighbours, spec.Muted, spec.Ink), true))
	s.Text("head-happened", s.happened-8, head, draw.Label(right, "right", s.size, spec.Ink, true))
}

// place finds where the words of each event stand: spread in each lane, in the same places in every state; where not all have room together,
// those of the state alone.
func (s *sheet) place() error {
	room := map[string]float64{
		"promised": s.happened - s.promised - s.gap - spec.Pick(s.env, 12.0, 30.0), "happened": s.Width - s.happened - s.fan - s.gap - 4,
	}
	for _, lane := range []string{"promised", "promised", "happened"} {
		if s.aslant && lane == "promised" { // once more, with less room
			room[lane] -= s.gap
		}
		var all, told []row
		for _, r := range s.rows {
			if r.lane != lane {
				continue
			}
			b, err := s.blockOf(r, room[lane])
			if err != nil {
				return err
			}
			s.blocks[r.id] = b
			if all = append(all, r); !s.folded(r, s.state) {
				if told = append(told, r); b.width > room[lane]+4 {
					return spec.NoRoom(s.env, "transition", s.state, b.name, r.id, "shorten its longest word")
				}
			}
		}
		if !s.spread(all) && !s.spread(told) {
			last := told[len(told)-1]
			return spec.NoRoom(s.env, "transition", s.state, s.blocks[last.id].name, last.id, rowMend)
		}
		for _, r := range told {
			if near := s.nearer(r, all, lane); near != "" {
				return spec.NoRoom(s.env, "transition", s.state, s.blocks[r.id].kept, r.id, "they would stand at "+near+"; "+rowMend)
			}
			if off := s.blocks[r.id].middle - s.PY(r.middle()); lane == "promised" && (off > 3 || off < -3) {
				s.aslant = true
			}
		}
	}
	return nil
}

// nearer is a promise without words whose dot stands nearer to what became of a promise than its own, if any.
func (s *sheet) nearer(r row, all []row, lane string) string {
	b := s.blocks[r.id]
	if lane != "promised" {
		return ""
	}
	from := b.middle + (b.hd+b.hn)/2 // where those words begin
	for _, o := range all {
		if y := s.PY(o.middle()); s.folded(o, s.state) && max(from-y, y-from-b.hk, 0) < from-s.PY(r.middle())-5 {
			return o.id
		}
	}
	return ""
}

func (s *sheet) blockOf(r row, room float64) (*block, error) {
	date, err := r.words(s.env)
	if err != nil {
		return nil, err
	}
	b := &block{name: typeset.Wrap(said(s.env, "event", r, s.words), room, s.size, true), date: typeset.Wrap(date, room, s.small, false)}
	b.hd, b.hn = typeset.Lines(b.date)*draw.LineHeight(s.small), typeset.Lines(b.name)*draw.LineHeight(s.size)
	b.width = max(typeset.Width(b.name, s.size, true), typeset.Width(b.date, s.small, false))
	if r.lane == "promised" { // what became of it
		b.kept, b.hk = s.env.T(key+"missed"), draw.LineHeight(s.small)
	}
	return b, nil
}

// spread places the words of a lane so that none touch, in the order of their dates, and reports whether they have room.
func (s *sheet) spread(rows []row) bool {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b row) int { return int(math.Copysign(1, a.middle()-b.middle())) })
	var want, heights []float64
	total, top, bottom := 0.0, s.Top-4, s.Height-s.Bottom
	for _, r := range rows {
		h := s.blocks[r.id].height() + spec.Pick(s.env, 3.0, 7.0)
		want, heights, total = append(want, s.PY(r.middle())+s.blocks[r.id].hk/2), append(heights, h), total+h
	}
	if total > bottom-top {
		return false
	}
	places := draw.Spread(want, heights, top, bottom)
	for i, y := range places {
		if i > 0 && y-places[i-1] < (heights[i]+heights[i-1])/2-1 || y+heights[i]/2 > bottom+4 {
			return false
		}
	}
	for i, r := range rows {
		s.blocks[r.id].middle = places[i] - s.blocks[r.id].hk/2
	}
	return true
}

// events draws what was promised and what happened, with the words of those that the state tells of.
func (s *sheet) events() {
	aside := s.aside()
	for _, r := range s.rows {
		if r.lane == "term" {
			continue
		}
		now, _ := s.seen(r, s.state)
		b, folded := s.blocks[r.id], s.folded(r, s.state)
		color, ink := spec.Ghost, spec.Muted
		if now && !folded {
			color, ink = hues.Country(r.country), spec.Ink
		}
		m := draw.Mark{Row: r.id, X: s.happened + s.fan, Y: s.Y(b.middle), Size: spec.Pick(s.env, 10.0, 12.0), Color: color,
			Open: r.lane == "promised"}
		spine := s.happened
		if r.lane == "promised" {
			spine, m.X, m.Y = s.promised, s.promised, r.middle()
			if s.aslant {
				m.X, m.Y = s.promised+s.gap, s.Y(b.middle)
			}
		}
		if r.other() {
			m.Symbol, m.Size = "diamond", spec.Pick(s.env, 13.0, 15.0)
			if now && !folded {
				m.Color = spec.Ink
			}
		}
		if folded { // into the line: what remains is where the dates stand
			m.X, m.Y, m.Size = spine+aside[r.id], r.middle(), spec.Pick(s.env, 6.0, 7.0)
			if m.Open {
				m.Size = spec.Pick(s.env, 8.0, 10.0)
			}
		}
		s.Marks = append(s.Marks, m)
		if folded {
			s.taken = append(s.taken, draw.Rect{X0: m.X - 2, Y0: s.PY(m.Y) - 2, X1: m.X + 2, Y1: s.PY(m.Y) + 2})
			continue
		}
		if at := r.middle(); r.lane == "happened" || s.aslant {
			s.Line("lead-"+r.id, spec.Either(now, color, spec.Ghost), spec.Either(now, 1.3, 0.8), false, [2]float64{spine - 4, at}, [2]float64{spine, at},
				[2]float64{m.X, m.Y})
		}
		x, top := m.X+s.gap, b.middle-(b.hd+b.hn)/2
		s.taken = append(s.taken, draw.Rect{X0: x - 2, Y0: top, X1: x + b.width + 2, Y1: top + b.height()},
			draw.Rect{X0: m.X - 8, Y0: s.PY(m.Y) - 8, X1: m.X + 8, Y1: s.PY(m.Y) + 8})
		s.Text("date-"+r.id, x, s.Y(top+b.hd/2), draw.Label(b.date, "right", s.small, spec.Muted, false))
		s.Text("name-"+r.id, x, s.Y(top+b.hd+b.hn/2), draw.Label(b.name, "right", s.size, ink, now))
		if b.kept != "" {
			s.Text("kept-"+r.id, x, s.Y(top+b.hd+b.hn+b.hk/2), draw.Label(b.kept, "right", s.small, ink, false))
		}
	}
}

// aside is how far folded dots stand beside their lane, where their dates are so close that one would cover another.
func (s *sheet) aside() map[string]float64 {
	out := map[string]float64{}
	for _, lane := range []string{"promised", "happened"} {
		var at []float64
		var ids []string
		for _, r := range s.rows {
			if r.lane == lane && s.folded(r, s.state) {
				at, ids = append(at, s.PY(r.middle())), append(ids, r.id)
			}
		}
		size := spec.Pick(s.env, 6.0, 7.0)
		for i, level := range draw.Swarm(at, size*0.2) { // they may touch, but none may hide another
			out[ids[i]] = float64(level) * size
		}
	}
	return out
}

// settings joins an event to the promise whose date it set, while the state is about both.
func (s *sheet) settings() {
	for _, r := range s.rows {
		if now, _ := s.seen(r, s.state); r.sets == "" || !now || s.folded(r, s.state) {
			continue
		}
		for _, o := range s.rows {
			if now, _ := s.seen(o, s.state); o.id != r.sets || !now {
				continue
			}
			bend, b := s.happened-spec.Pick(s.env, 13.0, 26.0), s.blocks[o.id]
			s.Lines = append(s.Lines, draw.Line{ID: "sets-" + r.id, Color: hues.Country(r.country), Width: 1.4, Dash: true, Points: [][2]float64{
				{s.happened - 4, r.middle()}, {bend, r.middle()}, {bend, s.Y(b.middle)}, {min(s.promised+s.gap+b.width+5+spec.Either(s.aslant, s.gap, 0), bend-6), s.Y(b.middle)}}})
		}
	}
}
