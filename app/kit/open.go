package kit

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"sahel-explainer/app/kept"
)

// HomeEnv names the variable that says where the program lays out what it carries, in place of the machine's own folder for caches.
const HomeEnv = "EXPLAINER_HOME"

// Open lays a kit out in a folder of its own, unless it is there already and whole, and returns the folder. The folder also keeps what is
// drawn, cut and compressed from one build to the next; it may be deleted at any time.
func Open(packed []byte) (root string, err error) {
	home, err := place()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(packed)
	root = filepath.Join(home, hex.EncodeToString(sum[:])[:16])
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return "", fmt.Errorf("what the program carries: %w; fetch the program again", err)
	}
	if whole(root, z) {
		return root, nil
	}
	if err := lay(root, z); err != nil {
		return "", fmt.Errorf("laying out what the program carries: %w; make room, or name another folder: %s=/a/folder", err, HomeEnv)
	}
	return root, nil
}

// place is the folder for all versions of the program.
func place() (string, error) {
	if dir := os.Getenv(HomeEnv); dir != "" {
		return filepath.Abs(dir)
	}
	if dir, err := os.UserCacheDir(); err == nil {
		if dir = filepath.Join(dir, "explainer"); os.MkdirAll(dir, 0o755) == nil {
			return dir, nil
		}
	}
	// No home, or one that cannot be written to: a folder that is this user's alone.
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("explainer-%d", os.Getuid()))
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("there is no folder to work in: %w; name one: %s=/a/folder", err, HomeEnv)
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() || foreign(info) {
		return "", fmt.Errorf("%s is somebody else's; name another folder: %s=/a/folder", dir, HomeEnv)
	}
	return dir, nil
}

// whole reports whether each file of a kit stands below root as it is packed. It takes some 30 ms, and what a full disk or a cleaner of
// caches has made of the folder is never built with.
func whole(root string, z *zip.Reader) bool {
	for _, f := range z.File {
		raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(f.Name)))
		if err != nil || uint64(len(raw)) != f.UncompressedSize64 || crc32.ChecksumIEEE(raw) != f.CRC32 {
			return false
		}
	}
	return true
}

// lay writes the files of a kit, each in one step: another program may be doing the same.
func lay(root string, z *zip.Reader) error {
	for _, f := range z.File {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return fmt.Errorf("%q is no path below a folder", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			return err
		}
		if err := kept.Replace(filepath.Join(root, filepath.FromSlash(f.Name)), raw); err != nil {
			return err
		}
	}
	return nil
}
