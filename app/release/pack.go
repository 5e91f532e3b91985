package release

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"
)

// epoch is the time of every packed file: the clock must not get into a release, and zip knows no time before it.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// each gives the regular files of a site in order of their paths.
func each(site string, do func(name string, body []byte) error) error {
	dir, n := os.DirFS(site), 0
	err := fs.WalkDir(dir, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%s is no file; a site is made of files alone", p)
		}
		body, err := fs.ReadFile(dir, p)
		if err != nil {
			return err
		}
		n++
		return do(p, body)
	})
	if err == nil && n == 0 {
		err = fmt.Errorf("no file there")
	}
	if err != nil {
		return fmt.Errorf("packing %s: %w; run make build first", site, err)
	}
	return nil
}

// Archive packs a site into a folder of the given name: a compressed tar that knows no time and no owner.
func Archive(site, folder string) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	err = each(site, func(name string, body []byte) error {
		if err := t.WriteHeader(&tar.Header{Name: folder + "/" + name, Size: int64(len(body)), Mode: 0o644, ModTime: epoch, Format: tar.FormatPAX}); err != nil {
			return err
		}
		_, err := t.Write(body)
		return err
	})
	if err == nil {
		err = t.Close()
	}
	if err == nil {
		err = z.Close()
	}
	return b.Bytes(), err
}

// packed are kinds of files that compressing again makes no smaller.
var packed = map[string]bool{".br": true, ".gz": true, ".woff2": true, ".png": true}

// Zip packs a site for the program that carries it.
func Zip(site string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	err := each(site, func(name string, body []byte) error {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch}
		if packed[path.Ext(name)] {
			h.Method = zip.Store
		}
		h.SetMode(0o644)
		w, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = w.Write(body)
		return err
	})
	if err == nil {
		err = z.Close()
	}
	return b.Bytes(), err
}
