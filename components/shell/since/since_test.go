package since

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestWhatChangedAfterAnEdition(t *testing.T) {
	const said = "2026-12-01=deaths,corps 2026-12-09=kidal"
	for edition, want := range map[string]string{"2026-11-25": "corps deaths kidal", "2026-12-01": "kidal", "2026-12-09": "", "2027-01-01": ""} {
		if got := strings.Join(slices.Sorted(maps.Keys(changedAfter(said, edition))), " "); got != want {
			t.Errorf("after %s: %q, not %q", edition, got, want)
		}
	}
	if got := changedAfter("", "2026-11-25"); len(got) > 0 {
		t.Errorf("of a first edition: %v", got)
	}
}
