package charttest_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

func anyOutput(r *rand.Rand, ease bool) made {
	n, value := count(r, ease, 20), amounts(r, ease)
	countries := []string{"ML", "BF"}
	if r.IntN(3) == 0 {
		countries = append(countries, "TD")
	}
	var b strings.Builder
	b.WriteString("id,series,country,date,value,low,high,mark,label,record\n")
	row := func(id, series, country, date string, v float64, mark, label string) {
		text := written(v)
		if series == "halt" {
			text = ""
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,,,%s,%s,%s\n", id, series, country, date, text, mark, label, record)
	}
	year := 1950 + r.IntN(80)
	gold := max(1, n*2/3)
	for i := range gold {
		if i > 0 && r.IntN(8) == 0 {
			continue // a gap
		}
		v := value()
		if i == 0 && v == 0 {
			v = 1
		}
		mark, label := "", ""
		switch {
		case r.IntN(7) == 0:
			mark = "provisional"
		case r.IntN(9) == 0:
			mark = "eiti"
		}
		if i > gold-3 {
			label = pick(r, "gold", "gold capacity")
		}
		row(fmt.Sprintf("g%d", i), "gold", countries[i%len(countries)], strconv.Itoa(year+i/len(countries)), v, mark, label)
	}
	for i := range max(1, n/3) {
		label := ""
		if i == 0 || !ease && r.IntN(4) == 0 {
			label = "uranium"
		}
		row(fmt.Sprintf("g%d", 40+i), "uranium", "NE", strconv.Itoa(year+i), value()+1, "", label)
	}
	for i, mark := range []string{"full", "first", "burkina"}[:r.IntN(4)] {
		row("p-"+mark, "refinery", pick(r, "ML", "BF"), strconv.Itoa(year+i), value()*3+1, mark, "")
	}
	for i, mark := range []string{"akouta", "coup", "stop"}[:r.IntN(4)] {
		begun := year + i
		if ease { // late enough for words to stand before the stroke
			begun += max(1, n/3)
		}
		row("h-"+mark, "halt", "NE", fmt.Sprintf("%d-%02d", begun, 1+r.IntN(12)), 0, mark, "")
	}
	return made{map[string]string{"output.csv": b.String()}, n, ease}
}

func anyDeaths(r *rand.Rand, ease bool) made {
	countries := []string{"BF", "ML", "NE", "TD"}[:1+r.IntN(4)]
	years := 1 + r.IntN(max(1, most/len(countries)))
	if ease {
		years = 2 + r.IntN(4)
	}
	value, year := people(r, ease), 1990+r.IntN(40)
	var b strings.Builder
	b.WriteString("id,country,year,value,edition,record\n")
	n := 0
	for _, c := range countries {
		for y := range years {
			id := fmt.Sprintf("%s-%d", strings.ToLower(c), year+y)
			n++
			switch {
			case r.IntN(5) == 0 && n > 1:
				fmt.Fprintf(&b, "%s,%s,%d,,,%s\n", id, c, year+y, record)
			case r.IntN(9) == 0:
				v := value()
				fmt.Fprintf(&b, "%s-a,%s,%d,%s,%d,%s\n", id, c, year+y, written(v), year+y+1, record)
				fmt.Fprintf(&b, "%s-b,%s,%d,%s,%d,%s\n", id, c, year+y, written(v+math.Ceil(v/10)), year+y+2, record)
			default:
				fmt.Fprintf(&b, "%s,%s,%d,%s,%d,%s\n", id, c, year+y, written(value()), year+y+1, record)
			}
		}
	}
	return made{map[string]string{"deaths.csv": b.String()}, n, ease}
}

func anyCorps(r *rand.Rand, ease bool) made {
	n, value, name := count(r, ease, 4), people(r, ease), names(r, ease)
	year := 2000 + r.IntN(25)
	if ease { // near the handover, which the axis shows too
		year = 2022
	}
	var b strings.Builder
	b.WriteString("id,country,date,low,high,force,bound,side,record\n")
	for i := range n {
		country, force := "ML", pick(r, "wagner", "both", "corps")
		if i == 0 {
			force = "wagner"
		}
		if i > 2 && r.IntN(3) == 0 {
			country, force = pick(r, "BF", "NE", "TD"), "corps"
		}
		low, high, bound := written(value()), "", pick(r, "exact", "about")
		if r.IntN(5) == 0 {
			v := value()
			low, high, bound = written(v), written(v+math.Ceil(v*r.Float64())), "range"
		}
		date := day(r, year, 6)
		if ease {
			date = fmt.Sprintf("%d-%02d", year+i, 1+r.IntN(12))
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", name(), country, date, low, high, force, bound, pick(r, "other", "party"), record)
	}
	if r.IntN(2) == 0 && n < most {
		last := year + 6
		if ease {
			last = year + 4
		}
		fmt.Fprintf(&b, "%s,ML,%d,,,corps,exact,other,%s\n", name(), last, record)
	}
	return made{map[string]string{"corps.csv": b.String()}, n, ease}
}

func anyTolls(r *rand.Rand, ease bool) made {
	n, value, name := count(r, ease, 7), people(r, ease), names(r, ease)
	n = max(n, 2)
	ids := append([]string{"tinzaouaten", "boulkessi"}, events[:r.IntN(len(events)+1)]...)
	if ease {
		ids = ids[:min(len(ids), 3)]
	}
	var e, b strings.Builder
	e.WriteString("id,country,from,until,record\n")
	b.WriteString("id,event,low,high,bound,side,record\n")
	for _, id := range ids {
		y, m, d := 2000+r.IntN(40), 1+r.IntN(12), 1+r.IntN(25)
		until := ""
		if r.IntN(2) == 0 {
			until = fmt.Sprintf("%d-%02d-%02d", y, m, d+2)
		}
		fmt.Fprintf(&e, "%s,%s,%d-%02d-%02d,%s,%s\n", id, pick(r, "ML", "BF", "NE", "TD"), y, m, d, until, record)
	}
	for i := range n {
		event := ids[i%len(ids)]
		if !ease && i >= 2 {
			event = pick(r, ids...)
		}
		v := value()
		low, high, bound := written(v), "", pick(r, "exact", "about", "least", "over", "most", "range", "open", "none")
		if i < 2 && bound == "none" {
			bound = "exact"
		}
		switch bound {
		case "range", "open":
			high = written(v + math.Ceil(v*r.Float64()*2))
		case "none":
			low = ""
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s\n", name(), event, low, high, bound, pick(r, "party", "other"), record)
	}
	return made{map[string]string{"tolls-events.csv": e.String(), "tolls.csv": b.String()}, n, ease}
}

func anyShares(r *rand.Rand, ease bool) made {
	name := names(r, ease)
	var b strings.Builder
	b.WriteString("id,country,row,year,part,value,open,record\n")
	n := 0
	for _, country := range []string{"ML", "BF", "NE"} {
		for k, when := range []string{"before", "after"} {
			left := 100
			put := func(part string, v int, open string) {
				n++
				fmt.Fprintf(&b, "%s,%s,%s,%d,%s,%d,%s,%s\n", name(), country, when, 2000+k*15+r.IntN(10), part, v, open, record)
			}
			share := func() int {
				v := 5 * (2 + r.IntN(6))
				if !ease {
					v = 1 + r.IntN(60)
				}
				v = min(v, left-1)
				left -= v
				return v
			}
			if country == "NE" && k == 0 {
				put("free", share(), "")
				doubts := r.IntN(4)
				if ease {
					doubts = min(doubts, 2)
				}
				for range doubts {
					put("doubt", share(), "")
				}
				continue
			}
			if country == "NE" {
				put("ceiling", share(), "")
				continue
			}
			put("free", share(), "")
			if r.IntN(3) > 0 {
				open := ""
				if country == "BF" && k == 1 {
					open = "yes"
				}
				put("paid", share(), open)
			}
			if r.IntN(3) == 0 && left > 5 && !(ease && country == "BF") {
				put("local", share(), "")
			}
		}
	}
	return made{map[string]string{"shares.csv": b.String()}, n, ease}
}

func anyAgreements(r *rand.Rand, ease bool) made {
	n, name := count(r, ease, 8), names(r, ease)
	fields := []string{"nuclear", "mining", "refining", "arms", "trade", "space", "culture"}
	countries := []string{"ML", "BF", "NE"}
	if r.IntN(3) == 0 {
		countries = append(countries, "TD")
	}
	var b strings.Builder
	b.WriteString("id,field,country,date,form,record\n")
	for i := range n {
		field, country := pick(r, fields...), pick(r, countries...)
		if ease {
			field, country = fields[i%len(fields)], countries[i%len(countries)]
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s\n", name(), field, country, day(r, 2000, 40), pick(r, "signed", "announced", "done"), record)
	}
	return made{map[string]string{"agreements.csv": b.String()}, n, ease}
}

func anyMeasures(r *rand.Rand, ease bool) made {
	n, name := count(r, ease, 12), names(r, ease)
	actions := map[string]string{"new-state-company": "company", "new-code": "rule", "settle": "terms", "acquire": "acquire", "seize": "control",
		"revoke": "revoke", "nationalise": "nationalise", "arbitration": "rest"}
	var list []string
	for a := range actions {
		list = append(list, a)
	}
	slices.Sort(list)
	year, years := 2000+r.IntN(30), 1+r.IntN(12)
	countries := []string{"ML", "BF", "NE"}
	if r.IntN(3) == 0 {
		countries = append(countries, "TD")
	}
	var b strings.Builder
	b.WriteString("id,country,date,action,kind,label,record\n")
	for i := range n {
		action, label := pick(r, list...), ""
		if i < 3 || !ease && r.IntN(4) == 0 {
			label = pick(r, "all mali", "neighbours", "since all-wide")
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s\n", name(), countries[i%len(countries)], day(r, year, years), action, actions[action], label, record)
	}
	return made{map[string]string{"measures.csv": b.String()}, n, ease}
}

func anyTransition(r *rand.Rand, ease bool) made {
	n, name := count(r, ease, 5), names(r, ease)
	n = min(n, most-4)
	year := 2000 + r.IntN(30)
	var b strings.Builder
	b.WriteString("id,lane,country,date,until,years,states,sets,mark,span,record\n")
	states := []string{"coups", "pledges", "parties", "mandate", "opposition", "neighbours"}
	for range n {
		lane, told := pick(r, "happened", "happened", "promised"), pick(r, states...)
		if r.IntN(3) == 0 {
			told += " " + pick(r, states...)
		}
		mark := pick(r, "", "", "", "other")
		if lane == "promised" {
			mark = ""
		}
		date, until := day(r, year, 6), ""
		if len(date) == 10 && r.IntN(4) == 0 {
			d, _ := strconv.Atoi(date[8:])
			until = fmt.Sprintf("%s-%02d", date[:7], d+1)
		}
		fmt.Fprintf(&b, "%s,%s,ML,%s,%s,,%s,,%s,,%s\n", name(), lane, date, until, told, mark, record)
	}
	for i, country := range []string{"ML", "NE", "BF", "TD"}[:r.IntN(5)] {
		y := year + 5 - i + r.IntN(2)
		fmt.Fprintf(&b, "%s,term,%s,%d-%02d,%d,%d,%s,,,,%s\n", name(), country, y, 1+r.IntN(12), y+6, 2+r.IntN(6), pick(r, "neighbours", "mandate neighbours"), record)
	}
	return made{map[string]string{"transition.csv": b.String()}, n, ease}
}

func anyMap(r *rand.Rand, ease bool) made {
	n, name := count(r, ease, 4), names(r, ease)
	var p, s strings.Builder
	p.WriteString("id,name,line,lat,lon,precision,radius,tone,kind,hedge,country,date,record\n")
	s.WriteString("state,kind,item,narrow,wide,tone,record\n")
	w, south := -14+r.Float64()*10, 8+r.Float64()*8
	wide, tall := 6+r.Float64()*10, 5+r.Float64()*10
	window := fmt.Sprintf("%.2f %.2f %.2f %.2f", w, south, w+wide, south+tall)
	fmt.Fprintf(&s, "mali,window,,%s,%s,,%s\n", window, window, record)
	for i := range n {
		id := name()
		lat, lon := south+tall*(0.1+0.8*r.Float64()), w+wide*(0.1+0.8*r.Float64())
		if ease {
			lat, lon = south+tall*(float64(i)+0.5)/float64(n), w+wide*(0.2+0.5*r.Float64())
		}
		fmt.Fprintf(&p, "%s,%s,%s,%.3f,%.3f,%s,,%s,town,reported,ML,%s,%s\n", id, id, pick(r, "", "date", id), lat, lon,
			pick(r, "point", "approximate"), pick(r, "ink", "alert", "russia"), day(r, 2000, 40), record)
		fmt.Fprintf(&s, "mali,place,%s,,,,%s\n", id, record)
	}
	return made{map[string]string{"map-places.csv": p.String(), "map-states.csv": s.String()}, n, ease}
}
