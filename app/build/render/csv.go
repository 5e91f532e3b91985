package render

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
)

// CSV writes a table for spreadsheets: UTF-8 with a mark that Excel needs for Arabic, and no cell that a spreadsheet would
// run as a formula.
func CSV(t spec.Table, store *facts.Store, sourceColumn string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	if err := w.Write(append([]string{"id"}, append(cells(t.Columns), Cell(sourceColumn))...)); err != nil {
		return nil, err
	}
	for _, r := range t.Rows {
		row := r.Cells
		if r.Values != nil {
			row = r.Values
		}
		srcs, err := store.SourcesOf(r.Records)
		if err != nil {
			return nil, err
		}
		var urls []string
		for _, s := range srcs {
			urls = append(urls, s.URL)
		}
		if err := w.Write(append([]string{Cell(r.ID)}, append(cells(row), Cell(strings.Join(urls, " ")))...)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func cells(in []string) []string {
	out := make([]string, len(in))
	for i, c := range in {
		out[i] = Cell(c)
	}
	return out
}

// Cell makes a cell harmless: one that starts like a formula is written as text.
func Cell(s string) string {
	t := strings.TrimLeft(s, " \t\r\n\u2066\u2067\u2068\u2069\u200e\u200f")
	// The wide forms too: some spreadsheets read them alike.
	if r, _ := utf8.DecodeRuneInString(t); t != "" && strings.ContainsRune("=+-@|＝＋－＠", r) {
		return "'" + s
	}
	return s
}
