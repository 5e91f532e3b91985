package kit

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What is carried is laid out once, whole, and laid out again where something has become of it; two kits do not share a folder. The same
// files give the same bytes.
func TestKitIsLaidOutWhole(t *testing.T) {
	home := t.TempDir()
	t.Setenv(HomeEnv, home)
	files := map[string][]byte{"web/a.js": []byte("alert"), "made/client.wasm": bytes.Repeat([]byte{0, 'a'}, 5000), "locales/langs/en.toml": []byte("tag")}
	packed, err := Zip(files)
	must(t, err)
	if again, err := Zip(files); err != nil || !bytes.Equal(packed, again) {
		t.Errorf("packed again, the bytes differ: %v", err)
	}
	root, err := Open(packed)
	must(t, err)
	holds := func() {
		t.Helper()
		for name, want := range files {
			if got, err := os.ReadFile(filepath.Join(root, name)); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %d bytes, %v", name, len(got), err)
			}
		}
	}
	holds()
	must(t, os.WriteFile(filepath.Join(root, "web/a.js"), []byte("alarm"), 0o644)) // of the same size
	must(t, os.Remove(filepath.Join(root, "locales/langs/en.toml")))
	if same, err := Open(packed); err != nil || same != root {
		t.Errorf("opened again: %q, %v", same, err)
	}
	holds()
	files["web/a.js"] = []byte("other")
	other, err := Zip(files)
	must(t, err)
	if second, err := Open(other); err != nil || second == root {
		t.Errorf("another kit: %q, %v", second, err)
	}
}

// A file that would lie outside the folder is refused, a folder that cannot be written to is said with the way out, and without a home the
// program works in a folder that is its user's own.
func TestKitSaysWhatIsInItsWay(t *testing.T) {
	t.Setenv(HomeEnv, t.TempDir())
	hostile, err := Zip(map[string][]byte{"../outside": []byte("x")})
	must(t, err)
	if _, err := Open(hostile); err == nil {
		t.Error("a file outside the folder was written")
	}
	if _, err := Open([]byte("no zip")); err == nil || !strings.Contains(err.Error(), "fetch the program again") {
		t.Errorf("no zip: %v", err)
	}
	good, err := Zip(map[string][]byte{"a": []byte("x")})
	must(t, err)
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o644))
	t.Setenv(HomeEnv, file)
	if _, err := Open(good); err == nil || !strings.Contains(err.Error(), HomeEnv) {
		t.Errorf("a file in the place of the folder: %v", err)
	}
	t.Setenv(HomeEnv, "")
	t.Setenv("HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("TMPDIR", t.TempDir())
	if root, err := Open(good); err != nil || !strings.HasPrefix(root, os.Getenv("TMPDIR")) {
		t.Errorf("without a home: %q, %v", root, err)
	}
}
