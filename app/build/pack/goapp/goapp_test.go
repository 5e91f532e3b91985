package goapp

import (
	"io/fs"
	"strings"
	"testing"
)

// Each patch says why it is there, before its first file, and a source that it is not made for stops it by its name.
func TestPatchThatDoesNotFitIsNamed(t *testing.T) {
	names, err := fs.Glob(changes, "*.patch")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := changes.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if why, _, found := strings.Cut(string(text), "\ndiff --git "); !found || len(why) < 60 {
			t.Errorf("%s does not say why it is there: %q", name, why)
		}
	}
	err = apply(map[string][]byte{"pkg/app/app.go": []byte("package app\n")})
	if err == nil || !strings.Contains(err.Error(), "app/build/pack/goapp/2-no-json.patch does not fit pkg/app/app.go") {
		t.Errorf("patching another app.go gives %v", err)
	}
}
