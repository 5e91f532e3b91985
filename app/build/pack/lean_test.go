package pack

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sahel-explainer/app/build/pack/goapp"
)

// What readers should not download does not come back unnoticed: the client is made of none of these.
func TestClientDoesWithout(t *testing.T) {
	mod, err := leanModule("../../..", "../../../.build/client")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-modfile="+mod, "-mod=mod", "-deps", "./app/client")
	cmd.Dir = "../../.."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, p := range strings.Fields(string(out)) {
		have[p] = true
	}
	if !have[goapp.Module+"/pkg/app"] || !have["sahel-explainer/components/shell"] {
		t.Fatalf("what is the client made of? %s", out)
	}
	for _, p := range []string{"net/http", "text/template", "html/template", "regexp", "encoding/json", "crypto/rand", "github.com/google/uuid",
		"github.com/nicksnyder/go-i18n/v2/i18n", "github.com/go-echarts/go-echarts/v2/charts", "sahel-explainer/charts", "sahel-explainer/locales"} {
		if have[p] {
			t.Errorf("the client carries %s", p)
		}
	}
}

// The copy that the patches make is held to what the project's own code is.
func TestPatchedCopyIsVetted(t *testing.T) {
	mod, err := leanModule("../../..", "../../../.build/client")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-modfile="+mod, "-mod=mod", goapp.Module+"/pkg/app", goapp.Module+"/pkg/lean")
	cmd.Dir = "../../.."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// The copy that the client is compiled from outlives the build; one that has changed since is made anew.
func TestChangedCopyIsNotCompiled(t *testing.T) {
	cache := t.TempDir()
	whole := func() string {
		if _, err := leanModule("../../..", cache); err != nil {
			t.Fatal(err)
		}
		dirs, err := filepath.Glob(filepath.Join(cache, "goapp-*"))
		if err != nil || len(dirs) != 1 {
			t.Fatal(dirs, err)
		}
		return dirs[0]
	}
	dir := whole()
	file, want := filepath.Join(dir, "pkg", "app", "text.go"), treeSum(dir)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), text...)
	flipped[len(flipped)/2] ^= 1
	for name, spoil := range map[string]func() error{
		"a bit is flipped": func() error { return os.WriteFile(file, flipped, 0o644) },
		"a file is cut":    func() error { return os.Truncate(file, 0) },
		"a file is gone":   func() error { return os.Remove(file) },
		"a file is added": func() error {
			return os.WriteFile(filepath.Join(dir, "pkg", "app", "z.go"), []byte("package app"), 0o644)
		},
		"its hash is cut": func() error { return os.Truncate(filepath.Join(dir, "done"), 0) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		if got := treeSum(whole()); got != want {
			t.Errorf("%s: the client is compiled from it", name)
		}
	}
}
