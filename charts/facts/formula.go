package facts

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sahel-explainer/locales"
)

// A record may be computed from others: formula = "refinery.value - output.value". Its parts are fields of records, numbers,
// + - * / and brackets (a space on each side of a sign), days(a, b), weeks(a, b), months(a, b) and years(a, b) between two dates,
// and rows(claims), rows(FILE) or rows(FILE, column=cell), the number of rows of a data file. round = 1 keeps one digit
// behind the point, round = -3 whole thousands.

var formulaToken = regexp.MustCompile(`[a-zA-Z0-9][\w-]*\.[a-z0-9][\w-]*|\d+|[a-z][\w-]*=[\w-]+|[a-z][\w-]*|[()+*/,-]`)

type reckoner struct {
	s    *Store
	fsys fs.FS
	busy map[string]bool
	done map[string]bool
}

// compute gives every record with a formula its value, and the sources of what it is computed from.
func (s *Store) compute(fsys fs.FS) error {
	c := &reckoner{s: s, fsys: fsys, busy: map[string]bool{}, done: map[string]bool{}}
	for _, r := range s.Records() {
		if r.Formula != "" {
			if err := c.record(r); err != nil {
				return fmt.Errorf("%s:%d: record %q: formula %q: %w", r.File, r.Line, r.ID, r.Formula, err)
			}
		}
	}
	return nil
}

func (c *reckoner) record(r *Record) error {
	if c.done[r.ID] {
		return nil
	}
	if c.busy[r.ID] {
		return fmt.Errorf("it goes in a circle by way of %q; break it", r.ID)
	}
	if r.Value != nil {
		return fmt.Errorf("the record has a value too; keep the formula alone")
	}
	c.busy[r.ID] = true
	f := &formula{c: c, of: r}
	if strings.TrimSpace(formulaToken.ReplaceAllString(r.Formula, "")) != "" {
		return fmt.Errorf("it holds %q; use record.field, numbers, + - * / ( ) and the functions", strings.TrimSpace(formulaToken.ReplaceAllString(r.Formula, "")))
	}
	f.tokens = formulaToken.FindAllString(r.Formula, -1)
	v, err := f.sum()
	if err == nil && f.at < len(f.tokens) {
		err = fmt.Errorf("%q is left over", strings.Join(f.tokens[f.at:], " "))
	}
	if err != nil {
		return err
	}
	v = rounded(v, r.Round)
	r.Value, c.done[r.ID] = &v, true
	r.Numbers = append(r.Numbers, v)
	return nil
}

// rounded keeps so many digits behind the point; of fewer than none, it ends in so many noughts.
func rounded(v float64, digits int) float64 {
	ten := math.Pow(10, math.Abs(float64(digits)))
	if digits < 0 {
		return math.Round(v/ten) * ten
	}
	return math.Round(v*ten) / ten
}

type formula struct {
	c      *reckoner
	of     *Record
	tokens []string
	at     int
}

func (f *formula) peek() string {
	if f.at < len(f.tokens) {
		return f.tokens[f.at]
	}
	return ""
}

func (f *formula) take(want string) error {
	if f.peek() != want {
		return fmt.Errorf("%q is wanted before %q", want, f.peek())
	}
	f.at++
	return nil
}

func (f *formula) sum() (float64, error) {
	v, err := f.product()
	for err == nil && (f.peek() == "+" || f.peek() == "-") {
		sign := 1.0
		if f.tokens[f.at] == "-" {
			sign = -1
		}
		f.at++
		var w float64
		w, err = f.product()
		v += sign * w
	}
	return v, err
}

func (f *formula) product() (float64, error) {
	v, err := f.atom()
	for err == nil && (f.peek() == "*" || f.peek() == "/") {
		op := f.tokens[f.at]
		f.at++
		var w float64
		if w, err = f.atom(); err != nil {
			break
		}
		if op == "*" {
			v *= w
		} else if w == 0 {
			err = fmt.Errorf("it divides by nothing")
		} else {
			v /= w
		}
	}
	return v, err
}

