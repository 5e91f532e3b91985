package check

import (
	"io/fs"

	"sahel-explainer/app/build/read"
)

// LoadFS reads a project from any file system, so that a draft that is not on disk can be checked like the one that is; see
// read.From. The error of a file that cannot be read at all names its place.
func LoadFS(fsys fs.FS) (*read.Project, error) { return read.From(fsys) }
