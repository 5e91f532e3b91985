//go:build unix

package kit

import (
	"io/fs"
	"os"
	"syscall"
)

// foreign reports a folder that another user made.
func foreign(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(s.Uid) != os.Getuid()
}
