package mutate

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// line is an edit of one line of a file: the first that holds what is looked for behind from.
func (s *story) replaced(file string, from int, old, new string) (Edit, bool) {
	at := bytes.Index(s.file(file)[from:], []byte(old))
	if at < 0 {
		return Edit{}, false
	}
	return Edit{file, from + at, from + at + len(old), new}, true
}

// structure are mistakes of the outline, and words that stand at another's place.
func (s *story) structure() []Mutation {
	var out []Mutation
	steps := s.p.Outline.Steps()
	for i, st := range steps {
		at := bytes.Index(s.file(locales.OutlineFile), []byte(fmt.Sprintf("id = %q", st.ID)))
		if at < 0 {
			continue
		}
		edit := func(kind, old, new, what string, where ...string) {
			if e, ok := s.replaced(locales.OutlineFile, at, old, new); ok {
				out = append(out, Mutation{Kind: kind, Lang: "data", What: st.ID + ": " + what, At: append(where, st.ID, "step."+st.ID), Rules: byOutline, Edits: []Edit{e}})
			}
		}
		if g, ok := s.p.Graphic(st.Graphic); ok {
			if other := otherState(g, st.State, i); other != "" {
				edit("state of another step", fmt.Sprintf("state = %q", st.State), fmt.Sprintf("state = %q", other), st.State+" → "+other)
			}
		}
		state := fmt.Sprintf("state = %q\n", st.State)
		if n := len(st.Records) - len(st.Also); n > 1 {
			edit("record missing in a step's list", state, state+"  records = "+quoted(st.Records[:n-1])+"\n", "without "+st.Records[n-1])
		}
		edit("unknown record", state, state+fmt.Sprintf("  also = [%q]\n", st.Records[0]+"x"), st.Records[0]+"x")
		if i+1 < len(steps) {
			out = append(out, s.wordsExchanged("titles exchanged", "step."+st.ID+".title", "step."+steps[i+1].ID+".title")...)
			out = append(out, s.wordsExchanged("bodies exchanged", "step."+st.ID+".body", "step."+steps[i+1].ID+".body")...)
			out = append(out, s.wordsExchanged("what unfolds exchanged", "step."+st.ID+".more", "step."+steps[i+1].ID+".more")...)
		}
	}
	for _, g := range s.p.Graphics {
		states := g.States()
		for i := 0; i+1 < len(states); i++ {
			at := "graphics." + g.ID() + "."
			out = append(out, s.wordsExchanged("headlines exchanged", at+"state."+states[i], at+"state."+states[i+1])...)
			out = append(out, s.wordsExchanged("text alternatives exchanged", at+"describe."+states[i], at+"describe."+states[i+1])...)
		}
	}
	return append(out, s.asOf()...)
}

func otherState(g spec.Graphic, state string, i int) string {
	for d := range g.States() {
		if x := g.States()[(i+d)%len(g.States())]; x != state {
			return x
		}
	}
	return ""
}

// wordsExchanged puts the words of two messages in each other's place: in one language, and in all.
func (s *story) wordsExchanged(kind, a, b string) []Mutation {
	var out []Mutation
	var all []Edit
	rules := append([]string{"signed", "names-agree", "numbers-agree", "numbers-in-records", "sense", "state-fits", "hedge", "hedge-belongs", "names-in-records", "placeholders", "titles"}, "graphic-whole", "load")
	for _, tag := range tags {
		x, y := s.texts[tag][a], s.texts[tag][b]
		if x.raw == "" || y.raw == "" {
			return nil
		}
		edits := []Edit{x.whole(y.raw), y.whole(x.raw)}
		all = append(all, edits...)
		out = append(out, Mutation{Kind: kind, Lang: tag, What: a + " ⇄ " + b, At: []string{a, b}, Rules: rules, Edits: edits})
	}
	return append(out, Mutation{Kind: kind, Lang: "all", What: a + " ⇄ " + b, At: []string{a, b}, Rules: rules, Edits: all})
}

