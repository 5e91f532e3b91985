package lean

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	const look = ` fill="none" stroke="var(--rule)"`
	for name, c := range map[string]struct{ svg, want string }{
		"lines of one look are one path": {
			`<svg><path d="m1 2h3"` + look + `/><path d="m.5-2 4 5z"` + look + `/><path d="M1 2L3 4"` + look + `/></svg>`,
			`<svg><path class="fn sr" d="m1 2h3M.5-2l4 5zM1 2L3 4"/></svg>`},
		"another look, or anything between, parts them": {
			`<path d="m1 2h3"` + look + `/><path d="m1 3h3"` + look + ` stroke-width="2"/><path d="m1 4h3"` + look + ` stroke-width="2" transform="scale(2)"/>` +
				`<circle r="1"/><path d="m1 5h3"` + look + `/><text>a</text><path d="m1 6h3"` + look + `/><g opacity="0.5"><path d="m1 7h3"` + look + `/></g><path d="m1 8h3"` + look + `/>`,
			`<path class="fn sr" d="m1 2h3"/><path class="fn sr" d="m1 3h3" stroke-width="2"/><path class="fn sr" d="m1 4h3" stroke-width="2" transform="scale(2)"/>` +
				`<circle r="1"/><path class="fn sr" d="m1 5h3"/><text>a</text><path class="fn sr" d="m1 6h3"/><g opacity="0.5"><path class="fn sr" d="m1 7h3"/></g><path class="fn sr" d="m1 8h3"/>`},
		"groups that say nothing": {
			`<svg><g><g transform="scale(2)"><g><path d="m1 2h3"` + look + `/></g></g><path d="m1 4h3"` + look + `/></g><path d="m1 6h3"` + look + `/></svg>`,
			`<svg><g transform="scale(2)"><path class="fn sr" d="m1 2h3"/></g><path class="fn sr" d="m1 4h3M1 6h3"/></svg>`},
		"what shows through, what is filled and what stands for a row is left as it is": {
			`<path d="m1 2h3" fill="none" stroke-opacity="0.5"/><path d="m1 2h3" fill="none" stroke-opacity="0.5"/><path d="m1 2h3v1z" fill="a"/><path d="m1 2h3v1z" fill="a"/>` +
				`<path data-row="r" d="m1 2h3" fill="none"/><path data-row="r" d="m1 2h3" fill="none"/>`,
			`<path class="fn" d="m1 2h3" stroke-opacity="0.5"/><path class="fn" d="m1 2h3" stroke-opacity="0.5"/><path d="m1 2h3v1z" fill="a"/><path d="m1 2h3v1z" fill="a"/>` +
				`<path class="fn" data-row="r" d="m1 2h3"/><path class="fn" data-row="r" d="m1 2h3"/>`},
		"classes beside those that are there": {
			`<text class="o h" fill="var(--ink)" font-size="12.5" text-anchor="middle" x="1">&lt; &#34;b&#34;</text><g fill="none"></g>`,
			`<text class="o h fi am" font-size="12.5" x="1">&lt; &#34;b&#34;</text><g fill="none"></g>`},
	} {
		got := Of(c.svg)
		if got != c.want {
			t.Errorf("%s:\n%s\nwanted\n%s", name, got, c.want)
		}
		if Full(got) != Full(c.svg) {
			t.Errorf("%s: not the same picture\n%s\n%s", name, Full(got), Full(c.svg))
		}
	}
}

// Full tells apart what is painted in another way: without this, that two are the same would say nothing.
func TestFullTellsApart(t *testing.T) {
	const drawn = `<path d="m1 2h3" fill="none" stroke="var(--rule)"/><path d="m4 5h3" fill="none" stroke="var(--rule)"/><text fill="var(--ink)" x="1">a</text>`
	for name, pair := range map[string][2]string{
		"a line is lost":          {`<path d="m4 5h3" fill="none" stroke="var(--rule)"/>`, ""},
		"a line moves":            {"m4 5h3", "m4 6h3"},
		"lines change places":     {`"m1 2h3" fill="none" stroke="var(--rule)"/><path d="m4 5h3"`, `"m4 5h3" fill="none" stroke="var(--rule)"/><path d="m1 2h3"`},
		"a colour":                {"var(--ink)", "var(--muted)"},
		"an attribute is lost":    {` x="1"`, ""},
		"a place of a label":      {`x="1"`, `x="2"`},
		"words":                   {">a<", ">b<"},
		"a grown class":           {`<text `, `<text class="o" `},
		"what is filled is split": {`<path d="m1 2h3" fill="none"`, `<path d="m1 2h3" fill="a"`},
	} {
		other := strings.Replace(drawn, pair[0], pair[1], 1)
		if other == drawn || Full(Of(other)) == Full(drawn) {
			t.Errorf("%s is not seen", name)
		}
	}
}

// A class means one thing in a page: no style sheet, script or component has one of the same name.
func TestNobodyElseHasTheseClasses(t *testing.T) {
	var names []string
	for i, s := range short {
		names = append(names, s.class)
		for _, o := range short[:i] {
			if o.class == s.class || o.name == s.name && o.value == s.value {
				t.Errorf("%s is said twice", s.class)
			}
		}
		if !strings.Contains(Rules(), ":where(.pic) ."+s.class+"{"+s.name+":"+s.value) {
			t.Errorf("%s has no rule", s.class)
		}
	}
	files, _ := filepath.Glob("../../web/css/*.css")
	more, _ := filepath.Glob("../../web/*.[cj]s*")
	if files = append(files, more...); len(files) < 10 {
		t.Fatal("style sheets and scripts were not found")
	}
	named := regexp.MustCompile(`\.([a-z][\w-]*)`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			if slices.Contains(names, m[1]) && m[1] != "z12" && m[1] != "z13" { // sizes that small windows raise
				t.Errorf("%s knows a class %s", filepath.Base(f), m[1])
			}
		}
	}
}
