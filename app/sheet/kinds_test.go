package sheet

import (
	"strings"
	"testing"
)

func read(t *testing.T, text string) []Rule {
	t.Helper()
	rules, err := Read(text)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func TestReadTakesASheetApart(t *testing.T) {
	rules := read(t, `@import "a.css";
a, b:is(c, d) { color: red; --x: { y: z } }
@media (min-width: 1px) { @supports (a: b) { e { background: url(data:x;y) ; } } @font-face { src: url(x) } }
@keyframes k { to { top: 0 } } f{g:h}`)
	var got []string
	for _, r := range rules {
		s := strings.Join(append(r.At, r.Selector), " / ")
		for _, d := range r.Decls {
			s += " | " + d.Name + "=" + d.Value
		}
		got = append(got, s)
	}
	want := []string{"a, b:is(c, d) | color=red | --x={ y: z }", "@media (min-width: 1px) / @supports (a: b) / e | background=url(data:x;y)",
		"@media (min-width: 1px) / @font-face | src=url(x)", "@keyframes k / to | top=0", "f | g=h"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if rules[1].Line != 3 || rules[1].Decls[0].Line != 3 {
		t.Errorf("line %d, %d, want 3", rules[1].Line, rules[1].Decls[0].Line)
	}
	if _, err := Read("a { b: c } }"); err == nil {
		t.Error("a bracket too many was taken")
	}
}

// A colour whose name a length takes elsewhere is void there, and nobody is told: it was so with the ground of 50 of 53 cards.
func TestACustomPropertyHasOneKind(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"as it was", ":root{--card:#fffdf8} .later{--card:29rem}", "--card is a colour (line 1, :root: #fffdf8) and a length"},
		{"within a media rule", ":root{--card:#fff} @media print{.x{--card:clamp(1rem,2vw,3rem)}}", "--card is a colour"},
		{"a colour by function", ":root{--a:rgb(0 0 0)} x{--a:1px}", "--a is a colour"},
		{"a number where a length is", ":root{--bar:3rem} x{--bar:0}", "--bar is a length (line 1, :root: 3rem) and a number"},
		{"by way of another", ":root{--l:2rem;--a:red} x{--a:var(--l)}", "--a is a colour"},
		{"a length used as a colour", ":root{--l:2rem} x{color:var(--l)}", "color: var(--l) cannot be: --l is a length"},
		{"a colour used as a length", ":root{--c:#123456} x{height:calc(1px + var(--c))}", "--c is a colour"},
		{"two colours", ":root{--a:#fff} x{--a:color-mix(in srgb,red,blue)} y{--a:transparent;background:var(--a)}", ""},
		{"two lengths", ":root{--a:1px} x{--a:calc(1px + 2rem)} y{--a:max(1px,2vh);top:var(--a)}", ""},
		{"words", `:root{--f:"A",serif} x{--f:B} y{--v:visible}`, ""},
		{"numbers", `:root{--n:1} x{--n:24;height:calc(var(--n)*1px)}`, ""},
		{"an alias", `:root{--ink:#000;--muted:#333} x{--muted:var(--ink)}`, ""},
	} {
		got := strings.Join(TwoKinds(read(t, c.text)), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
}
