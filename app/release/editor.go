package release

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sahel-explainer/app/kit"
	"sahel-explainer/charts/made"
)

// EditorName begins the names of the editor's programs: that of editors who have neither Go nor Node.
const EditorName = "explainer-editor"

// servers are the systems for which the editor's program can make a program that carries a site: those of servers.
var servers = []Target{{"linux", "amd64"}, {"linux", "arm64"}}

// Kit packs what the editor's program carries: see app/kit. Servers without a site are compiled for it, and the bill of materials of
// what it will release is written.
func Kit(root string) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "kit")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	extra := map[string][]byte{}
	var programs []string
	for _, t := range servers {
		to := filepath.Join(tmp, t.OS+"-"+t.Arch)
		empty := carried{"./app/explainer", "release", "site.zip", nil}
		if err := compile(root, empty, placeholder, to, append(clean[:len(clean):len(clean)], "GOOS="+t.OS, "GOARCH="+t.Arch), "-trimpath"); err != nil {
			return nil, err
		}
		programs = append(programs, to)
		if extra["server-"+filepath.Base(to)], err = os.ReadFile(to); err != nil {
			return nil, err
		}
	}
	if extra[made.Bill], err = Bill(root, placeholder, programs); err != nil {
		return nil, err
	}
	files, err := kit.Files(root, extra)
	if err != nil {
		return nil, err
	}
	return kit.Zip(files)
}

// Editor builds the editor's program, which carries a kit.
func Editor(root string, packed []byte, version, to string, env []string) error {
	return compile(root, carried{"./app", "editor", "kit.zip", packed}, version, to, env, "-trimpath")
}

// placeholder stands for the version in what the editor's program carries: it is as long as a version may be, and replaced in place.
var placeholder = "VERSION-" + strings.Repeat("0", 56)

// FromKit makes a release where there is no Go: the site as an archive, a program for servers that carries it, the bill of materials
// and the sums. The program is one compiled before, with the site behind it.
func FromKit(o Options) (files []File, err error) {
	if !versions.MatchString(o.Version) {
		return nil, fmt.Errorf("version %q: use letters, digits, dots and hyphens, like -version 1.2.0", o.Version)
	}
	fresh := filepath.Clean(o.Out) + ".new"
	if err := errors.Join(os.RemoveAll(fresh), os.MkdirAll(fresh, 0o755)); err != nil {
		return nil, err
	}
	defer os.RemoveAll(fresh)
	name := "explainer-" + o.Version
	archive, err := Archive(o.Site, name)
	if err != nil {
		return nil, err
	}
	packed, err := Zip(o.Site)
	if err != nil {
		return nil, err
	}
	bill, ok := made.File(o.Root, made.Bill)
	if !ok {
		return nil, fmt.Errorf("%s/%s is missing below %s; fetch the program again", made.Dir, made.Bill, o.Root)
	}
	out := map[string][]byte{name + "-site.tar.gz": archive, name + ".cdx.json": bytes.ReplaceAll(bill, []byte(placeholder), []byte(o.Version))}
	for _, t := range servers {
		server, ok := made.File(o.Root, "server-"+t.OS+"-"+t.Arch)
		if !ok {
			return nil, fmt.Errorf("the server for %s/%s is missing below %s; fetch the program again", t.OS, t.Arch, o.Root)
		}
		out[name+"-"+t.OS+"-"+t.Arch] = append(stamp(server, o.Version), packed...)
	}
	for n, raw := range out {
		mode := os.FileMode(0o644)
		if strings.Contains(n, "-linux-") {
			mode = 0o755
		}
		if err := os.WriteFile(filepath.Join(fresh, n), raw, mode); err != nil {
			return nil, err
		}
	}
	return finish(fresh, o.Out)
}

// stamp writes a version into a program where its placeholder stands, filled up with spaces, which the program does not print.
func stamp(program []byte, version string) []byte {
	return bytes.ReplaceAll(program, []byte(placeholder), fmt.Appendf(nil, "%-*s", len(placeholder), version))
}

// finish lists what a release holds in SHA256SUMS and puts it into its place.
func finish(fresh, out string) ([]File, error) {
	files, err := sums(fresh)
	if err != nil {
		return nil, err
	}
	var list strings.Builder
	for _, f := range files {
		fmt.Fprintf(&list, "%s  %s\n", f.SHA, f.Name)
	}
	if err := os.WriteFile(filepath.Join(fresh, "SHA256SUMS"), []byte(list.String()), 0o644); err != nil {
		return nil, err
	}
	return files, cmp.Or(os.RemoveAll(out), os.Rename(fresh, out))
}
