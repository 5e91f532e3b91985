package slit

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sahel-explainer/charts/spec"
)

// The smallest frame looks where the state is, and leaves out what would be cut, with the other lines of the same label.
func TestCut(t *testing.T) {
	text := func(y, words string) string {
		return `<text font-size="12" text-anchor="start" x="20" y="` + y + `">` + words + `</text>`
	}
	left := func(out, y, words string) string {
		return strings.Replace(text(y, words), "<text", `<text class="`+out+`"`, 1)
	}
	svg := `<svg>` + text("20", "Axis") + text("250", "About 500") + text("265", "United Nations") + text("330", "Beside it") + text("418", "203 killed") +
		text("436", "the army") + `</svg>`
	pic := spec.Picture{Width: 360, Height: 440, Proof: &spec.Proof{
		Focus:  []string{"un"},
		Labels: []spec.Label{{Row: "un", Words: "About 500"}, {Row: "un", Words: "United Nations"}, {Row: "army", Words: "203 killed"}, {Row: "army", Words: "the army"}},
	}}
	got, places := Cut(svg, pic)
	at := strings.Fields(places)
	if len(at) != len(slits) {
		t.Fatalf("places %q, want one for each of %d slits", places, len(slits))
	}
	for i, slit := range slits {
		step, err := strconv.Atoi(strings.TrimPrefix(at[i], slit.place))
		top := topOf(step, slit.height, pic)
		if err != nil || top > 239 || top+slit.height < 269 {
			t.Errorf("slit %s is %g to %g and does not show the row that the state is about (%v)", at[i], top, top+slit.height, err)
		}
	}
	if want := left("o p q", "20", "Axis") + text("250", "About 500"); !strings.Contains(got, want) {
		t.Errorf("what is outside is not left out:\n%s", got)
	}
	if want := left("o", "418", "203 killed") + left("o", "436", "the army") + `</svg>`; !strings.HasSuffix(got, want) {
		t.Errorf("a label is left standing in half, or is left out where there is room:\n%s", got)
	}
	if own := Own(svg, pic); strings.Count(own, `data-of="un"`) != 2 || strings.Count(own, `data-of="army"`) != 2 || strings.Count(own, "data-of") != 4 {
		t.Errorf("labels do not name their rows:\n%s", own)
	}
	if regexp.MustCompile(` class="[opq ]*"`).ReplaceAllString(got, "") != svg {
		t.Error("the picture itself is changed")
	}
}

// A place that the style has no class for would leave the picture at its head, and its labels out. The tallest narrow picture is 440 units.
func TestStyleHasEachPlace(t *testing.T) {
	css, err := os.ReadFile("../../web/css/06-modes.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range slits {
		for k := 1; k <= s.last; k++ {
			if rule := fmt.Sprintf(".%s%d { --%s: %d; }", s.place, k, s.place, k); !strings.Contains(string(css), rule) {
				t.Errorf("web/css/06-modes.css lacks %s", rule)
			}
		}
		if 440*float64(s.last*Step)/100+s.height < 440 {
			t.Errorf("step %d of slit %s does not reach the foot of a picture", s.last, s.place)
		}
	}
}

// Two rows with the same words are told apart by the dates beside them. The year of an axis is no label of the row that has it in its date,
// nor is a bare year of a row taken for a tick.
func TestOwnByDate(t *testing.T) {
	text := func(x, y, words string) string {
		return `<text font-size="12" text-anchor="start" x="` + x + `" y="` + y + `">` + words + `</text>`
	}
	svg := `<svg>` + text("20", "60", "new code") + text("20", "45", "29 August 2023") + text("220", "160", "new code") + text("220", "145", "18 July 2024") +
		text("20", "300", "2023") + text("220", "300", "2024") + text("120", "220", "2024") +
		text("120", "235", "report") + `</svg>`
	pic := spec.Picture{Width: 360, Height: 440, Scales: []spec.Scale{{Ticks: []spec.Tick{{Label: "2023", Value: 2023}, {Label: "2024", Value: 2024}}}},
		Proof: &spec.Proof{Labels: []spec.Label{{Row: "ml", Words: "29 August 2023 new code"}, {Row: "bf", Words: "18 July 2024 new code"}, {Row: "year", Words: "2024 report"}}}}
	bare := strings.NewReplacer(` data-of="ml"`, "", ` data-of="bf"`, "", ` data-of="year"`, "")
	own := Own(svg, pic)
	if bare.Replace(own) != svg || strings.Count(own, `data-of="ml"`) != 2 || strings.Count(own, `data-of="bf"`) != 2 || strings.Count(own, `data-of="year"`) != 2 {
		t.Errorf("labels do not name their rows:\n%s", own)
	}
	for _, part := range strings.Split(own, "</text>") {
		row := "ml"
		for x, of := range map[string]string{`x="220"`: "bf", `x="120"`: "year"} {
			if strings.Contains(part, x) {
				row = of
			}
		}
		if strings.Contains(part, "data-of") && !strings.Contains(part, `"`+row+`"`) {
			t.Errorf("%s is of another row", part)
		}
	}
}
