// Package prove holds drawings against what their marks stand for. A picture says which rows it draws, on which scales, in which bands
// and looks, with which words (spec.Scale, spec.Proof); the rules here read the SVG as readers have it and the data files anew, and know
// no graphic. Each rule has a name, by which `make mutate-pictures` tells which rule stops which kind of false drawing.
package prove

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"sahel-explainer/charts/spec"
)

// Fault is what a rule has found wrong with a drawing.
type Fault struct{ Rule, What string }

// OfRoom reports a fault of words that have no room: ugly, and no falsehood.
func (f Fault) OfRoom() bool {
	return slices.Contains([]string{"frame", "overlap", "cover", "label"}, f.Rule)
}

func (f Fault) String() string { return f.What + " [" + f.Rule + "]" }

// Refusal says in one line why a drawing is refused: it tells something that its rows do not, or its words have no room.
func Refusal(fs []Fault) string {
	if !slices.ContainsFunc(fs, func(f Fault) bool { return !f.OfRoom() }) {
		return "words have no room: " + Faults(fs) + "; shorten a label, or take a row out"
	}
	return "the drawing is not true: " + Faults(fs) + "; mend the graphic, or the row"
}

// Faults says what is wrong in one line.
func Faults(fs []Fault) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.String())
	}
	return strings.Join(out, "; ")
}

// rule is one rule: what a drawing must keep.
type rule struct {
	name  string
	check func(p *proof)
}

// rules in the order in which they speak.
var rules = []rule{
	{"record", (*proof).records}, {"row", (*proof).rows}, {"hidden", (*proof).hidden}, {"frame", (*proof).frame},
	{"scale", (*proof).scales}, {"band", (*proof).bands}, {"colour", (*proof).colours}, {"look", (*proof).looks}, {"key", (*proof).keys},
	{"bound", (*proof).bounds}, {"label", (*proof).labelled}, {"words", (*proof).words}, {"vouched", (*proof).vouched},
	{"overlap", (*proof).overlaps}, {"cover", (*proof).covers}, {"bare", (*proof).bared},
	{"gap", (*proof).gaps}, {"spot", (*proof).spots}, {"route", (*proof).routes}, {"region", (*proof).regions},
}

// proof is one drawing being held against one picture.
type proof struct {
	*drawing
	pic   spec.Picture
	env   *spec.Env
	rule  string
	found []Fault
	// vacant are the rows whose shapes are outlines round their words.
	vacant map[string]bool
}

func (p *proof) add(format string, args ...any) {
	p.found = append(p.found, Fault{p.rule, fmt.Sprintf(format, args...)})
}

// Prove holds a drawing, as render.Clean left it without shared shapes, against its picture; env reads the data files that the
// picture names and may be nil where it names none. A picture that says nothing of its marks passes.
func Prove(env *spec.Env, svg string, pic spec.Picture) []Fault {
	if len(pic.Scales) == 0 && pic.Proof == nil {
		return nil
	}
	d, err := readDrawing(svg)
	if err != nil {
		return []Fault{{"drawing", err.Error()}}
	}
	if pic.Proof == nil {
		pic.Proof = &spec.Proof{}
	}
	p := &proof{drawing: d, pic: pic, env: env, vacant: map[string]bool{}}
	p.leaveOpen()
	for _, r := range rules {
		p.rule = r.name
		r.check(p)
	}
	return p.found
}

// of are the shapes of a row. Of a row that has nothing to see, but a place that an outline leaves open, they are the outlines round its
// words.
func (d *drawing) of(row string) []shape { return d.byRow[row] }

func (d *drawing) index() {
	d.byRow = map[string][]shape{}
	for _, s := range d.shapes {
		if s.row != "" {
			d.byRow[s.row] = append(d.byRow[s.row], s)
		}
	}
}

// bare is a text without the signs that set its direction, its spaces single.
func bare(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2066 && r <= 0x2069 || r >= 0x202a && r <= 0x202e || r == 0x200e || r == 0x200f:
			return -1
		case r == 0xa0 || r == 0x202f:
			return ' '
		}
		return r
	}, s)), " ")
}

func unescape(s string) string { return html.UnescapeString(s) }
