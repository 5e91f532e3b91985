package facts

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/locales"
)

// Meaning is what a column of a data file says; columns.toml lists and explains them.
type Meaning string

const (
	Value     Meaning = "value"
	Low       Meaning = "low"
	High      Meaning = "high"
	Number    Meaning = "number"
	Date      Meaning = "date"
	Year      Meaning = "year"
	From      Meaning = "from"
	Until     Meaning = "until"
	Country   Meaning = "country"
	Lat       Meaning = "lat"
	Lon       Meaning = "lon"
	Precision Meaning = "precision"
	Spot      Meaning = "point"
	Unit      Meaning = "unit"
	Action    Meaning = "action"
	Term      Meaning = "term"
	Drawn     Meaning = "draw"
)

// numeric are the meanings whose cells are one number.
var numeric = map[Meaning]bool{Value: true, Low: true, High: true, Number: true, Lat: true, Lon: true}

// dated are the meanings whose cells are a date, a month or a year.
var dated = map[Meaning]bool{Date: true, Year: true, From: true, Until: true}

// Columns is what is known of one kind of data file.
type Columns struct {
	Key     []string           `toml:"key"`
	Units   []string           `toml:"units"`
	Columns map[string]Meaning `toml:"columns"`
	// Classes are columns that follow from what the record says otherwise.
	Classes map[string]Class `toml:"classes"`
}

// Class says of which meaning a column follows, and what follows from what.
type Class struct {
	Of Meaning           `toml:"of"`
	Is map[string]string `toml:"is"`
}

//go:embed columns.toml
var columnsText string

// declared are the data files that the program knows, by name without ".csv"; a name may hold a *.
var declared = func() map[string]Columns {
	out := map[string]Columns{}
	if meta, err := toml.Decode(columnsText, &out); err != nil || len(meta.Undecoded()) > 0 {
		panic(fmt.Sprint("columns.toml: ", err, meta.Undecoded()))
	}
	return out
}()

// ColumnsOf finds what the columns of a data file mean, by the file's name.
func ColumnsOf(name string) (Columns, bool) {
	stem := strings.TrimSuffix(path.Base(name), ".csv")
	if c, ok := declared[stem]; ok {
		return c, true
	}
	for _, pattern := range slices.Sorted(maps.Keys(declared)) {
		if ok, _ := path.Match(pattern, stem); ok {
			return declared[pattern], true
		}
	}
	return Columns{}, false
}

// Facts lists the columns that state a fact, in the order of their names.
func (c Columns) Facts() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(c.Columns)) {
		if c.Columns[name] != Drawn {
			out = append(out, name)
		}
	}
	return out
}

// has reports whether a column has a meaning.
func (c Columns) has(m Meaning) bool {
	for _, x := range c.Columns {
		if x == m {
			return true
		}
	}
	return false
}

// Name is the key of a row in messages and in [record.rows.FILE].
func (c Columns) Name(r Row) string {
	parts := make([]string, len(c.Key))
	for i, k := range c.Key {
		parts[i] = r.Get(k)
	}
	return strings.Join(parts, "-")
}

var (
	isNumber  = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	isCountry = regexp.MustCompile(`^[A-Z]{2}$`)
	isTerm    = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)
)

// ParseNumber reads a number as data files write it: digits, a point before decimals, a hyphen before what is below zero.
func ParseNumber(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !isNumber.MatchString(s) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is not a number; write it with digits and a point, like 1234.5", s)
	}
	return v, nil
}

// valid reports what is wrong with a cell of a meaning. An empty cell says nothing and is never wrong here.
func (m Meaning) valid(cell string) error {
	switch {
	case cell == "" || m == Drawn:
		return nil
	case numeric[m]:
		_, err := ParseNumber(cell)
		return err
	case dated[m]:
		if _, _, _, err := locales.ParseDate(cell); err != nil || m == Year && len(cell) != 4 {
			return fmt.Errorf("%q is no date; write 2026, 2026-04 or 2026-04-25", cell)
		}
	case m == Country && !isCountry.MatchString(cell):
		return fmt.Errorf("%q is no country; write its two letters, like ML", cell)
	case m == Spot:
		xs := strings.Fields(cell)
		for _, x := range xs {
			if _, err := ParseNumber(x); err != nil {
				return err
			}
		}
		if len(xs) != 2 {
			return fmt.Errorf("%q: write two numbers, longitude first", cell)
		}
	case (m == Term || m == Action || m == Precision) && !isTerm.MatchString(cell):
		return fmt.Errorf("%q: write one word in small letters, with hyphens", cell)
	}
	return nil
}

// same compares two cells of a meaning: numbers by value, all else letter by letter.
func (m Meaning) same(a, b string) bool {
	if a == b {
		return true
	}
	xs, ys := strings.Fields(a), strings.Fields(b)
	if !numeric[m] && m != Spot || len(xs) != len(ys) || len(xs) == 0 {
		return false
	}
	for i := range xs {
		x, err1 := ParseNumber(xs[i])
		y, err2 := ParseNumber(ys[i])
		if err1 != nil || err2 != nil || x != y {
			return false
		}
	}
	return true
}
