package check

import (
	"slices"
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// TestDisorder wants what the algorithm would turn round found, and nothing that stays as it was written.
func TestDisorder(t *testing.T) {
	for text, want := range map[string]string{
		"بلغت الحرارة 50°C أمس":            "C°50",
		"طائرة 3×4 أمتار":                  "4×3",
		"اسمها C++ في السوق":               "++C",
		"البند 5≥ عدد":                     "≥5",
		"الرمز A=B هنا":                    "B=A",
		"حصة الدولة 63.4% من الشركة":       "",
		"بين 2020-2024 قتل 1,135 شخصا":     "",
		"طائرة Su-24 تشغلها روسيا، وIl-76": "",
		"وفق (AFP) ثم «Le Monde» في 2025":  "",
		"قتل 84 (من فاغنر)، و25 إلى 82.":   "",
		"نحو $100 للطن":                    "100$",
		"ارتفع +5% ثم -3%":                 "",
		"الفصل {{.Step}}/{{.Total}}":       "",
		"لـ24 شهرا وبـ5 سنوات":             "",
		"Front patriotique de résistance":  "",
		"سوخوي 24: 14 قتيلا؛ 2,000 فرد؟":   "",
		"الصفحة https://example.org/a?b=1": "1=b?https://example.org/a",
	} {
		got := ""
		if list := disorder("ar", text); len(list) > 0 {
			got = list[0].shown
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// composed is a graphic whose messages are in order and whose numbers are put together badly.
type composed struct{ value string }

func (composed) ID() string       { return "composed" }
func (composed) States() []string { return []string{"first"} }
func (c composed) Draw(env *spec.Env, _ string) (spec.Picture, error) {
	l, err := locales.ByTag(env.Locale.Tag)
	return spec.Picture{Option: map[string]any{"series": []any{map[string]any{"label": map[string]any{"formatter": l.Label("نحو " + c.value)}, "name": "50°C"}}}}, err
}
func (c composed) Describe(*spec.Env, string) (string, error) {
	return "الحرارة " + c.value, nil
}
func (c composed) Change(*spec.Env, string, string) (string, error) { return "", nil }
func (c composed) Records(*spec.Env) ([]string, error)              { return nil, nil }
func (c composed) Table(*spec.Env) (spec.Table, error) {
	return spec.Table{Rows: []spec.Row{{ID: "a", Cells: []string{"مالي", "قيمة " + c.value}}}}, nil
}

// Words that graphics put together are held to the order of their signs like messages: what is said, tables, labels in both forms.
func TestComposedWordsStayInOrder(t *testing.T) {
	p, err := read.Load("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		locale, value string
		want          []string
	}{
		{"ar", "50°C", []string{"description of state first: “50°C” would be read as “C°50”", "drawing of state first: “50°C” would be read as “C°50”", "drawing of state first: “50°C” would be read as “C°50”", "row a of the table: “50°C” would be read as “C°50”"}},
		{"ar", "63.4%", nil}, {"ar", "62.7**", nil}, {"ar", "2020-2024", nil}, {"fr", "50°C", nil},
	} {
		d := &desk{p: p}
		inputsOf(p).watch(c.locale).whole(asker{d: d, g: composed{c.value}, locale: c.locale}, true)
		var got []string
		for _, f := range d.out {
			if f.Rule == "bidi" {
				got = append(got, f.What)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: got %q, want %q", c.locale, c.value, got, c.want)
		}
	}
}
