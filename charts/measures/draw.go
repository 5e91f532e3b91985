package measures

import (
	"math"
	"strconv"
	"strings"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
	"sahel-explainer/locales"
)

// sheet is a state being laid out.
type sheet struct {
	graphic
	env   *spec.Env
	state string
	draw.Plane
	side                  float64
	size                  float64 // of marks
	label, small, note    float64 // of words
	keyTop, keyLine, foot float64
	keyColumns            int
	time                  axis
	lanes                 []*lane

	words       []draw.Text
	rules, lead [][4]float64
	dots, key   []draw.Item
	tips        map[string]spec.Tip
}

// lane is the marks and words of one country, laid out in pixels from its own top.
type lane struct {
	country, name string
	focus         bool
	events        []event
	xs            []float64
	levels        []int
	least, wish   float64 // heights: without words, and with them
	height        float64
	mid, lift     float64
	notes         []draw.Note
	texts, dates  []string
	full          bool // its words have no room
	slack         float64
}

func (s *sheet) t(key string, args ...any) string { return s.env.T("graphics."+id+"."+key, args...) }

func newSheet(env *spec.Env, events []event, state string) *sheet {
	s := &sheet{env: env, state: state, side: spec.Pick(env, 10.0, 16.0),
		size: spec.Pick(env, 9.5, 15.0), label: env.LabelSize(), small: env.SmallSize(), keyLine: spec.Pick(env, 18.0, 24.0),
		keyColumns: spec.Pick(env, 2, 4), tips: map[string]spec.Tip{}}
	s.note = spec.Pick(env, s.small, 14.0)
	s.Width, s.Height, s.Left, s.Right, s.Top = spec.Pick(env, 360.0, 720.0), spec.Pick(env, 440.0, 560.0), s.side, s.side, 4
	s.keyTop = s.Height - float64((len(kinds)+s.keyColumns-1)/s.keyColumns)*s.keyLine
	s.foot = s.keyTop - spec.Pick(env, 24.0, 32.0)
	s.time = axisOf(env, events, state, s.Width-2*s.side)
	s.Bottom = s.Height - s.foot
	s.X0, s.X1, s.Y0, s.Y1 = s.time.from, s.time.until, s.Top, s.foot // pixels upright
	s.Across = draw.Axis{Ticks: s.time.ticks, Guides: s.time.strokes, Guide: draw.Stroke{Color: spec.Rule, Width: 1}, Size: s.small, Margin: 10,
		Align: "left", Indent: beside}
	return s
}

// write sets words at a place in pixels.
func (s *sheet) write(p, y float64, text string, more draw.Text) {
	more.X, more.Y, more.Words = s.X(p), y, text
	if more.Size == 0 {
		more.Size = s.small
	}
	s.words = append(s.words, more)
}

func (g graphic) Draw(env *spec.Env, state string) (spec.Picture, error) {
	events, err := read(env)
	if err != nil {
		return spec.Picture{}, err
	}
	if err := known(g, events, state); err != nil {
		return spec.Picture{}, err
	}
	s := newSheet(env, events, state)
	for _, country := range countriesOf(events) {
		l, err := s.laneOf(events, country)
		if err != nil {
			return spec.Picture{}, err
		}
		s.lanes = append(s.lanes, l)
	}
	if err := s.share(); err != nil {
		return spec.Picture{}, err
	}
	top := s.Top
	for _, l := range s.lanes {
		s.draw(l, top)
		top += l.height
	}
	s.legend()
	option, err := s.option()
	if err != nil {
		return spec.Picture{}, err
	}
	proof, err := proofOf(env, events, state)
	if err != nil {
		return spec.Picture{}, err
	}
	return spec.Picture{Option: spec.Lay(option, env.Locale, spec.Keep), Width: s.Width, Height: s.Height, Tips: s.tips,
		Scales: []spec.Scale{timeOf(events, state, s.time)}, Proof: proof}, nil
}

// pitch is how far marks stand apart that are stacked.
func (s *sheet) pitch() float64 { return s.size * 1.12 }

