package prove

import (
	"strings"
	"testing"

	"sahel-explainer/charts/spec"
)

// truth is a small drawing: an axis of people upward, one of years, two dots that a line joins, a bar, and a hatched box.
const truth = `<svg class="pic" viewBox="0 0 200 120" aria-hidden="true">` +
	`<text font-size="6" text-anchor="end" x="20" y="100">0</text><text font-size="6" text-anchor="end" x="20" y="60">⁧1,000⁩</text><text font-size="6" text-anchor="end" x="20" y="20">2,000</text>` +
	`<text text-anchor="middle" x="40" y="110">2024</text><text text-anchor="middle" x="140" y="110">2025</text>` +
	`<path d="M40 60L140 40" stroke="var(--ml)" fill="none"/>` +
	`<circle data-row="a" r="5" cx="40" cy="60" fill="var(--ml)" stroke="var(--paper)"/>` +
	`<g transform="translate(100 0)"><circle data-row="b" r="5" cx="40" cy="40" fill="var(--ghost)" stroke="var(--paper)"/></g>` +
	`<path data-row="c" d="m-1-1h2v2h-2z" fill="var(--ne)" transform="matrix(5,0,0,20,90,80)"/>` +
	`<path d="M86 99L88 90M88 99L90 90M90 99L92 90M92 99L94 90" stroke="var(--ne)" fill="none"/>` +
	`</svg>`

func measured() spec.Picture {
	return spec.Picture{Width: 200, Height: 120, Scales: []spec.Scale{
		{
			Name: "people", Vertical: true, Max: 2000, Ticks: []spec.Tick{{Label: "0"}, {Label: "1,000", Value: 1000}, {Label: "2,000", Value: 2000}},
			Marks:   []spec.Mark{{Row: "a", From: 1000, To: 1000, Country: "ML"}, {Row: "b", From: 1500, To: 1500, Country: "ML"}, {Row: "c", To: 1000, Country: "NE"}},
			Hatched: []spec.Mark{{Row: "c"}}, Joins: []spec.Join{{From: "a", To: "b", Country: "ML"}},
		},
		{
			Name: "time", Min: 2023, Max: 2026, Ticks: []spec.Tick{{Label: "2024", Value: 2024.5}, {Label: "2025", Value: 2025.5}},
			Marks: []spec.Mark{{Row: "a", From: 2024.5, To: 2024.5}, {Row: "b", From: 2025.5, To: 2025.5}},
		},
	}}
}

// TestProve: the true drawing is taken, and each false one is refused for its own reason.
func TestProve(t *testing.T) {
	if wrong := Prove(nil, truth, measured()); len(wrong) > 0 {
		t.Fatalf("the true drawing: %v", wrong)
	}
	if wrong := Prove(nil, truth, spec.Picture{}); len(wrong) > 0 {
		t.Errorf("a picture without scales: %v", wrong)
	}
	for _, c := range []struct{ old, new, want string }{
		{`cx="40" cy="60"`, `cx="40" cy="68"`, "row a: it stands at 800, and its value is 1000"},
		{`cx="40" cy="60"`, `cx="40" cy="62"`, "row a: it stands at 950"},
		{`cx="40" cy="60"`, `cx="44" cy="60"`, "row a: it stands at 2024.54"},
		{`data-row="b"`, `data-row="x"`, "row b is not drawn"},
		{`y="20">2,000`, `y="24">2,000`, "stands"},
		{`>2,000<`, `>2,500<`, "are not drawn on one line"},
		{`fill="var(--ml)"`, `fill="var(--ru)"`, "row a: it is ML's and has the colour ru"},
		{`fill="var(--ne)"`, `fill="var(--ml)"`, "row c: it is NE's and has the colour ml"},
		{`matrix(5,0,0,20,90,80)`, `matrix(5,0,0,22,90,78)`, "to 1100, and its values are 0 to 1000"},
		{`M86 99L88 90M88 99L90 90`, ``, "row c must be hatched, and has 2 strokes"},
		{`L140 40`, `L140 38`, "no line of ML's colour joins rows a and b"},
		{`translate(100 0)`, `translate(100 -50)`, "its mark leaves the picture"},
		{`data-row="b" r="5" cx="40" cy="40"`, `data-row="b" r="5" cx="40" cy="60"`, "row b: it stands at 1000, and its value is 1500"},
	} {
		if !strings.Contains(truth, c.old) {
			t.Fatalf("the drawing has no %q", c.old)
		}
		if wrong := Faults(Prove(nil, strings.Replace(truth, c.old, c.new, 1), measured())); !strings.Contains(wrong, c.want) {
			t.Errorf("%s → %s: %q, want %q", c.old, c.new, wrong, c.want)
		}
	}
	p := measured()
	p.Scales[0].Down = true
	if wrong := Prove(nil, truth, p); len(wrong) == 0 || !strings.Contains(wrong[0].What, "grow the wrong way") {
		t.Errorf("an axis turned round: %v", wrong)
	}
	p = measured()
	p.Scales[0].Marks[1].From, p.Scales[0].Marks[1].To = 9000, 9000
	if wrong := Prove(nil, truth, p); len(wrong) == 0 || !strings.Contains(wrong[0].What, "row b stands at 9000 to 9000, and the axis runs from 0 to 2000") {
		t.Errorf("a value past the axis: %v", wrong)
	}
}

// Words over the line that a picture is about, a border or a front, hide on which side of it something lies.
func TestNoWordsOverABareLine(t *testing.T) {
	svg := func(y string) string {
		return `<svg class="pic" viewBox="0 0 200 120"><path d="M0 40L200 60" stroke="var(--ink)" fill="none"/>` +
			`<text font-size="10" text-anchor="middle" x="100" y="` + y + `">Town</text></svg>`
	}
	pic := spec.Picture{Width: 200, Height: 120, Proof: &spec.Proof{Words: []string{"Town"}, Bare: [][4]float64{{0, 40, 200, 60}}}}
	if wrong := Prove(nil, svg("80"), pic); len(wrong) > 0 {
		t.Errorf("words below the line: %v", wrong)
	}
	if wrong := Prove(nil, svg("54"), pic); !strings.Contains(Refusal(wrong), "lie over the line that the picture is about") {
		t.Errorf("words over the line: %v", wrong)
	}
}
