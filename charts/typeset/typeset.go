// Package typeset measures and breaks the words of pictures, with the same measure as the host that draws them and the test
// that looks for collisions.
package typeset

import (
	"strconv"
	"strings"

	"sahel-explainer/charts/render"
)

// Width is the width in pixels of the widest line of a text.
func Width(text string, size float64, bold bool) float64 {
	font := strconv.FormatFloat(size, 'f', -1, 64) + "px"
	if bold {
		font = "bold " + font
	}
	w := 0.0
	for _, line := range strings.Split(text, "\n") {
		w = max(w, render.Width(line, font))
	}
	return w
}

// Wrap breaks a text at its spaces into lines no wider than width. A word that is wider than that keeps a line of its own,
// and a no-break space never breaks (strings.Fields would break at it).
func Wrap(text string, width, size float64, bold bool) string {
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.FieldsFunc(para, func(r rune) bool { return r == ' ' }) {
			next := word
			if line != "" {
				next = line + " " + word
			}
			if line != "" && Width(next, size, bold) > width {
				out = append(out, line)
				line = word
				continue
			}
			line = next
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// Lines counts the lines of a text, as a number to multiply a line height by.
func Lines(text string) float64 { return float64(strings.Count(text, "\n") + 1) }
