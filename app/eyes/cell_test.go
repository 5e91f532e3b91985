package eyes

import (
	"fmt"
	"testing"
)

// Few cells meet every pair of two sides that there is, and the same seed chooses the same.
func TestPairwiseMeetsEveryPair(t *testing.T) {
	all := All()
	some := Pairwise(all, 1)
	if Covered(some, all) != 1 || len(some) > 120 {
		t.Errorf("%d cells meet %.2f of the pairs", len(some), Covered(some, all))
	}
	if fmt.Sprint(some) != fmt.Sprint(Pairwise(all, 1)) || fmt.Sprint(some) == fmt.Sprint(Pairwise(all, 2)) {
		t.Error("the seed does not choose the cells")
	}
	t.Logf("%d of %d cells; the first %d meet %.0f%% of the pairs", len(some), len(all), sample, 100*Covered(some[:sample], all))
}
