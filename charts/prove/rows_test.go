package prove

import (
	"encoding/csv"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// redrawn draws a picture from data files in which one cell of one of its rows is false; the proof reads the true ones.
func (s *subject) redrawn(falsify func(m facts.Meaning, cell string) string) bool {
	for _, file := range s.pic.Proof.Files {
		kinds, _ := facts.ColumnsOf(file)
		raw, err := fs.ReadFile(s.env.Files, facts.Dir+"/"+file)
		if err != nil {
			s.Fatal(err)
		}
		rd := csv.NewReader(strings.NewReader(string(raw)))
		rd.Comment, rd.FieldsPerRecord = '#', -1
		lines, err := rd.ReadAll()
		if err != nil {
			s.Fatal(err)
		}
		type at struct{ line, col int }
		var found []at
		for i, cells := range lines[1:] {
			if !slices.Contains(s.pic.Proof.Rows, cells[slices.Index(lines[0], kinds.Key[0])]) {
				continue
			}
			for j, h := range lines[0] {
				if j < len(cells) && cells[j] != "" && falsify(kinds.Columns[h], cells[j]) != "" {
					found = append(found, at{i + 1, j})
				}
			}
		}
		x, ok := one(s, found)
		if !ok {
			continue
		}
		lines[x.line][x.col] = falsify(kinds.Columns[lines[0][x.col]], lines[x.line][x.col])
		var b strings.Builder
		w := csv.NewWriter(&b)
		if err := w.WriteAll(lines); err != nil {
			s.Fatal(err)
		}
		env := *s.env
		env.Files = facts.Over{FS: s.env.Files, Texts: fstest.MapFS{facts.Dir + "/" + file: {Data: []byte(b.String())}}}
		pic, err := s.g.Draw(&env, s.state)
		if err != nil {
			return false // the graphic itself refuses it
		}
		pic.RTL = s.env.RTL()
		s.pic = pic
		s.read(drawn(s.T, s.g, s.env, pic))
		return true
	}
	return false
}

// falsehoods of what is drawn: the drawing agrees with itself and not with the records.
var ofRows = []falsehood{
	{"drawn from a false number", func(s *subject) bool {
		return s.redrawn(func(m facts.Meaning, cell string) string {
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil || m != facts.Value && m != facts.Low && m != facts.High && m != facts.Number {
				return ""
			}
			return strconv.FormatFloat(v*0.9, 'f', 2, 64)
		})
	}},
	{"drawn from a false date", func(s *subject) bool {
		return s.redrawn(func(m facts.Meaning, cell string) string {
			if len(cell) < 7 || m != facts.Date {
				return ""
			}
			if _, err := locales.DecimalYear(cell); err != nil {
				return ""
			}
			return cell[:5] + map[bool]string{true: "02", false: "01"}[cell[5:7] == "01"] + cell[7:]
		})
	}},
	{"drawn for another country", func(s *subject) bool {
		return s.redrawn(func(m facts.Meaning, cell string) string {
			if m != facts.Country || len(s.pic.Scales)+len(s.pic.Proof.Bands) == 0 {
				return ""
			}
			return map[bool]string{true: "BF", false: "ML"}[cell == "ML"]
		})
	}},
	{"drawn at a false place", func(s *subject) bool {
		return s.redrawn(func(m facts.Meaning, cell string) string {
			if v, err := strconv.ParseFloat(cell, 64); err == nil && (m == facts.Lat || m == facts.Lon) {
				return strconv.FormatFloat(v+0.2, 'f', 3, 64)
			}
			return ""
		})
	}},
	{"words of a mark cite another record", func(s *subject) bool {
		if len(s.pic.Proof.Rows) == 0 {
			return false
		}
		tips := map[string]spec.Tip{}
		for k, v := range s.pic.Tips {
			tips[k] = v
		}
		t := tips[s.pic.Proof.Rows[0]]
		t.Records = []string{"r-999"}
		tips[s.pic.Proof.Rows[0]] = t
		s.pic.Tips = tips
		return true
	}},
}
