// Package write is the last stage of a build (app/build): a site in memory, its compressed forms, and the folder that it takes the
// place of in one step.
package write

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"sahel-explainer/app/kept"
	"sahel-explainer/app/pwa"
	"sahel-explainer/app/verify"
	"sahel-explainer/charts/render"
)

// Tree is a site in memory: file path (with slashes, no leading one) to content.
type Tree map[string][]byte

// EditionsDir holds the editions: one folder a day of publication, each never changed again.
const EditionsDir = "v/"

// Asset puts content under assets/ with its hash in the name, so that it can be cached for ever, and returns its path. The service
// worker holds files to the hash in their name: it is that of the content and nothing else.
func (t Tree) Asset(name string, content []byte) string {
	ext := path.Ext(name)
	p := "assets/" + strings.TrimSuffix(name, ext) + "." + pwa.Sum(content).Sum + ext
	t[p] = content
	return p
}

// Paths lists the files in order.
func (t Tree) Paths() []string {
	out := make([]string, 0, len(t))
	for p := range t {
		out = append(out, p)
	}
	sort.Strings(out)
	return out
}

// Compressible tells by extension what gains from compression.
func Compressible(file string) bool {
	switch filepath.Ext(file) {
	case ".html", ".js", ".css", ".json", ".svg", ".wasm", ".csv", ".webmanifest", ".xml", ".txt":
		return true
	}
	return false
}

// Compressor compresses with brotli 11 and gzip 9 and keeps the results on disk by content, since the client is slow to
// compress and seldom changes.
type Compressor struct{ Cache string }

// Compressed is content compressed with brotli at a quality, 11 as it is sent.
func Compressed(quality int, content []byte) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: quality, LGWin: 22})
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// compressing has a lock for each result: who wants the same waits for it instead of making it again.
var compressing sync.Map

// Both returns the brotli and gzip forms of content.
func (c Compressor) Both(content []byte) (br, gz []byte, err error) { return c.both(11, content) }

func (c Compressor) both(quality int, content []byte) (br, gz []byte, err error) {
	id := filepath.Join(c.Cache, render.Hash(content))
	if quality != 11 {
		id += fmt.Sprint("-", quality)
	}
	lock, _ := compressing.LoadOrStore(id, new(sync.Mutex))
	lock.(*sync.Mutex).Lock()
	defer lock.(*sync.Mutex).Unlock()
	br, ok1 := kept.Read(id + ".br")
	gz, ok2 := kept.Read(id + ".gz")
	if ok1 && ok2 {
		return br, gz, nil
	}
	br, err = Compressed(quality, content)
	if err != nil {
		return nil, nil, err
	}
	var g bytes.Buffer
	gw, _ := gzip.NewWriterLevel(&g, gzip.BestCompression)
	if _, err := gw.Write(content); err != nil {
		return nil, nil, err
	}
	if err := gw.Close(); err != nil {
		return nil, nil, err
	}
	return br, g.Bytes(), cmp.Or(kept.Write(id+".br", br), kept.Write(id+".gz", g.Bytes()))
}

// Write puts the tree into dir: first whole beside it, then in its place, so that a failure leaves the last good site.
func (t Tree) Write(dir string, c Compressor) error {
	p, err := Claim(dir)
	if err != nil {
		return err
	}
	defer p.Leave()
	return t.WriteTo(p, c)
}

// WriteTo does so in a place that is held already.
func (t Tree) WriteTo(p *Place, c Compressor) error {
	if err := ByTwo(t.Paths(), func(path string) error { return t.writeOne(p.fresh, path, c) }); err != nil {
		return fmt.Errorf("writing the site: %w", err)
	}
	return p.put()
}

// ByTwo does something with each path, two at a time, and returns one of the errors.
func ByTwo(paths []string, do func(path string) error) error {
	errs := make(chan error, len(paths))
	work := make(chan string)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for p := range work {
				if err := do(p); err != nil {
					errs <- err
				}
			}
		})
	}
	for _, p := range paths {
		work <- p
	}
	close(work)
	wg.Wait()
	select {
	case err := <-errs:
		return err
	default:
		return nil
	}
}

func (t Tree) writeOne(root, p string, c Compressor) error {
	file := filepath.Join(root, filepath.FromSlash(p))
	if !strings.HasPrefix(file, root+string(filepath.Separator)) {
		return fmt.Errorf("path %q leaves the site", p)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(file, t[p], 0o644); err != nil {
		return err
	}
	if !Compressible(p) {
		return nil
	}
	quality := 11
	if strings.HasPrefix(p, EditionsDir) {
		quality = 9 // seldom read, and as much again to compress as the live pages: a tenth of the time for a twentieth more bytes
	}
	br, gz, err := c.both(quality, t[p])
	if err != nil {
		return err
	}
	if err := unpacksTo(t[p], br, gz); err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	if err := os.WriteFile(file+".br", br, 0o644); err != nil {
		return err
	}
	return os.WriteFile(file+".gz", gz, 0o644)
}

// unpacksTo holds what readers are sent to what they are to see: both forms are unpacked and compared.
func unpacksTo(content, br, gz []byte) error {
	for coding, packed := range map[string][]byte{"br": br, "gzip": gz} {
		if got, err := verify.Unpack(coding, packed); err != nil || !bytes.Equal(got, content) {
			return fmt.Errorf("its %s form does not unpack to it (%v): remove .build/compressed and build again", coding, err)
		}
	}
	return nil
}
