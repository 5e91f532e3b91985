package e2e

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// freePort is a port of this machine that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// serving starts another server's program, waits until it listens on the port, and gives its address. The signal ends it with the
// test.
func serving(t *testing.T, cmd *exec.Cmd, port int, end os.Signal) string {
	t.Helper()
	name := cmd.Args[0]
	var said strings.Builder
	cmd.Stderr = &said
	must(t, cmd.Start())
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	t.Cleanup(func() { cmd.Process.Signal(end); <-done })
	addr := fmt.Sprintf("localhost:%d", port)
	for limit := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return "http://" + addr
		}
		select {
		case err := <-done:
			done <- err
			t.Fatalf("%s: %v\n%s", name, err, said.String())
		default:
		}
		if time.Now().After(limit) {
			t.Fatalf("%s does not answer: %s", name, said.String())
		}
	}
}
