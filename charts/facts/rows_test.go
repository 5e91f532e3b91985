package facts

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

func story(t *testing.T) (fs.FS, *Store) {
	t.Helper()
	fsys := os.DirFS("../..")
	s, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return fsys, s
}

func TestRowsAgreeWithRecords(t *testing.T) {
	fsys, s := story(t)
	for _, f := range append(s.Rows(fsys), s.Contradictions()...) {
		t.Errorf("%s:%d: %s; %s", f.File, f.Line, f.What, f.Mend)
	}
}

// mistakes are other contents of a cell: what a slip of the hand, a wrong line or an emptied cell would leave there. others are
// the contents of the same column elsewhere.
func mistakes(m Meaning, cell string, others []string) []string {
	out := []string{""}
	for _, o := range others {
		if !m.same(o, cell) {
			out = append(out, o)
		}
	}
	switch {
	case numeric[m] && cell != "":
		v, _ := ParseNumber(cell)
		out = append(out, cellOf(v+1), cellOf(v*10), cellOf(v+0.001), "-"+strings.TrimPrefix(cell, "-")+"1", "NaN", "1,5", "0x10")
		if d := []byte(strings.ReplaceAll(cell, ".", "")); len(d) > 1 && d[0] != d[1] {
			swapped := []byte(cell)
			swapped[0], swapped[1] = swapped[1], swapped[0]
			out = append(out, string(swapped))
		}
	case dated[m] && len(cell) >= 4:
		y, _ := strconv.Atoi(cell[:4])
		out = append(out, strconv.Itoa(y+1)+cell[4:], strconv.Itoa(y-1)+cell[4:], cell+"-01", "2026-13", strings.ReplaceAll(cell, "-", "/")+"/")
		if len(cell) > 4 {
			out = append(out, cell[:4], cell[:len(cell)-1]+"9")
		}
	case m == Country:
		out = append(out, "TD", "ml", "Mali")
	case m == Spot && cell != "":
		x, y, _ := strings.Cut(cell, " ")
		out = append(out, y+" "+x, x, cell+" 1", x+" 0.01")
	case m == Term || m == Action || m == Precision:
		out = append(out, "other-thing", "Confirmed")
	}
	return slices.DeleteFunc(out, func(s string) bool { return m.same(s, cell) })
}

// TestEveryFactIsHeld changes every cell that states a fact, one at a time and in many ways, in every data file, and wants each
// mistake found in its line. Columns that only say how a row is drawn are listed: no other may go unseen.
func TestEveryFactIsHeld(t *testing.T) {
	fsys, s := story(t)
	files, _ := fs.Glob(fsys, Dir+"/*.csv")
	made, cells := 0, 0
	var drawn []string
	for _, file := range files {
		table, err := ParseCSV(fsys, path.Base(file))
		if err != nil {
			t.Fatal(err)
		}
		kinds, _ := ColumnsOf(file)
		for _, col := range table.Head {
			m := kinds.Columns[col]
			if m == Drawn {
				drawn = append(drawn, path.Base(file)+" "+col)
			}
			if m == "" || m == Drawn {
				continue
			}
			others := map[string]bool{}
			for _, r := range table.Rows {
				others[r.Get(col)] = true
			}
			for _, r := range table.Rows {
				cells++
				for _, wrong := range mistakes(m, r.Get(col), slices.Sorted(maps.Keys(others))) {
					made++
					bad := Row{File: r.File, Line: r.Line, Cells: maps.Clone(r.Cells)}
					bad.Cells[col] = wrong
					faults := s.hold(&Table{File: file, Head: table.Head, Rows: []Row{bad}})
					if len(faults) == 0 || faults[0].Line != r.Line || !strings.Contains(faults[0].What, col) && !strings.Contains(faults[0].What, "column") {
						t.Errorf("%s:%d: column %s: %q instead of %q was not found", r.File, r.Line, col, wrong, r.Get(col))
					}
				}
			}
		}
	}
	t.Logf("%d mistakes in %d cells, all found; columns that state no fact: %s", made, cells, strings.Join(drawn, ", "))
	want := "agreements.csv field, map-places.csv line, map-places.csv name, map-places.csv tone, map-routes.csv curve, map-routes.csv name, map-routes.csv tone, map-states.csv tone, measures.csv label, output.csv label, transition.csv states"
	slices.Sort(drawn)
	if strings.Join(drawn, ", ") != want {
		t.Errorf("columns that state no fact: %v", drawn)
	}
	if cells < 1000 {
		t.Errorf("only %d cells", cells)
	}
}

// TestEveryFigureOfARecordIsHeld changes every number and date that a record states, in one place only.
func TestEveryFigureOfARecordIsHeld(t *testing.T) {
	_, s := story(t)
	made := 0
	try := func(r *Record, what string, change, back func()) {
		made++
		change()
		defer back()
		for _, f := range s.Contradictions() {
			if f.ID == r.ID {
				return
			}
		}
		t.Errorf("record %s: another %s was not found", r.ID, what)
	}
	whole := s.order
	for _, r := range s.Records() {
		s.order = []string{r.ID} // the others are as they were
		for name, at := range map[string]**float64{"value": &r.Value, "low": &r.Low, "high": &r.High, "amount": &r.Amount} {
			if old := *at; old != nil {
				v := *old*10 + 1
				try(r, name, func() { *at = &v }, func() { *at = old })
			}
		}
		for name, old := range r.Values {
			try(r, "values."+name, func() { r.Values[name] = old*10 + 1 }, func() { r.Values[name] = old })
		}
		if old := r.Period; len(datesIn(old)) > 0 {
			try(r, "period", func() { r.Period = strings.Replace(old, "20", "19", 1) }, func() { r.Period = old })
		}
		if old := r.Date; old != "" {
			try(r, "date", func() { r.Date = strings.Replace(old, "20", "19", 1) }, func() { r.Date = old })
		}
	}
	s.order = whole
	t.Logf("%d changes, all found", made)
	if made < 400 {
		t.Errorf("only %d figures changed", made)
	}
}

