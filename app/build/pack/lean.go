package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"

	"sahel-explainer/charts/render"
)

// goapp is the framework whose server half readers should not download.
const goapp = "github.com/maxence-charriere/go-app/v9"

// The client is built against a copy of go-app without its server half: the HTTP handler, its resources, the static site
// generator and the encryption of stored values, none of which a browser runs, yet which keep net/http, text/template and
// crypto alive through reflection: 0.4 MB on the wire. Three libraries go with it (0.2 MB more) that the other half uses where
// this client never comes: regexp for routes (we have one page), encoding/json for stored state, and uuid, with all of crypto,
// for ids of subscriptions. The copy is made at build time from the module cache and never committed. What it is made from is
// checked against goappSum: when the dependency changes, the build fails here, and whoever updates it looks at the list again.
var shed = []string{"http.go", "resource.go", "static.go", "cache.go", "crypto.go", "testing.go", "wasm.go", "route.go"}

// swapped are the imports that the copy does without, and what it says in their place.
var swapped = [][2]string{
	{`"encoding/json"`, `json "` + goapp + `/pkg/lean"`},
	{`"github.com/google/uuid"`, `uuid "` + goapp + `/pkg/lean"`},
}

// stayed is what go-app does of itself when it starts under an address with a fragment: it goes to that element. The browser went there
// long before; by now the reader may be chapters away, and was thrown back. The copy starts where the page is.
var stayed = [2]string{
	"\tdisp.Nav(u)\n\tif isFragmentNavigation(u) {\n",
	"\tdisp.Nav(u)\n\tif false {\n",
}

// found is where go-app mounts: in the first child of the body, whoever that is. Extensions put elements of theirs there, which were
// thrown out of the page. The copy asks for ours by its id.
var found = [2]string{
	"body.JSValue().firstElementChild()",
	`Window().Get("document").Call("getElementById", "client")`,
}

// written is how go-app changes a text: in the node that it made. A translator puts elements of its own in the place of text nodes, and what
// is written into a node that is out of the page is not seen. In this client a text is all that its element has, so the copy writes
// the element's text then, and goes on with the node that this makes.
var written = [2]string{
	"\t\tt.JSValue().setNodeValue(o.value)\n",
	`		if p := t.parentElem.JSValue(); !t.jsvalue.Get("parentNode").Equal(p) {
			p.setInnerText(t.value)
			t.jsvalue = p.firstChild()
			return nil
		}
		t.JSValue().setNodeValue(o.value)
`,
}

// mended is what the copy says in another way, by file.
var mended = map[string][][2]string{"app.go": {stayed, found}, "text.go": {written}}

// leanStubs stand in for what the rest of go-app names of the files that are shed.
const leanStubs = `package app

import (
	"errors"
	"reflect"
	"strings"
)

// The client is one page at whatever address, so there is one route.
type router struct{ t reflect.Type }

var routes router

func RouteWithRegexp(pattern string, c Composer) {
	if pattern != ".*" {
		panic("the client has one route, .*, not " + pattern + "; see app/build/pack/lean.go")
	}
	routes.t = reflect.TypeOf(c).Elem()
}

func (r *router) createComponent(path string) (Composer, bool) {
	if r.t == nil {
		return nil, false
	}
	return reflect.New(r.t).Interface().(Composer), true
}

// Stored values are not encrypted in this client.
func encrypt(key string, v []byte) ([]byte, error) { return nil, errors.New("not in this build") }
func decrypt(key string, v []byte) ([]byte, error) { return nil, errors.New("not in this build") }

// The client names its files by whole addresses; go-app's /web/ folder is not used.
func isStaticResourcePath(path string) bool { return false }
func isRemoteLocation(path string) bool {
	return strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://")
}
`

// leanPackage stands in for encoding/json and uuid. What is written with it is read by people alone: errors and logs.
const leanPackage = `package lean

import (
	"errors"
	"fmt"
	"strconv"
)

type RawMessage []byte

func Marshal(v any) ([]byte, error) {
	if m, ok := v.(interface{ MarshalJSON() ([]byte, error) }); ok {
		return m.MarshalJSON()
	}
	if _, ok := v.(fmt.Stringer); ok { // which may have come here to be written
		return fmt.Appendf(nil, "%#v", v), nil
	}
	return fmt.Appendf(nil, "%+v", v), nil
}

func MarshalIndent(v any, prefix, indent string) ([]byte, error) { return Marshal(v) }

func Unmarshal(data []byte, v any) error { return errors.New("JSON is not in this build; see app/build/pack/lean.go") }

var last int

// NewString is unique within the page, which is as far as ids of subscriptions go.
func NewString() string {
	last++
	return strconv.Itoa(last)
}
`

