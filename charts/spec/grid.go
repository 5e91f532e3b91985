package spec

// Grid is a picture that is a table. Pages carry it as one <table>, for both forms (see package grid); cards and pictures that are taken
// away have the drawing of the same state.
type Grid struct {
	Caption string
	// Marked: its items have marks of their own shapes beside their words; else each has a bar.
	Marked bool
	Heads  []GridHead
	Rows   []GridRow
	Keys   []GridItem // of the marks: each with the words for it
}

// GridHead is the heading of a column and its colour, one of the page's. Front: its column is the wide one.
type GridHead struct {
	Words, Colour string
	Front         bool
}

// GridRow is a row: what it is called, and a cell for each column.
type GridRow struct {
	Words string
	Quiet bool
	Cells []GridCell
}

// GridCell is a cell. Stands: the state is about it; Quiet: it is context, and stands back. List: each item has a line of its own where
// there is room. Words and Short stand in a cell without items, Short in the narrow form.
type GridCell struct {
	Items               []GridItem
	Words, Short        string
	Stands, Quiet, List bool
}

// GridItem is what a row of the data says in a cell: Lead in bold, its words, and in small type whose word it is. A narrow form says
// of it what Narrow says.
type GridItem struct {
	Row, Colour, Class string
	Open               bool
	Kind               string // in words, for who does not see its mark
	Lead, Words, Note  string
	Narrow             Saying
	Records            []string // of a row that stands in no list beside the table
}

// Saying is how much of an item is said: all, its lead, or its mark alone.
type Saying int

const (
	All Saying = iota
	Lead
	MarkAlone
)
