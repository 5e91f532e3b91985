package build

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// A second story is only data: three steps, two languages (French its source), one graphic that is a file of rows, built by the
// program as it is.
func TestASecondStoryIsOnlyData(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string][]string{
		"fr": {`lang="fr" dir="ltr"`, "Trois fleuves", "Le Nil mesure 6\u202f650 kilomètres.", "6\u202f650 km", "Longueurs relevées au 1er novembre 2026."},
		"ar": {`lang="ar" dir="rtl"`, "ثلاثة أنهار", "طول النيل 6,650 كيلومترا.", "6,650 كم", "حتى 1 نوفمبر 2026"},
	} {
		page := r.Tree[tag+"/index.html"]
		for _, w := range want {
			if !bytes.Contains(page, []byte(w)) {
				t.Errorf("%s: %q is not in the page", tag, w)
			}
		}
		if n := len(regexp.MustCompile(`<section [^>]*data-step="`).FindAll(page, -1)); n != 3 {
			t.Errorf("%s: %d steps", tag, n)
		}
		// Each state is drawn in both forms, with a bar for each river.
		pics := regexp.MustCompile(`(?s)<svg class="pic".*?</svg>`).FindAll(page, -1)
		if len(pics) != 6 {
			t.Errorf("%s: %d pictures", tag, len(pics))
		}
		for _, p := range pics {
			for _, row := range []string{"nile", "congo", "niger"} {
				if !bytes.Contains(p, []byte(`data-row="`+row+`"`)) {
					t.Errorf("%s: a picture has no bar of %s", tag, row)
				}
			}
		}
		for _, f := range []string{"/graphics/rivers/index.html", "/steps/river-third/index.html", "/corrections/index.html"} {
			if r.Tree[tag+f] == nil {
				t.Errorf("%s%s is missing", tag, f)
			}
		}
		for _, f := range []string{"cards/" + tag + "/river-second.png", "data/rivers." + tag + ".csv", "oembed/" + tag + "-rivers.json", "manifest." + tag + ".webmanifest", "v/2026-11-25/" + tag + "/index.html"} {
			if r.Tree[f] == nil {
				t.Errorf("%s is missing", f)
			}
		}
	}
	for _, p := range r.Tree.Paths() {
		if strings.Contains(p, "short") {
			t.Errorf("%s: no step is marked as short, and there is a short story", p)
		}
		if strings.HasPrefix(p, "en/") || strings.Contains(p, ".en.") || strings.Contains(p, "/map") {
			t.Errorf("%s belongs to another story", p)
		}
	}
	for file, alien := range map[string][]string{"fr/index.html": {`data-locale="en"`, `<link rel="alternate" hreflang="en"`, "Wagner", `id="explore"`, ` data-depth="`}, "sw.js": {"Mali", `"en/`}, "embed.js": {"Wagner"}} {
		for _, a := range alien {
			if bytes.Contains(r.Tree[file], []byte(a)) {
				t.Errorf("%s holds %q, of the first story or of a language that this one is not written in", file, a)
			}
		}
	}
	if !bytes.Contains(r.Tree["index.html"], []byte(`<html lang="fr"`)) {
		t.Error("the choice of language does not open in the story's source language")
	}
}
