package preview

import (
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// place is a line of a file of the project.
type place struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Abs  string `json:"abs"` // for editors that are called by address
}

// textRow is one message in the three languages, each with its place.
type textRow struct {
	ID    string          `json:"id"`
	Texts map[string]text `json:"texts"`
}

type text struct {
	place
	Text string `json:"text"`
}

type recordRow struct {
	place
	ID      string      `json:"id"`
	Status  string      `json:"status"`
	Text    string      `json:"text"`
	Numbers []float64   `json:"numbers"`
	Dates   []string    `json:"dates"`
	Names   []string    `json:"names"`
	Sources []sourceRow `json:"sources"`
}

type sourceRow struct {
	place
	ID        string `json:"id"`
	Publisher string `json:"publisher"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Date      string `json:"date"`
}

// stepInfo is all that stands behind a step.
type stepInfo struct {
	ID      string      `json:"id"`
	Chapter string      `json:"chapter"`
	Outline place       `json:"outline"`
	Graphic string      `json:"graphic"`
	State   string      `json:"state"`
	Drawing place       `json:"drawing"`
	Data    []place     `json:"data"`
	Rows    []textRow   `json:"rows"`
	Records []recordRow `json:"records"`
}

// step answers with what a step says in three languages, where each text stands, and what it rests on.
func (d *Desk) step(w http.ResponseWriter, r *http.Request) {
	p := d.current().Project
	if p == nil {
		http.Error(w, "nothing has been drafted yet", http.StatusServiceUnavailable)
		return
	}
	id := r.URL.Query().Get("id")
	for _, ch := range p.Outline.Chapters {
		for _, st := range ch.Steps {
			if st.ID != id {
				continue
			}
			info := stepInfo{ID: id, Chapter: ch.ID, Graphic: st.Graphic, State: st.State, Outline: d.find(locales.OutlineFile, fmt.Sprintf("id = %q", id))}
			ids := []string{"step." + id + ".title", "step." + id + ".body", "step." + id + ".more", "graphics." + st.Graphic + ".state." + st.State}
			if ch.Steps[0].ID == id {
				ids = append([]string{"chapter." + ch.ID + ".title", "chapter." + ch.ID + ".lead"}, ids...)
			}
			for _, m := range ids {
				row := textRow{m, map[string]text{}}
				for _, l := range p.Locales() {
					if msg, ok := p.Catalogues[l.Tag].Message(m); ok {
						row.Texts[l.Tag] = text{d.at(msg.File, msg.Line), msg.Forms["other"]}
					}
				}
				if len(row.Texts) > 0 {
					info.Rows = append(info.Rows, row)
				}
			}
			if g, ok := p.Graphic(st.Graphic); ok {
				info.Drawing = d.at(sourceOf(d.o.Root, g), 0)
			}
			d.mu.Lock()
			for _, f := range d.reads[st.Graphic] {
				if strings.HasSuffix(f, ".csv") {
					info.Data = append(info.Data, d.at(f, 1))
				}
			}
			d.mu.Unlock()
			for _, x := range st.Records {
				rec, err := p.Facts.Record(x)
				if err != nil {
					continue // the outline was checked
				}
				info.Records = append(info.Records, d.record(p.Facts, rec))
			}
			answer(w, info)
			return
		}
	}
	http.NotFound(w, r)
}

func (d *Desk) record(s *facts.Store, r *facts.Record) recordRow {
	row := recordRow{place: d.at(r.File, r.Line), ID: r.ID, Status: r.Status(), Numbers: r.Numbers, Dates: r.Dates, Names: r.Names}
	for _, t := range []string{r.Text, r.About, r.Metric, r.Action, r.Note, r.Caveat} {
		if t != "" && !strings.Contains(row.Text, t) {
			if row.Text != "" {
				row.Text += " · "
			}
			row.Text += t
		}
	}
	for _, id := range r.Sources {
		if x, ok := s.Source(id); ok {
			row.Sources = append(row.Sources, sourceRow{d.find(facts.Dir+"/sources.toml", "[source."+id+"]"), id, x.Publisher, x.Title, x.URL, x.Date})
		}
	}
	return row
}

// sourceOf is the Go file that draws a graphic: that of its package's name, or draw.go.
func sourceOf(root string, g spec.Graphic) string {
	_, dir, _ := strings.Cut(reflect.TypeOf(g).PkgPath(), "/") // after the module
	for _, name := range []string{path.Base(dir) + ".go", "draw.go"} {
		if f := path.Join(dir, name); exists(filepath.Join(root, f)) {
			return f
		}
	}
	return dir
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func (d *Desk) at(file string, line int) place {
	abs, err := filepath.Abs(own(d.o.Root, d.o.Story, file))
	if err != nil {
		abs = file
	}
	return place{file, line, filepath.ToSlash(abs)}
}

// find is the place of a line of a file, told by what it holds.
func (d *Desk) find(file, line string) place {
	raw, err := os.ReadFile(own(d.o.Root, d.o.Story, file))
	if err == nil {
		for i, l := range strings.Split(string(raw), "\n") {
			if strings.TrimSpace(l) == line {
				return d.at(file, i+1)
			}
		}
	}
	return d.at(file, 0)
}

// listSteps answers with the story's steps in order, for the rail of the desk, each with its title in every language.
func (d *Desk) listSteps(w http.ResponseWriter, r *http.Request) {
	type step struct {
		ID      string            `json:"id"`
		Chapter string            `json:"chapter"`
		Graphic string            `json:"graphic"`
		State   string            `json:"state"`
		Titles  map[string]string `json:"titles"`
		Heads   map[string]string `json:"heads,omitempty"` // of the chapter, at its first step
	}
	p := d.current().Project
	if p == nil {
		answer(w, []step{})
		return
	}
	var out []step
	said := func(id string) map[string]string {
		m := map[string]string{}
		for _, l := range p.Locales() {
			if x, ok := p.Catalogues[l.Tag].Message(id); ok {
				m[l.Tag] = x.Forms["other"]
			}
		}
		return m
	}
	for _, ch := range p.Outline.Chapters {
		for i, st := range ch.Steps {
			s := step{ID: st.ID, Chapter: ch.ID, Graphic: st.Graphic, State: st.State, Titles: said("step." + st.ID + ".title")}
			if i == 0 {
				s.Heads = said("chapter." + ch.ID + ".title")
			}
			out = append(out, s)
		}
	}
	answer(w, out)
}
