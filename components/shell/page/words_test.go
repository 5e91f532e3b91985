package page

import "testing"

func TestWordsFillPlaceholdersAndFallBackToOther(t *testing.T) {
	w := Words{"n": {"one": "{{.Count}} source", "other": "{{.Count}} sources"}}
	if got := w.N("n", "one", "Count", "1"); got != "1 source" {
		t.Error(got)
	}
	if got := w.N("n", "many", "Count", "9"); got != "9 sources" {
		t.Error(got)
	}
	if got := w.T("missing"); got != "missing" {
		t.Error(got)
	}
}
