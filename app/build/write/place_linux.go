package write

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lock takes a folder for this process.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errBusy
	}
	return err
}

// swap lets two folders change places in one step (renameat2 with RENAME_EXCHANGE), then removes the one of before. File systems that
// cannot do that get the two steps.
func swap(fresh, dir, old string) error {
	if err := unix.Renameat2(unix.AT_FDCWD, fresh, unix.AT_FDCWD, dir, unix.RENAME_EXCHANGE); err != nil {
		return swapInSteps(fresh, dir, old)
	}
	return os.RemoveAll(fresh)
}