func (f *formula) atom() (float64, error) {
	t := f.peek()
	f.at++
	if v, err := strconv.ParseFloat(t, 64); err == nil {
		return v, nil
	}
	switch {
	case t == "(":
		v, err := f.sum()
		if err != nil {
			return 0, err
		}
		return v, f.take(")")
	case t == "rows":
		return f.rows()
	case t == "days" || t == "weeks" || t == "months" || t == "years":
		return f.between(t)
	case strings.Contains(t, "."):
		fig, err := f.figure(t)
		if err == nil && fig.Date != "" {
			err = fmt.Errorf("%s is a date; count with days, weeks, months or years(a, b)", t)
		}
		return fig.Number, err
	}
	return 0, fmt.Errorf("%q is no figure", t)
}

func (f *formula) figure(ref string) (locales.Figure, error) {
	id, field, _ := strings.Cut(ref, ".")
	r, err := f.c.s.Record(id)
	if err != nil {
		return locales.Figure{}, err
	}
	if r.Formula != "" {
		if err := f.c.record(r); err != nil {
			return locales.Figure{}, err
		}
	}
	fig, ok, err := f.c.s.Figure(id, field)
	if err == nil && !ok {
		err = fmt.Errorf("record %q has no %q; it has %s", id, field, strings.Join(f.c.s.Fields(id), ", "))
	}
	for _, x := range r.Sources {
		if !slices.Contains(f.of.Sources, x) {
			f.of.Sources = append(f.of.Sources, x)
		}
	}
	return fig, err
}

// between counts whole units from one date to another.
func (f *formula) between(unit string) (float64, error) {
	var at [2]time.Time
	for i, sign := range []string{"(", ","} {
		if err := f.take(sign); err != nil {
			return 0, err
		}
		fig, err := f.figure(f.peek())
		if err != nil {
			return 0, err
		}
		f.at++
		y, m, d, err := locales.ParseDate(fig.Date)
		if err != nil {
			return 0, fmt.Errorf("%s wants two dates: %w", unit, err)
		}
		at[i] = time.Date(y, time.Month(max(m, 1)), max(d, 1), 0, 0, 0, 0, time.UTC)
	}
	a, b := at[0], at[1]
	days := b.Sub(a).Hours() / 24
	months := float64((b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month()))
	if b.Day() < a.Day() {
		months--
	}
	v := map[string]float64{"days": days, "weeks": math.Floor(days / 7), "months": months, "years": math.Floor(months / 12)}[unit]
	return v, f.take(")")
}

// rows counts the rows of a data file; a column may be asked for.
func (f *formula) rows() (float64, error) {
	if err := f.take("("); err != nil {
		return 0, err
	}
	file := f.peek()
	f.at++
	if file == "claims" { // those of the report are no rows
		n := slices.DeleteFunc(f.c.s.Records(), func(r *Record) bool { return !r.Claim() })
		return float64(len(n)), f.take(")")
	}
	t, err := ParseCSV(f.c.fsys, file+".csv")
	if err != nil {
		return 0, err
	}
	n := t.Rows
	for f.peek() == "," {
		f.at++
		col, cell, ok := strings.Cut(f.peek(), "=")
		if !ok || !t.Has(col) {
			return 0, fmt.Errorf("%q is no column=cell of %s.csv", f.peek(), file)
		}
		f.at++
		n = slices.DeleteFunc(slices.Clone(n), func(r Row) bool { return r.Get(col) != cell })
	}
	return float64(len(n)), f.take(")")
}

// Operands are the records that the record's formula computes from.
func (r *Record) Operands() []string {
	var out []string
	for _, t := range formulaToken.FindAllString(r.Formula, -1) {
		if id, _, ok := strings.Cut(t, "."); ok {
			out = append(out, id)
		}
	}
	return out
}
