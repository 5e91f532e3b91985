package pack

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"sahel-explainer/app/kept"
	"sahel-explainer/charts/made"
)

// compiling keeps two builds of the client from writing the same files: the desk compiles while it drafts.
var compiling sync.Mutex

// ClientFile keeps the client that was compiled last, in the folder of the client's cache.
const ClientFile = "client.kept"

// Compile compiles the Go client of the project at root and returns it with the wasm_exec.js of the same toolchain, minified. A
// released program carries both.
func Compile(root, cache string) (wasm, exec_ []byte, err error) {
	if wasm, ok := made.File(root, made.Client); ok {
		if start, ok := made.File(root, made.Exec); ok {
			return wasm, start, nil
		}
	}
	compiling.Lock()
	defer compiling.Unlock()
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, nil, err
	}
	cache, err = filepath.Abs(cache)
	if err != nil {
		return nil, nil, err
	}
	out := filepath.Join(cache, "linked.wasm")
	// Go believes a program that bears the right build ID, whatever the rest of it has become.
	last, _ := kept.Read(filepath.Join(cache, ClientFile))
	if linked, err := os.ReadFile(out); err == nil && !bytes.Equal(linked, last) {
		if err := os.Remove(out); err != nil {
			return nil, nil, err
		}
	}
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w"}
	mod, err := leanModule(root, cache)
	if err != nil {
		return nil, nil, err
	}
	if mod != "" {
		args = append(args, "-modfile="+mod)
	}
	cmd := exec.Command("go", append(args, "-o", out, "./app/client")...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=-mod=mod")
	if msg, err := cmd.CombinedOutput(); err != nil {
		return nil, nil, fmt.Errorf("compiling the client: %w\n%s", err, msg)
	}
	if wasm, err = os.ReadFile(out); err != nil {
		return nil, nil, err
	}
	if err := kept.Write(filepath.Join(cache, ClientFile), wasm); err != nil {
		return nil, nil, err
	}
	exec_, err = Exec()
	return wasm, exec_, err
}

// Exec is the toolchain's own start of a Go program in a browser, minified.
func Exec() ([]byte, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, fmt.Errorf("wasm_exec.js of %s: %w", runtime.Version(), err)
	}
	return Minify(raw)
}

// CompileClient compiles the client of the project at root, with the script that starts it.
func CompileClient(root string) (wasm, start []byte, err error) {
	return Compile(root, filepath.Join(root, ".build", "client"))
}

// Client are the paths of the client in a site: the compiled program, and the script that starts it.
type Client struct{ WASM, Exec string }
