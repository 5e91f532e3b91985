package locales_test

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sahel-explainer/locales"
)

// mayName are the files and folders that may name a language, and why. What is not in this list learns of languages from locales/langs.
var mayName = map[string]string{
	"app/browser/pagetest/":        "pages for tests of the drivers",
	"app/check/arabic.go":          "agreement in Arabic, a grammar that ar.toml names",
	"app/check/numerals_arabic.go": "numbers in Arabic, a grammar that ar.toml names",
	"app/fourth/":                  "writes languages for tests",
	"app/hosts/":                   "host pages in languages of this story, for tests of embeds",
	"app/eyes/engine.go":           "Firefox calls its settings of fonts so",
	"charts/render/measure.go":     "how letters of the Arabic script join, and how wide they are then",
	"app/check/mutate/":            "makes mistakes in the words of this story, for tests of the check",
	"app/preview/bench.go":         "changes words of this story and measures",
	"components/story/step.go":     "languages of sources, which are those of the world and not of the story",
	"web/desk/desk.js":             "the program's own findings are in English",
}

// A language is named in its own files and in the words of stories, and nowhere else: no table in Go, no rule in a style sheet, no list in a
// script or in a server's configuration. Tests may.
func TestNoCodeNamesALanguage(t *testing.T) {
	var tags []string
	for _, l := range locales.All() {
		tags = append(tags, l.Tag)
	}
	one := "(?:" + strings.Join(tags, "|") + ")"
	var (
		inGo   = regexp.MustCompile(`^` + one + `$|[|/,(]` + one + `[|/,)]|^` + one + `[|/,]`)
		fields = regexp.MustCompile(`^(?i:` + one + `)$`)
		inJS   = regexp.MustCompile("[\"'`|/(]" + one + "[\"'`|/)]|[{,]\\s*" + one + ":|\\[lang[|~^]?=")
		inCSS  = regexp.MustCompile(`:lang\((?:[^T]|T[^A])|\[(?:hreflang|lang|data-locale)\b`)
		inConf = regexp.MustCompile(`[\s/|(]` + one + `[\s/|)]`)
		made   = regexp.MustCompile(`(?s)# languages: begin\n.*# languages: end\n`)
	)
	needed := map[string]bool{}
	said := func(file, what string) {
		for name := range mayName {
			if file == name || strings.HasSuffix(name, "/") && strings.HasPrefix(file, name) {
				needed[name] = true
				return
			}
		}
		t.Errorf("%s names a language; let locales/langs say it: %s", file, what)
	}
	err := filepath.WalkDir("..", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, _ := filepath.Rel("..", p)
		file = filepath.ToSlash(file)
		if e.IsDir() && (file != "." && strings.HasPrefix(e.Name(), ".") || slices.Contains([]string{"node_modules", "dist", "web/examples"}, file) || e.Name() == "testdata") {
			return fs.SkipDir
		}
		if !e.Type().IsRegular() || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		lines := func(re *regexp.Regexp, text string) {
			for i, line := range strings.Split(text, "\n") {
				if code, _, _ := strings.Cut(line, " //"); re.MatchString(code) || strings.ContainsFunc(code, locales.Leftward) {
					said(file, strconv.Itoa(i+1)+": "+strings.TrimSpace(line))
				}
			}
		}
		switch ext := filepath.Ext(file); {
		case ext == ".go":
			var s scanner.Scanner
			set := token.NewFileSet()
			s.Init(set.AddFile(file, -1, len(text)), text, nil, 0)
			for {
				pos, tok, lit := s.Scan()
				if tok == token.EOF {
					break
				}
				words, _ := strconv.Unquote(lit)
				if tok == token.STRING && (inGo.MatchString(words) || strings.ContainsFunc(words, locales.Leftward)) || tok == token.IDENT && fields.MatchString(lit) && lit != strings.ToLower(lit) {
					said(file, set.Position(pos).String()+": "+lit)
				}
			}
		case ext == ".js" || ext == ".mjs":
			lines(inJS, string(text))
		case ext == ".css":
			lines(inCSS, string(text))
		case ext == ".conf" || strings.HasPrefix(e.Name(), "Caddyfile"):
			lines(inConf, made.ReplaceAllString(string(text), ""))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range mayName {
		if !needed[name] {
			t.Errorf("%s names no language any more; take it off the list", name)
		}
	}
}
