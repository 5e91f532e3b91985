// Package render is the stage of a build (app/build) that writes pages and files: each function takes one build's values and gives
// files back. Nothing of a build is changed by it, so a draft at the desk may ask for any page at any time.
package render

import (
	"fmt"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/build/write"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// Build is all that pages are made of: what was read, drawn and packed, and where the site is going to stand.
type Build struct {
	Root, Cache string // the program's folder, and what it keeps
	// BaseURL and BasePath are the address of the site's root: scheme and host, then a path with slashes at both ends.
	BaseURL, BasePath string
	Editions          string // a folder with the editions published before, or none
	Draft             bool   // every page is marked as one, and there is no edition
	// Desk is a draft at the desk: sizes are guessed where measuring takes longer than an editor waits, and every state is kept.
	Desk    bool
	Project *read.Project
	Figures map[string]map[string]*story.Figure // locale → graphic
	Art     map[string]map[string]draw.Art      // locale → graphic
	Look    pack.Look
	Client  pack.Client
	ECharts string
	// ClientSize is what the client weighs as it is sent, in bytes.
	ClientSize int
	Fonts      map[string]map[*pack.Face]string // locale → face → path
	Icons      map[string]string                // icon name → path
	Labels     map[string]string                // locale → names of columns, see ColumnLabels
	Compressor write.Compressor
	Makers
}

// Makers make what costs most. A draft has its own, which keep what they made from one save to the next.
type Makers struct {
	Clean   func(f *story.Figure, art draw.Art, shapes *render.Shapes, states []string) (*story.Figure, error)
	Options func(g spec.Graphic, art draw.Art, f *story.Figure, brief func(records []string) string) ([]byte, error)
	Shapes  func(page string) *render.Shapes // what the pictures of one page share
}

// Afresh makes everything each time it is asked for.
var Afresh = Makers{draw.Clean, draw.Options, func(string) *render.Shapes { return &render.Shapes{} }}

// live puts a graphic's options for the browser among the assets and returns their path.
func (b Build) live(out write.Tree, l locales.Locale, g spec.Graphic) (string, error) {
	brief := (&story.Page{Catalogue: b.Project.Catalogues[l.Tag], Outline: b.Project.Outline, Facts: b.Project.Facts}).Brief
	raw, err := b.Options(g, b.Art[l.Tag][g.ID()], b.Figures[l.Tag][g.ID()], brief)
	if err != nil {
		return "", err
	}
	return out.Asset(g.ID()+"."+l.Tag+".json", raw), nil
}

// page puts together what a story page renders, with its pictures cleaned and their long paths shared.
func (b Build) page(l locales.Locale, o *locales.Outline, states func(graphic string) []string, shapes *render.Shapes, links story.Links) (*story.Page, error) {
	pg := &story.Page{Catalogue: b.Project.Catalogues[l.Tag], Outline: o, Facts: b.Project.Facts, Graphics: map[string]*story.Figure{}, Links: links,
		Corrections: b.Project.Corrections}
	for _, g := range b.Project.Graphics {
		if len(states(g.ID())) == 0 && o.Depth == locales.Short {
			continue // the short story does not show it
		}
		f, err := b.Clean(b.Figures[l.Tag][g.ID()], b.Art[l.Tag][g.ID()], shapes, states(g.ID()))
		if err != nil {
			return nil, err
		}
		pg.Graphics[g.ID()] = f
	}
	return pg, nil
}

// drawing is a picture that readers can take away from the explore view and that pages carry as a table.
type drawing struct{ graphic, state, path string }

// drawings are those of a language, where the client finds them beside the rows (components/shell/explore).
func (b Build) drawings(l locales.Locale) (out []drawing) {
	for _, x := range b.Project.Outline.Explore {
		for _, state := range x.States {
			if b.Figures[l.Tag][x.Graphic].States[state].Grid != "" {
				out = append(out, drawing{x.Graphic, state, "data/" + x.Graphic + "-" + state + "." + l.Tag + ".svg"})
			}
		}
	}
	return out
}

// Data is what readers and programs fetch as data: CSV and JSON per graphic and locale.
func Data(b Build) (write.Tree, error) {
	out := write.Tree{}
	for _, l := range b.Project.Locales() {
		c := b.Project.Catalogues[l.Tag]
		for _, g := range b.Project.Graphics {
			f := b.Figures[l.Tag][g.ID()]
			csv, err := CSV(f.Table, b.Project.Facts, c.T("ui.sources.column"))
			if err != nil {
				return nil, fmt.Errorf("graphic %s: %w", g.ID(), err)
			}
			out["data/"+g.ID()+"."+l.Tag+".csv"] = csv
			if out["data/"+g.ID()+"."+l.Tag+".json"], err = b.dataJSON(l, f); err != nil {
				return nil, fmt.Errorf("graphic %s: %w", g.ID(), err)
			}
			if l.Tag == locales.Common(b.Project.Locales()).Tag {
				out["data/"+g.ID()+".csv"] = csv
			}
		}
		for _, d := range b.drawings(l) {
			svg, err := draw.Taken(b.Art[l.Tag][d.graphic][d.state][spec.Wide])
			if err != nil {
				return nil, fmt.Errorf("graphic %s: %w", d.graphic, err)
			}
			out[d.path] = []byte(svg)
		}
	}
	return out, nil
}
