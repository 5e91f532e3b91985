package check

import (
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// outlineWhole finds steps whose graphic, state, records or words do not exist.
func outlineWhole(d *desk) {
	text, _ := fs.ReadFile(d.p.Files, locales.OutlineFile)
	add := func(step, what, why, mend string) {
		d.add(Finding{File: locales.OutlineFile, Line: lineWith(string(text), fmt.Sprintf("id = %q", step)), Rule: "step-whole", ID: step,
			Severity: Error, What: what, Why: why, Mend: mend})
	}
	words := func(id string, keys ...string) {
		for _, k := range keys {
			if m := id + "." + k; !d.p.Catalogues[d.source()].Has(m) {
				add(id[strings.Index(id, ".")+1:], fmt.Sprintf("message %q is missing", m), "a part of the story would be without words", "write it in "+locales.MessagesDir+"/story.*.toml")
			}
		}
	}
	for _, ch := range d.p.Outline.Chapters {
		words("chapter."+ch.ID, "title", "kicker", "lead")
		for _, st := range ch.Steps {
			words("step."+st.ID, "title", "body")
			g, ok := d.p.Graphic(st.Graphic)
			if !ok {
				add(st.ID, fmt.Sprintf("step %q names graphic %q, which does not exist", st.ID, st.Graphic), "the step would show nothing", "name an existing graphic")
			} else if !spec.HasState(g, st.State) {
				add(st.ID, fmt.Sprintf("step %q names state %q, which graphic %q does not have", st.ID, st.State, st.Graphic), "the step would show nothing",
					fmt.Sprintf("use one of %v", g.States()))
			}
			if what, mend := d.p.Uncited(st); what != "" {
				add(st.ID, fmt.Sprintf("step %q %s", st.ID, what), "readers are told what the step rests on", mend)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{\s*\.?([A-Za-z_][A-Za-z0-9_]*)?[^}]*\}\}`)

// placeholders finds messages whose languages have different placeholders. A form of a counted message may leave out the
// number where the word carries it (Arabic's dual), so only its form "other" is compared.
func placeholders(d *desk) {
	for _, id := range d.p.Catalogues[d.source()].IDs() {
		has := map[string]map[string]bool{}
		for _, tag := range d.langs() {
			has[tag] = map[string]bool{}
			m, _ := d.p.Catalogues[tag].Message(id)
			for _, s := range placeholder.FindAllStringSubmatch(m.Forms["other"], -1) {
				has[tag][s[1]] = true
			}
		}
		for tag, diff := range differences(has, func(a string, b map[string]bool) bool { return b[a] }) {
			d.at(tag, id, Finding{Rule: "placeholders", Severity: Error, What: "placeholders differ from the other languages: " + diff.says("{{.%s}}"),
				Why: "a value would be missing from the sentence, or nothing would fill the gap", Mend: "use the same placeholders in every language"})
		}
		for _, tag := range d.langs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			for form, s := range m.Forms {
				if strings.Count(s, "{{") != strings.Count(s, "}}") || strings.Count(s, "{{") != len(placeholder.FindAllString(s, -1)) {
					d.at(tag, id, Finding{Rule: "placeholders", Severity: Error, What: "a placeholder of form " + form + " is not closed: " + s,
						Why: "the page would show braces or the build would stop", Mend: "write it as {{.Name}}"})
				}
			}
		}
	}
}

// plurals finds counted messages without all plural forms of their language. A message that is counted in one language
// must be counted in all.
func plurals(d *desk) {
	for _, id := range d.p.Catalogues[d.source()].IDs() {
		counted := false
		for _, tag := range d.langs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			counted = counted || len(m.Forms) > 1
		}
		if !counted {
			continue
		}
		for _, tag := range d.langs() {
			m, _ := d.p.Catalogues[tag].Message(id)
			var missing, extra []string
			want := map[string]bool{}
			for _, f := range d.p.Catalogues[tag].Plurals {
				want[f] = true
				if strings.TrimSpace(m.Forms[f]) == "" {
					missing = append(missing, f)
				}
			}
			for f := range m.Forms {
				if !want[f] {
					extra = append(extra, f)
				}
			}
			sort.Strings(extra)
			if len(missing) > 0 {
				d.at(tag, id, Finding{Rule: "plurals", Severity: Error, What: "plural forms missing: " + strings.Join(missing, ", "),
					Why: "numbers of that form would be worded wrongly", Mend: "write each form: " + strings.Join(d.p.Catalogues[tag].Plurals, ", ")})
			}
			if len(extra) > 0 {
				d.at(tag, id, Finding{Rule: "plurals", Severity: Warning, What: "plural forms that this language does not have: " + strings.Join(extra, ", "),
					Why: "they are never shown", Mend: "remove them"})
			}
		}
	}
}

func lineWith(text, want string) int {
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == want {
			return i + 1
		}
	}
	return 0
}
