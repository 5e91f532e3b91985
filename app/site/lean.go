package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// goapp is the framework whose server half readers should not download.
const goapp = "github.com/maxence-charriere/go-app/v9"

// The client is built against a copy of go-app without its server half: the HTTP handler, its resources, the static site
// generator and the encryption of stored values, none of which a browser runs, yet which keep net/http, text/template and
// crypto alive through reflection: 0.4 MB on the wire. The copy is made at build time from the module cache and never
// committed. shed and kept are checked against goappSum: when the dependency changes, the build fails here, and whoever
// updates it looks at the list again.
var shed = []string{"http.go", "resource.go", "static.go", "cache.go", "crypto.go", "testing.go", "wasm.go"}

// leanStubs stand in for what the rest of go-app names of the files that are shed.
const leanStubs = `package app

import (
	"errors"
	"strings"
)

// Stored values are not encrypted in this client.
func encrypt(key string, v []byte) ([]byte, error) { return nil, errors.New("not in this build") }
func decrypt(key string, v []byte) ([]byte, error) { return nil, errors.New("not in this build") }

// The client names its files by whole addresses; go-app's /web/ folder is not used.
func isStaticResourcePath(path string) bool { return false }
func isRemoteLocation(path string) bool {
	return strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://")
}
`

// goappSum is the hash of the names and contents of the files that are shed, for the version in go.mod.
const goappSum = "3fd4a66203f77498"

// leanModule writes the copy and a go.mod that replaces go-app by it, and returns that file's path.
func leanModule(root, cache string) (string, error) {
	cmd := exec.Command("go", "list", "-mod=mod", "-m", "-f", "{{.Dir}}", goapp)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", goapp, err)
	}
	src := strings.TrimSpace(string(out))
	sum, err := shedSum(filepath.Join(src, "pkg", "app"))
	if err != nil {
		return "", err
	}
	if sum != goappSum {
		return "", fmt.Errorf("app/site/lean.go: %s has changed (its server half hashes to %s, not %s); look at what the client needs of the new version, then set goappSum", goapp, sum, goappSum)
	}
	cache, err = filepath.Abs(cache)
	if err != nil {
		return "", err
	}
	dst := filepath.Join(cache, "goapp-"+sum)
	if _, err := os.Stat(filepath.Join(dst, "done")); err != nil {
		if err := copyLean(src, dst); err != nil {
			return "", fmt.Errorf("copying %s: %w", goapp, err)
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	gosum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	file := filepath.Join(cache, "client.mod")
	if err := os.WriteFile(file, append(mod, []byte("\nreplace "+goapp+" => "+dst+"\n")...), 0o644); err != nil {
		return "", err
	}
	return file, os.WriteFile(filepath.Join(cache, "client.sum"), gosum, 0o644)
}

func shedSum(dir string) (string, error) {
	h := sha256.New()
	names := append([]string(nil), shed...)
	sort.Strings(names)
	for _, n := range names {
		text, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", n, len(text))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

func copyLean(src, dst string) error {
	drop := map[string]bool{}
	for _, n := range shed {
		drop[n] = true
	}
	if err := os.RemoveAll(dst); err != nil {
		return err
	}
	for _, dir := range []string{".", "pkg/app", "pkg/errors", "pkg/logs", "pkg/cache"} {
		entries, err := os.ReadDir(filepath.Join(src, dir))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(dst, dir), 0o755); err != nil {
			return err
		}
		for _, e := range entries {
			n := e.Name()
			if e.IsDir() || strings.HasSuffix(n, "_test.go") || (dir == "pkg/app" && drop[n]) || (filepath.Ext(n) != ".go" && n != "go.mod" && n != "go.sum") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(src, dir, n))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dst, dir, n), text, fs.FileMode(0o644)); err != nil {
				return err
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dst, "pkg/app/lean.go"), []byte(leanStubs), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dst, "done"), nil, 0o644)
}
