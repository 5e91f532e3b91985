// Package negotiate chooses a reader's language by what the browser asks for. The table stands in locales; our server reads it
// here, nginx and Caddy get it as the maps of this package, so that all of them send a reader to the same page.
package negotiate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sahel-explainer/locales"
)

// Language is the locale for an Accept-Language header among those that the site has: the first by weight, then by order, that is
// one of them or is read as one. It is empty where none fits: the reader is shown the choice, not a language that we guess.
func Language(accept string, has func(tag string) bool) string {
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
		if tag := Reads(strings.TrimSpace(name)); q > most && tag != "" && has(tag) {
			best, most = tag, q
		}
	}
	return best
}

// Reads is the locale that is given to who asks for a language, empty if none is.
func Reads(asked string) string {
	name, rest, _ := strings.Cut(asked, "-")
	region, _, _ := strings.Cut(rest, "-")
	for _, one := range []string{name + "-" + region, name} {
		for _, l := range locales.All() {
			if one == l.Tag || slices.Contains(l.Readers, one) {
				return l.Tag
			}
		}
	}
	return ""
}

// group are the languages of a locale, or of all of them, as a group of a regular expression: those with a region first.
func group(of ...locales.Locale) string {
	var regional, alone []string
	for _, l := range of {
		for _, one := range append([]string{l.Tag}, l.Readers...) {
			if strings.Contains(one, "-") {
				regional = append(regional, one)
			} else {
				alone = append(alone, one)
			}
		}
	}
	return "(" + strings.Join(append(regional, alone...), "|") + ")"
}

// levels are expressions that find, the heaviest first, a language of ours with a weight. Neither server can compare numbers, so
// weights are told apart by their first decimal; beyond it the order of the header counts, which browsers write by weight.
func levels() []string {
	weights := []string{`(?:;\s*q\s*=\s*1(?:\.0*)?)?`}
	for d := 9; d >= 1; d-- {
		weights = append(weights, fmt.Sprintf(`;\s*q\s*=\s*0?\.%d[0-9]*`, d))
	}
	weights = append(weights, `;\s*q\s*=\s*0?\.0[0-9]*[1-9][0-9]*`)
	for i, w := range weights {
		weights[i] = `(?:^|,)\s*` + group(locales.All()...) + `(?:-[a-z0-9-]*)?\s*` + w + `\s*(?:,|$)`
	}
	return weights
}

// Nginx are the maps from $http_accept_language to $explainer_language.
func Nginx() string {
	var b strings.Builder
	b.WriteString("map $http_accept_language $explainer_asked {\n  default \"\";\n")
	for _, l := range levels() {
		fmt.Fprintf(&b, "  \"~*%s\" $1;\n", l)
	}
	b.WriteString("}\nmap $explainer_asked $explainer_language {\n  default \"\";\n")
	for _, l := range families() {
		fmt.Fprintf(&b, "  \"~*^%s$\" %s;\n", l.group, l.tag)
	}
	b.WriteString("}\n")
	return b.String()
}

// Caddy are the same maps from the header to {language}.
func Caddy() string {
	var b strings.Builder
	b.WriteString("\t\tmap {header.Accept-Language} {asked} {\n")
	for _, l := range levels() {
		fmt.Fprintf(&b, "\t\t\t\"~(?i)%s\" \"${1}\"\n", l)
	}
	b.WriteString("\t\t\tdefault \"\"\n\t\t}\n\t\tmap {asked} {language} {\n")
	for _, l := range families() {
		fmt.Fprintf(&b, "\t\t\t\"~(?i)^%s$\" %s\n", l.group, l.tag)
	}
	b.WriteString("\t\t\tdefault \"\"\n\t\t}\n")
	return b.String()
}

type family struct{ tag, group string }

func families() []family {
	var out []family
	for _, l := range locales.All() {
		out = append(out, family{l.Tag, group(l)})
	}
	return out
}
