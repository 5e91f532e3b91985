package mutate

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/charts/facts"
)

// cell is one cell of a data file, where it stands.
type cell struct {
	file, row, col, raw string
	from                int
	meaning             facts.Meaning
}

// cells lists the cells of all data files whose lines hold no quotation marks.
func (s *story) cells() []cell {
	var out []cell
	files, _ := fs.Glob(s.p.Files, facts.Dir+"/*.csv")
	for _, file := range files {
		kinds, ok := facts.ColumnsOf(path.Base(file))
		if !ok {
			continue
		}
		var head []string
		from := 0
		for _, line := range bytes.SplitAfter(s.file(file), []byte("\n")) {
			at := from
			from += len(line)
			text := strings.TrimRight(string(line), "\r\n")
			if text == "" || strings.HasPrefix(text, "#") || strings.Contains(text, `"`) {
				continue
			}
			parts := strings.Split(text, ",")
			if head == nil {
				head = parts
				continue
			}
			var key []string
			for i, h := range head {
				if i < len(parts) && slices.Contains(kinds.Key, h) {
					key = append(key, parts[i])
				}
			}
			for i, p := range parts {
				if i < len(head) {
					out = append(out, cell{file, strings.Join(key, "-"), head[i], p, at, kinds.Columns[head[i]]})
				}
				at += len(p) + 1
			}
		}
	}
	return out
}

// rows are mistakes of data files.
func (s *story) rows() []Mutation {
	all := s.cells()
	var out []Mutation
	for i, c := range all {
		if c.raw == "" {
			continue
		}
		add := func(kind, new string) {
			if new != "" && new != c.raw {
				out = append(out, Mutation{Kind: kind, Lang: "data", What: fmt.Sprintf("%s %s.%s: %q → %q", path.Base(c.file), c.row, c.col, c.raw, new), At: []string{c.row, c.file}, Rules: byRows,
					Edits: []Edit{{c.file, c.from, c.from + len(c.raw), new}}})
			}
		}
		switch c.meaning {
		case facts.Value, facts.Low, facts.High:
			add("row: value", bumped(c.raw))
			add("row: digits transposed", transposed(c.raw))
		case facts.Date, facts.From, facts.Until, facts.Year:
			if y, err := strconv.Atoi(c.raw[:min(4, len(c.raw))]); err == nil {
				add("row: date", fmt.Sprint(y-1)+c.raw[4:])
			}
		case facts.Country:
			add("row: country", map[string]string{"ML": "BF", "BF": "NE", "NE": "ML"}[c.raw])
		case facts.Lat, facts.Lon:
			if v, err := strconv.ParseFloat(c.raw, 64); err == nil && strings.Contains(c.file, "places") {
				add("row: position", strconv.FormatFloat(v+4, 'f', -1, 64))
			}
		case facts.Term, facts.Precision, facts.Action:
			kind := "row: term"
			switch c.col {
			case "hedge", "side", "bound", "form", "force":
				kind = "row: " + c.col
			}
			for _, d := range all[i+1:] {
				if d.file == c.file && d.col == c.col && d.raw != c.raw && d.raw != "" {
					add(kind, d.raw)
					break
				}
			}
		case facts.Drawn:
			if c.col == "name" || c.col == "label" || c.col == "field" {
				for _, d := range all[i+1:] {
					if d.file == c.file && d.col == c.col && d.raw != c.raw && d.raw != "" {
						add("row: name of the mark", d.raw)
						break
					}
				}
			}
		}
		if c.col == "record" {
			for _, d := range all[i+1:] {
				if d.file == c.file && d.col == "record" && d.raw != c.raw {
					add("row: record of another row", d.raw)
					break
				}
			}
		}
	}
	return out
}

// block is the text of one record in its file.
func (s *story) block(r *facts.Record) (from int, text string) {
	all := s.file(r.File)
	from = bytes.Index(all, []byte(fmt.Sprintf("id = %q\n", r.ID)))
	if from < 0 {
		return 0, ""
	}
	end := bytes.Index(all[from:], []byte("\n[[record]]"))
	if end < 0 {
		end = len(all) - from
	}
	return from, string(all[from : from+end])
}

