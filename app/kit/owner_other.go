//go:build !unix

package kit

import "io/fs"

// foreign is always false where each user has a folder for temporary files of their own.
func foreign(fs.FileInfo) bool { return false }
