package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
)

// Gallery names the files that keep pictures as ECharts drew them: each by all that it depends on, so that a file that is there is
// what drawing anew would give.
type Gallery struct{ dir, key string }

// NewGallery is a gallery in a folder, of what a bundle draws with labels measured by Width.
func NewGallery(dir string, bundle []byte) Gallery {
	return Gallery{dir, Hash(bundle, []byte(advancesTSV))}
}

// File is where a picture is kept that has been drawn; option is JSON, shapes what its map draws on or nil, the size in pixels.
func (g Gallery) File(option, shapes []byte, width, height float64) string {
	return filepath.Join(g.dir, Hash([]byte(g.key), option, shapes, []byte(fmt.Sprint(width, height)))+".svg")
}

// Hash is a name for contents: that of others differs.
func Hash(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:20]
}
