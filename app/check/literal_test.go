package check

import (
	"strings"
	"testing"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// kindOf is the kind of text that a message is part of, for the table below.
func kindOf(id string) string {
	p := strings.Split(id, ".")
	switch {
	case p[0] == "graphics" && len(p) > 2:
		return "graphics " + p[2]
	case p[0] == "step":
		return "step " + p[2]
	}
	return p[0]
}

// TestFiguresAreTraced counts, per language and kind of text, the figures and dates that records fill, the plain ones, and those that
// are typed in, of which there is none.
func TestFiguresAreTraced(t *testing.T) {
	type count struct{ traced, plain, untraced, clauses int }
	for _, tag := range tags() {
		by := map[string]*count{}
		c := real(t).Catalogues[tag]
		for _, id := range c.IDs() {
			if !ofStory(id) {
				continue
			}
			k := kindOf(id)
			if by[k] == nil {
				by[k] = &count{}
			}
			m, _ := c.Message(id)
			for form := range m.Forms {
				for _, s := range m.Slots[form] {
					if s.Plain() {
						by[k].plain++
					} else {
						by[k].traced++
					}
				}
				by[k].clauses += len(m.Clauses[form])
				for _, x := range literals(tag, m, form) {
					by[k].untraced++
					t.Errorf("%s %s: “%s” is typed in", tag, id, x.text)
				}
			}
		}
		for _, k := range sortedKeys(by) {
			if n := *by[k]; n != (count{}) {
				t.Logf("%s %-20s traced %3d  plain %2d  untraced %2d  clauses %3d", tag, k, n.traced, n.plain, n.untraced, n.clauses)
			}
		}
	}
}

// A clause rests on records that its step cites: the reader finds the sources of what it says under the step.
func TestClausesRestOnWhatTheirStepCites(t *testing.T) {
	for _, st := range real(t).Outline.Steps() {
		cited := map[string]bool{}
		for _, id := range st.Records {
			cited[id] = true
		}
		for _, m := range saidBy(t, st) {
			tag := m.tag
			if len(m.Clauses["other"]) == 0 {
				t.Errorf("%s %s: no clause", tag, st.ID)
			}
			for _, c := range m.Clauses["other"] {
				for _, id := range c.Records {
					if r, err := real(t).Facts.Record(id); err != nil || !cited[id] && r.Topic != "search" {
						t.Errorf("%s %s: a clause rests on %s, which the step does not cite", tag, st.ID, id)
					}
				}
			}
		}
	}
}

// told is a message of one language.
type told struct {
	locales.Message
	tag string
}

// saidBy are the messages in which a step speaks, in every language.
func saidBy(t *testing.T, st locales.Step) []told {
	var out []told
	for _, id := range (&desk{p: real(t)}).wordsOf(st) {
		for _, tag := range tags() {
			m, _ := real(t).Catalogues[tag].Message(id)
			out = append(out, told{m, tag})
		}
	}
	return out
}

// The three languages of a step fill the same fields of the same records.
func TestLanguagesFillTheSameFields(t *testing.T) {
	for _, st := range real(t).Outline.Steps() {
		var want map[string]int
		for i, m := range saidBy(t, st) {
			if i%len(tags()) == 0 {
				want = nil // the next message
			}
			tag, got := m.tag, map[string]int{}
			for _, s := range m.Slots["other"] {
				if !s.Plain() {
					got[s.Record+"."+s.Field]++
				}
			}
			if want == nil {
				want = got
			}
			for k := range want {
				if want[k] != got[k] {
					t.Errorf("%s %s: %s stands %d times, %d in Arabic", tag, st.ID, k, got[k], want[k])
				}
			}
			for k := range got {
				if want[k] == 0 {
					t.Errorf("%s %s: %s does not stand in Arabic", tag, st.ID, k)
				}
			}
		}
	}
}

// Every bound that a record may have has its words in every language.
func TestBoundsHaveWords(t *testing.T) {
	for _, tag := range tags() {
		for _, b := range facts.Bounds {
			if b != "exact" && !real(t).Catalogues[tag].Has("slot.bound."+b) {
				t.Errorf("%s: no words for the bound %s", tag, b)
			}
		}
	}
}
