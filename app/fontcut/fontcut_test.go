package fontcut

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const root = "../.."

// fonts are one of each kind that a language's file may name: static in WOFF, one with several weights in WOFF2.
var fonts = []struct{ file, weights, features, text string }{
	{"@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-all-400-normal.woff", "", "kern", "مالي وروسيا 2026 «الذهب»"},
	{"@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2", "400 700", "kern tnum", "Mali’s gold, 2026: été"},
	{"@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2", "600", "kern", "Mali"},
}

func cutOf(t *testing.T, i int, woff2 bool) []byte {
	t.Helper()
	tools, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(root, "node_modules", fonts[i].file))
	if err != nil {
		t.Fatal(err)
	}
	out, err := tools.Cut(raw, Options{Characters: fonts[i].text, Weights: fonts[i].weights, Features: fonts[i].features, WOFF2: woff2})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A font cut here is, byte for byte, what npm's subset-font makes of it in Node.
func TestCutsAsNodeDoes(t *testing.T) {
	const script = `import { readFileSync, writeFileSync } from "node:fs"; import subsetFont from "subset-font";
const [, input, output, weights, features, targetFormat] = process.argv; const [min, max = min] = weights.split(" ").map(Number);
writeFileSync(output, await subsetFont(readFileSync(input), readFileSync(0, "utf8"), { targetFormat,
 ...(weights && { variationAxes: { wght: min === max ? min : { min, max } } }),
 keepFeatures: ["init", "medi", "fina", "isol", "rlig", "calt", "curs", "ccmp", "locl", "liga", "mark", "mkmk", ...features.split(" ")],
 dropTables: ["STAT", "BASE"], noHinting: true }));`
	for i, f := range fonts {
		format := []string{"woff2", "woff2", "truetype"}[i] // Node takes its time to start
		out := filepath.Join(t.TempDir(), "cut")
		node := exec.Command("node", "--input-type=module", "-e", script, filepath.Join("node_modules", f.file), out, f.weights, f.features, format)
		node.Dir, node.Stdin = root, strings.NewReader(f.text)
		if said, err := node.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		want, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Now()
		got := cutOf(t, i, format == "woff2")
		t.Logf("%s %s: %d bytes in %v", filepath.Base(f.file), format, len(got), time.Since(at))
		if !bytes.Equal(got, want) {
			t.Errorf("%s %q as %s: %d bytes that are not Node's %d", f.file, f.weights, format, len(got), len(want))
		}
	}
}

// What is no font, or has not what is asked of it, is a fault and not a crash.
func TestCutSaysWhatIsWrong(t *testing.T) {
	tools, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	static, err := os.ReadFile(filepath.Join(root, "node_modules", fonts[0].file))
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string][]byte{"nothing": nil, "words": []byte("no font at all, whatever its name says it is, not even nearly"),
		"a WOFF that ends": static[:2000], "a WOFF2 that ends": append([]byte("wOF2"), make([]byte, 60)...)} {
		if out, err := tools.Cut(in, Options{Characters: "a", WOFF2: true}); err == nil && len(out) > 400 {
			t.Errorf("%s: a font of %d bytes", name, len(out))
		}
	}
	for _, weights := range []string{"heavy", "400 700"} {
		if _, err := tools.Cut(static, Options{Characters: "a", Weights: weights}); err == nil {
			t.Errorf("weights %q of a font that has one: no fault", weights)
		}
	}
	if _, err := Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "npm ci") {
		t.Errorf("no modules: %v", err)
	}
}
