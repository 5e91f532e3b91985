package read

import (
	"io/fs"
	"path"
	"sort"
	"strings"

	"sahel-explainer/locales"
)

// overlay is a story over the program: the story's own files, and from the program what every story is shown with, its interface's
// words (ui.LOCALE.toml, evidence.LOCALE.toml) in the story's languages and its style.
type overlay struct{ story, program fs.FS }

// Lends implements locales.Lender: what the story lacks is the program's.
func (o overlay) Lends(name string) bool {
	_, err := fs.Stat(o.story, name)
	return err != nil
}

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.story.Open(name)
	if err != nil && o.lent(name) {
		return o.program.Open(name)
	}
	return f, err
}

// ReadDir implements fs.ReadDirFS: the folder of the catalogues lists what is lent too.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	own, err := fs.ReadDir(o.story, name)
	if err != nil || path.Clean(name) != locales.MessagesDir {
		return own, err
	}
	have := map[string]bool{}
	for _, e := range own {
		have[e.Name()] = true
	}
	lent, err := fs.ReadDir(o.program, name)
	if err != nil {
		return nil, err
	}
	for _, e := range lent {
		if !have[e.Name()] && o.lent(path.Join(name, e.Name())) {
			own = append(own, e)
		}
	}
	sort.Slice(own, func(i, j int) bool { return own[i].Name() < own[j].Name() })
	return own, nil
}

func (o overlay) lent(name string) bool {
	if strings.HasPrefix(name, "web/") || strings.HasPrefix(name, "node_modules/") { // style, and shapes of maps
		return true
	}
	of, tag, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, locales.MessagesDir+"/"), ".toml"), ".")
	if of != "ui" && of != "evidence" || !strings.HasPrefix(name, locales.MessagesDir+"/") {
		return false
	}
	// Only in languages that the story has words in.
	own, err := fs.Glob(o.story, locales.MessagesDir+"/*."+tag+".toml")
	return err == nil && len(own) > 0
}
