package locales

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// LangsDir is the folder of the languages' files inside the project.
const LangsDir = "locales/langs"

//go:embed langs/*.toml
var langFiles embed.FS

var builtIn = sync.OnceValue(func() []Locale {
	sub, err := fs.Sub(langFiles, "langs")
	if err != nil {
		panic(err)
	}
	out, err := readLangs(sub, ".", "langs")
	if err != nil {
		panic(err) // ours, embedded, and read by every test
	}
	return out
})

// Languages are those that a project can be written in: the program's, and those of files of its own in locales/langs, which go before
// the program's of the same tag.
func Languages(fsys fs.FS) ([]Locale, error) {
	own, err := readLangs(fsys, LangsDir, LangsDir)
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, l := range own {
		have[l.Tag] = true
	}
	for _, l := range builtIn() {
		if !have[l.Tag] {
			own = append(own, l)
		}
	}
	return byWeight(own), nil
}

func byWeight(in []Locale) []Locale {
	sort.SliceStable(in, func(i, j int) bool {
		if in[i].Weight != in[j].Weight {
			return in[i].Weight < in[j].Weight
		}
		return in[i].Tag < in[j].Tag
	})
	return in
}

// readLangs reads the files of a folder; named is what errors call the folder. No folder: no languages.
func readLangs(fsys fs.FS, dir, named string) ([]Locale, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Locale
	for _, e := range entries {
		tag, ok := strings.CutSuffix(e.Name(), ".toml")
		if !ok {
			continue // the folder's README
		}
		text, err := fs.ReadFile(fsys, path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		l, err := parseLang(path.Join(named, e.Name()), tag, string(text))
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return byWeight(out), nil
}

// The desk reads all languages after each save: what a file said is kept until it says something else.
var (
	langsMu   sync.Mutex
	langsRead = map[string]Locale{}
)

func parseLang(name, tag, text string) (Locale, error) {
	langsMu.Lock()
	l, ok := langsRead[name+"\n"+text]
	langsMu.Unlock()
	if ok {
		return l, nil
	}
	meta, err := toml.Decode(text, &l)
	if err != nil {
		if pe, ok := err.(toml.ParseError); ok {
			return l, fmt.Errorf("%s:%d: %s; mend the TOML there", name, pe.Position.Line, pe.Message)
		}
		return l, fmt.Errorf("%s: %w", name, err)
	}
	if un := meta.Undecoded(); len(un) > 0 {
		return l, fmt.Errorf("%s: unknown key %q; remove or rename it", name, un[0])
	}
	if err := l.check(tag); err != nil {
		return l, fmt.Errorf("%s: %w", name, err)
	}
	langsMu.Lock()
	defer langsMu.Unlock()
	if len(langsRead) >= filesKept {
		clear(langsRead)
	}
	langsRead[name+"\n"+text] = l
	return l, nil
}

var (
	openPattern   = regexp.MustCompile(`^[a-z]{2,3}_[A-Z]{2}$`)
	weightPattern = regexp.MustCompile(`^\d{3}( \d{3})?$`)
	tagPattern    = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)
	scriptPattern = regexp.MustCompile(`^[A-Z][a-z]{3}$`)
	cssPattern    = regexp.MustCompile(`^[^{};<>\\]+$`)
	facePattern   = regexp.MustCompile(`^[\w@-][\w.@/-]*$`)
	rangesPattern = regexp.MustCompile(`^U\+[0-9A-F]{4,5}(-[0-9A-F]{4,5})?(,U\+[0-9A-F]{4,5}(-[0-9A-F]{4,5})?)*$`)
)

// check holds what a file must say, and what may go into pages unescaped, to its form.
func (l Locale) check(tag string) error {
	switch {
	case l.Tag != tag || !tagPattern.MatchString(tag):
		return fmt.Errorf("tag = %q; write the file's name, a language tag such as \"pt\"", l.Tag)
	case l.Dir != "ltr" && l.Dir != "rtl":
		return fmt.Errorf("direction = %q; write \"ltr\" or \"rtl\"", l.Dir)
	case !scriptPattern.MatchString(l.Script):
		return fmt.Errorf("script = %q; write its four letters by ISO 15924, such as \"Latn\"", l.Script)
	case l.Name == "" || l.Short == "" || strings.ContainsAny(l.Name+l.Short, `<>&"`):
		return fmt.Errorf("name and short are the language's names for itself; write name = \"Português\", short = \"PT\"")
	case !openPattern.MatchString(l.OpenGraph):
		return fmt.Errorf("opengraph = %q; write language and territory, such as \"pt_PT\"", l.OpenGraph)
	case l.Pace < 30 || l.Letter < 50:
		return fmt.Errorf("pace (words a minute) and letter (px × px) are missing; copy those of a language of its script")
	case len(l.Faces) == 0:
		return errors.New("no [[face]]; name a font of its script")
	}
	if err := l.Format.check(); err != nil {
		return err
	}
	if err := l.Reading.check(); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, p := range l.Plurals {
		if !pluralForms[p] || seen[p] {
			return fmt.Errorf("plurals: %q; use each of zero, one, two, few, many, other at most once", p)
		}
		seen[p] = true
	}
	if !seen["other"] {
		return errors.New("plurals lacks \"other\", which every language has")
	}
	for k, v := range l.CSS {
		if !cssPattern.MatchString(v) {
			return fmt.Errorf("css: %s = %q; write the value of a property alone", k, v)
		}
	}
	for _, f := range l.Faces {
		if err := f.check(); err != nil {
			return err
		}
	}
	return nil
}

func (f Format) check() error {
	if f.LabelDate == "" {
		f.LabelDate = f.Date
	}
	if f.MonthDate == "" {
		f.MonthDate = "{month} {year}"
	}
	for _, x := range [][3]string{
		{"month-date", f.MonthDate, "{month}"}, {"month-date", f.MonthDate, "{year}"},
		{"label-date", f.LabelDate, "{day}"}, {"label-date", f.LabelDate, "{month}"}, {"label-date", f.LabelDate, "{year}"},
		{"percent", f.Percent, "{n}"}, {"date", f.Date, "{day}"}, {"date", f.Date, "{month}"}, {"date", f.Date, "{year}"},
	} {
		if strings.Count(x[1], x[2]) != 1 {
			return fmt.Errorf("format: %s = %q; it must hold %s once", x[0], x[1], x[2])
		}
	}
	if f.Decimal == "" || f.Megabyte == "" || f.Decimal == f.Group {
		return errors.New("format: decimal, group and megabyte must be written, decimal and group apart")
	}
	if n := len(f.LabelMonths); n > 0 && n != 12 {
		return fmt.Errorf("format: label-months has %d names; write twelve", n)
	}
	if len(f.Months) != 12 {
		return fmt.Errorf("format: months has %d names; write twelve", len(f.Months))
	}
	return nil
}

func (f Face) check() error {
	switch {
	case f.Family == "" || f.Name == "" || strings.ContainsAny(f.Family, `"\<>{}`):
		return fmt.Errorf("face %q: family and name are missing", f.Name)
	case !facePattern.MatchString(f.File) || strings.Contains(f.File, ".."):
		return fmt.Errorf("face %q: file = %q; write a file of an npm package, such as \"@fontsource/noto-sans-nko/files/…\"", f.Name, f.File)
	case !scriptPattern.MatchString(f.Script):
		return fmt.Errorf("face %q: script = %q; write its four letters by ISO 15924", f.Name, f.Script)
	case !rangesPattern.MatchString(f.Ranges) || f.Cards.Ranges != "" && !rangesPattern.MatchString(f.Cards.Ranges):
		return fmt.Errorf("face %q: ranges = %q; write them as CSS does: U+0020-007E,U+00A0", f.Name, f.Ranges)
	case !weightPattern.MatchString(f.Weights):
		return fmt.Errorf("face %q: weights = %q; write \"400\" or \"400 700\"", f.Name, f.Weights)
	}
	return nil
}

func find(in []Locale, tag string) (Locale, error) {
	for _, l := range in {
		if l.Tag == tag {
			return l, nil
		}
	}
	return Locale{}, fmt.Errorf("no locale %q: there are %s; a language is a file, %s/TAG.toml", tag, tagsOf(in), LangsDir)
}

// Tags are the tags of some languages.
func Tags(in []Locale) []string {
	var out []string
	for _, l := range in {
		out = append(out, l.Tag)
	}
	return out
}

// Common is the language of a story for who reads none of its languages: the one that its file says, or else the source.
func Common(in []Locale) Locale {
	for _, l := range in {
		if l.Common {
			return l
		}
	}
	return in[0]
}

// LabelFamilies are the families that pictures outside of pages fall back on, for the scripts of some languages: the values of labels in
// their files, without what every page has.
func LabelFamilies(in []Locale) []string {
	var out []string
	for _, l := range in {
		for _, family := range strings.Split(strings.ReplaceAll(l.CSS["labels"], `"`, ""), ",") {
			if family = strings.TrimSpace(family); family != "" && family != "Labels" && family != "serif" && !slices.Contains(out, family) {
				out = append(out, family)
			}
		}
	}
	return out
}
