package check

import (
	"fmt"
	"strings"
	"testing"
)

// TestSpelledNumbers wants numbers that are written as words read by each language's own way of putting them together, and two
// numbers side by side kept apart.
func TestSpelledNumbers(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"fr", "soixante-dix ans", "70"}, {"fr", "soixante et onze morts", "71"}, {"fr", "soixante-et-onze morts", "71"}, {"fr", "soixante-dix-sept blessés", "77"},
		{"fr", "quatre-vingts jours", "80"}, {"fr", "quatre-vingt-un villages", "81"}, {"fr", "quatre-vingt-dix hectares", "90"},
		{"fr", "quatre-vingt-onze", "91"}, {"fr", "quatre-vingt-dix-sept", "97"}, {"fr", "Quatre-vingt-dix-neuf", "99"}, {"fr", "septante-deux", "72"}, {"fr", "nonante-neuf", "99"},
		{"fr", "vingt et un", "21"}, {"fr", "vingt-et-une", "21"}, {"fr", "trente-deux", "32"}, {"fr", "dix-sept", "17"}, {"fr", "soixante-quatre", "64"},
		{"fr", "cent vingt jours", "120"}, {"fr", "deux cents soldats", "200"}, {"fr", "deux cent trente-quatre", "234"}, {"fr", "mille", "1000"},
		{"fr", "deux mille cinq cents", "2500"}, {"fr", "trois mille", "3000"}, {"fr", "quatre-vingt mille", "80000"},
		{"fr", "vingt et trois", "20 3"}, {"fr", "quatre, vingt", "4 20"}, {"fr", "trois et quatre", "3 4"}, {"fr", "un ou deux", ""}, {"fr", "cinq pour cent", "5"},
		{"en", "twenty-four months", "24"}, {"en", "Ninety-nine", "99"}, {"en", "twenty-one", "21"}, {"en", "seventy\u2011two", "72"}, {"en", "a hundred", "100"},
		{"en", "two hundred", "200"}, {"en", "one hundred and five", "105"}, {"en", "three hundred and forty-two", "342"}, {"en", "two thousand", "2000"},
		{"en", "two thousand five hundred", "2500"}, {"en", "forty thousand", "40000"}, {"en", "twenty, five", "20 5"}, {"en", "three and four", "3 4"},
		{"en", "one or two", ""}, {"en", "ten five-year plans", "10 5"},
		{"ar", "أربعة وعشرون شهرا", "24"}, {"ar", "أربع وعشرون سنة", "24"}, {"ar", "خمس وعشرين سنة", "25"}, {"ar", "بخمسة وعشرين يوما", "25"}, {"ar", "الخمسة والعشرون", "25"},
		{"ar", "واحد وعشرون", "21"}, {"ar", "إحدى وعشرين", "21"}, {"ar", "اثنان وثلاثون", "32"}, {"ar", "واثنتين وثلاثين", "32"}, {"ar", "تسع وتسعون", "99"},
		{"ar", "أحد عشر", "11"}, {"ar", "اثنتي عشرة", "12"}, {"ar", "اثنا عشر", "12"}, {"ar", "ثلاثة عشر", "13"}, {"ar", "تسع عشرة", "19"}, {"ar", "ثماني عشرة", "18"},
		{"ar", "مئة", "100"}, {"ar", "مئة وخمسة", "105"}, {"ar", "مائة وخمسة وعشرون", "125"}, {"ar", "مئتان", "200"}, {"ar", "مئتي جندي", "200"}, {"ar", "ثلاثمئة", "300"},
		{"ar", "ثلاث مئة", "300"}, {"ar", "خمسمائة وأربعين", "540"}, {"ar", "ثلاثمئة وخمس وستون", "365"}, {"ar", "ألف", "1000"}, {"ar", "ألفين", "2000"},
		{"ar", "ثلاثة آلاف", "3000"}, {"ar", "خمسة آلاف ومئتين", "5200"}, {"ar", "عشرين ألفا", "20000"}, {"ar", "ألف ومئة وواحد وعشرون", "1121"},
		{"ar", "ثلاثة وخمسة", "3 5"}, {"ar", "عشرين وثلاثين", "20 30"}, {"ar", "واحد أو اثنان", ""}, {"ar", "أحد القادة", ""}, {"ar", "آلاف السكان", ""},
		{"ar", "خمسة بالمئة", "5"}, {"ar", "وستة", "6"},
	} {
		var got []string
		for _, x := range spelled(c.tag, c.text) {
			got = append(got, fmt.Sprint(x.v))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %q: got %q, want %q", c.tag, c.text, strings.Join(got, " "), c.want)
		}
	}
}
