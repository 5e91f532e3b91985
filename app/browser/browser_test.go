package browser

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// A promise is judged by what it comes to, not by being one; and a browser for one task leaves nothing behind.
func TestAloneWaitsAndCleansUp(t *testing.T) {
	if _, err := os.Stat(Path()); err != nil {
		t.Skip("no " + Path())
	}
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	b, tab, err := Alone(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for js, want := range map[string]bool{"true": true, "0": false, "Promise.resolve(1)": true, "Promise.resolve(false)": false, "Promise.reject(1)": false, "nothing.there": false} {
		if err := tab.Wait(js, 100*time.Millisecond); (err == nil) != want {
			t.Errorf("waiting for %s: %v, want %v", js, err, want)
		}
	}
	b.Close()
	left, err := os.ReadDir(tmp)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		if strings.HasPrefix(e.Name(), "chromium") {
			t.Errorf("%s is left behind", e.Name())
		}
	}
}
