package check

import (
	"sort"
	"strings"
	"testing"
)

// TestTokens wants the same statement read alike in the three languages.
func TestTokens(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"ar", "في 6 يونيو 2025", "2025-06-06"},
		{"fr", "le 6\u00a0juin 2025", "2025-06-06"},
		{"en", "on 6 June 2025", "2025-06-06"},
		{"fr", "le 1er juillet 2025", "2025-07-01"},
		{"ar", "يومي 28 و29 أبريل 2025", "2025-04-28 2025-04-29"},
		{"en", "on 28 and 29 April 2025", "2025-04-28 2025-04-29"},
		{"fr", "entre le 26 et le 28 avril", "day 04-26 day 04-28"},
		{"en", "between March and June 2025", "2025-06 month 03"},
		{"ar", "لديسمبر 2026 أو لمنتصف 2027", "2026-12 year 2027"},
		{"en", "the marching soldiers may", ""},
		{"ar", "تمارس ضغوطا", ""},
		{"ar", "خمس سنوات", "5"},
		{"ar", "وخمس سنوات وبسبعة أسابيع", "5 7"},
		{"fr", "cinq ans", "5"},
		{"en", "a five-year mandate", "5"},
		{"ar", "ثلاث سنوات ونصف السنة", "3.5"},
		{"fr", "trois ans et demi", "3.5"},
		{"en", "three and a half years", "3.5"},
		{"ar", "ثلاثة عشر عاما", "13"},
		{"en", "twenty-four months", "24"},
		{"fr", "une centaine", "100 about"},
		{"ar", "أكثر من 30 هجوما", "30 over"},
		{"fr", "plus de 30 attaques", "30 over"},
		{"en", "more than 30 attacks", "30 over"},
		{"ar", "40 صهريجا على الأقل", "40 least"},
		{"en", "at least 40 tankers", "40 least"},
		{"en", "gold spread over eight years", "8"},
		{"en", "the worst in over ten years", "10 over"},
		{"en", "25 to 82 or more", "25 82 open"},
		{"ar", "1,135 و66.5", "1135 66.5"},
		{"fr", "1\u202f135 et 66,5", "1135 66.5"},
		{"fr", "62\u202f%", "62%"},
		{"ar", "من 70 إلى 80%", "70 80%"},
		{"fr", "244\u00a0milliards", "244 e9"},
		{"en", "244 billion", "244 e9"},
		{"en", "a Su-24 and an Il-76", ""},
		{"ar", "مي-171 وسوخوي 24", ""},
		{"en", "mid-2027", "year 2027"},
		{"en", "CC BY 4.0", ""},
		{"en", "{{.Count}} of {{.Total2}}", ""},
		{"ar", "عشرات من الفيلق", "dozens"},
		{"fr", "Chapitre deux, chapitre trois", ""},
	} {
		var got []string
		for _, x := range tokens(c.tag, c.text) {
			s := x.key()
			if x.bound != "" {
				s += " " + x.bound
			}
			if x.scale == 1e9 {
				s += " e9"
			}
			got = append(got, s)
		}
		sort.Strings(got)
		want := c.want
		if strings.Join(got, " ") != want {
			t.Errorf("%s %q: got %q, want %q", c.tag, c.text, strings.Join(got, " "), want)
		}
	}
}

func TestOneSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Tinzaouatan", "Tinzaouaten", true}, {"Boulkesi", "Boulkessi", true}, {"Kidall", "Kidal", true}, {"غوتيا", "غويتا", true},
		{"Kidal", "Kidal", false}, {"Kati", "Gati", false}, {"Niamey", "Nimaye", false}, {"Gao", "Goa", true},
	} {
		if got := oneSlip([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}

// TestOutput wants findings as a person and as a program read them.
func TestOutput(t *testing.T) {
	list := []Finding{
		{File: "a.toml", Line: 3, Locale: "fr", Rule: "length", ID: "x", What: "too long", Why: "w", Mend: "m", Severity: Error},
		{File: "b.toml", Rule: "hedge", What: "none", Severity: Error, Suppressed: "because"},
	}
	var b strings.Builder
	Print(&b, list)
	for _, want := range []string{"a.toml:3: error: too long", "rule length, x, fr", "b.toml: hedge: none", "reason because", "1 errors, 0 warnings, 1 suppressed"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in:\n%s", want, b.String())
		}
	}
	if !Failed(list) || Failed(list[1:]) {
		t.Error("only an error that stands fails the check")
	}
	b.Reset()
	if err := JSON(&b, nil); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("JSON of nothing: %q, %v", b.String(), err)
	}
	b.Reset()
	if err := JSON(&b, list); err != nil || !strings.Contains(b.String(), `"suppressed": "because"`) {
		t.Errorf("JSON: %q, %v", b.String(), err)
	}
}
