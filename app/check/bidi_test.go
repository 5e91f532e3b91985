package check

import "testing"

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
