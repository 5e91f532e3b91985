package facts

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"

	"sahel-explainer/locales"
)

// Row is one line of a graphic's data file, by column name, with its place for error messages.
type Row struct {
	File  string
	Line  int
	Cells map[string]string
}

// Get returns a cell, trimmed; a column that the file lacks is empty.
func (r Row) Get(col string) string { return strings.TrimSpace(r.Cells[col]) }

// ReadCSV reads charts/data/NAME.csv. The file must have the wanted columns, among them "record"; every row must cite
// records that exist (several are parted by spaces). Errors name file and line.
func (s *Store) ReadCSV(fsys fs.FS, name string, columns ...string) ([]Row, error) {
	file := Dir + "/" + name
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	rd := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	rd.Comment = '#'
	head, err := rd.Read()
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w; mend the heading", file, err)
	}
	have := map[string]bool{}
	for _, h := range head {
		have[h] = true
	}
	for _, c := range append(columns, "record") {
		if !have[c] {
			return nil, fmt.Errorf("%s:1: column %q is missing; add it to the heading", file, c)
		}
	}
	var out []Row
	for {
		cells, err := rd.Read()
		if cells == nil && err != nil && err.Error() == "EOF" {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w; mend that line", file, err)
		}
		line, _ := rd.FieldPos(0)
		row := Row{File: file, Line: line, Cells: map[string]string{}}
		for i, c := range cells {
			if err := locales.CheckText(c); err != nil {
				return nil, fmt.Errorf("%s:%d: column %q %w", file, line, head[i], err)
			}
			row.Cells[head[i]] = c
		}
		ids := strings.Fields(row.Get("record"))
		if len(ids) == 0 {
			return nil, fmt.Errorf("%s:%d: the row has no source; name its record in the column \"record\"", file, line)
		}
		for _, id := range ids {
			if _, err := s.Record(id); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, line, err)
			}
		}
		out = append(out, row)
	}
}

// Records lists the record ids that a row cites.
func (r Row) Records() []string { return strings.Fields(r.Get("record")) }
