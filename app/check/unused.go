package check

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/locales"
)

// sourceDirs hold the Go that asks for messages by name.
var sourceDirs = []string{"app", "components", "locales"}

// unused finds messages that nothing asks for: neither a graphic, when graphicsWhole asked it for everything, nor the
// outline, nor a string in the Go of the pages. Names put together at run time ("chapter."+id+".title") match as patterns,
// so a message that only looks like one of those is not found; better that than calling a needed message unused.
func unused(d *desk) {
	patterns, asked := sourcePatterns(d.p.Files)
	missing(d, asked)
	if patterns == nil || d.undrawn {
		return // a project without sources (a draft in memory): nothing can be said
	}
	outline := map[string]bool{"method": true, "explore": true}
	steps := map[string]bool{}
	for _, ch := range d.p.Outline.Chapters {
		outline[ch.ID] = true
		for _, st := range ch.Steps {
			steps[st.ID] = true
		}
	}
	for _, id := range d.p.Catalogues[d.source()].IDs() {
		parts := strings.Split(id, ".")
		used := d.used[id]
		switch {
		case used:
		case parts[0] == "slot": // the ledger's own words: which are asked for follows from the records
			used = true
		case parts[0] == "step" && len(parts) == 3:
			used = steps[parts[1]] && slices.Contains([]string{"title", "body", "more"}, parts[2])
		case parts[0] == "chapter" && len(parts) == 3:
			used = outline[parts[1]] && patterns.MatchString(id)
		default:
			used = patterns.MatchString(id)
		}
		if used {
			continue
		}
		for _, l := range d.p.Locales() {
			d.at(l.Tag, id, Finding{Rule: "unused", Severity: Warning, What: "message " + id + " is used nowhere",
				Why: "it would be translated and checked for nobody", Mend: "remove it in every language, or cite it"})
		}
	}
}

// missing finds messages that the Go of the pages asks for by their whole name and no catalogue has: the build would stop.
func missing(d *desk, asked map[string]asking) {
	for _, id := range sortedKeys(asked) {
		top, _, _ := strings.Cut(id, ".")
		if strings.HasSuffix(id, ".") || !(top == "ui" || top == "story" || top == "chapter" || top == "method") || d.p.Catalogues[d.source()].Has(id) {
			continue
		}
		d.add(Finding{File: asked[id].file, Line: asked[id].line, Rule: "message-missing", ID: id, Severity: Error, What: "message " + id + " is asked for here and stands in no catalogue",
			Why: "the page that shows it could not be built", Mend: "write it in every language in " + locales.MessagesDir})
	}
}

// asking is the place in the Go sources that asks for a message.
type asking struct {
	file string
	line int
}

// source is what one file of Go asks for. Sources change seldom and are many, so what was read out of one is kept.
type source struct {
	patterns []string
	asked    map[string]int // message and line
}

var (
	sourcesSeen  memo[source]
	patternsSeen memo[*regexp.Regexp]
)

// sourcePatterns reads every string that could name a message out of the Go sources, tests left out. It is empty where there
// are no sources.
func sourcePatterns(fsys fs.FS) (*regexp.Regexp, map[string]asking) {
	seen, asked := map[string]bool{}, map[string]asking{}
	for _, dir := range sourceDirs { // some of the sources ask for some of the messages: nothing can be said then
		if _, err := fs.Stat(fsys, dir); err != nil {
			return nil, asked
		}
	}
	for _, dir := range sourceDirs {
		_ = fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "app/check/") {
				return nil
			}
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil
			}
			found := sourcesSeen.of(name, string(text), readSource)
			for _, p := range found.patterns {
				seen[p] = true
			}
			for id, line := range found.asked {
				if old, ok := asked[id]; !ok || name < old.file {
					asked[id] = asking{name, line}
				}
			}
			return nil
		})
	}
	if len(seen) == 0 {
		return nil, asked
	}
	all := strings.Join(sortedKeys(seen), "|")
	return patternsSeen.of("", all, func(_, all string) *regexp.Regexp { return regexp.MustCompile("^(?:" + all + ")$") }), asked
}

func readSource(name, text string) source {
	into, asked := map[string]bool{}, map[string]int{}
	patternsOf(name, []byte(text), into, asked)
	return source{sortedKeys(into), asked}
}

var wholeName = regexp.MustCompile(`^[a-z]+(?:\.[A-Za-z0-9_-]+)+$`)

var messageName = regexp.MustCompile(`^[a-z]+\.[A-Za-z0-9._-]*`)

// patternsOf adds a pattern for each string, or sum of strings and values, that begins like the name of a message.
func patternsOf(name string, text []byte, into map[string]bool, asked map[string]int) {
	set := gotoken.NewFileSet()
	f, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	if err != nil {
		return // go vet says so better
	}
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.BinaryExpr:
			if p, ok := concatenation(x); ok && messageName.MatchString(strings.ReplaceAll(p, `\.`, ".")) {
				into[p] = true
				return false
			}
		case *ast.BasicLit:
			s, err := strconv.Unquote(x.Value)
			if err == nil && x.Kind == gotoken.STRING && messageName.MatchString(s) && !strings.ContainsAny(s, " /<") {
				if wholeName.MatchString(s) {
					asked[s] = set.Position(x.Pos()).Line
				}
				p := regexp.QuoteMeta(s)
				for _, verb := range []string{"%d", "%s", "%v"} { // names built by Sprintf
					p = strings.ReplaceAll(p, verb, ".+")
				}
				into[p] = true
			}
		}
		return true
	}
	ast.Inspect(f, visit)
}

// concatenation is the pattern of a sum of strings: literals as they are, all else as anything.
func concatenation(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BinaryExpr:
		if x.Op != gotoken.ADD {
			return "", false
		}
		a, okA := concatenation(x.X)
		b, okB := concatenation(x.Y)
		return a + b, okA && okB
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		return regexp.QuoteMeta(s), err == nil && x.Kind == gotoken.STRING
	}
	return ".+", true
}
