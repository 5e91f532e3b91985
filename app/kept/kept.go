// Package kept keeps on disk, from one build to the next, what was costly to make. A file says the hash of what it holds and is
// believed only if that is true: a disk that was full, a process that was killed or a flipped bit cost the work again, never a page.
package kept

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// mark begins every kept file; the hash of the contents in hexadecimal digits and a line break follow.
const mark = "kept1 "

// headSize is the length of mark, hash and line break.
const headSize = len(mark) + 2*sha256.Size + 1

func head(content []byte) []byte {
	sum := sha256.Sum256(content)
	return append(hex.AppendEncode([]byte(mark), sum[:]), '\n')
}

// Read gives what a file keeps. It reports false where there is no such file, or one that does not hold what it says.
func Read(file string) ([]byte, bool) {
	raw, err := os.ReadFile(file)
	if err != nil || len(raw) < headSize {
		return nil, false
	}
	content := raw[headSize:]
	return content, bytes.Equal(raw[:headSize], head(content))
}

// Write keeps contents in a file, in one step: a reader finds the file of before or all of this one. It makes the folder.
func Write(file string, content []byte) error {
	return Replace(file, append(head(content), content...))
}

// Replace puts contents into a plain file in one step, and makes its folder. A failure leaves the file of before.
func Replace(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = cmp.Or(err, f.Close()); err == nil {
		err = cmp.Or(os.Chmod(f.Name(), 0o644), os.Rename(f.Name(), file))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
