package kept

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
)

// Program tells this program from every other build of it: what one has found out need not be what another would. It is "" where the
// program cannot read itself; then nothing that depends on its code may be kept.
var Program = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
})

// Key is the hash of what something was made from: this program, all files below some folders, and further words. "" if one cannot be read.
func Key(files fs.FS, dirs []string, more ...string) string {
	if Program() == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %q\n", Program(), more)
	for _, dir := range dirs {
		err := fs.WalkDir(files, dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := fs.ReadFile(files, name)
			fmt.Fprintf(h, "%q %x\n", name, sha256.Sum256(b))
			return err
		})
		if err != nil {
			return ""
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
