package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"sahel-explainer/app/build/pack/goapp"
	"sahel-explainer/charts/render"
)

// leanModule writes the copy and a go.mod that replaces go-app by it, and returns that file's path.
func leanModule(root, cache string) (string, error) {
	cmd := exec.Command("go", "list", "-mod=mod", "-m", "-f", "{{.Dir}}", goapp.Module)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", goapp.Module, err)
	}
	src := strings.TrimSpace(string(out))
	sum, err := goapp.SumOf(src)
	if err != nil {
		return "", err
	}
	if sum != goapp.Sum {
		return "", fmt.Errorf("app/build/pack/goapp: %s has changed (it hashes to %s, not %s); look at the patches again, then set Sum",
			goapp.Module, sum, goapp.Sum)
	}
	cache, err = filepath.Abs(cache)
	if err != nil {
		return "", err
	}
	dst := filepath.Join(cache, "goapp-"+render.Hash(append([]byte(sum), goapp.Changes()...)))
	if said, err := os.ReadFile(filepath.Join(dst, "done")); err != nil || len(said) == 0 || string(said) != treeSum(dst) {
		if err := copyLean(src, dst); err != nil {
			return "", fmt.Errorf("copying %s: %w", goapp.Module, err)
		}
	}
	// Go writes this place into the program. From the project it is the same on every machine, and tells of none.
	abs, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	place, err := filepath.Rel(abs, dst)
	if err != nil {
		return "", err
	}
	if place = filepath.ToSlash(place); !strings.HasPrefix(place, "../") {
		place = "./" + place
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
	if err := os.WriteFile(file, append(mod, []byte("\nreplace "+goapp.Module+" => "+place+"\n")...), 0o644); err != nil {
		return "", err
	}
	return file, os.WriteFile(filepath.Join(cache, "client.sum"), gosum, 0o644)
}

// copyLean makes the copy anew and says at the end of what it is made.
func copyLean(src, dst string) error {
	if err := os.RemoveAll(dst); err != nil {
		return err
	}
	if err := goapp.Copy(src, dst); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dst, "done"), []byte(treeSum(dst)), 0o644)
}

// treeSum hashes the names and contents of all files below a copy but the one that says this hash: a copy that a full disk or a bad one has
// changed is made anew, not compiled into every reader's client. What cannot be read has the hash "".
func treeSum(dst string) string {
	h := sha256.New()
	err := filepath.WalkDir(dst, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || file == filepath.Join(dst, "done") {
			return err
		}
		text, err := os.ReadFile(file)
		rel, _ := filepath.Rel(dst, file)
		fmt.Fprintf(h, "%q %x\n", filepath.ToSlash(rel), sha256.Sum256(text))
		return err
	})
	if err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
