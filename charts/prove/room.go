package prove

import (
	"strings"

	"golang.org/x/net/html"

	"sahel-explainer/charts/typeset"
)

// board is a slot that a table has for certain, in the units of its form, and how the style sheet (web/css/09-grid.css) lays it out there.
// Browsers set it themselves: what has room here has room there, as a test in browsers holds.
type board struct {
	width, height           float64
	side, first, gap        float64 // beside the table, the column of the rows' names, between columns
	head, name, size, small float64 // sizes of words: headings, names of rows, cells, notes
	bar, mark               float64 // beside the words of a cell; a mark with what parts it from the next
	over, key               float64 // what a row has beside its words; the legend
	front                   float64 // how many times the other columns the wide one is
	leading                 float64
	inline                  bool // when and what stand in one line where a column is wide
}

func (t *cells) board() board {
	marked := len(t.heads) > 0 && len(elements(t.root, "i")) > 0
	switch {
	case t.form == "narrow" && marked:
		return board{width: 360, height: 440, side: 4, gap: 8, head: 13, name: 12, size: 12, small: 12, mark: 9, over: 5, key: 34, front: 3.4,
			leading: 1.2}
	case t.form == "narrow":
		return board{width: 360, height: 440, side: 4, gap: 12, head: 14, name: 12, size: 13, small: 12, bar: 11, over: 10, leading: 1.25}
	case marked:
		return board{width: 720, height: 560, side: 14, first: 106, gap: 12, head: 15, name: 13, size: 14, small: 13, mark: 13, over: 12, key: 26,
			front: 3.4, leading: 1.25, inline: true}
	}
	return board{width: 720, height: 560, side: 14, first: 150, gap: 20, head: 17, name: 13, size: 15, small: 13, bar: 11, over: 20,
		leading: 1.25}
}

// lines is the height of words in a column; they need a place that is at least as wide as their longest word.
func (t *cells) lines(what string, words []string, width, size, leading float64, bold bool) float64 {
	high := 0.0
	for _, w := range words {
		set := typeset.Wrap(w, width, size, bold)
		if wide := typeset.Width(set, size, bold); wide > width+1 {
			t.add("%s: %q is %.0f px wide and has %.0f", what, w, wide, width)
		}
		high += typeset.Lines(set) * size * leading
	}
	return high
}

// roomy: every word has its column's width, and the table the slot's height.
func (t *cells) roomy() {
	if len(t.heads) < 2 {
		return
	}
	b := t.board()
	n := float64(len(t.heads) - 1)
	all, shares := b.width-2*b.side-b.gap*(n-1), n
	if b.first > 0 {
		all -= b.first + b.gap
	}
	front := 0
	for _, tab := range elements(t.root, "table") {
		for i := range t.heads {
			if has(tab, "f"+string(rune('0'+i))) {
				front, shares = i, n-1+b.front
			}
		}
	}
	width := func(x int) float64 {
		if x == front && front > 0 {
			return all / shares * b.front
		}
		return all / shares
	}
	total, top := b.key, 0.0
	for x, h := range t.heads[1:] {
		top = max(top, t.lines("a heading", t.chunks(h), width(x+1)+3, b.head, b.leading, true))
	}
	total += top + b.over
	for _, tr := range t.rows {
		cells := children(tr)
		most := 0.0
		for x, c := range cells[1:] {
			most = max(most, t.high(c, b, width(x+1), x+1 == front))
		}
		if b.first > 0 {
			most = max(most, t.lines("a row's name", t.chunks(cells[0]), b.first, b.name, b.leading, true))
		} else {
			most += t.lines("a row's name", t.chunks(cells[0]), b.width-2*b.side, b.name, b.leading, true)
		}
		total += most + b.over
	}
	if total > b.height {
		t.add("it needs %.0f px and has %.0f", total, b.height)
	}
}

// high is how high a cell is.
func (t *cells) high(c *html.Node, b board, width float64, front bool) float64 {
	if attr(c, "data-row") != "" {
		bold, notes := has(c, "about"), elements(c, "small")
		words := t.chunks(c)
		high := t.lines("row "+attr(c, "data-row"), words[:len(words)-len(notes)], width-b.bar, b.size, b.leading, bold)
		for _, s := range notes {
			high += t.lines("row "+attr(c, "data-row"), t.chunks(s), width-b.bar, b.small, b.leading, false)
		}
		return high
	}
	line := b.size * b.leading
	if len(elements(c, "i")) == 0 {
		return t.lines("a cell", t.chunks(c), width, b.size, b.leading, false)
	}
	high, at := 0.0, 0.0 // at: how far the line has come
	listed := has(c, "l") || has(c, "lw") && b.inline
	for _, item := range children(c) {
		if item.Data == "i" || len(t.chunks(item)) == 0 {
			if at += b.mark; at > width {
				high, at = high+line, b.mark
			}
			continue
		}
		words := t.chunks(item)
		switch {
		case listed && b.inline && front:
			high += t.lines("row "+attr(item, "data-row"), []string{strings.Join(words, " ")}, width-b.mark-2, b.size, b.leading, true) + 2
		case listed:
			high += t.lines("row "+attr(item, "data-row"), words, width-b.mark-2, b.size, b.leading, true) + 2
		default:
			if lead := typeset.Width(words[0], b.size, true); at > 0 && at+b.mark+lead > width {
				high += line
			}
			high += t.lines("row "+attr(item, "data-row"), words, width, b.size, b.leading, true)
			at = 0
		}
	}
	if at > 0 {
		high += line
	}
	return high
}