// TestFilledFromTheRecord: a fact column that a file leaves out is read as the record says it.
func TestFilledFromTheRecord(t *testing.T) {
	_, s := story(t)
	fsys := fstest.MapFS{Dir + "/tolls.csv": {Data: []byte("id,record\ntinz-ru,tinz-ru\nbarsalogho-jnim,barsalogho-2024\n")}}
	rows, err := s.ReadCSV(fsys, "tolls.csv", "id", "event", "low", "high", "bound", "side")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"tinzaouaten 25 82 open party", "barsalogho 300  about party"} {
		r := rows[i]
		if got := strings.Join([]string{r.Get("event"), r.Get("low"), r.Get("high"), r.Get("bound"), r.Get("side")}, " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	table, err := ParseCSV(fsys, "tolls.csv")
	if err != nil {
		t.Fatal(err)
	}
	if f := s.hold(table); len(f) > 0 {
		t.Errorf("%v", f)
	}
	if f := s.Rows(fsys); len(f) != 15 {
		t.Errorf("%d of 15 rows are missed: %v", len(f), f)
	}
}

// TestCSVAsSpreadsheetsWriteIt: the same table in each way that a spreadsheet saves it.
func TestCSVAsSpreadsheetsWriteIt(t *testing.T) {
	plain := "# a note, with a comma\nid,value,states,record\nnile,6650,top both,r\n"
	for name, text := range map[string]string{
		"plain": plain, "mark and CRLF": "\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n"),
		"quoted":            "\"# a note, with a comma\",,,\n\"id\",\"value\",\"states\",\"record\"\n\"nile\",6650,\"top both\",\"r\"\n",
		"semicolons":        "id;value;states;record\r\nnile;6650;top both;r\r\n",
		"quoted semicolons": "\ufeff\"id\";\"value\";\"states\";\"record\"\r\n\"nile\";\"6650\";\"top both\";\"r\"\r\n;;;\r\n",
		"empty columns":     "id,value,states,record,,\nnile,6650,top both,r,,\n,,,,,\n",
		"tabs":              "id\tvalue\tstates\trecord\r\nnile\t6650\ttop both\tr\r\n",
		"Excel's hint":      "sep=;\r\nid;value;states;record\r\nnile;6650;top both;r\r\n",
		"old line ends":     strings.ReplaceAll(plain, "\n", "\r"),
		"cell with a line":  "id,name,value,states,record\r\nnile,\"Nile,\r\nthe\",6650,top both,r\r\n",
		"cell with a comma": "id,name,value,states,record\nnile,\"Nile, the\",6650,top both,r\n",
	} {
		table, err := ParseCSV(fstest.MapFS{Dir + "/bars-x.csv": {Data: []byte(text)}}, "bars-x.csv")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(table.Rows) != 1 {
			t.Errorf("%s: %v", name, table.Rows)
			continue
		}
		r := table.Rows[0]
		if v, err := r.Number("value"); err != nil || v != 6650 || r.Get("id") != "nile" || r.Get("states") != "top both" || r.Get("record") != "r" {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
	for text, want := range map[string]string{
		"id,value\na,NaN":     `bars-x.csv:2: column "value": "NaN" is not a number`,
		"id;value\na;1,5":     `bars-x.csv:2: column "value": "1,5" is not a number`,
		"id,value\na,1e400":   `bars-x.csv:2: column "value": "1e400" is not a number`,
		"id,value\n\na,":      `bars-x.csv:3: column "value": "" is not a number`,
		"id,value\na":         `bars-x.csv:2: column "value" is missing`,
		"\xff\xfei\x00d\x00":  `bars-x.csv: the file is in UTF-16`,
		"id,value\nb\xe9,1":   `bars-x.csv:2: the line is not in UTF-8`,
		"id,value\na,1,2":     `bars-x.csv:2: 3 cells for 2 columns`,
		"id,value\na,\"1":     `bars-x.csv:2: extraneous or missing " in quoted-field`,
		"id,id\na,1":          `bars-x.csv:1: column 2 of the heading, "id", is empty or stands twice`,
		"id,,value\na,,1":     `bars-x.csv:1: column 2 of the heading, "", is empty`,
		"# only a note\n":     `bars-x.csv:1: there is no heading`,
		"id,value\na\u202e,1": `bars-x.csv:2: column "id" holds the control character`,
	} {
		table, err := ParseCSV(fstest.MapFS{Dir + "/bars-x.csv": {Data: []byte(text)}}, "bars-x.csv")
		if err == nil {
			_, err = table.Rows[0].Number("value")
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
