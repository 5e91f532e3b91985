package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"sahel-explainer/charts/facts"
)

// One language says otherwise than the two others, and all is signed: nothing but the others can tell.
func TestLanguagesAreHeldToEachOther(t *testing.T) {
	for _, s := range []struct {
		rule string
		edit edit
	}{
		{"paired", edit{"ar graphics.transition.note", "العلامات المفرغة مواعيد معلنة، والممتلئة وقائع", "العلامات المفرغة وقائع، والممتلئة مواعيد معلنة"}},
		{"even", edit{"en graphics.map.describe.tactics", "drone", "rocket"}},
		{"even", edit{"fr graphics.transition.note", "Burkina Faso", "Mali"}},
	} {
		t.Run(s.rule+" "+s.edit.at, func(t *testing.T) {
			fsys, _, _ := draft(t, []edit{s.edit})
			p, err := LoadFS(fsys)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := Sign(p)
			p.Files = facts.Over{FS: p.Files, Texts: fstest.MapFS{SignedFile: &fstest.MapFile{Data: text}}}
			var found []Finding
			for _, f := range Undrawn(p) {
				if f.Stands() && strings.HasSuffix(s.edit.at, f.ID) {
					found = append(found, f)
				}
				if f.Rule == s.rule && strings.HasSuffix(s.edit.at, f.ID) {
					return
				}
			}
			t.Errorf("not found by %s; found %v", s.rule, found)
		})
	}
}
