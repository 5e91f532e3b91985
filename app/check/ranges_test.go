package check

import "testing"

// A range of figures is found whatever dash it has and wherever its ends come from; a law, an aircraft or a day is none.
func TestDashRange(t *testing.T) {
	for text, want := range map[string]string{
		"الحصيلة، 2020–2024":           "2020–2024",
		"في 25–27 يوليو 2024":          "25–27",
		"من {{.Day}}–{{.Date}}":        "{{.Day}}–{{.Date}}",
		"بين 2022-2026 فقط":            "2022-2026",
		"(10%–20%)":                    "(10%–20%)",
		"بين 2022 و2026":               "",
		"القانون 016-2024":             "",
		"طائرة Su-24 ومي-171":          "",
		"2025-06-08":                   "",
		"لولو-غونكوتو – منجم":          "",
		"ارتفع −5 درجات، من 300 إلى 5": "",
	} {
		if got := dashRange(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