// ofRecord is one mistake in a record: an expression with one group, and what the group becomes.
type ofRecord struct {
	kind  string
	re    *regexp.Regexp
	new   func(old string) string
	rules []string
}

var ofRecords = []ofRecord{
	{"record: value alone", regexp.MustCompile(`(?m)^(?:value|low|high|amount) = ([\d.]+)$`), bumped, byRecords},
	{"record: period alone", regexp.MustCompile(`(?m)^(?:period|date) = "(\d{4})`), raisedYear, byRecords},
	{"record: unit", regexp.MustCompile(`(?m)^unit = "(people|tonnes|people killed|tonnes U|% of mining company capital)"$`), func(old string) string {
		return map[string]string{"people": "vehicles", "tonnes": "kilograms", "people killed": "people wounded", "tonnes U": "tonnes", "% of mining company capital": "% of mining revenue"}[old]
	}, append([]string{"unit"}, byRecords...)},
	{"record: a claim made a fact", regexp.MustCompile(`(?m)^kind = "(reported)"$`), func(string) string { return "fact" }, append([]string{"status", "hedge"}, byRecords...)},
	{"record: a view made a fact", regexp.MustCompile(`(?m)^kind = "(analysis|forecast)"$`), func(string) string { return "fact" }, append([]string{"status", "hedge"}, byRecords...)},
	{"record: a conflict confirmed", regexp.MustCompile(`(?m)^check = "(conflicts|not-found)"$`), func(string) string { return "confirmed" }, append([]string{"status", "hedge"}, byRecords...)},
	{"record: country", regexp.MustCompile(`(?m)^country = "(ML|BF|NE)"$`), func(old string) string { return map[string]string{"ML": "BF", "BF": "NE", "NE": "ML"}[old] }, append([]string{"names-in-records"}, byRecords...)},
	{"record: weak made strong", regexp.MustCompile(`(?m)^(weak = true\n)`), func(string) string { return "" }, append([]string{"status", "hedge"}, byRecords...)},
	{"record: place", regexp.MustCompile(`(?m)^place = \{.*lat = (-?[\d.]+)`), func(old string) string { return bumped(strings.Split(old, ".")[0]) + ".4" }, byRecords},
	{"record: bound of a row", regexp.MustCompile(`bound = "(least|over|about|open)"`), func(string) string { return "exact" }, append([]string{"bound"}, byRecords...)},
	{"record: side of a row", regexp.MustCompile(`side = "(party|other)"`), func(old string) string { return map[string]string{"party": "other", "other": "party"}[old] }, byRecords},
	{"record: unknown source", regexp.MustCompile(`(?m)^sources = \["([^"]+)"`), func(old string) string { return old + "-x" }, []string{"load"}},
}

// records are mistakes of the ledger.
func (s *story) records() []Mutation {
	var out []Mutation
	list := s.p.Facts.Records()
	for i, r := range list {
		from, text := s.block(r)
		if text == "" {
			continue
		}
		for _, x := range ofRecords {
			at := x.re.FindStringSubmatchIndex(text)
			if at == nil {
				continue
			}
			old := text[at[2]:at[3]]
			if new := x.new(old); new != old {
				out = append(out, Mutation{Kind: x.kind, Lang: "data", What: fmt.Sprintf("%s: %q → %q", r.ID, strings.TrimSpace(old), strings.TrimSpace(new)), At: []string{r.ID, r.File, "*"}, Rules: x.rules,
					Edits: []Edit{{r.File, from + at[2], from + at[3], new}}})
			}
		}
		if len(r.Sources) > 0 && i+7 < len(list) && len(list[i+7].Sources) > 0 && !slices.Contains(r.Sources, list[i+7].Sources[0]) {
			if e, ok := s.replaced(r.File, from, fmt.Sprintf("sources = [%q", r.Sources[0]), fmt.Sprintf("sources = [%q", list[i+7].Sources[0])); ok {
				out = append(out, Mutation{Kind: "record: source of another record", Lang: "data", What: r.ID + ": " + r.Sources[0] + " → " + list[i+7].Sources[0], At: []string{r.ID, r.File, "*"}, Rules: []string{"sources", "signed", "speaker", "names-in-records"}, Edits: []Edit{e}})
			}
		}
	}
	return out
}