// goappSum is the hash of the names and contents of all that the copy is made from, for the version in go.mod.
const goappSum = "5929464a576bf871"

// leanDirs are the folders that are copied.
var leanDirs = []string{".", "pkg/app", "pkg/errors", "pkg/logs", "pkg/cache"}

// leanModule writes the copy and a go.mod that replaces go-app by it, and returns that file's path.
func leanModule(root, cache string) (string, error) {
	cmd := exec.Command("go", "list", "-mod=mod", "-m", "-f", "{{.Dir}}", goapp)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", goapp, err)
	}
	src := strings.TrimSpace(string(out))
	sum, err := leanSum(src)
	if err != nil {
		return "", err
	}
	if sum != goappSum {
		return "", fmt.Errorf("app/build/pack/lean.go: %s has changed (it hashes to %s, not %s); look at what the client needs of the new version, then set goappSum", goapp, sum, goappSum)
	}
	cache, err = filepath.Abs(cache)
	if err != nil {
		return "", err
	}
	dst := filepath.Join(cache, "goapp-"+render.Hash([]byte(sum+leanStubs+leanPackage+fmt.Sprint(shed, swapped, mended))))
	if said, err := os.ReadFile(filepath.Join(dst, "done")); err != nil || len(said) == 0 || string(said) != treeSum(dst) {
		if err := copyLean(src, dst); err != nil {
			return "", fmt.Errorf("copying %s: %w", goapp, err)
		}
	}
	// Go writes this place into the program. From the project it is the same on every machine, and tells of none.
	abs, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	place, err := filepath.Rel(abs, dst)
	if err != nil {
		return "", err
	}
	if place = filepath.ToSlash(place); !strings.HasPrefix(place, "../") {
		place = "./" + place
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	gosum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	file := filepath.Join(cache, "client.mod")
	if err := os.WriteFile(file, append(mod, []byte("\nreplace "+goapp+" => "+place+"\n")...), 0o644); err != nil {
		return "", err
	}
	return file, os.WriteFile(filepath.Join(cache, "client.sum"), gosum, 0o644)
}

// leanSum hashes the files that a copy may be made from.
func leanSum(src string) (string, error) {
	h := sha256.New()
	for _, dir := range leanDirs {
		files, err := filepath.Glob(filepath.Join(src, dir, "*.go"))
		if err != nil {
			return "", err
		}
		sort.Strings(files)
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(h, "%s/%s %d\n", dir, filepath.Base(f), len(text))
			h.Write(text)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

func copyLean(src, dst string) error {
	drop := map[string]bool{}
	for _, n := range shed {
		drop[n] = true
	}
	if err := os.RemoveAll(dst); err != nil {
		return err
	}
	for _, dir := range leanDirs {
		entries, err := os.ReadDir(filepath.Join(src, dir))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(dst, dir), 0o755); err != nil {
			return err
		}
		for _, e := range entries {
			n := e.Name()
			if e.IsDir() || strings.HasSuffix(n, "_test.go") || (dir == "pkg/app" && drop[n]) || (filepath.Ext(n) != ".go" && n != "go.mod" && n != "go.sum") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(src, dir, n))
			if err != nil {
				return err
			}
			for _, s := range swapped {
				text = bytes.ReplaceAll(text, []byte("\t"+s[0]+"\n"), []byte("\t"+s[1]+"\n"))
			}
			if m, ok := mended[n]; ok && dir == "pkg/app" {
				for _, m := range m {
					if bytes.Count(text, []byte(m[0])) != 1 {
						return fmt.Errorf("%s no longer says %q once: look at mended in app/build/pack/lean.go", n, m[0])
					}
					text = bytes.Replace(text, []byte(m[0]), []byte(m[1]), 1)
				}
			}
			if err := os.WriteFile(filepath.Join(dst, dir, n), text, fs.FileMode(0o644)); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(filepath.Join(dst, "pkg/lean"), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dst, "pkg/lean/lean.go"), []byte(leanPackage), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dst, "pkg/app/lean.go"), []byte(leanStubs), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dst, "done"), []byte(treeSum(dst)), 0o644)
}

// treeSum hashes the names and contents of all files below a copy but the one that says this hash: a copy that a full disk or a bad one has
// changed is made anew, not compiled into every reader's client. What cannot be read has the hash "".
func treeSum(dst string) string {
	h := sha256.New()
	err := filepath.WalkDir(dst, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || file == filepath.Join(dst, "done") {
			return err
		}
		text, err := os.ReadFile(file)
		rel, _ := filepath.Rel(dst, file)
		fmt.Fprintf(h, "%q %x\n", filepath.ToSlash(rel), sha256.Sum256(text))
		return err
	})
	if err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
