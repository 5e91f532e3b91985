// Package spec says what a graphic is: named states, a picture of each state in two forms, words for those who do not see
// it, and the table behind it. It knows nothing of pages or browsers.
package spec

import (
	"fmt"
	"io/fs"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// Form is the shape of the place a picture is drawn for. Labels are set in the form's own pixels, so each form has its own
// layout instead of one picture scaled until nobody can read it.
type Form string

const (
	Narrow Form = "narrow" // phones: 360 px wide
	Wide   Form = "wide"   // the column beside the steps on large screens: 720 px wide
)

// Forms lists both forms.
func Forms() []Form { return []Form{Narrow, Wide} }

// Env is what a graphic draws from: words of one locale, the facts, the project's files, and the form to draw for.
type Env struct {
	*locales.Catalogue
	Facts *facts.Store
	Files fs.FS
	Form  Form
	// Brand says which colours there are; nil: only those that every brand has.
	Brand *locales.Brand
}

// Drawn is the environment of a picture, whose dates are short where the language has a short form.
func (e *Env) Drawn() *Env {
	c, out := *e.Catalogue, *e
	c.Locale = c.Locale.Drawn()
	out.Catalogue = &c
	return &out
}

// Wide reports whether the picture is drawn for a large place.
func (e *Env) Wide() bool { return e.Form == Wide }

// Pick returns narrow or wide by the form.
func Pick[T any](e *Env, narrow, wide T) T {
	if e.Wide() {
		return wide
	}
	return narrow
}

// Either returns yes where b holds, and no where it does not.
func Either[T any](b bool, yes, no T) T {
	if b {
		return yes
	}
	return no
}

// Picture is one drawing: an ECharts option and its size in CSS pixels. Tips holds the words for each mark that a reader
// can point at or reach by keyboard, keyed by the name of its data item (a row id).
type Picture struct {
	Option        map[string]any
	Width, Height float64
	Tips          map[string]Tip
	// RTL: its words run from right to left. Whoever has a graphic draw for a locale says so.
	RTL bool
	// Scales say what its marks stand for; none: it measures nothing, or does not say yet.
	Scales []Scale
	// Proof says what else it must show; nil: it does not say yet.
	Proof *Proof
	// Grid is the picture as a table, of both forms; nil: it is a drawing alone.
	Grid *Grid
}

// Tip is what is shown and spoken for one mark.
type Tip struct {
	Title string // what the mark is
	Text  string // its value, date and hedge
	// Keys let the explore view and filters choose marks: country (ML, BF, NE), kind and year.
	Country, Kind, Year string
	// Records are the ids of the records it rests on.
	Records []string
}

// Table is the data behind a graphic, complete, in the order of its rows.
type Table struct {
	Caption string
	Columns []string
	Rows    []Row
}

// Row is one line of a table. Cells are words for readers; Values are the same in machine form for CSV (may be nil: then
// Cells are written). Country, Kind and Year are the filter keys.
type Row struct {
	ID                  string
	Cells               []string
	Values              []string
	Country, Kind, Year string
	Records             []string
	// Seen: it stands in a picture that is a table, with the same words; only the file has it once more.
	Seen bool
}

// Graphic is one graphic of the story. Methods that need a word panic with locales.MissingError where it is missing; use
// Safe.
type Graphic interface {
	// ID is its name in the outline, in addresses and in the catalogues (graphics.ID.…).
	ID() string
	// States are the names of its states, the first being the one shown on its own page.
	States() []string
	// Draw draws one state.
	Draw(env *Env, state string) (Picture, error)
	// Describe says in one to three sentences what a state shows, for readers who do not see it.
	Describe(env *Env, state string) (string, error)
	// Change says in one sentence what differs between two states.
	Change(env *Env, from, to string) (string, error)
	// Table is the data behind all states.
	Table(env *Env) (Table, error)
	// Records are the ids of all records it draws.
	Records(env *Env) ([]string, error)
}

// HasState reports whether g knows a state.
func HasState(g Graphic, state string) bool {
	for _, s := range g.States() {
		if s == state {
			return true
		}
	}
	return false
}

// Title, note and so on: every graphic has these messages.
//
//	graphics.ID.title         what the graphic is, as a heading of its own page
//	graphics.ID.note          units, definitions, what the reader must know
//	graphics.ID.state.STATE   the finding that a state shows, as its headline
func Title(env *Env, g Graphic) string { return env.T("graphics." + g.ID() + ".title") }

// Note is the line under the graphic: units, definitions, what it leaves out.
func Note(env *Env, g Graphic) string { return env.T("graphics." + g.ID() + ".note") }

// StateNote is the line under a state that needs another than its graphic's (a table beside a plot), or empty.
//
//	graphics.ID.notes.STATE   if a state has one; a step's scene shows it in the place of the graphic's note
func StateNote(env *Env, g Graphic, state string) string {
	if id := "graphics." + g.ID() + ".notes." + state; env.Has(id) {
		return env.T(id)
	}
	return ""
}

// Headline is the finding that a state shows.
func Headline(env *Env, g Graphic, state string) string {
	return env.T("graphics." + g.ID() + ".state." + state)
}

// Safe runs f and turns a missing word into an error that names the graphic.
func Safe[T any](g Graphic, f func() (T, error)) (out T, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("graphic %s: %w", g.ID(), err)
		}
	}()
	defer locales.Recover(&err)
	return f()
}
