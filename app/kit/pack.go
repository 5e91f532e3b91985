// Package kit is what the editor's program carries so that a machine needs neither Go nor Node, npm or a network: the program's own words
// and styles, what is read from npm's packages, and what Go and npm make, ready-made (charts/made). It is packed when a release is made
// and laid out in a folder of the machine's cache when the program first runs; to everything that builds, that folder is the project.
package kit

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/fontcut"
	"sahel-explainer/charts/made"
	"sahel-explainer/charts/render"
	"sahel-explainer/locales"
)

// epoch is the time of every packed file: the clock must not get into a release, and zip knows no time before it.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// lent are the program's catalogues that a story is shown with.
var lent = []string{"ui", "evidence", "desk"}

// atlases are the shapes of maps.
var atlases = []string{"countries-50m.json", "countries-10m.json"}

// Files gathers what the editor's program carries, by path: it compiles the client and bundles ECharts. extra goes among what is
// ready-made.
func Files(root string, extra map[string][]byte) (map[string][]byte, error) {
	out := map[string][]byte{}
	for name, raw := range extra {
		out[made.Dir+"/"+name] = raw
	}
	for _, add := range []func(string, map[string][]byte) error{addMade, addOwn, addPackages} {
		if err := add(root, out); err != nil {
			return nil, fmt.Errorf("packing the editor's program: %w", err)
		}
	}
	return out, nil
}

// addMade adds what Go and npm make.
func addMade(root string, out map[string][]byte) error {
	wasm, start, err := pack.CompileClient(root)
	if err != nil {
		return err
	}
	out[made.Dir+"/"+made.Client], out[made.Dir+"/"+made.Exec] = wasm, start
	for name, browser := range map[string]bool{made.Charts: true, made.Drawing: false} {
		if out[made.Dir+"/"+name], err = render.Bundle(root, browser); err != nil {
			return err
		}
	}
	// Compressing these takes longer than all else of a first build.
	for _, name := range []string{made.Client, made.Exec, made.Charts} {
		if err := addCompressed(root, out, out[made.Dir+"/"+name]); err != nil {
			return err
		}
	}
	works, err := pack.ClientWorks(root)
	if err != nil {
		return err
	}
	out[made.Dir+"/"+made.Works], err = json.Marshal(works)
	return err
}

// addCompressed adds a file as servers send it, among what a build keeps for the next.
func addCompressed(root string, out map[string][]byte, content []byte) error {
	const cache = ".build/compressed"
	dir := filepath.Join(root, filepath.FromSlash(cache))
	if _, _, err := (write.Compressor{Cache: dir}).Both(content); err != nil {
		return err
	}
	for _, ext := range []string{".br", ".gz"} {
		name := render.Hash(content) + ext
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		out[cache+"/"+name] = raw
	}
	return nil
}

// addOwn adds the program's styles and scripts, its languages and the words that stories are lent.
func addOwn(root string, out map[string][]byte) error {
	dir := os.DirFS(root)
	err := fs.WalkDir(dir, "web", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (p == "web/readme" || p == "web/examples") {
			return fs.SkipDir
		}
		return add(out, dir, p, e)
	})
	if err != nil {
		return err
	}
	names, err := fs.Glob(dir, pack.PartStyle("*"))
	if err != nil {
		return err
	}
	names = append(names, "package.json") // which names the project's licence
	if _, err := os.Stat(filepath.Join(root, "LICENSE")); err == nil {
		names = append(names, "LICENSE")
	}
	for _, l := range locales.All() {
		names = append(names, locales.LangsDir+"/"+l.Tag+".toml")
		for _, n := range lent {
			names = append(names, locales.MessagesDir+"/"+n+"."+l.Tag+".toml")
		}
	}
	return addAll(out, dir, names)
}

// addPackages adds what is read from npm's packages: faces, shapes, the tools that cut fonts, and the licence of each.
func addPackages(root string, out map[string][]byte) error {
	var names []string
	for _, l := range locales.All() {
		for _, f := range l.Faces {
			names = append(names, f.File)
		}
	}
	for _, a := range atlases {
		names = append(names, "world-atlas/"+a)
	}
	names = append(names, fontcut.Files...)
	for _, p := range append(pack.Packages(locales.All()), fontcut.Packages...) {
		for _, n := range append([]string{"package.json"}, pack.LicenceFiles...) {
			if _, err := os.Stat(filepath.Join(root, "node_modules", filepath.FromSlash(p), n)); err == nil {
				names = append(names, p+"/"+n)
			}
		}
	}
	for i := range names {
		names[i] = "node_modules/" + names[i]
	}
	return addAll(out, os.DirFS(root), names)
}

func addAll(out map[string][]byte, dir fs.FS, names []string) (err error) {
	for _, n := range names {
		if out[n], err = fs.ReadFile(dir, n); err != nil {
			return err
		}
	}
	return nil
}

func add(out map[string][]byte, dir fs.FS, p string, e fs.DirEntry) (err error) {
	if e.IsDir() || strings.HasPrefix(path.Base(p), ".") {
		return nil
	}
	out[p], err = fs.ReadFile(dir, p)
	return err
}

// Zip packs files: the same ones give the same bytes.
func Zip(files map[string][]byte) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	var names []string
	for n := range files {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		h := &zip.FileHeader{Name: n, Method: zip.Deflate, Modified: epoch}
		h.SetMode(0o644)
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(files[n]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
