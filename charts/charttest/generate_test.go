package charttest_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
)

// generators make the data files of each graphic; ease: few rows with short words, which must be drawn.
var generators = map[string]func(r *rand.Rand, ease bool) made{
	"agreements": anyAgreements, "bars": anyBars, "corps": anyCorps, "deaths": anyDeaths, "dots": anyDots, "line": anyLine, "map": anyMap,
	"measures": anyMeasures, "output": anyOutput, "range": anyRange, "shares": anyShares, "table": anyTable, "tolls": anyTolls, "transition": anyTransition,
}

// record is one that every generated row cites: whether rows agree with records is another test's to say.
const record = "r-001"

// amounts makes values of one size: huge, tiny, with noughts among them.
func amounts(r *rand.Rand, ease bool) func() float64 {
	scale, digits := math.Pow(10, float64(r.IntN(9)-3)), 1e4
	if ease {
		scale, digits = math.Pow(10, float64(1+r.IntN(3))), 10
	}
	return func() float64 {
		if !ease && r.IntN(9) == 0 {
			return 0
		}
		return math.Round(scale*(0.02+r.Float64())*digits) / digits
	}
}

// people makes whole numbers above nothing.
func people(r *rand.Rand, ease bool) func() float64 {
	scale := math.Pow(10, float64(1+r.IntN(6)))
	if ease {
		scale = 1000
	}
	return func() float64 { return math.Ceil(scale * (0.02 + r.Float64())) }
}

func written(v float64) string { return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64) }

// count is how many rows there are, and names gives them names without end from the pool.
func count(r *rand.Rand, ease bool, few int) int {
	if ease {
		return 1 + r.IntN(few)
	}
	return 1 + r.IntN(most)
}

func names(r *rand.Rand, ease bool) func() string {
	var pool []int
	for i := range most {
		if !ease || plainly(i) {
			pool = append(pool, i)
		}
	}
	if !ease {
		r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	}
	k := -1
	return func() string {
		k++
		if k >= len(pool) {
			panic("more rows than names")
		}
		return fmt.Sprintf("g%d", pool[k])
	}
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// day is a date of some precision in or after a year.
func day(r *rand.Rand, from, years int) string {
	y, m, d := from+r.IntN(years), 1+r.IntN(12), 1+r.IntN(28)
	switch r.IntN(6) {
	case 0:
		return strconv.Itoa(y)
	case 1, 2:
		return fmt.Sprintf("%d-%02d", y, m)
	}
	return fmt.Sprintf("%d-%02d-%02d", y, m, d)
}

func anyBars(r *rand.Rand, ease bool) made {
	n, value, name := count(r, ease, 8), amounts(r, ease), names(r, ease)
	var b strings.Builder
	b.WriteString("id,value,states,record\n")
	for i := range n {
		v := value()
		if i == 0 && v == 0 {
			v = 1
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s\n", name(), written(v), pick(r, "one", "two", "one two"), record)
	}
	return made{map[string]string{"bars-x.csv": b.String()}, n, ease}
}

func anyLine(r *rand.Rand, ease bool) made {
	n, value, year := count(r, ease, 12), amounts(r, ease), 1900+r.IntN(130)
	var b strings.Builder
	b.WriteString("id,year,value,states,record\n")
	for i := range n {
		v := value()
		if i == 0 && v == 0 {
			v = 1
		}
		fmt.Fprintf(&b, "y%d,%d,%s,%s,%s\n", year, year, written(v), pick(r, "one", "two", "one two"), pick(r, record, "pers-ml-2022"))
		year += 1 + r.IntN(4)/3*r.IntN(6)
	}
	return made{map[string]string{"line-x.csv": b.String()}, n, ease}
}

func anyDots(r *rand.Rand, ease bool) made {
	n, value, name := count(r, ease, 5), amounts(r, ease), names(r, ease)
	var b strings.Builder
	b.WriteString("row,side,value,states,record\n")
	for i := range n {
		id := name()
		for k, side := range []string{"set", "paid"} {
			if k == 1 && i > 0 && r.IntN(5) == 0 {
				continue
			}
			v := value()
			if i == 0 && v == 0 {
				v = 1
			}
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s\n", id, side, written(v), pick(r, "one", "two", "one two"), record)
		}
	}
	return made{map[string]string{"dots-x.csv": b.String()}, n, ease}
}

func anyRange(r *rand.Rand, ease bool) made {
	n, value, name := count(r, ease, 7), amounts(r, ease), names(r, ease)
	var b strings.Builder
	b.WriteString("id,low,high,states,record\n")
	for i := range n {
		low, high := value(), ""
		if i == 0 || r.IntN(2) == 0 {
			high = written(low + value() + 1e-4)
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s\n", name(), written(low), high, pick(r, "one", "two", "one two"), pick(r, record, "pers-ml-2022"))
	}
	return made{map[string]string{"range-x.csv": b.String()}, n, ease}
}

func anyTable(r *rand.Rand, ease bool) made {
	n, value, name := count(r, ease, 5), amounts(r, ease), names(r, ease)
	columns := []string{"c0", "c1", "c2", "c3"}[:1+r.IntN(4)]
	if ease {
		columns = columns[:min(len(columns), 2)]
	}
	var b strings.Builder
	b.WriteString("row,column,value,states,record\n")
	cells := 0
	for range n {
		id := name()
		for k, c := range columns {
			if k > 0 && r.IntN(6) == 0 {
				continue // an empty cell
			}
			cells++
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s\n", id, c, written(value()), pick(r, "one", "two", "one two"), record)
		}
	}
	return made{map[string]string{"table-x.csv": b.String()}, cells, ease}
}
