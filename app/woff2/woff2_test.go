package woff2

import (
	"os"
	"testing"
)

const naskhFile = "../../node_modules/@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2"

func TestRead(t *testing.T) {
	b, err := os.ReadFile(naskhFile)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "ءآبتغلىي،؛؟" {
		if !c[r] {
			t.Errorf("%q is in the font and not found", r)
		}
	}
	for _, r := range "Жé漢" {
		if c[r] {
			t.Errorf("%q is not in the font", r)
		}
	}
	for _, bad := range [][]byte{nil, []byte("wOF2"), b[:200], []byte("OTTO"), append([]byte("wOF2ttcf"), b[8:]...)} {
		if _, err := Read(bad); err == nil {
			t.Errorf("%d bytes that are no font are taken for one", len(bad))
		}
	}
}

func TestInRange(t *testing.T) {
	for _, c := range []struct {
		list string
		r    rune
		want bool
	}{
		{"U+0600-06FF, U+AB", 'ب', true}, {"U+0600-06FF,U+00AB", '«', true}, {"U+0600-06FF", 'a', false}, {"U+4??", 'Ж', true}, {"U+4??", 'a', false}, {"", 'x', true},
	} {
		if got := InRange(c.list, c.r); got != c.want {
			t.Errorf("%q holds %q: %v", c.list, c.r, got)
		}
	}
}
