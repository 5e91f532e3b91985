// Package lean writes a drawing as a page carries it: the same picture in fewer elements and fewer bytes. Lines of one look that are drawn
// one after another are one path, groups that say nothing of what they hold are left out, and what nearly every mark says of itself is said
// by a class, whose rule stands once in the style sheet.
//
// Of is for pages alone: rules (charts/prove), cards and kept pictures read a drawing as render.Clean writes it. What Of writes is the same
// element by element, in the order of painting, by Full, which tests hold for every picture.
package lean

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// short are the classes: what each says. No other rule of a page knows names like these.
var short = []struct{ class, name, value string }{
	{"fi", "fill", "var(--ink)"}, {"fm", "fill", "var(--muted)"}, {"fp", "fill", "var(--paper)"}, {"fg", "fill", "var(--ghost)"},
	{"fn", "fill", "none"},
	{"si", "stroke", "var(--ink)"}, {"sp", "stroke", "var(--paper)"}, {"sg", "stroke", "var(--ghost)"}, {"sr", "stroke", "var(--rule)"},
	{"sb", "stroke", "var(--border)"}, {"fo", "fill-opacity", "0.8"}, {"so", "stroke-opacity", "0.8"},
	{"as", "text-anchor", "start"}, {"am", "text-anchor", "middle"}, {"ae", "text-anchor", "end"},
	{"b", "font-weight", "bold"}, {"b6", "font-weight", "600"},
	{"z12", "font-size", "12"}, {"z13", "font-size", "13"}, {"z14", "font-size", "14"}, {"z15", "font-size", "15"}, {"z16", "font-size", "16"},
}

// Rules are those of the classes. They weigh no more than one class and stand before all others, as attributes would.
func Rules() string {
	var b strings.Builder
	for _, s := range short {
		unit := ""
		if s.name == "font-size" {
			unit = "px"
		}
		fmt.Fprintf(&b, ":where(.pic) .%s{%s:%s%s}\n", s.class, s.name, s.value, unit)
	}
	return b.String()
}

var (
	token     = regexp.MustCompile(`<[^>]*>|[^<]+`)
	attribute = regexp.MustCompile(` ([\w-]+)="([^"]*)"`)
	firstMove = regexp.MustCompile(`^m(-?[\d.]+[ ,]?-?[\d.]+) ?`)
)

// tokens are the tags and words of a drawing, without groups that say nothing of what they hold.
func tokens(svg string) []string {
	var open []bool // for each group, whether it is kept
	return slices.DeleteFunc(token.FindAllString(svg, -1), func(t string) bool {
		kept := true
		switch {
		case t == "</g>":
			kept = open[len(open)-1]
			open = open[:len(open)-1]
		case t == "<g>" || strings.HasPrefix(t, "<g "):
			kept = t != "<g>"
			open = append(open, kept)
		}
		return !kept
	})
}

// element is a start tag.
type element struct {
	name  string
	attrs [][2]string
	end   string // ">" or "/>"
}

func parse(tag string) element {
	e := element{end: ">"}
	if strings.HasSuffix(tag, "/>") {
		e.end = "/>"
	}
	e.name, _, _ = strings.Cut(strings.TrimSuffix(tag[1:], e.end), " ")
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		e.attrs = append(e.attrs, [2]string{m[1], m[2]})
	}
	return e
}

func (e element) String() string {
	var b strings.Builder
	b.WriteString("<" + e.name)
	for _, a := range e.attrs {
		fmt.Fprintf(&b, ` %s="%s"`, a[0], a[1])
	}
	return b.String() + e.end
}

func (e element) get(name string) string {
	for _, a := range e.attrs {
		if a[0] == name {
			return a[1]
		}
	}
	return ""
}

// but is the element without an attribute.
func (e element) but(name string) element {
	e.attrs = slices.DeleteFunc(slices.Clone(e.attrs), func(a [2]string) bool { return a[0] == name })
	return e
}

// line reports whether an element is a path whose parts are painted alike in one or in several: it has no ground, lets nothing through
// and stands for no row, whose words would come beside all of it.
func (e element) line() bool {
	more := func(a [2]string) bool { return strings.HasPrefix(a[0], "data-") || strings.HasSuffix(a[0], "opacity") }
	return e.name == "path" && e.end == "/>" && e.get("fill") == "none" && e.get("d") != "" && !slices.ContainsFunc(e.attrs, more)
}

// moved is a path that begins at a place of the picture, whatever stands before it.
func moved(d string) string {
	m := firstMove.FindStringSubmatch(d)
	if m == nil {
		return d
	}
	rest := d[len(m[0]):]
	if rest != "" && !('a' <= rest[0] && rest[0] <= 'z' || 'A' <= rest[0] && rest[0] <= 'Z') {
		rest = "l" + rest // what follows "m" is understood as "l", what follows "M" as "L"
	}
	return "M" + m[1] + rest
}

// Of is a drawing as a page carries it.
func Of(svg string) string {
	var b strings.Builder
	var run element // lines that are not written yet
	write := func() {
		if run.name != "" {
			b.WriteString(named(run).String())
		}
		run = element{}
	}
	for _, t := range tokens(svg) {
		if t[0] != '<' || t[1] == '/' {
			write()
			b.WriteString(t)
			continue
		}
		e := parse(t)
		if !e.line() {
			write()
			b.WriteString(named(e).String())
			continue
		}
		if run.name == "" || run.but("d").String() != e.but("d").String() {
			write()
			run = e
			continue
		}
		run.attrs = slices.Clone(run.attrs)
		for i, a := range run.attrs {
			if a[0] == "d" {
				run.attrs[i][1] = a[1] + moved(e.get("d"))
			}
		}
	}
	write()
	return b.String()
}

// named says by classes what has one.
func named(e element) element {
	if e.name == "svg" || e.name == "g" {
		return e
	}
	var classes []string
	if c := e.get("class"); c != "" {
		classes = append(classes, c)
	}
	out := e.but("class")
	for _, s := range short {
		if e.get(s.name) == s.value {
			classes = append(classes, s.class)
			out = out.but(s.name)
		}
	}
	if len(classes) > 0 {
		out.attrs = append([][2]string{{"class", strings.Join(classes, " ")}}, out.attrs...)
	}
	return out
}

// Full is a drawing, lean or not, written out: each line an element of its own, each attribute said, in the order of their names. Two drawings
// that are the same so are painted the same.
func Full(svg string) string {
	var b strings.Builder
	for _, t := range tokens(svg) {
		if t[0] != '<' || t[1] == '/' {
			b.WriteString(t)
			continue
		}
		e := parse(t)
		classes := strings.Fields(e.get("class"))
		e = e.but("class")
		for _, s := range short {
			if slices.Contains(classes, s.class) {
				e.attrs = append(e.attrs, [2]string{s.name, s.value})
				classes = slices.DeleteFunc(classes, func(c string) bool { return c == s.class })
			}
		}
		if len(classes) > 0 {
			e.attrs = append(e.attrs, [2]string{"class", strings.Join(classes, " ")})
		}
		slices.SortFunc(e.attrs, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
		if !e.line() {
			b.WriteString(e.String())
			continue
		}
		for part := range strings.SplitSeq(strings.TrimPrefix(moved(e.get("d")), "M"), "M") {
			one := e
			one.attrs = slices.Clone(e.attrs)
			for i, a := range one.attrs {
				if a[0] == "d" {
					one.attrs[i][1] = "M" + part
				}
			}
			b.WriteString(one.String())
		}
	}
	return b.String()
}
