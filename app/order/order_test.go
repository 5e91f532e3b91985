package order

import "testing"

// at puts the letters of a text in the places that are given, ten pixels apart.
func at(text string, places ...int) Label {
	l := Label{Where: "map/mali", Text: text, RTL: true}
	for _, p := range places {
		l.At = append(l.At, float64(p*10))
	}
	return l
}

// A date whose parts stand in the order of another language is found, one in its own is not; nor is a ligature, whose letters share
// their place.
func TestFaults(t *testing.T) {
	ltr := at("5 م", 2, 1, 0)
	ltr.RTL = false
	for _, c := range []struct {
		l    Label
		want string
	}{
		{at("18 مايو 20", 8, 9, 7, 6, 5, 4, 3, 2, 0, 1), ""},
		{at("18 مايو 20", 3, 4, 5, 9, 8, 7, 6, 2, 0, 1), "map/mali: “18 مايو 20” is seen, from left to right, as “2018ويام”"},
		{at("\u200e20% م", 100, 2, 3, 4, 1, 0), ""},
		{at("لا", 1, 1), ""},
		{at("لا", 1), "map/mali: a text of 1 glyphs is not the 2 letters of “لا”"},
		{ltr, "map/mali: “5 م” is set in the wrong direction"},
	} {
		got := ""
		if f := Faults([]Label{c.l}, true); len(f) > 0 {
			got = f[0]
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.l.Text, got, c.want)
		}
	}
}
