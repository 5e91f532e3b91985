package render

import (
	"encoding/json"
	"fmt"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// dataFile is a graphic's table for programs, with what one must know to use it: who says each row, how sure it is, its sources.
type dataFile struct {
	Graphic  string    `json:"graphic"`
	Title    string    `json:"title"`
	Note     string    `json:"note,omitempty"`
	Language string    `json:"language"`
	Page     string    `json:"page"`
	Edition  string    `json:"edition,omitempty"`
	Searched string    `json:"searchedUntil"`
	Statuses thing     `json:"statuses"` // what each status means, in the file's language
	Columns  []string  `json:"columns"`
	Rows     []dataRow `json:"rows"`
}

// dataRow is one row: its cells for machines (Values) and as readers see them (Cells), by the columns.
type dataRow struct {
	ID       string       `json:"id"`
	Country  string       `json:"country,omitempty"`
	Kind     string       `json:"kind,omitempty"`
	Year     string       `json:"year,omitempty"`
	Values   []string     `json:"values,omitempty"`
	Cells    []string     `json:"cells"`
	Evidence []dataRecord `json:"evidence"`
}

type dataRecord struct {
	Record  string       `json:"record"`
	Status  string       `json:"status"`
	Says    string       `json:"says"`
	Party   bool         `json:"party,omitempty"`
	Sources []dataSource `json:"sources"`
}

type dataSource struct {
	Publisher string `json:"publisher"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Date      string `json:"date,omitempty"`
	Language  string `json:"language,omitempty"`
}

// dataJSON writes a graphic's rows with their evidence.
func (b Build) dataJSON(l locales.Locale, f *story.Figure) ([]byte, error) {
	p := &story.Page{Catalogue: b.Project.Catalogues[l.Tag], Outline: b.Project.Outline, Facts: b.Project.Facts}
	out := dataFile{Graphic: f.ID, Title: f.Title, Note: f.Note, Language: l.Tag, Page: b.at(l.Tag + "/graphics/" + f.ID + "/"),
		Edition: b.Project.Outline.Edition, Searched: b.Project.Outline.AsOf, Statuses: thing{}, Columns: f.Table.Columns, Rows: []dataRow{}}
	for _, r := range f.Table.Rows {
		row, err := b.dataRow(p, r, out.Statuses)
		if err != nil {
			return nil, fmt.Errorf("row %s: %w", r.ID, err)
		}
		out.Rows = append(out.Rows, row)
	}
	return json.MarshalIndent(out, "", " ")
}

func (b Build) dataRow(p *story.Page, r spec.Row, statuses thing) (dataRow, error) {
	row := dataRow{ID: r.ID, Country: r.Country, Kind: r.Kind, Year: r.Year, Values: r.Values, Cells: r.Cells, Evidence: []dataRecord{}}
	for _, id := range r.Records {
		rec, err := b.Project.Facts.Record(id)
		if err != nil {
			return row, err
		}
		sources, err := b.Project.Facts.SourcesOf([]string{id})
		if err != nil {
			return row, err
		}
		_, party := rec.Speaker()
		standing := rec.Standing()
		statuses[standing] = p.T("ui.status." + standing)
		row.Evidence = append(row.Evidence, dataRecord{id, standing, p.Speaker(rec), party, dataSources(sources)})
	}
	return row, nil
}

func dataSources(sources []facts.Source) []dataSource {
	out := []dataSource{}
	for _, s := range sources {
		out = append(out, dataSource{s.Publisher, s.Title, s.URL, s.Date, s.Lang})
	}
	return out
}
