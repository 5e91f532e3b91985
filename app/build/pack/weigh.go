package pack

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// PrintPackages compiles the client once more with its names and prints what the machine code of each package weighs, the heaviest
// first, uncompressed. Tables of types and places, which the linker merges, stand as one line.
func PrintPackages(w io.Writer, root, cache string) error {
	cache, err := filepath.Abs(cache)
	if err != nil {
		return err
	}
	out := filepath.Join(cache, "client", "named.wasm")
	mod, err := leanModule(root, filepath.Dir(out))
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-modfile="+mod, "-o", out, "./app/client")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=-mod=mod")
	if msg, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling the client: %w\n%s", err, msg)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	sizes, err := packageSizes(wasm)
	if err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	fmt.Fprintf(w, "\n%-40s %10s\n", "package of the client", "raw")
	names := sortedBySize(sizes)
	for _, n := range names[:min(25, len(names))] {
		fmt.Fprintf(w, "%-40s %10d\n", n, sizes[n])
	}
	rest := 0
	for _, n := range names[min(25, len(names)):] {
		rest += sizes[n]
	}
	fmt.Fprintf(w, "%-40s %10d\n", fmt.Sprintf("%d more", max(0, len(names)-25)), rest)
	return nil
}

func sortedBySize(sizes map[string]int) []string {
	names := make([]string, 0, len(sizes))
	for n := range sizes {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := sizes[b] - sizes[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names
}

// dataPart is where packageSizes counts the data section.
const dataPart = "(data: types, strings, tables)"

// packageSizes adds up the code of each package in a WebAssembly module that Go's linker has written with names.
func packageSizes(wasm []byte) (sizes map[string]int, err error) {
	defer func() {
		if r := recover(); r != nil { // it ends before it should
			err = errors.New("this is no whole WebAssembly module")
		}
	}()
	if len(wasm) < 8 || string(wasm[:4]) != "\x00asm" {
		return nil, errors.New("this is no WebAssembly module")
	}
	wasm = slices.Clip(wasm)
	at := 8
	number := func() int {
		n, shift := 0, 0
		for {
			b := wasm[at]
			at++
			n |= int(b&0x7f) << shift
			if b < 0x80 {
				return n
			}
			shift += 7
		}
	}
	text := func() string {
		n := number()
		at += n
		return string(wasm[at-n : at])
	}
	var bodies []int
	imported := 0
	names := map[int]string{}
	sizes = map[string]int{}
	for at < len(wasm) {
		kind := wasm[at]
		at++
		length := number()
		end := at + length
		switch kind {
		case 2: // imports: functions among them are counted first
			for range number() {
				text()
				text()
				if wasm[at] != 0 {
					return nil, errors.New("it imports what is no function")
				}
				at++
				number()
				imported++
			}
		case 10: // code
			for range number() {
				n := number()
				bodies = append(bodies, n)
				at += n
			}
		case 11:
			sizes[dataPart] = length
		case 0: // custom
			if text() == "name" {
				for at < end {
					what, stop := wasm[at], 0
					at++
					stop = number() + at
					if what == 1 { // of functions
						for range number() {
							i := number()
							names[i] = text()
						}
					}
					at = stop
				}
			}
		}
		at = end
	}
	if len(names) == 0 {
		return nil, errors.New("it has no names")
	}
	for i, n := range bodies {
		sizes[packageOf(names[i+imported])] += n
	}
	return sizes, nil
}

// packageOf is the package in a name as Go's linker writes it into a module: "encoding_json.Unmarshal", "type:.eq.…".
func packageOf(name string) string {
	if strings.HasPrefix(name, "type:") || strings.HasPrefix(name, "type_") {
		return "(comparing and hashing types)"
	}
	if strings.HasPrefix(name, "github.com") {
		name = "github_com" + strings.TrimPrefix(name, "github.com")
	}
	p, _, _ := strings.Cut(name, ".")
	return p
}
