package build

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
	echarts "sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// keptFigure is a figure with what it was made of: the words it asked for and the files it read.
type keptFigure struct {
	figure *story.Figure
	art    draw.Art
	words  map[string]map[string]string
	files  map[string]bool
}

type cleanKey struct {
	figure *story.Figure
	shapes *echarts.Shapes
}

// touches reports whether a changed file lies below one of the prefixes; nil changes touch everything.
func touches(changed []string, prefixes ...string) bool {
	return changed == nil || slices.ContainsFunc(changed, func(c string) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(c, p) })
	})
}

// concerns reports whether changed files can show in a language's story: the catalogues of other languages cannot, nor can
// what only the check reads.
func (d *Draft) concerns(locale string, changed []string) bool {
	if changed == nil || d.rewrite != nil {
		return true
	}
	return slices.ContainsFunc(changed, func(c string) bool {
		dir, name := filepath.Split(c)
		if filepath.ToSlash(dir) == locales.MessagesDir+"/" {
			return strings.HasSuffix(name, "."+locale+".toml") && !strings.HasPrefix(name, "desk.")
		}
		return c != "locales/suppressions.toml" && c != "locales/terms.toml" && !strings.HasPrefix(c, "web/desk/")
	})
}

// figure takes a figure from the save before if no word that it asked for and no file that it read has changed.
func (d *Draft) figure(p *read.Project, g spec.Graphic, locale string, changed []string) (*story.Figure, draw.Art, error) {
	key := locale + "/" + g.ID()
	if k := d.figures[key]; k != nil && k.holds(p.Catalogues[locale], changed) {
		return k.figure, k.art, nil
	}
	k := &keptFigure{words: map[string]map[string]string{}, files: map[string]bool{}}
	watched := *p
	watched.Files = noted{p.Files, new(sync.Mutex), k.files}
	watched.Catalogues = maps.Clone(p.Catalogues)
	watched.Catalogues[locale] = p.Catalogues[locale].OnUse(func(id string) {
		m, _ := p.Catalogues[locale].Message(id)
		k.words[id] = m.Forms
	})
	var err error
	if k.figure, k.art, err = d.drawer.Figure(&watched, g, locale); err != nil {
		return nil, nil, err
	}
	d.figures[key] = k
	return k.figure, k.art, nil
}

// records are the files that any graphic may draw from without opening them itself.
var records = []string{"charts/data/claims.toml", "charts/data/records.toml", "charts/data/sources.toml"}

func (k *keptFigure) holds(c *locales.Catalogue, changed []string) bool {
	if touches(changed, records...) {
		return false
	}
	for _, f := range changed {
		if k.files[f] {
			return false
		}
	}
	for id, forms := range k.words {
		if m, ok := c.Message(id); !ok || !maps.Equal(m.Forms, forms) {
			return false
		}
	}
	return true
}

// noted is a file system that notes what is read of it; a graphic's pictures are drawn beside each other.
type noted struct {
	fs.FS
	mu   *sync.Mutex
	seen map[string]bool
}

// Open implements fs.FS.
func (n noted) Open(name string) (fs.File, error) {
	n.mu.Lock()
	n.seen[name] = true
	n.mu.Unlock()
	return n.FS.Open(name)
}

// shapesOf keeps the shared shapes of a page from save to save, so that their ids stay and pictures need no second cleaning.
func (d *Draft) shapesOf(page string) *echarts.Shapes {
	if d.shapes[page] == nil {
		d.shapes[page] = &echarts.Shapes{}
	}
	return d.shapes[page]
}

func (d *Draft) clean(f *story.Figure, art draw.Art, shapes *echarts.Shapes, states []string) (*story.Figure, error) {
	if len(states) == 0 {
		return draw.Clean(f, art, shapes, states)
	}
	key := cleanKey{f, shapes}
	if out := d.cleaned[key]; out != nil {
		return out, nil
	}
	out, err := draw.Clean(f, art, shapes, states)
	if err == nil {
		d.cleaned[key] = out
	}
	return out, err
}

// options are draw.Options, kept as long as the figure is.
func (d *Draft) options(g spec.Graphic, art draw.Art, f *story.Figure, brief func(records []string) string) ([]byte, error) {
	if raw := d.live[f]; raw != nil {
		return raw, nil
	}
	raw, err := draw.Options(g, art, f, brief)
	if err == nil {
		d.live[f] = raw
	}
	return raw, err
}

// forget drops what was made of figures that are no more.
func (d *Draft) forget() {
	alive := map[*story.Figure]bool{}
	for _, k := range d.figures {
		alive[k.figure] = true
	}
	maps.DeleteFunc(d.cleaned, func(k cleanKey, _ *story.Figure) bool { return !alive[k.figure] })
	maps.DeleteFunc(d.live, func(f *story.Figure, _ []byte) bool { return !alive[f] })
}

// Reads lists the data files that a graphic was drawn from, in order.
func (d *Draft) Reads(locale, graphic string) []string {
	k := d.figures[locale+"/"+graphic]
	if k == nil {
		return nil
	}
	var out []string
	for f := range k.files {
		if strings.HasPrefix(f, facts.Dir+"/") {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}
