package site

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/app/kept"
	"sahel-explainer/app/pwa"
	"sahel-explainer/app/sheet"
	"sahel-explainer/charts/made"
	"sahel-explainer/locales"
)

// asset puts content under assets/ with its hash in the name, so that it can be cached for ever, and returns its path. The service
// worker holds files to the hash in their name: it is that of the content and nothing else.
func (t Tree) asset(name string, content []byte) string {
	ext := path.Ext(name)
	p := "assets/" + strings.TrimSuffix(name, ext) + "." + pwa.Sum(content).Sum + ext
	t[p] = content
	return p
}

// styles reads web/css in order, writes the unrolled rules in the places where they apply, and minifies. The rules hold for
// every page, in each of the languages; per-page rules come from timelines.
func styles(root string, brand *locales.Brand, in []locales.Locale) (string, error) {
	files, err := filepath.Glob(filepath.Join(root, "web", "css", "*.css"))
	if err != nil {
		return "", err
	}
	sort.Strings(files)
	var b strings.Builder
	b.WriteString(brand.CSS())
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		switch filepath.Base(f) {
		case "02a-narrow.css":
			b.WriteString(scoped(string(text), `:where(:root:not([data-mode="tall"],[data-mode="stepper"],[data-mode="unrolled"]))`))
			continue
		case "05-unrolled.css":
		default:
			b.Write(text)
			continue
		}
		for i := range 24 {
			fmt.Fprintf(&b, "[data-i=\"%d\"]{--i:%d}\n", i, i)
		}
		rules := string(text)
		// Inside @media print, without timelines or scripts, and where the mode says so.
		fmt.Fprintf(&b, "@media print {\n%s\n}\n", scoped(rules, ":root"))
		fmt.Fprintf(&b, "@supports not ((animation-timeline: view()) and (timeline-scope: --a)) {\n%s\n}\n", scoped(rules, `:root:not([data-boot],[data-cards])`))
		b.WriteString(scoped(rules, `:root[data-mode="unrolled"]`))
		// And where a window is too low for words beside a graphic: zoomed to 400%, say.
		fmt.Fprintf(&b, "@media %s {\n%s\n}\n", low, scoped(rules, `:root:not([data-mode="tall"],[data-mode="stepper"])`))
	}
	res := api.Transform(LanguageRules(b.String(), in), api.TransformOptions{Loader: api.LoaderCSS, MinifySyntax: true, MinifyWhitespace: true, Engines: sheet.Floor})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		return "", fmt.Errorf("web/css: %s (line %d of the joined style sheet)", e.Text, e.Location.Line)
	}
	return strings.TrimSpace(string(res.Code)), nil
}

// low are the windows in which nothing is pinned: the graphics stand at their steps, at their own size, since pinned their labels would
// have less than 11 px; high are the others. web/css/02a-narrow.css knows them too.
const (
	low = "screen and (max-height: 23.49rem), screen and (max-width: 59.99rem) and (max-aspect-ratio: 7/5) and (max-height: 32.49rem), " +
		"screen and (min-width: 60rem) and (max-height: 30.99rem)"
	high = "screen and (max-width: 59.99rem) and (min-aspect-ratio: 7/5) and (min-height: 23.5rem), " +
		"screen and (max-width: 59.99rem) and (min-height: 32.5rem), screen and (min-width: 60rem) and (min-height: 31rem)"
)

// scoped prefixes each rule of a style sheet (one rule a line; at-rules on lines of their own) with a selector, which weighs nothing
// inside :where(). A rule of :root is of the selector itself, with its weight.
func scoped(rules, prefix string) string {
	var b strings.Builder
	inComment := false
	root := prefix
	if inner, ok := strings.CutPrefix(prefix, ":where("); ok {
		root = strings.TrimSuffix(inner, ")")
	}
	for _, line := range strings.Split(rules, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "/*") {
			inComment = true
		}
		if inComment {
			if strings.Contains(line, "*/") {
				inComment = false
			}
			continue
		}
		if strings.HasPrefix(line, "@") || strings.HasPrefix(line, "}") {
			b.WriteString(line + "\n")
			continue
		}
		sel, body, ok := strings.Cut(line, "{")
		if !ok {
			continue
		}
		parts := strings.Split(sel, ",")
		for i, s := range parts {
			s = strings.TrimSpace(s)
			if rest, ok := strings.CutPrefix(s, ":root"); ok {
				parts[i] = root + rest
				continue
			}
			parts[i] = prefix + " " + s
		}
		b.WriteString(strings.Join(parts, ",") + " {" + body + "\n")
	}
	return b.String()
}

// script bundles and minifies one of our own scripts for what the browsers of the floor know.
func script(root, name string, plugins ...api.Plugin) ([]byte, error) {
	abs, err := filepath.Abs(filepath.Join(root, "web", name))
	if err != nil {
		return nil, err
	}
	res := api.Build(api.BuildOptions{
		EntryPoints: []string{abs}, Bundle: true, Format: api.FormatIIFE, Engines: sheet.Floor, Plugins: plugins,
		MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, LogLevel: api.LogLevelSilent,
	})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		line := 0
		if e.Location != nil {
			line = e.Location.Line
		}
		return nil, fmt.Errorf("web/%s:%d: %s", name, line, e.Text)
	}
	return res.OutputFiles[0].Contents, nil
}

// minify minifies a script that has been put together already. Only a worker's is UTF-8 whatever else is said; any other may stand in a
// host page of another encoding, and is ASCII.
func minify(code []byte, charset ...api.Charset) ([]byte, error) {
	res := api.Transform(string(code), api.TransformOptions{MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, Target: api.ES2018, Charset: append(charset, api.CharsetASCII)[0]})
	if len(res.Errors) > 0 {
		return nil, fmt.Errorf("minifying: %s", res.Errors[0].Text)
	}
	return res.Code, nil
}

// compiling keeps two builds of the client from writing the same files: the desk compiles while it drafts.
var compiling sync.Mutex

// clientFile keeps the client that was compiled last, in the folder of the client's cache.
const clientFile = "client.kept"

// client compiles the Go client and returns it with the wasm_exec.js of the same toolchain, minified. A released program carries both.
func client(root, cache string) (wasm, exec_ []byte, err error) {
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
	last, _ := kept.Read(filepath.Join(cache, clientFile))
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
	if err := kept.Write(filepath.Join(cache, clientFile), wasm); err != nil {
		return nil, nil, err
	}
	exec_, err = wasmExec()
	return wasm, exec_, err
}

// wasmExec is the toolchain's own start of a Go program in a browser, minified.
func wasmExec() ([]byte, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, fmt.Errorf("wasm_exec.js of %s: %w", runtime.Version(), err)
	}
	return minify(raw)
}

// CompileClient compiles the client of the project at root, with the script that starts it.
func CompileClient(root string) (wasm, start []byte, err error) {
	return client(root, filepath.Join(root, ".build", "client"))
}
