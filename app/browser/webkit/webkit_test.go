package webkit

import (
	"context"
	"testing"

	"sahel-explainer/app/browser/pagetest"
)

func TestPage(t *testing.T) {
	b, err := Start(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	pagetest.Run(t, b)
}
