package kept

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Whatever happens to one byte of a kept file, or wherever it ends, it gives what was kept or nothing.
func TestNothingFalseIsRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "folder", "a.br")
	want := []byte("what was costly to make")
	if _, ok := Read(file); ok {
		t.Fatal("there is a file before one was written")
	}
	if err := Write(file, want); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := Read(file); !ok || !bytes.Equal(got, want) {
		t.Fatalf("read %q, %v", got, ok)
	}
	try := func(what string, at int, raw []byte) {
		if err := os.WriteFile(file, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := Read(file); ok {
			t.Errorf("%s at %d: read as %q", what, at, got)
		}
	}
	for i := range whole {
		broken := bytes.Clone(whole)
		broken[i] ^= 1
		try("a flipped bit", i, broken)
		try("cut", i, whole[:i])
	}
	try("longer", len(whole), append(bytes.Clone(whole), 0))
}

// An empty result is a result.
func TestEmptyIsKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "empty")
	if err := Write(file, nil); err != nil {
		t.Fatal(err)
	}
	if got, ok := Read(file); !ok || len(got) != 0 {
		t.Errorf("read %q, %v", got, ok)
	}
}

// What cannot be written leaves the file of before, and nothing beside it.
func TestAFailureLeavesTheFileOfBefore(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "held")
	if err := os.Mkdir(file, 0o755); err != nil { // a folder cannot be replaced by a file
		t.Fatal(err)
	}
	if err := Write(file, []byte("x")); err == nil {
		t.Error("written over a folder")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
