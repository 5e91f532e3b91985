package facts

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

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

// Number reads a cell as a number; its error names file, line and column.
func (r Row) Number(col string) (float64, error) {
	v, err := ParseNumber(r.Get(col))
	if err != nil {
		return 0, fmt.Errorf("%s:%d: column %q: %w", r.File, r.Line, col, err)
	}
	return v, nil
}

// Records lists the record ids that a row cites.
func (r Row) Records() []string { return strings.Fields(r.Get("record")) }

// Table is a data file as it stands: its heading and its rows.
type Table struct {
	File string
	Head []string
	Rows []Row
}

// ParseCSV reads charts/data/NAME as spreadsheets and people write it: with a byte order mark or without, lines ended either
// way, cells quoted or not, parted by commas, semicolons or tabs. Lines whose first cell starts with # are notes. Errors name file,
// line and column.
func ParseCSV(fsys fs.FS, name string) (*Table, error) {
	file := Dir + "/" + name
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	plain, err := decoded(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s%w", file, err)
	}
	rd := csv.NewReader(strings.NewReader(plain))
	rd.Comma = separator(plain)
	rd.Comment = '#'
	rd.FieldsPerRecord = -1
	t := &Table{File: file}
	for {
		cells, err := rd.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var at *csv.ParseError
			if errors.As(err, &at) {
				return nil, fmt.Errorf("%s:%d: %w; mend the quotes of that line", file, at.Line, at.Err)
			}
			return nil, fmt.Errorf("%s: %w; mend that line", file, err)
		}
		line, _ := rd.FieldPos(0)
		if strings.HasPrefix(cells[0], "#") || strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		if t.Head == nil {
			if err := t.heading(cells, line); err != nil {
				return nil, err
			}
			continue
		}
		row := Row{File: file, Line: line, Cells: map[string]string{}}
		for i, c := range cells {
			switch {
			case i >= len(t.Head) && strings.TrimSpace(c) == "":
				continue
			case i >= len(t.Head):
				return nil, fmt.Errorf("%s:%d: %d cells for %d columns; a comma inside a cell wants the cell in quotes", file, line, len(cells), len(t.Head))
			}
			if err := locales.CheckText(c); err != nil {
				return nil, fmt.Errorf("%s:%d: column %q %w", file, line, t.Head[i], err)
			}
			row.Cells[t.Head[i]] = c
		}
		if len(cells) < len(t.Head) {
			return nil, fmt.Errorf("%s:%d: column %q is missing; the line has %d cells for %d columns",
				file, line, t.Head[len(cells)], len(cells), len(t.Head))
		}
		t.Rows = append(t.Rows, row)
	}
	if t.Head == nil {
		return nil, fmt.Errorf("%s:1: there is no heading; name the columns in the first line", file)
	}
	return t, nil
}

// decoded is the text of a file without its byte order mark, its lines ended by one sign, and the line by which Excel is told what parts the
// cells left empty.
func decoded(text string) (string, error) {
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return "", errors.New(": the file is in UTF-16; save it as CSV in UTF-8")
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	for i, line := range strings.Split(text, "\n") {
		if !utf8.ValidString(line) {
			return "", fmt.Errorf(":%d: the line is not in UTF-8; save the file as CSV in UTF-8", i+1)
		}
	}
	if first, rest, ok := strings.Cut(text, "\n"); ok && len(first) == len("sep=;") && strings.HasPrefix(first, "sep=") {
		return "\n" + rest, nil // the heading shows it too
	}
	return text, nil
}

// separator is what parts the cells of the heading: spreadsheets in French write semicolons, some write tabs.
func separator(text string) rune {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(strings.TrimPrefix(line, `"`), "#") {
			continue
		}
		for _, sep := range ";\t" {
			if strings.ContainsRune(line, sep) && !strings.Contains(line, ",") {
				return sep
			}
		}
		break
	}
	return ','
}

// heading takes the names of the columns; a spreadsheet may leave empty ones at the end.
func (t *Table) heading(cells []string, line int) error {
	seen := map[string]bool{}
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if c == "" && strings.TrimSpace(strings.Join(cells[i:], "")) == "" {
			break
		}
		if err := locales.CheckText(c); err != nil {
			return fmt.Errorf("%s:%d: the heading %w", t.File, line, err)
		}
		if c == "" || seen[c] {
			return fmt.Errorf("%s:%d: column %d of the heading, %q, is empty or stands twice; give it a name of its own", t.File, line, i+1, c)
		}
		seen[c] = true
		t.Head = append(t.Head, c)
	}
	return nil
}

// Has reports whether the file has a column.
func (t *Table) Has(col string) bool {
	for _, h := range t.Head {
		if h == col {
			return true
		}
	}
	return false
}

// ReadCSV reads charts/data/NAME. The file must have the wanted columns, among them "record"; a column that states a fact may
// be left out and is then filled from the record. Every row must cite records that exist (several are parted by spaces).
// Errors name file, line and column.
func (s *Store) ReadCSV(fsys fs.FS, name string, columns ...string) ([]Row, error) {
	t, err := ParseCSV(fsys, name)
	if err != nil {
		return nil, err
	}
	kinds, _ := ColumnsOf(name)
	var fill []string
	for _, c := range append(columns, "record") {
		switch m := kinds.Columns[c]; {
		case t.Has(c):
		case m != "" && m != Drawn:
			fill = append(fill, c)
		default:
			return nil, fmt.Errorf("%s:1: column %q is missing; add it to the heading", t.File, c)
		}
	}
	for _, row := range t.Rows {
		if err := s.cites(row); err != nil {
			return nil, err
		}
		for _, c := range fill {
			row.Cells[c], _ = s.states(path.Base(name), kinds, row, c)
		}
	}
	return t.Rows, nil
}

// cites reports a row without a record, or with one that does not exist.
func (s *Store) cites(row Row) error {
	if len(row.Records()) == 0 {
		return fmt.Errorf("%s:%d: the row has no source; name its record in the column \"record\"", row.File, row.Line)
	}
	for _, id := range row.Records() {
		if _, err := s.Record(id); err != nil {
			return fmt.Errorf("%s:%d: %w", row.File, row.Line, err)
		}
	}
	return nil
}
