//go:build unix

package preview

import (
	"context"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"
)

// takeOver replaces this program. The listener stays open across it: who asks meanwhile waits and is answered.
func (d *Desk) takeOver(program string, l net.Listener) error {
	f, err := l.(*net.TCPListener).File()
	if err != nil {
		return err
	}
	if _, _, e := syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), syscall.F_SETFD, 0); e != 0 {
		return e
	}
	// What is being answered gets a moment; streams of events are cut, and come back by themselves.
	stop, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	d.srv.Shutdown(stop)
	cancel()
	env := append(os.Environ(), fmt.Sprintf("%s=%d", listenerVariable, f.Fd()), tokenVariable+"="+d.token)
	return syscall.Exec(program, append([]string{program}, os.Args[1:]...), env)
}
