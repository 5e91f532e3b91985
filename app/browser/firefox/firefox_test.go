package firefox

import (
	"context"
	"testing"

	"sahel-explainer/app/browser/pagetest"
)

func TestPage(t *testing.T) {
	b, err := Start(context.Background())
	if err != nil {
		t.Fatalf("%v: run make engines", err)
	}
	defer b.Close()
	tab, err := b.NewTab()
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	pagetest.Run(t, tab)
}
