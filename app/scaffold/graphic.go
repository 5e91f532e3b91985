package scaffold

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// form is a kind of graphic that is data alone: its rows (with ID for the graphic's id), how many records they need, and what words it
// has beside those of every kind.
type form struct {
	rows  string
	words string
}

var forms = map[string]form{
	"bars": {"id,value,states,record\nhere,3,first,ID-1\nthere,2,second,ID-2\n", `
[graphics.ID.row]
here = "The first"
there = "The second"

[graphics.ID.column]
row = "Name"
value = "Tonnes"
`},
	"line": {"id,year,value,states,record\ny2024,2024,3,first,ID-1\ny2025,2025,2,second,ID-2\n", `
[graphics.ID.bound]
about = "about {{.Value}}"
at-least = "at least {{.Value}}"
at-most = "at most {{.Value}}"

[graphics.ID.column]
row = "Year"
value = "Tonnes"
`},
	"range": {"id,low,high,states,record\nhere,3,,first,ID-1\nthere,2,4,second,ID-2\n", `range = "{{.Low}} to {{.High}} t"

[graphics.ID.bound]
about = "about {{.Value}}"
at-least = "at least {{.Value}}"
at-most = "at most {{.Value}}"

[graphics.ID.row]
here = "The first"
there = "The second"

[graphics.ID.column]
row = "Name"
value = "Tonnes"
`},
	"table": {"row,column,value,states,record\nhere,before,3,first,ID-1\nhere,after,2,second,ID-2\n", `pair = "{{.Row}} {{.Column}}"

[graphics.ID.row]
here = "The first"

[graphics.ID.head]
before = "Before"
after = "After"

[graphics.ID.column]
row = "Name"
column = "When"
value = "Tonnes"
`},
	"dots": {"row,side,value,states,record\nhere,before,3,first,ID-1\nhere,after,2,first,ID-2\n", `says = "{{.Row}} {{.Side}} {{.Value}}."

[graphics.ID.row]
here = "The first"

[graphics.ID.side]
before = "before"
after = "after"

[graphics.ID.column]
row = "Name"
side = "When"
value = "Tonnes"
`},
}

// Graphic writes a graphic that is data alone: its rows, their records, its words in each language of the story, and a step that shows it.
func Graphic(dir, kind, id string) ([]string, error) {
	if err := isStory(dir); err != nil {
		return nil, err
	}
	f, ok := forms[kind]
	if !ok {
		return nil, fmt.Errorf("graphic %q: use one of %s, for example new graphic line exports", kind,
			strings.Join(slices.Sorted(maps.Keys(forms)), ", "))
	}
	if !idPattern.MatchString(id) {
		return nil, fmt.Errorf("graphic %q: use small letters, digits and hyphens, for example exports", id)
	}
	data := facts.Dir + "/" + kind + "-" + id + ".csv"
	for k := range forms {
		if name := facts.Dir + "/" + k + "-" + id + ".csv"; exists(dir, name) {
			return nil, fmt.Errorf("%s is there already; give this graphic another id", name)
		}
	}
	tags, err := languages(dir)
	if err != nil {
		return nil, err
	}
	of := func(s string) string { return strings.ReplaceAll(s, "ID", id) }
	out := []string{data}
	if err := put(dir, data, of(f.rows)); err != nil {
		return nil, err
	}
	var cited []string // the files of its records
	for n, value := range []int{3, 2} {
		made, err := Record(dir, fmt.Sprintf("%s-%d", id, n+1))
		if err != nil {
			return nil, err
		}
		for _, name := range made {
			if !slices.Contains(cited, name) {
				cited = append(cited, name)
			}
		}
		records := filepath.Join(dir, filepath.FromSlash(facts.Dir), "records.toml")
		text, err := os.ReadFile(records)
		if err != nil {
			return nil, err
		}
		own := record(fmt.Sprintf("%s-%d", id, n+1), 1)
		year := []string{"2024", "2025"}[n]
		good := strings.NewReplacer(", 1 tonnes", fmt.Sprintf(", %d tonnes", value), "2025", year).Replace(own)
		if kind == "range" && n == 1 {
			good = strings.Replace(good, ", 2 tonnes", ", 2 to 4 tonnes", 1)
		}
		if err := os.WriteFile(records, []byte(strings.Replace(string(text), own, good, 1)), 0o644); err != nil {
			return nil, err
		}
	}
	words := wordsOf(f, kind, id)
	for _, tag := range tags {
		name := locales.MessagesDir + "/story." + tag + ".toml"
		if err := add(dir, name, words); err != nil {
			return nil, err
		}
		out = append(out, name)
	}
	step := fmt.Sprintf("  [[chapter.step]]\n  id = \"%s-step\"\n  graphic = %q\n  state = \"first\"\n", id, id)
	return append(append(out, cited...), locales.OutlineFile), add(dir, locales.OutlineFile, step)
}

// wordsOf are the words of a graphic and of the step that shows it, to be replaced.
func wordsOf(f form, kind, id string) string {
	states := "first = \"What the first state shows\"\n"
	if strings.Contains(f.rows, ",second,") {
		states += "second = \"What the second state shows\"\n"
	}
	words := fmt.Sprintf("[step.%s-step]\ntitle = \"What this step says\"\nbody = \"[The first is {value} tonnes](%s-1). Replace these words, and keep the slot that takes the number from its record.\"\n\n"+
		"[graphics.%s.state]\n%s\n[graphics.%s]\ntitle = \"What the graphic shows\"\nnote = \"In tonnes. Say here what a reader must know of the numbers.\"\nvalue = \"{{.Value}} t\"\nitem = \"{{.Row}} {{.Value}}.\"\n", id, id, id, states, id)
	if kind == "line" {
		words += "unit = \"tonnes\"\n"
	}
	return words + strings.ReplaceAll(f.words, "ID", id)
}

func exists(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
	return err == nil
}
