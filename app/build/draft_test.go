package build

import (
	"fmt"
	"sync"
	"testing"
	"testing/fstest"
)

// A graphic's pictures are drawn beside each other, and each reads: what notes that must bear it. It did not, and the desk ended
// once in some thirty starts.
func TestReadingIsNotedFromManyHands(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 50 {
		files[fmt.Sprint(i)] = &fstest.MapFile{}
	}
	n := noted{files, new(sync.Mutex), map[string]bool{}}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 2000 {
				if f, err := n.Open(fmt.Sprint(i % 50)); err == nil {
					f.Close()
				}
			}
		})
	}
	all.Wait()
	if len(n.seen) != 50 {
		t.Errorf("%d files of 50 are noted", len(n.seen))
	}
}
