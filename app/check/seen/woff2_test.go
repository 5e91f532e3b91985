package seen

import (
	"os"
	"testing"
)

const naskhFile = "../../../node_modules/@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2"

func TestReadWOFF2(t *testing.T) {
	b, err := os.ReadFile(naskhFile)
	if err != nil {
		t.Fatal(err)
	}
	c, err := readWOFF2(b)
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
		if _, err := readWOFF2(bad); err == nil {
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
		if got := inRange(c.list, c.r); got != c.want {
			t.Errorf("%q holds %q: %v", c.list, c.r, got)
		}
	}
}
