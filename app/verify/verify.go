// Package verify holds a finished site to the list of what was built: a folder, or what an address serves. It finds what a full disk,
// a half copied deploy, a stale cache or a helpful proxy have made of it.
package verify

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/andybalholm/brotli"
)

// SumsFile lists every file of a site with its SHA-256, as sha256sum writes and reads it.
const SumsFile = "SHA256SUMS"

// codings are the compressed forms that stand beside a file, by what their names end in.
var codings = map[string]string{".br": "br", ".gz": "gzip"}

// Fault is one file that is not what was built, and how.
type Fault struct{ Path, What string }

// Sums is the list for the files of a site.
func Sums(files map[string][]byte) []byte {
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	var b bytes.Buffer
	for _, n := range names {
		fmt.Fprintf(&b, "%s  %s\n", sum(files[n]), n)
	}
	return b.Bytes()
}

func sum(body []byte) string {
	s := sha256.Sum256(body)
	return hex.EncodeToString(s[:])
}

// parse reads a list: path to sum.
func parse(list []byte) (map[string]string, error) {
	want := map[string]string{}
	for s, n := bufio.NewScanner(bytes.NewReader(list)), 1; s.Scan(); n++ {
		hash, name, ok := strings.Cut(s.Text(), "  ")
		if !ok || len(hash) != 2*sha256.Size || path.Clean(name) != name || strings.HasPrefix(name, "../") || path.IsAbs(name) {
			return nil, fmt.Errorf("%s:%d: not a line of a list of sums: take the file from the build again", SumsFile, n)
		}
		want[name] = hash
	}
	if len(want) == 0 {
		return nil, fmt.Errorf("%s is empty: take the file from the build again", SumsFile)
	}
	return want, nil
}

// Unpack undoes a content coding: "br", "gzip" or "".
func Unpack(coding string, body []byte) ([]byte, error) {
	switch coding {
	case "":
		return body, nil
	case "br":
		return io.ReadAll(brotli.NewReader(bytes.NewReader(body)))
	case "gzip":
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(z)
	}
	return nil, fmt.Errorf("unknown coding %q", coding)
}

// Folder compares a site on disk with its list, and each compressed form with its file. It returns how many files it has compared.
func Folder(files fs.FS) (faults []Fault, compared int, err error) {
	list, err := fs.ReadFile(files, SumsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, fmt.Errorf("no %s there: is it the folder that make build has written?", SumsFile)
	}
	if err != nil {
		return nil, 0, err
	}
	want, err := parse(list)
	if err != nil {
		return nil, 0, err
	}
	bad := func(p, what string, a ...any) { faults = append(faults, Fault{p, fmt.Sprintf(what, a...)}) }
	seen := map[string]bool{}
	err = fs.WalkDir(files, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || p == SumsFile {
			return err
		}
		body, err := fs.ReadFile(files, p)
		if err != nil {
			return err
		}
		compared++
		if hash, listed := want[p]; listed {
			seen[p] = true
			if got := sum(body); got != hash {
				bad(p, "is not what was built: %d bytes with sum %.12s…, the list says %.12s…", len(body), got, hash)
			}
			return nil
		}
		of, coding := strings.TrimSuffix(p, path.Ext(p)), codings[path.Ext(p)]
		hash, listed := want[of]
		switch plain, err := Unpack(coding, body); {
		case coding == "" || !listed:
			bad(p, "stands in the folder, and the list does not know it")
		case err != nil:
			bad(p, "does not unpack: %v", err)
		case sum(plain) != hash:
			bad(p, "unpacks to something else than %s: %d bytes", of, len(plain))
		}
		return nil
	})
	for p := range want {
		if !seen[p] {
			bad(p, "is missing")
		}
	}
	sort.Slice(faults, func(i, j int) bool { return faults[i].Path < faults[j].Path })
	return faults, compared, err
}
