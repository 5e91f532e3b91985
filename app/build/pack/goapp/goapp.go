// Package goapp makes the copy of go-app that the client is compiled with: without its server half (removed.txt), which no browser runs and
// which keeps net/http, text/template and crypto alive through reflection, 0.4 MB on the wire, and with the patches beside this file, each
// of which says why. The copy is made at build time from the module cache and never committed. What it is made from is held to Sum: when
// the dependency changes the build stops here, and whoever updates it looks at the patches again.
package goapp

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

// Module is the module that is copied.
const Module = "github.com/maxence-charriere/go-app/v9"

// Sum is the hash (SumOf) of the version in go.mod, which the patches are made for.
const Sum = "5929464a576bf871"

//go:embed *.patch removed.txt lean/lean.go
var changes embed.FS

// dirs are the folders that are copied.
var dirs = []string{".", "pkg/app", "pkg/errors", "pkg/logs", "pkg/cache"}

// SumOf hashes the names and contents of all files of src that a copy may be made from: 16 hexadecimal digits.
func SumOf(src string) (string, error) {
	h := sha256.New()
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(src, dir, "*.go"))
		if err != nil {
			return "", err
		}
		slices.Sort(files)
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(h, "%s/%s %d\n", dir, filepath.Base(f), len(text))
			h.Write(text)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// Changes are all that a copy differs by, as one text: a copy made by others is another one.
func Changes() []byte {
	var all bytes.Buffer
	err := fs.WalkDir(changes, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := changes.ReadFile(name)
		fmt.Fprintf(&all, "%s %d\n%s", name, len(text), text)
		return err
	})
	if err != nil {
		panic(err) // what is compiled in can be read
	}
	return all.Bytes()
}

// Copy writes the changed copy of src, go-app's folder in the module cache, to dst. A patch that does not fit is an error with its name.
func Copy(src, dst string) error {
	files, err := read(src)
	if err != nil {
		return err
	}
	if err := apply(files); err != nil {
		return err
	}
	for name, text := range files {
		to := filepath.Join(dst, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// read gives the files of src that the copy keeps, by their path in it, and package lean.
func read(src string) (map[string][]byte, error) {
	removed, err := changes.ReadFile("removed.txt")
	if err != nil {
		return nil, err
	}
	gone := strings.Fields(string(removed))
	files := map[string][]byte{}
	for _, dir := range dirs {
		entries, err := os.ReadDir(filepath.Join(src, dir))
		if os.IsNotExist(err) {
			continue
		} else if err != nil {
			return nil, err
		}
		for _, e := range entries {
			n := e.Name()
			source := slices.Contains([]string{".go", ".mod", ".sum"}, filepath.Ext(n)) && !strings.HasSuffix(n, "_test.go")
			if e.IsDir() || !source || slices.Contains(gone, path.Join(dir, n)) {
				continue
			}
			if files[path.Join(dir, n)], err = os.ReadFile(filepath.Join(src, dir, n)); err != nil {
				return nil, err
			}
		}
	}
	files["pkg/lean/lean.go"], err = changes.ReadFile("lean/lean.go")
	return files, err
}

// apply changes files by the patches, in the order of their names.
func apply(files map[string][]byte) error {
	names, err := fs.Glob(changes, "*.patch")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := changes.ReadFile(name)
		if err != nil {
			return err
		}
		parts, _, err := gitdiff.Parse(bytes.NewReader(text))
		if err != nil {
			return fmt.Errorf("app/build/pack/goapp/%s is no patch: %w", name, err)
		}
		for _, part := range parts {
			var out bytes.Buffer
			if err := gitdiff.Apply(&out, bytes.NewReader(files[part.OldName]), part); err != nil {
				return fmt.Errorf("app/build/pack/goapp/%s does not fit %s: %w", name, part.NewName, err)
			}
			files[part.NewName] = out.Bytes()
		}
	}
	return nil
}
