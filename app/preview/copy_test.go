package preview

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"sahel-explainer/charts/render"
)

// What a copy of the project draws with is what the project draws with, byte for byte: else nothing that was drawn is found again,
// and the first draft of a copy takes a minute.
func TestCopyDrawsWithTheSameBundle(t *testing.T) {
	root := filepath.Join(t.TempDir(), "project")
	if err := Copy("../..", root); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"package.json", "package-lock.json"} { // without them it draws, but cannot be built
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Error(err)
		}
	}
	a, err := render.Bundle("../..", false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := render.Bundle(root, false)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("the bundles differ")
	}
}
