package spec

// Proof says what a picture must show beside its scales. It is written from the rows, never from what Draw has laid out, and held
// against the drawing as readers have it: see charts/prove.
type Proof struct {
	// Files are the data files whose rows its marks are.
	Files []string
	// Rows are the rows that have a mark, each one; no others have.
	Rows []string
	// Focus are those of them that the state is about; empty: all.
	Focus []string
	Bands []Bands
	Looks []Look
	Keys  []Key
	// Labels are words that belong to the mark of a row.
	Labels []Label
	// Said are the words of rows as a table has them in this form: these of each row and no others. A drawing need not say them.
	Said []Label
	// Words must be read in the picture, on one line or several: units, captions, headings.
	Words []string
	// Allowed may be read in it: what a picture says only where there is room.
	Allowed []string
	Spots   []Spot
	Routes  []Route
	// Bare are strokes that the picture is about, from X, Y to X, Y: no words lie over them.
	Bare [][4]float64
	// Read are cells that words and looks follow, where no scale says them.
	Read    []Cell
	Regions []Region
}

// Bands are stretches of a picture, one after another, each with a heading where it begins: lanes, panels, the cells of a grid.
type Bands struct {
	// Name is what the bands are, in English, for messages.
	Name string
	// Vertical: one below the other; else side by side, from right to left where Left is set.
	// Loose: the headings need not stand in one line.
	Vertical, Left, Loose bool
	Heads                 []Head
}

// Head is the heading of a band, the rows whose marks stand in it, and the country in whose colour it may be set.
type Head struct {
	Words   string
	Rows    []string
	Country string
}

// Look says how the mark of a row looks.
type Look struct {
	Row string
	// Class: marks of one class have one shape and one size, marks of two classes differ. Free: the size says something else.
	Class string
	Free  bool
	// Open: an outline, filled with the ground: promised, claimed or approximate.
	Open bool
	// Clear: a place to point at, with nothing to see; its outline and hatching are drawn beside it.
	Clear bool
	// Country is the code of the country (RU and AU too) whose colour it has unless it stands back; empty: any.
	Country string
	// Bound is which way an arrow leads from the mark: 1 to greater values, -1 to smaller ones, 0 none.
	Bound int
}

// Key is an entry of the legend: the mark of a class beside its words.
type Key struct {
	Class, Words string
	Open         bool
	// Bound: it explains an arrow.
	Bound bool
}

// Label is words that belong to the mark of a row.
type Label struct{ Row, Words string }

// Cell is a cell of a row as the picture has read it.
type Cell struct{ Row, Column, Value string }

// Spot is where a row stands on a map: in degrees and, as the frame of the map has them, in pixels.
type Spot struct {
	Row      string
	Lon, Lat float64
	X, Y     float64
	// RX and RY are the half axes of an area in pixels; 0: a pin. Unmarked: words alone stand there.
	RX, RY   float64
	Unmarked bool
	// Records are those of its row.
	Records []string
}

// Route is a schematic line of a map, in pixels.
type Route struct {
	Row                            string
	FromX, FromY, ToX, ToY         float64
	FromLon, FromLat, ToLon, ToLat float64
}

// Region is a country of a map: the box round its outline in pixels, and the colour that it has, or "" if it has none.
type Region struct {
	Name, Colour   string
	X0, Y0, X1, Y1 float64
}
