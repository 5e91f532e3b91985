package build

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Structured data holds to the vocabulary of schema.org, as its published types have it: a property that there is not, or a value of
// another kind, is refused by the compiler.
func TestStructuredDataBySchema(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	tsc := filepath.Join(root, "node_modules", "typescript", "bin", "tsc")
	if _, err := os.Stat(tsc); err != nil {
		t.Fatal(err, "; run npm ci")
	}
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	var ts strings.Builder
	ts.WriteString(`import type { WithContext, NewsArticle, Dataset } from "schema-dts";` + "\n")
	n := 0
	for _, page := range []string{"fr/", "ar/", "ar/steps/river-second/", "fr/graphics/rivers/"} {
		for _, d := range headOf(t, r.Tree[page+"index.html"]).data {
			raw, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&ts, "export const x%d: WithContext<%s> = %s;\n", n, d["@type"], raw)
			n++
		}
	}
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(root, "node_modules"), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "data.ts")
	if err := os.WriteFile(file, []byte(ts.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", tsc, "--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", file).CombinedOutput()
	if err != nil || n != 4 {
		t.Errorf("%d things, %v:\n%.2000s", n, err, out)
	}
}
