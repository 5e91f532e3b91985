// Package negotiate chooses a reader's language by what the browser asks for. The table is made of the languages' files; a build writes
// it beside the pages, where our server reads it, and nginx and Caddy get it as the maps of this package, so that all of them send a
// reader to the same page.
package negotiate

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/locales"
)

// File is where a build writes the table of its languages, below the site's root.
const File = "languages.json"

// Lang is a language of a site and the further ones whose readers are given it.
type Lang struct {
	Tag     string   `json:"tag"`
	Readers []string `json:"readers,omitempty"`
}

// Table are the languages of a site, in the order in which it offers them.
type Table []Lang

// Of is the table of some languages.
func Of(in []locales.Locale) Table {
	var out Table
	for _, l := range in {
		out = append(out, Lang{l.Tag, l.Readers})
	}
	return out
}

// JSON is the table as a build writes it.
func (t Table) JSON() []byte {
	raw, _ := json.MarshalIndent(t, "", " ") // strings alone: cannot fail
	return append(raw, '\n')
}

// Read reads the table of a finished site.
func Read(site fs.FS) (Table, error) {
	raw, err := fs.ReadFile(site, File)
	if err != nil {
		return nil, fmt.Errorf("%w: the site does not say its languages; run make build again", err)
	}
	return Parse(raw)
}

// Parse reads a table.
func Parse(raw []byte) (Table, error) {
	var t Table
	if err := json.Unmarshal(raw, &t); err != nil {
		return nil, fmt.Errorf("%s: %w; run make build again", File, err)
	}
	return t, nil
}

// Language is the locale for an Accept-Language header: the first by weight, then by order, that is one of the site's or is read as
// one. It is empty where none fits: the reader is shown the choice, not a language that we guess.
func (t Table) Language(accept string) string {
	best, most := "", 0.0
	for part := range strings.SplitSeq(accept, ",") {
		name, rest, weighed := strings.Cut(strings.ToLower(part), ";")
		q := 1.0
		if weighed {
			k, v, _ := strings.Cut(rest, "=")
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(v), 64); err != nil || strings.TrimSpace(k) != "q" || !(q >= 0 && q <= 1) {
				continue
			}
		}
		if tag := t.Reads(strings.TrimSpace(name)); q > most && tag != "" {
			best, most = tag, q
		}
	}
	return best
}

// Reads is the locale that is given to who asks for a language, empty if none is. A site that has a language gives it to its readers,
// whoever else's it would be.
func (t Table) Reads(asked string) string {
	name, rest, _ := strings.Cut(asked, "-")
	region, _, _ := strings.Cut(rest, "-")
	for _, one := range []string{asked, name} {
		for _, l := range t {
			if one == l.Tag {
				return l.Tag
			}
		}
	}
	for _, one := range []string{name + "-" + region, name} {
		for _, l := range t {
			if slices.Contains(l.Readers, one) {
				return l.Tag
			}
		}
	}
	return ""
}

// group are the languages of a locale, or of all of them, as a group of a regular expression: those with a region first.
func (t Table) group(of ...Lang) string {
	var regional, alone []string
	for _, l := range of {
		for _, one := range append([]string{l.Tag}, l.Readers...) {
			switch {
			case t.Reads(one) != l.Tag: // the site has that language itself
			case strings.Contains(one, "-"):
				regional = append(regional, one)
			default:
				alone = append(alone, one)
			}
		}
	}
	return "(" + strings.Join(append(regional, alone...), "|") + ")"
}

// levels are expressions that find, the heaviest first, a language of ours with a weight. Neither server can compare numbers, so
// weights are told apart by their first decimal; beyond it the order of the header counts, which browsers write by weight.
func (t Table) levels() []string {
	weights := []string{`(?:;\s*q\s*=\s*1(?:\.0*)?)?`}
	for d := 9; d >= 1; d-- {
		weights = append(weights, fmt.Sprintf(`;\s*q\s*=\s*0?\.%d[0-9]*`, d))
	}
	weights = append(weights, `;\s*q\s*=\s*0?\.0[0-9]*[1-9][0-9]*`)
	for i, w := range weights {
		weights[i] = `(?:^|,)\s*` + t.group(t...) + `(?:-[a-z0-9-]*)?\s*` + w + `\s*(?:,|$)`
	}
	return weights
}

// Nginx are the maps from $http_accept_language to $explainer_language, and from the path to the page that says what is missing below
// it, and to whether it has a page for frames.
func (t Table) Nginx() string {
	var b strings.Builder
	b.WriteString("map $http_accept_language $explainer_asked {\n  default \"\";\n")
	for _, l := range t.levels() {
		fmt.Fprintf(&b, "  \"~*%s\" $1;\n", l)
	}
	b.WriteString("}\nmap $explainer_asked $explainer_language {\n  default \"\";\n")
	for _, l := range t.families() {
		fmt.Fprintf(&b, "  \"~*^%s$\" %s;\n", l.group, l.tag)
	}
	b.WriteString("}\nmap $uri $explainer_missing { default $explainer_unfound;")
	for _, l := range t {
		fmt.Fprintf(&b, " ~/%s/ %s/404.html;", l.Tag, l.Tag)
	}
	fmt.Fprintf(&b, " }\nmap $explainer_frame:$uri $explainer_framed { default 0; \"~^1:.*/%s/(?:graphics/[a-z0-9-]+/|short/)?$\" 1; }\n", t.pages())
	return b.String()
}

// Caddy are the same maps from the header to {language}, and from the path to {missing} and {framed}.
func (t Table) Caddy() string {
	var b strings.Builder
	b.WriteString("\t\tmap {header.Accept-Language} {asked} {\n")
	for _, l := range t.levels() {
		fmt.Fprintf(&b, "\t\t\t\"~(?i)%s\" \"${1}\"\n", l)
	}
	b.WriteString("\t\t\tdefault \"\"\n\t\t}\n\t\tmap {asked} {language} {\n")
	for _, l := range t.families() {
		fmt.Fprintf(&b, "\t\t\t\"~(?i)^%s$\" %s\n", l.group, l.tag)
	}
	b.WriteString("\t\t\tdefault \"\"\n\t\t}\n\t\tmap {path} {missing} {\n")
	for _, l := range t {
		fmt.Fprintf(&b, "\t\t\t~^/%s/ /%s/404.html\n", l.Tag, l.Tag)
	}
	fmt.Fprintf(&b, "\t\t\tdefault {unfound}\n\t\t}\n\t\tmap {path} {framed} {\n\t\t\t~^/%s/(?:graphics/[a-z0-9-]+/|short/)?$ yes\n\t\t\tdefault no\n\t\t}\n", t.pages())
	return b.String()
}

// pages are the folders of the languages' pages, as a group of a regular expression.
func (t Table) pages() string {
	var tags []string
	for _, l := range t {
		tags = append(tags, l.Tag)
	}
	return "(?:" + strings.Join(tags, "|") + ")"
}

type family struct{ tag, group string }

func (t Table) families() []family {
	var out []family
	for _, l := range t {
		out = append(out, family{l.Tag, t.group(l)})
	}
	return out
}
