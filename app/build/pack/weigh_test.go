package pack

import (
	"maps"
	"testing"
)

func TestPackageSizes(t *testing.T) {
	section := func(kind byte, body ...byte) []byte { return append([]byte{kind, byte(len(body))}, body...) }
	name := func(s string) []byte { return append([]byte{byte(len(s))}, s...) }
	join := func(parts ...[]byte) (out []byte) {
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	functions := join([]byte{3, 0}, name("host.f"), []byte{1}, name("fmt.Print"), []byte{2}, name("runtime.mallocgc"))
	module := join([]byte("\x00asm\x01\x00\x00\x00"),
		section(2, join([]byte{1}, name("go"), name("f"), []byte{0, 0})...), // one imported function has the first number
		section(10, 2, 3, 0, 0, 0, 1, 0),
		section(11, 1, 2, 3, 4),
		section(0, join(name("name"), []byte{1, byte(len(functions))}, functions)...))
	got, err := packageSizes(module)
	if want := map[string]int{"fmt": 3, "runtime": 1, dataPart: 4}; err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	for _, bad := range [][]byte{nil, []byte("<html>no"), module[:len(module)-9], module[:30]} {
		if got, err := packageSizes(bad); err == nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}