// laneOf gathers the marks and words of a country.
func (s *sheet) laneOf(events []event, country string) (*lane, error) {
	l := &lane{country: country, name: s.t("country." + strings.ToLower(country)), focus: inFocus(s.state, country)}
	for _, e := range events {
		if e.Country != country || !shows(s.state, e) {
			continue
		}
		x, _ := locales.DecimalYear(e.Date)
		l.events, l.xs = append(l.events, e), append(l.xs, s.PX(x))
		tip, err := s.tip(s.env, e)
		if err != nil {
			return nil, err
		}
		s.tips[e.ID] = tip
	}
	l.levels = draw.Swarm(l.xs, s.pitch())
	deep, high := l.depth()
	l.least = s.label + 12 + float64(deep+high)*s.pitch() + s.size + 8
	area := 0.0
	for i, e := range l.events {
		if !bears(s.env, s.state, e) {
			continue
		}
		date, err := s.env.Date(e.Date)
		if err != nil {
			return nil, err
		}
		text := typeset.Wrap(s.t("label."+e.ID), spec.Pick(s.env, 118.0, 170.0), s.note, false)
		l.texts, l.dates = append(l.texts, text), append(l.dates, date)
		n := draw.Note{X: l.xs[i], Reach: s.size * 0.6, W: max(typeset.Width(text, s.note, false), typeset.Width(date, s.note, true)) + 2,
			H: (typeset.Lines(text) + 1) * draw.LineHeight(s.note)}
		l.notes = append(l.notes, n)
		area = max(area+n.W*(n.H+8)/(s.Width-2*s.side)*1.7, n.H+12)
	}
	l.wish = l.least + area
	return l, nil
}

func (l *lane) depth() (deep, high int) {
	for _, v := range l.levels {
		deep, high = max(deep, -v), max(high, v)
	}
	return deep, high
}

// share gives each lane the height that its marks need, and the rest to those whose words need it.
func (s *sheet) share() error {
	room, least, wish := s.foot-s.Top, 0.0, 0.0
	for _, l := range s.lanes {
		least, wish = least+l.least, wish+l.wish-l.least
	}
	last := s.lanes[len(s.lanes)-1]
	if least > room {
		return spec.NoRoom(s.env, id, s.state, last.name, strconv.Itoa(len(last.events))+" marks of "+last.country, "take rows out of charts/data/measures.csv")
	}
	for _, l := range s.lanes {
		l.height = l.least + (room-least)/float64(len(s.lanes))
		if wish > 0 {
			l.height = l.least + (room-least)*(l.wish-l.least)/wish
		}
		s.place(l)
	}
	step := room / 60
	for range 90 { // from the lane with most room to spare to one whose words have none
		var from, to *lane
		for _, l := range s.lanes {
			if l.full && to == nil {
				to = l
			}
			if !l.full && l.slack > step && (from == nil || l.slack > from.slack) {
				from = l
			}
		}
		if to == nil || from == nil {
			break
		}
		from.height, to.height = from.height-step, to.height+step
		s.place(from)
		s.place(to)
	}
	for _, l := range s.lanes {
		for i, n := range l.notes {
			if !n.Ok {
				return spec.NoRoom(s.env, id, s.state, l.texts[i], l.country, "shorten it, or take the state out of the column label in charts/data/measures.csv")
			}
		}
	}
	return nil
}

// place finds the places of a lane's marks and words in its height.
func (s *sheet) place(l *lane) {
	deep, high := l.depth()
	l.mid = l.height - 7 - s.size/2 - float64(deep)*s.pitch()
	if !l.focus {
		l.mid = max(min(l.height/2+6, l.mid), s.label+12+float64(high)*s.pitch()+s.size/2)
	}
	taken := []draw.Rect{{X0: s.side, Y0: 0, X1: s.side + typeset.Width(l.name, s.label, true) + 6, Y1: s.label + 10}}
	k := 0
	for i, e := range l.events {
		y := l.mid - float64(l.levels[i])*s.pitch()
		taken = append(taken, draw.Rect{X0: l.xs[i] - s.size*0.6, Y0: y - s.size*0.6, X1: l.xs[i] + s.size*0.6, Y1: y + s.size*0.6})
		if bears(s.env, s.state, e) {
			l.notes[k].Y, l.notes[k].Ok = y, false
			k++
		}
	}
	draw.Place(l.notes, taken, draw.Rect{X0: 3, Y0: 3, X1: s.Width - 3, Y1: l.height}, true)
	highest := l.mid - float64(high)*s.pitch() - s.size
	l.full = false
	for _, n := range l.notes {
		l.full = l.full || !n.Ok
		highest = min(highest, n.Place.Y0)
	}
	l.slack = min(highest-s.label-10, l.height-l.least)
	// A lane with room to spare carries its marks higher, so that the room does not gape above them.
	if l.lift = 0; l.focus {
		l.lift = max(0, highest-s.label-10) * 0.45
	}
}

