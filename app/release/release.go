// Package release makes what is handed out: the finished site as an archive, the program that carries it for each system, what
// they are made of, and a checksum of each. The same commit gives the same bytes.
package release

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
)

// Target is a system that a program is built for.
type Target struct{ OS, Arch string }

// Targets are the systems that a release is built for.
var Targets = []Target{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"}}

// Options are what a release is made of.
type Options struct {
	Root    string // the project
	Site    string // the finished site
	Out     string // where the release goes: a folder, replaced whole
	Version string
	Targets []Target
	Editors []Target // systems that the editor's program is built for
}

// File is a file of a release.
type File struct {
	Name string
	Size int64
	SHA  string
}

var versions = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$`)

// Make writes the release beside its place and, once all of it is there, into it.
func Make(o Options) (files []File, err error) {
	if !versions.MatchString(o.Version) {
		return nil, fmt.Errorf("version %q: use letters, digits, dots and hyphens, like 1.2.0", o.Version)
	}
	fresh := filepath.Clean(o.Out) + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(fresh, 0o755); err != nil {
		return nil, err
	}
	defer os.RemoveAll(fresh)
	name := "explainer-" + o.Version
	put := func(n string, body []byte) error { return os.WriteFile(filepath.Join(fresh, n), body, 0o644) }
	archive, err := Archive(o.Site, name)
	if err != nil {
		return nil, err
	}
	if err := put(name+"-site.tar.gz", archive); err != nil {
		return nil, err
	}
	programs := []string{}
	build := func(prefix string, t Target, do func(to string, env []string) error) error {
		to := filepath.Join(fresh, prefix+"-"+o.Version+"-"+t.OS+"-"+t.Arch)
		if t.OS == "windows" {
			to += ".exe"
		}
		if err := do(to, append(clean[:len(clean):len(clean)], "GOOS="+t.OS, "GOARCH="+t.Arch)); err != nil {
			return fmt.Errorf("%s/%s: %w", t.OS, t.Arch, err)
		}
		programs = append(programs, to)
		return nil
	}
	for _, t := range o.Targets {
		if err := build("explainer", t, func(to string, env []string) error {
			return Program(o.Root, o.Site, o.Version, to, env, "-trimpath")
		}); err != nil {
			return nil, err
		}
	}
	if len(o.Editors) > 0 {
		packed, err := Kit(o.Root)
		if err != nil {
			return nil, err
		}
		for _, t := range o.Editors {
			if err := build(EditorName, t, func(to string, env []string) error { return Editor(o.Root, packed, o.Version, to, env) }); err != nil {
				return nil, err
			}
		}
	}
	bill, err := Bill(o.Root, o.Version, programs)
	if err != nil {
		return nil, err
	}
	if err := put(name+".cdx.json", bill); err != nil {
		return nil, err
	}
	return finish(fresh, o.Out)
}

// clean takes out of the environment what would change a program's bytes.
var clean = []string{"CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GOFLAGS=-mod=mod"}

// Program builds the program that carries a site. env is added to the environment, flags to those of go build.
func Program(root, site, version, to string, env []string, flags ...string) error {
	packed, err := Zip(site)
	if err != nil {
		return err
	}
	return compile(root, carried{"./app/explainer", "release", "site.zip", packed}, version, to, env, flags...)
}

// carried is a program, the tag that it is built with, and the file in its folder that it carries.
type carried struct {
	program, tag, name string
	packed             []byte
}

// compile builds a program with what it carries, which is laid over the source tree for the compiler alone: nothing is written there.
func compile(root string, c carried, version, to string, env []string, flags ...string) error {
	abs, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	if to, err = filepath.Abs(to); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "release")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	zip, over := filepath.Join(tmp, c.name), filepath.Join(tmp, "overlay.json")
	lay, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(abs, filepath.FromSlash(c.program), c.name): zip}})
	if err != nil {
		return err
	}
	if err := os.WriteFile(zip, c.packed, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(over, lay, 0o644); err != nil {
		return err
	}
	args := append([]string{"build", "-tags", c.tag, "-overlay", over, "-buildvcs=false", "-ldflags", "-s -w -buildid= -X main.version=" + version, "-o", to}, flags...)
	cmd := exec.Command("go", append(args, c.program)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), env...)
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, bytes.TrimSpace(said))
	}
	return nil
}

// sums lists the files of a folder with their checksums, in order.
func sums(dir string) ([]File, error) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, e := range list {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, File{e.Name(), int64(len(body)), fmt.Sprintf("%x", sha256.Sum256(body))})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}
