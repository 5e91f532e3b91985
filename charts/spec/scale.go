package spec

import "sahel-explainer/locales"

// Scale says how marks of a picture stand for values in one direction, so that a drawing can be proved: the marks are looked for in
// the SVG as drawn, the scale is read from its own tick labels as drawn, and the two must give the values of the rows.
type Scale struct {
	// Name is what is measured, in English, for messages.
	Name string
	// Vertical: values run along y.
	Vertical bool
	// Down, for a vertical scale: values grow downward, as time does where it runs so. Left, for the others: they grow to the left.
	Down, Left bool
	// Ticks are the labels of the axis with what each stands for. A scale whose axis is not drawn has Ends instead.
	Ticks []Tick
	// Ends are two places in pixels and the values there.
	Ends [2]End
	// Beside is by how many pixels the labels of a horizontal axis begin past their place; 0: they are set in the middle.
	Beside float64
	// Ruled: a stroke stands across the scale at every tick.
	Ruled bool
	// Min and Max are the ends of the axis in values: nothing may stand past them.
	Min, Max float64
	Marks    []Mark
	// Hatched are rows whose mark must be filled with slanted strokes: paid for, or not known. Where the mark itself is not drawn, the
	// strokes stand between its From and To.
	Hatched []Mark
	// Strokes are rows that are a stroke across the scale, at From, and no mark.
	Strokes []Mark
	// Leads are rows that stand beside their place: a line leads from the scale at From to the mark.
	Leads []Mark
	// Joins are pairs of rows whose marks a straight line joins, in the colour of their country.
	Joins []Join
}

// Join is a line from the mark of one row to that of another.
type Join struct{ From, To, Country string }

// Tick is a label of an axis, as readers have it, and the value that it stands at.
type Tick struct {
	Label string
	Value float64
}

// End is a place in pixels and the value there.
type End struct{ Pixel, Value float64 }

// Mark says what the mark of a row must show.
type Mark struct {
	Row string
	// Cells are the columns of the row's data file that From and To state: "" is nothing, "a+b" a sum, "a|b" the second where the first
	// is empty. Middle: both are the middle of the two.
	Cells  [2]string
	Middle bool
	// From and To are the ends of the mark in values; where they are equal its middle stands there.
	From, To float64
	// Length: only the length counts, since the mark stands on another.
	Length bool
	// Pad is by how many pixels, both ends together, a mark is longer than its range.
	Pad float64
	// Country is the code of the country whose colour it has while it is brought forward; empty: any.
	Country string
}

// Covers reports the first row that lies past the ends of the axis.
func (s Scale) Covers() (Mark, bool) {
	for _, m := range s.Marks {
		if !m.Length && (m.From < s.Min-1e-9 || m.To > s.Max+1e-9) || m.To < m.From {
			return m, false
		}
	}
	return Mark{}, true
}

// Mirrored says whether a direction turns x round for a locale.
func (d Direction) Mirrored(l locales.Locale) bool { return d == Mirror && l.RTL() }
