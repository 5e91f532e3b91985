package browser_test

import (
	"context"
	"testing"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/pagetest"
)

// Today's Chromium and the oldest that are promised keep what Page promises.
func TestPage(t *testing.T) {
	for _, name := range append([]string{"chromium"}, browser.Floor...) {
		t.Run(name, func(t *testing.T) {
			path := browser.Path()
			if name != "chromium" {
				var err error
				if path, err = browser.Old("../..", name); err != nil {
					t.Fatal(err)
				}
			}
			b, tab, err := browser.AloneAt(context.Background(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			pagetest.Run(t, tab)
		})
	}
}