// asOf are mistakes about until when the story knows.
func (s *story) asOf() []Mutation {
	var out []Mutation
	asof := s.p.Outline.AsOf
	for _, new := range []string{asof[:4] + "-09" + asof[7:], "2027" + asof[4:], asof[:4] + "-03-02"} {
		if e, ok := s.replaced(locales.OutlineFile, 0, fmt.Sprintf("asof = %q", asof), fmt.Sprintf("asof = %q", new)); ok {
			out = append(out, Mutation{Kind: "stale window", Lang: "data", What: "asof → " + new, At: []string{"asof", "step.since-unknown", "method.limits", "story.asof", ""}, Rules: []string{"as-of"}, Edits: []Edit{e}})
		}
	}
	const sources = "charts/data/sources.toml"
	for _, at := range regexp.MustCompile(`(?m)^date = "(\d{4}-\d{2}-\d{2})"$`).FindAllSubmatchIndex(s.file(sources), -1) {
		head := bytes.LastIndex(s.file(sources)[:at[0]], []byte("[source."))
		id, _, _ := strings.Cut(string(s.file(sources)[head+len("[source."):]), "]")
		out = append(out, Mutation{Kind: "source dated in the future", Lang: "data", What: id, At: []string{id}, Rules: []string{"as-of", "sources", "load"}, Edits: []Edit{{sources, at[2], at[2] + 4, "2029"}}})
	}
	const records = "charts/data/records.toml"
	for i, r := range s.p.Facts.Records() {
		if i%12 == 0 {
			out = append(out, Mutation{Kind: "orphan record", Lang: "data", What: "a new record that nothing uses, with the sources of " + r.ID, At: []string{"orphan-new"}, Rules: []string{"orphan"},
				Edits: []Edit{{records, len(s.file(records)), len(s.file(records)), fmt.Sprintf("\n[[record]]\nid = \"orphan-new\"\ntopic = \"timeline\"\ncountry = \"ML\"\nperiod = \"2025-0%d\"\nnumbers = [%d]\ndates = [\"2025-0%d\"]\nnames = [\"Mali\"]\nsources = [%q]\n",
					1+i%9, 100+i, 1+i%9, firstSource(s, r.Sources))}}})
		}
	}
	return out
}

func firstSource(s *story, list []string) string {
	if len(list) > 0 {
		return list[0]
	}
	return s.p.Facts.Records()[0].Sources[0]
}

// plurals are forms of counted messages left out or exchanged.
func (s *story) plurals() []Mutation {
	var out []Mutation
	for _, tag := range tags {
		for _, id := range s.p.Catalogues[tag].IDs() {
			m, _ := s.p.Catalogues[tag].Message(id)
			if len(m.Forms) < 2 || !mutated(s.p, strings.TrimPrefix(m.File, locales.MessagesDir+"/")) && !strings.Contains(m.File, "/ui.") {
				continue
			}
			start := 0
			for n := 1; n < m.Line; n++ {
				start += bytes.IndexByte(s.file(m.File)[start:], '\n') + 1
			}
			for _, form := range sorted(m.Forms) {
				words := m.Forms[form]
				if form == "other" {
					continue
				}
				if e, ok := s.replaced(m.File, start, fmt.Sprintf("%s = \"%s\"\n", form, words), ""); ok {
					out = append(out, Mutation{Kind: "plural form lost", Lang: tag, What: id + " " + form, At: []string{id}, Rules: []string{"plurals", "load"}, Edits: []Edit{e}})
				}
			}
			if few, ok := m.Forms["few"]; ok && tag == "ar" && few != m.Forms["many"] {
				a, okA := s.replaced(m.File, start, fmt.Sprintf("few = \"%s\"", few), fmt.Sprintf("few = \"%s\"", m.Forms["many"]))
				b, okB := s.replaced(m.File, start, fmt.Sprintf("many = \"%s\"", m.Forms["many"]), fmt.Sprintf("many = \"%s\"", few))
				if okA && okB {
					out = append(out, Mutation{Kind: "plural forms exchanged", Lang: tag, What: id, At: []string{id}, Rules: []string{"plurals", "agreement"}, Edits: []Edit{a, b}})
				}
			}
		}
	}
	return out
}
