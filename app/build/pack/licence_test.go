package pack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The licence is set once: a name without a text, or a text without a name, stops the build with a line that says what to do.
func TestLicenceIsSetInOnePlace(t *testing.T) {
	for _, c := range []struct{ json, text, name, fault string }{
		{`{"license":"UNLICENSED"}`, "", "", ""},
		{`{"license":"MIT"}`, "Permission is granted", "MIT", ""},
		{`{"license":"MIT"}`, "", "", "no LICENSE"},
		{`{"license":"UNLICENSED"}`, "Permission", "", "name the licence"},
		{`{}`, "", "", "no license"},
		{`{`, "", "", "package.json"},
	} {
		dir := t.TempDir()
		for name, body := range map[string]string{"package.json": c.json, "LICENSE": c.text} {
			if body == "" {
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		name, text, err := Licence(dir)
		if (err == nil) != (c.fault == "") || err != nil && !strings.Contains(err.Error(), c.fault) || name != c.name || c.name != "" && text != c.text {
			t.Errorf("%s with %q: %q %q %v", c.json, c.text, name, text, err)
		}
	}
	if got := ownLicence("", ""); !strings.Contains(got, "has chosen no licence") {
		t.Errorf("%q", got)
	}
	if got := ownLicence("MIT", "Permission\r\n"); !strings.Contains(got, "MIT") || !strings.HasSuffix(got, "Permission\n") {
		t.Errorf("%q", got)
	}
	// As long as none is chosen, whoever reads the project is told.
	if name, _, err := Licence("../../.."); err != nil {
		t.Error(err)
	} else if readme, err := os.ReadFile("../../../README.md"); err != nil || strings.Contains(string(readme), "No licence has been chosen yet") != (name == "") {
		t.Errorf("package.json says %q, the README something else (%v)", name, err)
	}
}
