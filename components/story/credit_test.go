package story

import "testing"

func TestNameID(t *testing.T) {
	for name, want := range map[string]string{
		"AFP": "afp", "The New York Times": "the-new-york-times", "TRT Français": "trt-francais", "Hürriyet Daily News": "hurriyet-daily-news",
		"S&P Global Market Intelligence": "s-p-global-market-intelligence", "B2Gold Corp.": "b2gold-corp", "L'Essor": "l-essor",
	} {
		if got := NameID(name); got != want {
			t.Errorf("NameID(%q) = %q, want %q", name, got, want)
		}
	}
}
