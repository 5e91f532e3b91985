package preview

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// watched are the parts of the project that a preview is made of.
var watched = []string{"locales", "charts", "components", "app", "web", "go.mod", "go.sum"}

// written are the parts that an editor saves most.
var written = []string{"locales/", "charts/data/", "web/css/"}

// watcher finds changed files by looking at their times. A few hundred files take two milliseconds, everywhere alike, and
// editors that save by renaming are no special case. What editors write is looked at between two such rounds, without the rest:
// a sixth of the files, and no folder is read.
type watcher struct {
	root, story string // story: the folder of another story, or empty
	fixed       bool   // the program's sources are not watched
	seen        map[string]stamp
	often       []string // files that Touched looks at
}

type stamp struct {
	at   time.Time
	size int64
}

func newWatcher(root, story string) *watcher { return &watcher{root: root, story: story} }

// path is where a file is: the story's own goes before the program's.
func (w *watcher) path(rel string) string { return own(w.root, w.story, rel) }

// own is where a file of the story, or else of the program, is.
func own(root, story, rel string) string {
	if story != "" {
		if p := filepath.Join(story, rel); exists(p) {
			return p
		}
	}
	return filepath.Join(root, rel)
}

// Changed lists the files that are new, changed or gone since the last call, in order, with slashes. The first call lists none.
func (w *watcher) Changed() []string {
	now := map[string]stamp{}
	if w.story != "" {
		w.look(w.story, now)
	}
	w.look(w.root, now)
	var out []string
	if w.seen != nil {
		for p, s := range now {
			if old, ok := w.seen[p]; !ok || old != s {
				out = append(out, p)
			}
		}
		for p := range w.seen {
			if _, ok := now[p]; !ok {
				out = append(out, p)
			}
		}
	}
	w.seen = now
	w.often = w.often[:0]
	for p := range now {
		if savedOften(p) {
			w.often = append(w.often, p)
		}
	}
	sort.Strings(out)
	return out
}

func savedOften(p string) bool {
	for _, top := range written {
		if strings.HasPrefix(p, top) {
			return true
		}
	}
	return strings.HasPrefix(p, "components/shell/") && filepath.Ext(p) == ".css" // a style like those of web/css
}

// look finds the files below a folder, but those that are known already.
func (w *watcher) look(root string, now map[string]stamp) {
	for _, top := range watched {
		filepath.WalkDir(filepath.Join(root, top), func(p string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone between listing and looking
			}
			name := e.Name()
			if e.IsDir() {
				if name == "testdata" || name == "node_modules" || name == "readme" {
					return filepath.SkipDir
				}
				return nil
			}
			if !counts(name) || w.fixed && source(name) {
				return nil
			}
			info, err := os.Stat(p)
			if err != nil {
				return nil
			}
			rel, err := filepath.Rel(root, p)
			if err != nil {
				return nil
			}
			if _, known := now[filepath.ToSlash(rel)]; known {
				return nil
			}
			now[filepath.ToSlash(rel)] = stamp{info.ModTime(), info.Size()}
			return nil
		})
	}
}

// Touched reports whether one of the files that an editor writes most has changed since the last call of Changed, which then says
// which. A file that is empty is about to be written: it is left to the slower round.
func (w *watcher) Touched() bool {
	for _, p := range w.often {
		info, err := os.Stat(w.path(p))
		if err == nil && info.Size() > 0 && w.seen[p] != (stamp{info.ModTime(), info.Size()}) {
			return true
		}
	}
	return false
}

// Overtaken reports whether one of some files is no longer what the last call of Changed saw: most editors empty a file and then
// fill it, and what was read in between was no save.
func (w *watcher) Overtaken(files []string) bool {
	for _, p := range files {
		info, err := os.Stat(w.path(p))
		if err == nil && w.seen[p] != (stamp{info.ModTime(), info.Size()}) {
			return true
		}
	}
	return false
}

// source is a file that the program is compiled from.
func source(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".go" || ext == ".mod" || ext == ".sum"
}

// counts leaves out what editors write beside a file while they save it, and tests.
func counts(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "_test.go") {
		return false
	}
	switch filepath.Ext(name) {
	case ".go", ".toml", ".csv", ".tsv", ".json", ".css", ".js", ".mjs", ".svg", ".mod", ".sum", ".html":
		return true
	}
	return false
}
