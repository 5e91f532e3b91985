package plain_test

import (
	"fmt"
	"io/fs"
	"math"
	"math/rand"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/bars"
	"sahel-explainer/charts/charttest"
	"sahel-explainer/charts/dots"
	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/line"
	"sahel-explainer/charts/spec"
)

// story is a project of one file of data and nothing else.
func story(file, rows, records, words string) fstest.MapFS {
	files := fstest.MapFS{
		"charts/data/" + file:      {Data: []byte(rows)},
		"charts/data/records.toml": {Data: []byte(records)},
		"charts/data/claims.toml":  {},
		"charts/data/sources.toml": {Data: []byte("[source.s]\npublisher = \"P\"\ntitle = \"T\"\nurl = \"https://example.org/\"\nlang = \"en\"\n")},
	}
	for _, tag := range []string{"ar", "fr", "en"} {
		files["locales/messages/story."+tag+".toml"] = &fstest.MapFile{Data: []byte(words)}
	}
	return files
}

const words = `
[graphics.x]
title = "Title"
note = "Note"
unit = "tonnes"
value = "{{.Value}} t"
item = "{{.Row}}: {{.Value}}."
says = "{{.Row}}, {{.Side}}: {{.Value}}."

[graphics.x.state]
one = "One"
two = "Two"

[graphics.x.bound]
about = "about {{.Value}}"
at-least = "at least {{.Value}}"

[graphics.x.side]
set = "what was set"
paid = "what was paid"

[graphics.x.column]
row = "Row"
side = "Side"
value = "Value"

[graphics.x.row]
`

// kinds are the graphics that are data alone, each with the heading of its file and the cells of a row.
var kinds = []struct {
	kind, head string
	find       func(fs.FS) ([]spec.Graphic, error)
}{
	{"bars", "id,value,states,record", bars.Find},
	{"line", "id,year,value,states,record", line.Find},
	{"dots", "row,side,value,states,record", dots.Find},
}

// made writes a file of a kind with rows that nobody has chosen.
func made(r *rand.Rand, kind string) (rows, records, names string) {
	year := 1950 + r.Intn(70)
	size := math.Pow(10, float64(r.Intn(7))-1)
	record := func(id string, year int) string {
		value := float64(int(r.Float64()*size*100)) / 100
		bound := []string{"", "", "bound = \"about\"\n", "bound = \"at-least\"\n"}[r.Intn(4)]
		if kind != "line" {
			bound = ""
		}
		records += fmt.Sprintf("[[record]]\nid = %q\nvalue = %g\n%speriod = \"%d\"\nnumbers = [%g]\ndates = [\"%d\"]\nsources = [\"s\"]\n\n", "r-"+id, value, bound, year, value, year)
		return fmt.Sprintf("%g,%s,r-%s\n", value, []string{"one", "two", "one two"}[r.Intn(3)], id)
	}
	for i := range 2 + r.Intn(9) {
		year += 1 + r.Intn(3)/2
		switch kind {
		case "bars":
			id := fmt.Sprintf("b%d", i)
			rows += id + "," + record(id, year)
			names += id + " = \"" + strings.Repeat("Name ", 1+r.Intn(4)) + id + "\"\n"
		case "line":
			id := fmt.Sprintf("y%d", year)
			rows += fmt.Sprintf("%s,%d,%s", id, year, record(id, year))
		case "dots":
			if i > 6 {
				break
			}
			id := fmt.Sprintf("d%d", i)
			for _, side := range []string{"set", "paid"}[:2-r.Intn(5)/4] {
				rows += id + "," + side + "," + record(id+"-"+side, year)
			}
			names += id + " = \"" + strings.Repeat("Thing ", 1+r.Intn(3)) + id + "\"\n"
		}
	}
	return rows, records, names
}

// Whatever rows a file has, its picture is true: every mark stands where its row says, on an axis that follows from the data, with its words,
// in both forms and directions of writing. What cannot be drawn is refused with a line that names the file.
func TestWhateverTheRowsThePictureIsTrue(t *testing.T) {
	for _, k := range kinds {
		for seed := range int64(6) {
			r := rand.New(rand.NewSource(seed))
			rows, records, names := made(r, k.kind)
			files := story(k.kind+"-x.csv", k.head+"\n"+rows, records, words+names)
			cats, store, err := facts.Words(files, nil)
			if err != nil {
				t.Fatalf("%s %d: %v", k.kind, seed, err)
			}
			for _, f := range store.Rows(files) {
				t.Errorf("%s %d: %s:%d: %s", k.kind, seed, f.File, f.Line, f.What)
			}
			found, err := k.find(files)
			if err != nil || len(found) != 1 {
				t.Fatalf("%s %d: %v, %v", k.kind, seed, found, err)
			}
			g := found[0]
			for _, form := range spec.Forms() {
				for _, tag := range []string{"ar", "en"} {
					env := &spec.Env{Catalogue: cats[tag], Facts: store, Files: files, Form: form}
					for _, state := range g.States() {
						for _, fault := range charttest.Untrue(t, g, env, state) {
							t.Errorf("%s %d %s %s %s: %s\n%s", k.kind, seed, form, tag, state, fault, rows)
						}
					}
					table, err := spec.Safe(g, func() (spec.Table, error) { return g.Table(env) })
					if n := strings.Count(rows, "\n"); err != nil || len(table.Rows) != n {
						t.Errorf("%s %d: a table of %d rows for %d, %v", k.kind, seed, len(table.Rows), n, err)
					}
				}
			}
		}
	}
}

func TestRowsThatCannotBeDrawn(t *testing.T) {
	const record = "[[record]]\nid = \"r\"\nvalue = 5\nnumbers = [5]\nsources = [\"s\"]\n"
	for _, c := range []struct{ kind, rows, want string }{
		{"bars", "a,-1,one,r", `bars-x.csv:2: column "value": "-1" is below 0`},
		{"bars", "one,5,one,r", `bars-x.csv:2: row "one" is called as a plural form is`},
		{"bars", "a,0,one,r", "bars-x.csv: no value above 0"},
		{"line", "a,19x,5,one,r", `line-x.csv:2: column "year": "19x"`},
		{"line", "a,1999,5,one,r\nb,1999,5,one,r", "line-x.csv:3: the year 1999 stands in line 2 already"},
		{"dots", "a,set,5,one,r\na,paid,5,one,r\na,third,5,one,r", `dots-x.csv:4: column "side" is "third"; name two sides`},
		{"dots", "a,set,5,one,r\na,set,5,one,r", `dots-x.csv:3: row "a-set" stands here twice`},
	} {
		head := kinds[strings.Index("bars line dots", c.kind)/5]
		files := story(c.kind+"-x.csv", head.head+"\n"+c.rows+"\n", record, words+"a = \"A\"\nb = \"B\"\n")
		cats, store, err := facts.Words(files, nil)
		if err != nil {
			t.Fatal(err)
		}
		found, err := head.find(files)
		if err != nil {
			t.Fatal(err)
		}
		_, err = spec.Safe(found[0], func() (spec.Picture, error) {
			return found[0].Draw(&spec.Env{Catalogue: cats["en"], Facts: store, Files: files, Form: spec.Wide}, "one")
		})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %q", c.kind, c.rows, err, c.want)
		}
	}
}
