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
	path := func(d, more string) string { return `<path d="` + d + `" ` + more + `/>` }
	line := func(d string) string { return path(d, `fill="none" stroke="var(--rule)"`) }
	lean := func(d string) string { return `<path class="fn sr" d="` + d + `"/>` }
	for name, c := range map[string][2]string{
		"lines of one look are one path": {
			`<svg>` + line("m1 2h3") + line("m.5-2 4 5z") + line("M1 2L3 4") + `</svg>`,
			`<svg>` + lean("m1 2h3M.5-2l4 5zM1 2L3 4") + `</svg>`},
		"another look parts them": {
			line("m1 2h3") + path("m1 3h3", `fill="none" stroke-width="2"`) + path("m1 4h3", `fill="none" stroke-width="2" transform="scale(2)"`),
			lean("m1 2h3") + `<path class="fn" d="m1 3h3" stroke-width="2"/><path class="fn" d="m1 4h3" stroke-width="2" transform="scale(2)"/>`},
		"anything between parts them": {
			line("m1 2h3") + `<circle r="1"/>` + line("m1 5h3") + `<text>a</text>` + line("m1 6h3") + `<g opacity="0.5">` + line("m1 7h3") + `</g>` + line("m1 8h3"),
			lean("m1 2h3") + `<circle r="1"/>` + lean("m1 5h3") + `<text>a</text>` + lean("m1 6h3") + `<g opacity="0.5">` + lean("m1 7h3") + `</g>` + lean("m1 8h3")},
		"groups that say nothing": {
			`<svg><g><g transform="scale(2)"><g>` + line("m1 2h3") + `</g></g>` + line("m1 4h3") + `</g>` + line("m1 6h3") + `</svg>`,
			`<svg><g transform="scale(2)">` + lean("m1 2h3") + `</g>` + lean("m1 4h3M1 6h3") + `</svg>`},
		"what shows through is left as it is": {
			strings.Repeat(path("m1 2h3", `fill="none" stroke-opacity="0.5"`), 2),
			strings.Repeat(`<path class="fn" d="m1 2h3" stroke-opacity="0.5"/>`, 2)},
		"what is filled is left as it is": {
			strings.Repeat(path("m1 2h3v1z", `fill="a"`), 2), strings.Repeat(`<path d="m1 2h3v1z" fill="a"/>`, 2)},
		"what stands for a row is left as it is": {
			strings.Repeat(path("m1 2h3", `data-row="r" fill="none"`), 2), strings.Repeat(`<path class="fn" d="m1 2h3" data-row="r"/>`, 2)},
		"classes beside those that are there": {
			`<text class="o h" fill="var(--ink)" font-size="12.5" text-anchor="middle" x="1">&lt; &#34;b&#34;</text><g fill="none"></g>`,
			`<text class="o h fi am" font-size="12.5" x="1">&lt; &#34;b&#34;</text><g fill="none"></g>`},
	} {
		got := Of(c[0])
		if got != c[1] {
			t.Errorf("%s:\n%s\nwanted\n%s", name, got, c[1])
		}
		if Full(got) != Full(c[0]) {
			t.Errorf("%s: not the same picture\n%s\n%s", name, Full(got), Full(c[0]))
		}
	}
}

// Full tells apart what is painted in another way: without this, that two are the same would say nothing.
func TestFullTellsApart(t *testing.T) {
	const drawn = `<path d="m1 2h3" fill="none" stroke="var(--rule)"/><path d="m4 5h3" fill="none" stroke="var(--rule)"/>` +
		`<text fill="var(--ink)" x="1">a</text>`
	for name, pair := range map[string][2]string{
		"a line is lost":          {`<path d="m4 5h3" fill="none" stroke="var(--rule)"/>`, ""},
		"a line moves":            {"m4 5h3", "m4 6h3"},
		"lines change places":     {`m1 2h3" fill="none" stroke="var(--rule)"/><path d="m4 5h3`, `m4 5h3" fill="none" stroke="var(--rule)"/><path d="m1 2h3`},
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
	for _, pattern := range []string{"../../web/*.[cj]s*", "../../components/shell/*/style.css"} {
		more, _ := filepath.Glob(pattern)
		files = append(files, more...)
	}
	if len(files) < 20 {
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
