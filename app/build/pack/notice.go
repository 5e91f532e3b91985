package pack

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"sahel-explainer/charts/made"
	"sahel-explainer/locales"
)

// shipped are the npm packages, beside those of fonts, of which something reaches readers. What only helps to build or test is not
// among them.
var shipped = []string{"echarts", "tslib", "world-atlas", "zrender"}

// fontPackages are the npm packages that languages take their faces from.
func fontPackages(in []locales.Locale) []string {
	var out []string
	for _, l := range in {
		for _, f := range l.Faces {
			parts := strings.Split(f.File, "/")
			name := parts[0]
			if strings.HasPrefix(name, "@") && len(parts) > 1 {
				name += "/" + parts[1]
			}
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// Work is something of others that the site carries: its name, version, the text of its licence, and whether it came by npm.
type Work struct {
	Name, Version, Licence string
	NPM                    bool
}

// Works lists what the site carries of others: the Go modules that the client is linked from, with Go itself, then npm's packages.
func Works(root string, in []locales.Locale) ([]Work, error) {
	works, err := ClientWorks(root)
	if err != nil {
		return nil, err
	}
	for _, name := range Packages(in) {
		w, err := npmPackage(root, name)
		if err != nil {
			return nil, err
		}
		works = append(works, w)
	}
	return works, nil
}

// ModuleLicence reads the licence of a Go module that the project uses.
func ModuleLicence(root, path string) (string, error) {
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("where is module %s: %w", path, err)
	}
	return licence(strings.TrimSpace(string(out)))
}

// Notice is NOTICE.txt: whose work a site in some languages carries, under which licence, each licence in full.
func Notice(root string, in []locales.Locale) ([]byte, error) {
	works, err := Works(root, in)
	if err != nil {
		return nil, err
	}
	name, text, err := Licence(root)
	if err != nil {
		return nil, err
	}
	var s strings.Builder
	s.WriteString("This site carries the work of others, under the licences below.\n\n")
	for _, w := range works {
		fmt.Fprintf(&s, "- %s %s\n", w.Name, w.Version)
	}
	s.WriteString("\nMap shapes: made with Natural Earth (naturalearthdata.com), public domain, by way of world-atlas.\n" +
		"Fonts: cut to the characters and tables that the site uses, otherwise unchanged.\n" +
		"Figures and words quoted: each from the source named beside it in the story, in its table and in data/.\n" + ownLicence(name, text))
	for _, w := range works {
		fmt.Fprintf(&s, "\n%s\n%s %s\n\n%s\n", strings.Repeat("=", 72), w.Name, w.Version, strings.TrimSpace(strings.ReplaceAll(w.Licence, "\r\n", "\n")))
	}
	return []byte(s.String()), nil
}

// ClientWorks are those of the Go modules that the client is linked from, with Go itself. A released program carries the list.
func ClientWorks(root string) ([]Work, error) {
	raw, ok := made.File(root, made.Works)
	if !ok {
		return clientModules(root)
	}
	var out []Work
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("%s/%s: %w", made.Dir, made.Works, err)
	}
	return out, nil
}

// Packages are npm's packages of which something reaches readers of some languages.
func Packages(in []locales.Locale) []string {
	names := append(fontPackages(in), shipped...)
	sort.Strings(names)
	return names
}

// ownLicence says what the site's own words, code and drawings are under.
func ownLicence(name, text string) string {
	if name == "" {
		return "The site itself: its owner has chosen no licence yet, so none is given.\n"
	}
	return fmt.Sprintf("The site itself: %s.\n\n%s\n", name, strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")))
}

// clientModules are the Go modules that the client is linked from, with Go itself.
func clientModules(root string) ([]Work, error) {
	list := func(args ...string) (string, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=-mod=mod")
		out, err := cmd.Output()
		return strings.TrimSpace(string(out)), err
	}
	home, err := list("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	version, err := list("env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	text, err := licence(home)
	if err != nil {
		return nil, err
	}
	out := []Work{{"Go standard library, runtime and wasm_exec.js", strings.TrimPrefix(version, "go"), text, false}}
	deps, err := list("list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./app/client")
	if err != nil {
		return nil, fmt.Errorf("listing the client's modules: %w", err)
	}
	seen := map[string]bool{}
	for line := range strings.SplitSeq(deps, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || seen[f[0]] {
			continue
		}
		seen[f[0]] = true
		if text, err = licence(f[2]); err != nil {
			return nil, err
		}
		out = append(out, Work{f[0], f[1], text, false})
	}
	sort.Slice(out[1:], func(i, j int) bool { return out[i+1].Name < out[j+1].Name })
	return out, nil
}

func npmPackage(root, name string) (Work, error) {
	dir := filepath.Join(root, "node_modules", filepath.FromSlash(name))
	raw, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return Work{}, fmt.Errorf("%w; run npm ci", err)
	}
	var p struct{ Version string }
	if err := json.Unmarshal(raw, &p); err != nil {
		return Work{}, fmt.Errorf("node_modules/%s/package.json: %w", name, err)
	}
	text, err := licence(dir)
	if err != nil { // one that the package forgot
		kept, missing := os.ReadFile(filepath.Join(root, "web", "licences", filepath.Base(dir)+".txt"))
		if missing != nil {
			return Work{}, err
		}
		text = string(kept)
	}
	return Work{name, p.Version, text, true}, nil
}

// LicenceFiles are the names under which packages keep their licence, and the notice that some licences ask to be kept with it.
var LicenceFiles = []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING", "NOTICE"}

// licence reads the licence in a folder, and the notice that some licences ask to be kept with it.
func licence(dir string) (string, error) {
	var texts []string
	for _, n := range LicenceFiles {
		if text, err := os.ReadFile(filepath.Join(dir, n)); err == nil {
			texts = append(texts, string(text))
		}
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("%s has no licence; what is shipped needs one", filepath.Base(dir))
	}
	return strings.Join(texts, "\n"), nil
}