// draw draws a lane at its place.
func (s *sheet) draw(l *lane, top float64) {
	colour, ink := hues.Country(l.country), spec.Ink
	if !l.focus {
		colour, ink = spec.Ghost, spec.Muted
	}
	head := draw.Text{Size: s.label, Bold: true, Color: colour, Identity: "c" + l.country, Plate: true}
	if !l.focus {
		head.Color = ink
	}
	s.rules = append(s.rules, [4]float64{s.time.from, top + l.height, s.time.until, top + l.height})
	s.write(s.side, top+s.label*0.5+6, l.name, head)
	for i, e := range l.events {
		x, _ := locales.DecimalYear(e.Date)
		y := top + l.mid - float64(l.levels[i])*s.pitch() - l.lift
		s.dots = append(s.dots, drawn(e.Kind, e.ID, x, y, s.size, colour))
	}
	for i, n := range l.notes {
		n.Y, n.Place.Y0, n.Place.Y1 = n.Y+top-l.lift, n.Place.Y0+top-l.lift, n.Place.Y1+top-l.lift
		more := draw.Text{Halo: true, VAlign: "top", Size: s.note}
		p := n.Place.X0
		// Words that end at their leader are set flush with it; others as the language reads.
		at0, at1 := n.X-n.Place.X0 < n.Place.X1-n.X-0.6*n.W, n.Place.X1-n.X < n.X-n.Place.X0-0.6*n.W
		if at1 || s.env.RTL() && !at0 {
			more.Align, p = "right", n.Place.X1
		}
		s.write(p, n.Place.Y0+draw.LineHeight(s.note), l.texts[i], more)
		more.Bold = true
		s.write(p, n.Place.Y0, l.dates[i], more)
		s.lead = append(s.lead, [4]float64{s.X(n.X), n.Place.Y1 + 1, s.X(n.X), n.Y - s.size*0.6})
	}
}

// legend draws the key with the same shapes. In a right-to-left language it is read from the right.
func (s *sheet) legend() {
	column := (s.Width - 2*s.side) / float64(s.keyColumns)
	for i, k := range kinds {
		p := s.side + 6 + float64(i%s.keyColumns)*column
		y := s.keyTop + (math.Floor(float64(i/s.keyColumns))+0.5)*s.keyLine
		more := draw.Text{DX: s.size*0.6 + 6, Identity: "k" + k}
		if s.env.RTL() {
			p = s.Width - p
			more.DX, more.Align = -more.DX, "right"
		}
		s.key = append(s.key, drawn(k, "_"+k, s.X(p), y, s.size, spec.Ink))
		s.write(p, y, s.t("key."+k), more)
	}
}

// option is the picture as ECharts draws it.
func (s *sheet) option() (spec.M, error) {
	return draw.Build([]draw.Plane{s.Plane}, []draw.Series{
		draw.Rule("lanes", 0, 1, draw.Stroke{Color: spec.Muted, Width: 1}, s.rules...),
		draw.Rule("leads", 0, 2, draw.Stroke{Color: spec.Ink, Width: 1}, s.lead...),
		{Kind: "scatter", Name: "events", Items: s.dots, Z: 5},
		{Kind: "scatter", Name: "key", Items: s.key, Z: 5, Silent: true},
		draw.Texts("words", 0, s.words),
	})
}
