package facts

import (
	"io/fs"
	"testing/fstest"
)

// Over is a project's files, some of which have another text: what tools and tests try an edit on.
type Over struct {
	fs.FS
	// Texts are the other texts, by path; the project may lack the file.
	Texts fstest.MapFS
}

// Open opens the other text of a file, or the file. Folders are the project's.
func (o Over) Open(name string) (fs.File, error) {
	if _, ok := o.Texts[name]; ok {
		return o.Texts.Open(name)
	}
	return o.FS.Open(name)
}
