package preview

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// What a program that takes over is given: the listener and the secret that open desk pages hold.
const (
	listenerVariable = "EXPLAINER_PREVIEW_LISTENER"
	tokenVariable    = "EXPLAINER_PREVIEW_TOKEN"
)

// listen opens a loopback address. "localhost" is heard at both of its addresses where the machine has both; the second listener
// may be nil. A program that takes over finds the first one open.
func listen(addr string) (first, second net.Listener, err error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, nil, fmt.Errorf("address %q: give one like localhost:8090", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, nil, fmt.Errorf("address %q: the desk shows drafts and opens files, so it listens on this machine alone; use localhost:%s", addr, port)
	}
	if fd, err := strconv.Atoi(os.Getenv(listenerVariable)); err == nil {
		os.Unsetenv(listenerVariable)
		f := os.NewFile(uintptr(fd), "listener")
		first, err = net.FileListener(f)
		f.Close()
		if err != nil {
			return nil, nil, err
		}
	} else if first, err = net.Listen("tcp", net.JoinHostPort("127.0.0.1", port)); err != nil {
		return nil, nil, err
	}
	_, port, _ = net.SplitHostPort(first.Addr().String())
	second, err = net.Listen("tcp", net.JoinHostPort("::1", port))
	if err != nil {
		second = nil // no IPv6 here, or the port is another's there: browsers fall back to the first
	}
	return first, second, nil
}

// rebuild builds the program anew and lets it take over, on the same port. It reports whether it could be built.
func (d *Desk) rebuild(l net.Listener) bool {
	d.tell(func(s *Status) { s.Doing = "host" })
	defer d.tell(func(s *Status) { s.Doing = d.behind })
	program, err := d.o.build(d.o.Root)
	if err == nil {
		fmt.Fprintln(d.o.Out, "the program is new: it takes over")
		restart := d.o.Restart
		if restart == nil {
			restart = d.takeOver
		}
		err = restart(program, l)
	}
	d.mu.Lock()
	d.unbuilt = nil
	if err != nil {
		d.unbuilt = faultOf(err)
	}
	d.mu.Unlock()
	d.report(err)
	return err == nil
}

// buildProgram compiles the program from the files below root.
func buildProgram(root string) (program string, err error) {
	program, err = filepath.Abs(filepath.Join(root, ".build", "preview", "app"))
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
		return "", err
	}
	// Go believes a program that bears the right build ID, whatever the rest of it has become.
	if err := os.Remove(program); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", program, "./app")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	if msg, err := cmd.CombinedOutput(); err != nil {
		return "", errors.New(compilerText(string(msg)))
	}
	return program, nil
}

// compilerText is the first thing that the compiler says, with where: what follows is often a consequence.
func compilerText(msg string) string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(msg), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		out = append(out, strings.TrimPrefix(line, "./"))
	}
	if len(out) > 6 {
		out = append(out[:6], "…")
	}
	return strings.Join(out, "\n")
}
