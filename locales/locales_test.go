package locales

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var arabic, english = must("ar"), must("en")

func must(tag string) Locale {
	l, err := ByTag(tag)
	if err != nil {
		panic(err)
	}
	return l
}

func TestNumbersFollowTheLocale(t *testing.T) {
	for _, c := range []struct {
		tag  string
		v    float64
		dec  int
		want string
	}{
		{"ar", 1935, 0, "1,935"}, {"fr", 1935, 0, "1\u202f935"}, {"en", 1234567.5, 1, "1,234,567.5"},
		{"ar", 54.8, 1, "54.8"}, {"fr", 54.8, 1, "54,8"}, {"en", 66.50, 2, "66.5"},
		{"ar", -20, 0, LRM + "−20"}, {"en", -0.04, 1, "0"}, {"fr", 0, 0, "0"},
	} {
		l, err := ByTag(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Number(c.v, c.dec); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.tag, c.v, got, c.want)
		}
	}
	if _, err := ByTag("de"); err == nil {
		t.Error("a language that the explainer does not speak was found")
	}
}

func TestDatesFollowTheLocale(t *testing.T) {
	for _, c := range []struct{ tag, iso, want string }{
		{"ar", "2025-06-01", "1 يونيو 2025"}, {"fr", "2025-06-01", "1er juin 2025"}, {"en", "2025-06-16", "16 June 2025"}, {"fr", "2025-08", "août 2025"}, {"ar", "2030", "2030"},
	} {
		l, _ := ByTag(c.tag)
		if got, err := l.Date(c.iso); err != nil || got != c.want {
			t.Errorf("%s %s: %q, %v; want %q", c.tag, c.iso, got, err, c.want)
		}
	}
	for _, bad := range []string{"25-06", "2025-13", "2025-06-40", "2025-6", "x", "2025-00"} {
		if _, err := arabic.Date(bad); err == nil {
			t.Errorf("date %q was taken", bad)
		}
	}
}

// Latin runs are isolated in the text of pages.
func TestLatinRunsAreIsolatedInArabic(t *testing.T) {
	for in, want := range map[string]string{
		"بلغت 54.8 طن.":   "بلغت 54.8 طن.", // a plain number keeps its order by itself
		"من 2023–2025":    `من <bdi dir="ltr">2023–2025</bdi>`,
		"نحو -20 درجة":    `نحو <bdi dir="ltr">-20</bdi> درجة`,
		"نسبة 62% للدولة": `نسبة <bdi dir="ltr">62%</bdi> للدولة`,
		"(CC BY 4.0) نص":  `(<bdi dir="ltr">CC BY 4.0</bdi>) نص`,
		"أ < ب":           "أ &lt; ب",
	} {
		if got := arabic.HTML(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := english.HTML("a & 5"); got != "a &amp; 5" {
		t.Error(got)
	}
}

// A label has marks where the algorithm would turn a run round, and nowhere else; asked again it stays as it is.
func TestLabelsAreMarkedWhereTheyMust(t *testing.T) {
	for in, want := range map[string]string{
		"18 أغسطس 2020":             "18 أغسطس 2020",
		"سقف الدولة 20% و7":         "سقف الدولة " + LRM + "20% و7",
		"سطر\nثان -5":               "سطر\nثان " + LRM + "-5",
		"بحسب AFP وLe Monde 2024":   "بحسب AFP وLe Monde 2024",
		"Reuters، AFP (via TRT)؛ 5": "Reuters، " + RLM + "AFP (via TRT)؛ " + RLM + "5",
		"300 إلى 350":               "300 إلى 350",
	} {
		got := arabic.Label(in)
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if again := arabic.Label(got); again != got {
			t.Errorf("%q: asked again %q", got, again)
		}
	}
	if got := english.Label("20%"); got != "20%" {
		t.Error(got)
	}
}

// Marks give every line of the Arabic catalogues the order that isolates round its Latin runs would: what pages have in <bdi> and
// what labels have in marks reads the same.
func TestMarksOrderAsIsolatesDo(t *testing.T) {
	all, err := Load(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{"20%، 30%", "+5% ثم −3%", "2020–2024، 2025", "AFP، 12", "(Le Monde)، 5 (AFP)", "Reuters؛ AFP: 20%", "«20%» (AFP)", "5، AFP", "20% AFP، 7"}
	for _, id := range all["ar"].IDs() {
		m, _ := all["ar"].Message(id)
		for _, form := range m.Forms {
			lines = append(lines, strings.Split(form, "\n")...)
		}
	}
	bad := 0
	for _, line := range lines {
		line = regexp.MustCompile(`\{\{.*?\}\}`).ReplaceAllString(line, "5")
		var isolated strings.Builder
		for _, run := range Runs(line) {
			if run.Latin {
				isolated.WriteString("\u2066" + run.Text + "\u2069")
			} else {
				isolated.WriteString(run.Text)
			}
		}
		want := placed(isolated.String())
		if got := placed(arabic.Label(line)); got != want && bad < 5 {
			bad++
			t.Errorf("%q:\n%q, want\n%q", arabic.Label(line), got, want)
		}
	}
	if len(lines) < 1000 {
		t.Errorf("only %d lines", len(lines))
	}
}

// placed is what a line looks like, from left to right.
func placed(line string) string {
	order := Seen([]rune(line), true)
	out := make([]rune, len(order))
	n := 0
	for i, r := range []rune(line) {
		if order[i] >= 0 {
			out[order[i]] = r
			n++
		}
	}
	return string(out[:n])
}

func TestTextThatHidesDirectionIsRefused(t *testing.T) {
	for _, s := range []string{"a\u202eb", "a\u200bb", "a\x00b", "\ufeffa"} {
		if CheckText(s) == nil {
			t.Errorf("%q was taken", s)
		}
	}
	if err := CheckText("مالي: «62%»\u00a0\u202f"); err != nil {
		t.Error(err)
	}
}
