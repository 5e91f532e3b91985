package check

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/facts"
)

// A new fact, as README.md has it: a record, its clause in each language and a mark, under ten lines in all, and nobody has anything to say
// against it. Each of them is needed: without the record nothing is read, with another value in one place the check says so.
func TestANewFactIsFewLines(t *testing.T) {
	const record = "\n[[record]]\nid = \"au-bf-new\"\n" +
		"fact = \"BF 2010: industrial gold output of Burkina Faso, 38.5 tonnes\"\nsources = [\"221b-boungou\"]\n"
	const row = "au-bf-new,gold,BF,2010,38.5,,,,,au-bf-new\n"
	clauses := map[string]string{
		"ar": " [وفي بوركينا فاسو بلغ إنتاج المناجم الصناعية من الذهب {value} طنا في {date}](au-bf-new).",
		"fr": " [Au Burkina Faso, la production industrielle d’or a été de {value} tonnes en {date}](au-bf-new).",
		"en": " [Burkina Faso’s industrial gold output was {value} tonnes in {date}](au-bf-new).",
	}
	if n := strings.Count(strings.TrimSpace(record)+"\n"+row, "\n") + len(clauses); n >= 10 {
		t.Errorf("a new fact takes %d lines; fewer than ten are wanted", n)
	}
	readme, err := os.ReadFile("../../locales/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "**A new fact** is eight lines") {
		t.Error("locales/README.md does not say how many lines a new fact takes")
	}
	for change, want := range map[string]string{"": "",
		"38.5 tonnes → 48.5 tonnes": "rows-in-records", "BF 2010 → ML 2016": "rows-in-records",
		"38.5,,,,,au-bf-new → 83.5,,,,,au-bf-new": "rows-in-records"} {
		o := facts.Over{FS: root, Texts: fstest.MapFS{}}
		put := func(file, text string) {
			old, new, _ := strings.Cut(change, " → ")
			o.Texts[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, min(len(change), 1)))}
		}
		read := func(file string) string {
			b, err := fs.ReadFile(root, file)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
		put("charts/data/records.toml", read("charts/data/records.toml")+record)
		put("charts/data/output.csv", read("charts/data/output.csv")+row)
		for tag, clause := range clauses {
			m, _ := real(t).Catalogues[tag].Message("step.partnership-gold.more")
			more := `"` + m.Written["other"]
			put(m.File, strings.Replace(read(m.File), more, more+clause, 1))
		}
		p, err := LoadFS(o)
		if err != nil {
			t.Fatal(err)
		}
		found := ""
		for _, f := range Run(p) {
			if f.Stands() {
				found += f.place() + " " + f.Rule + ": " + f.What + "\n"
			}
		}
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%q: want %q, found %q", change, want, found)
		}
	}
}
