package deaths

import (
	"slices"
	"strconv"

	"sahel-explainer/charts/draw"
	"sahel-explainer/charts/spec"
	"sahel-explainer/charts/typeset"
)

// room refuses figures, editions and years that are wider than their columns, and panels that are too low for bars.
func room(env *spec.Env, state string, rows []row, at map[string]cell, column, bar, height float64) error {
	const mend = "take years out of charts/data/deaths.csv"
	last := rows[len(rows)-1]
	if typeset.Width(strconv.Itoa(last.year), env.SmallSize(), true)+4 > column {
		return spec.NoRoom(env, "deaths", state, strconv.Itoa(last.year), last.id, mend)
	}
	first := yearsOf(rows)[0]
	before := map[string]float64{} // where the words of the year before end
	for _, r := range sorted(rows) {
		c, x := at[r.country+strconv.Itoa(r.year)], (float64(r.year-first)+0.5)*column
		words, bold, size := wordsOf(env, c), state != "gaps", env.LabelSize()
		if !c.seen {
			size, bold = env.SmallSize(), state == "gaps"
			words = typeset.Wrap(words, bar-8, size, bold)
		}
		if c.id != r.id { // the older figure stands with the newer
			continue
		}
		if wide := typeset.Width(words, size, bold); wide > column-2 || !c.seen && wide > bar+4 || typeset.Lines(words)*draw.LineHeight(size) > height {
			return spec.NoRoom(env, "deaths", state, words, r.id, mend)
		}
		ed := editionOf(env, c)
		half := typeset.Width(ed, env.SmallSize(), false) / 2
		if x-half < max(before[r.country], 0)-1 || x+half > column*float64(len(yearsOf(rows)))+1 {
			return spec.NoRoom(env, "deaths", state, ed, r.id, mend)
		}
		if half > 0 {
			before[r.country] = x + half + 3
		}
	}
	if height < 24 {
		return spec.NoRoom(env, "deaths", state, env.T(key+"country."+last.country), last.id, "take a country out of charts/data/deaths.csv")
	}
	return nil
}

// sorted are rows by their years.
func sorted(rows []row) []row {
	return slices.SortedStableFunc(slices.Values(rows), func(a, b row) int { return a.year - b.year })
}

// wordsOf are the figures of a cell, or that there is none.
func wordsOf(env *spec.Env, c cell) string {
	switch {
	case !c.seen:
		return env.T(key + "missing")
	case c.older != nil:
		return env.T(key+"either", "First", env.Number(c.older.value, 0), "Second", env.Number(c.value, 0))
	}
	return env.Number(c.value, 0)
}

// editionOf names the editions of a cell's figures; a cell without a figure has none.
func editionOf(env *spec.Env, c cell) string {
	switch {
	case !c.seen:
		return ""
	case c.older != nil:
		return env.T(key+"edition.both", "First", c.older.edition, "Second", c.edition)
	}
	return env.T(key+"edition.single", "Year", c.edition)
}

// crowded is how much lower the bars must be for no figure to stand in the name of its country.
func crowded(env *spec.Env, at map[string]cell, first int, column, top, height, band float64) float64 {
	size, most := env.LabelSize(), 0.0
	for _, c := range at {
		words := wordsOf(env, c)
		left := (float64(c.year-first)+0.5)*column - typeset.Width(words, size, true)/2
		if !c.seen || left > typeset.Width(env.T(key+"country."+c.country), size+1, true)+6 {
			continue
		}
		label := band + (1-c.value/top)*height - 3 - typeset.Lines(words)*draw.LineHeight(size) // its upper edge
		most = max(most, spec.Pick(env, 12.0, 16.0)+size*0.5+2-label)
	}
	return most
}
