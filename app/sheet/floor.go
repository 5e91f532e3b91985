package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Floor are the oldest browsers that the story is held to: the words can be read, the graphics follow, the embeds work. It is the
// target of what is compiled, and what Beyond judges by. web/README.md says it to who embeds.
var Floor = []api.Engine{
	{Name: api.EngineChrome, Version: "92"}, {Name: api.EngineEdge, Version: "92"}, // July 2021
	{Name: api.EngineFirefox, Version: "98"},                                          // March 2022
	{Name: api.EngineSafari, Version: "15.4"}, {Name: api.EngineIOS, Version: "15.4"}, // March 2022
}

// newer is what a browser of the floor does not know. What it does not know it leaves out: one declaration for a value, the whole rule
// for a selector, and everything in it for a conditional rule.
type newer struct {
	what  string
	sign  *regexp.Regexp
	since string // the first that know it: Chromium, Firefox, Safari
}

var newerValues = []newer{
	{"color-mix()", regexp.MustCompile(`color-mix\(`), "111, 113, 16.2"},
	{"light-dark()", regexp.MustCompile(`light-dark\(`), "123, 120, 17.5"},
	{"oklch() and its kin", regexp.MustCompile(`\b(oklch|oklab|lch|lab|color)\(`), "111, 113, 15.4"},
	{"svh, lvh, dvh", regexp.MustCompile(`[\d.][sld]v(h|w|i|b|min|max)\b`), "108, 101, 15.4"},
	{"units of containers", regexp.MustCompile(`[\d.]cq(w|h|i|b|min|max)\b`), "105, 110, 16"},
	{"overflow: clip", regexp.MustCompile(`(^|\s)clip$`), "90, 81, 16"},
	{"round(), mod(), rem()", regexp.MustCompile(`\b(round|mod|rem)\(`), "125, 118, 15.4"},
	{"trigonometry", regexp.MustCompile(`\b(sin|cos|tan|atan2?|pow|sqrt|hypot|exp|log)\(`), "111, 108, 15.4"},
	{"lh, cap, rex", regexp.MustCompile(`[\d.](r?lh|r?cap|rex|ric|rch)\b`), "109, 120, 16.4"},
	{"linear()", regexp.MustCompile(`\blinear\(`), "113, 112, 17.2"},
	{"anchors", regexp.MustCompile(`\banchor(-size)?\(`), "125, 147, 26"},
	{"sizes to and from auto", regexp.MustCompile(`\bcalc-size\(`), "129, none, none"},
	{"relative colours", regexp.MustCompile(`\((from)\s`), "119, 128, 16.4"},
}

var newerSelectors = []newer{
	{":has()", regexp.MustCompile(`:has\(`), "105, 121, 15.4"},
	{":dir()", regexp.MustCompile(`:dir\(`), "120, 49, 16.4"},
	{":nth-child(… of …)", regexp.MustCompile(`:nth-(last-)?child\([^)]*\bof\b`), "111, 113, 9"},
	{":modal, :open, :popover-open", regexp.MustCompile(`:(modal|open|popover-open)\b`), "105, 103, 15.6"},
	{":user-valid, :user-invalid", regexp.MustCompile(`:user-(in)?valid`), "119, 88, 16.5"},
	{"::details-content", regexp.MustCompile(`::details-content`), "131, 143, 18.4"},
	{"nesting", regexp.MustCompile(`&`), "112, 117, 16.5"},
}

var newerAt = []newer{
	{"@container", regexp.MustCompile(`^@container`), "105, 110, 16"},
	{"@layer", regexp.MustCompile(`^@layer`), "99, 97, 15.4"},
	{"@scope", regexp.MustCompile(`^@scope`), "118, 128, 17.4"},
	{"@starting-style", regexp.MustCompile(`^@starting-style`), "117, 129, 17.5"},
	{"ranges in media queries", regexp.MustCompile(`^@media.*[<>]`), "104, 63, 16.4"},
}

// extras are properties newer than the floor without which nothing is lost but speed or polish.
var extras = regexp.MustCompile(`^(content-visibility|contain-intrinsic[a-z-]*|overflow-clip-margin|text-wrap|(animation|view|scroll)-(timeline|range)[a-z-]*|timeline-scope)$`)

// Beyond finds what a browser of the floor would leave out and nothing stands in for: a newer value without a plain one for the same
// property before it in the rule, a newer selector outside of an @supports that asks for it, a newer conditional rule.
func Beyond(rules []Rule) []string {
	var out []string
	say := func(line int, where, what, since, mend string) {
		f := fmt.Sprintf("line %d, %s: %s, known since Chromium, Firefox, Safari %s: %s", line, where, what, since, mend)
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	for _, r := range rules {
		asked := strings.Join(slices.DeleteFunc(slices.Clone(r.At), func(a string) bool {
			return !strings.HasPrefix(a, "@supports") || strings.HasPrefix(a, "@supports not")
		}), " ")
		for _, n := range newerAt {
			for _, a := range r.At {
				if n.sign.MatchString(a) && asked == "" {
					say(r.Line, a, n.what, n.since, "write the rule without it, or in an @supports")
				}
			}
		}
		for _, n := range newerSelectors {
			if n.sign.MatchString(r.Selector) && !strings.Contains(asked, "selector(") {
				say(r.Line, r.Selector, n.what, n.since, "the whole rule is left out; let it stand in @supports selector(…), behind what does without")
			}
		}
		for i, d := range r.Decls {
			for _, n := range newerValues {
				if !n.sign.MatchString(d.Value) || n.sign.MatchString(asked) || extras.MatchString(d.Name) {
					continue
				}
				if strings.Contains(d.Value, "var(") {
					say(d.Line, r.Selector, n.what+" with var() in "+d.Name, n.since, "it is taken when read and void when used, whatever stands before it; let it stand in @supports")
				} else if strings.HasPrefix(d.Name, "--") {
					say(d.Line, r.Selector, n.what+" in "+d.Name, n.since, "a custom property takes anything, and what uses it is void; let it stand in @supports")
				} else if !plainBefore(r.Decls[:i], d.Name) {
					say(d.Line, r.Selector, n.what+" in "+d.Name, n.since, "write a plain value for "+d.Name+" before it")
				}
			}
		}
	}
	return out
}

// plainBefore reports whether one of the declarations gives the property, or the shorthand that holds it, a value that the floor knows.
func plainBefore(decls []Decl, name string) bool {
	return slices.ContainsFunc(decls, func(d Decl) bool {
		return (d.Name == name || strings.HasPrefix(name, d.Name+"-")) && !slices.ContainsFunc(newerValues, func(n newer) bool { return n.sign.MatchString(d.Value) })
	})
}
