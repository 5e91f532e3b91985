package render

import (
	"strings"
	"testing"
)

// Cells that a spreadsheet would run are written as text.
func TestCellsAreHarmless(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", " +2": "' +2", "\u2067=a": "'\u2067=a", "54.8": "54.8", "": "", "مالي": "مالي", "\t=1": "'\t=1", "＝1": "'＝1", "＋1": "'＋1", "-1": "'-1", "\u200e\u2067@x": "'\u200e\u2067@x", "a=1": "a=1"} {
		if got := Cell(in); got != want {
			t.Errorf("Cell(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzCell holds that no cell starts as a formula and that nothing but the mark of text is added.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1+1", " +2", "\t-3", "@x", "|cmd", "＝1", "\u2067=a", "54.8", "'", "\xff=1", "\n=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Cell(s)
		if got != s && got != "'"+s {
			t.Errorf("%q became %q", s, got)
		}
		if bare := strings.TrimLeft(got, " \t\r\n\u2066\u2067\u2068\u2069\u200e\u200f"); bare != "" && strings.ContainsRune("=+-@|", rune(bare[0])) {
			t.Errorf("%q became %q", s, got)
		}
	})
}
