package browser

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// Floor are the oldest Chromiums that the story promises to be right in: what package.json names them by. npm has them as single
// programs for servers (@sparticuz/chromium), packed with Brotli; the libraries that they need come with Debian's Chromium.
var Floor = []string{"chromium-109", "chromium-92"}

// Old unpacks one of Floor from the node_modules of root, once, into its .build, and gives its path.
func Old(root, name string) (string, error) {
	packed, err := os.Open(filepath.Join(root, "node_modules", name, "bin", "chromium.br"))
	if err != nil {
		return "", fmt.Errorf("%w: run npm ci", err)
	}
	defer packed.Close()
	was, err := packed.Stat()
	if err != nil {
		return "", err
	}
	dir, err := filepath.Abs(filepath.Join(root, ".build", "engines"))
	if err != nil {
		return "", err
	}
	at := filepath.Join(dir, fmt.Sprintf("%s-%d", name, was.Size()))
	if _, err := os.Stat(at); err == nil {
		return at, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	out, err := os.CreateTemp(dir, name)
	if err != nil {
		return "", err
	}
	defer os.Remove(out.Name())
	if _, err := io.Copy(out, brotli.NewReader(packed)); err != nil {
		out.Close()
		return "", fmt.Errorf("unpacking %s: %w", name, err)
	}
	if err := out.Close(); err != nil {
		return "", err
	}
	if err := os.Chmod(out.Name(), 0o755); err != nil {
		return "", err
	}
	return at, os.Rename(out.Name(), at)
}
