package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// up serves a handler on loopback with short limits until the test ends. stop ends it and gives what serving returned.
func up(t *testing.T, h http.Handler) (addr string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	short := limits{header: 300 * time.Millisecond, read: 600 * time.Millisecond, write: 5 * time.Second, idle: 300 * time.Millisecond, stop: 10 * time.Second, headerBytes: 4 << 10}
	done := make(chan error, 1)
	go func() { done <- short.serve(ctx, l, Certificate{}, h, slog.New(slog.DiscardHandler)) }()
	var result error
	ended := false
	stop = func() error {
		if !ended {
			ended = true
			cancel()
			result = <-done
		}
		return result
	}
	t.Cleanup(func() { stop() })
	return l.Addr().String(), stop
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(30 * time.Second)) // far beyond every limit: only a hang reaches it
	return c
}

// ended reads until the server closes the connection; it reports whether it did, and what it said.
func ended(c net.Conn) (string, bool) {
	said, err := io.ReadAll(c)
	var late net.Error
	return string(said), !(errors.As(err, &late) && late.Timeout())
}

// Clients that are silent, slow, idle or too wordy are cut off, and those who behave are served meanwhile.
func TestBadClientsAreCutOff(t *testing.T) {
	addr, _ := up(t, site(t))
	silent, slow, idle := dial(t, addr), dial(t, addr), dial(t, addr)
	fmt.Fprint(slow, "GET /ar/ HTTP/1.1\r\nHost: x\r\nX-Slow: ")
	fmt.Fprint(idle, "GET /ar/ HTTP/1.1\r\nHost: x\r\n\r\n")
	for range 200 { // and many more that say nothing
		dial(t, addr)
	}
	res, err := http.Get("http://" + addr + "/ar/")
	if err != nil || res.StatusCode != 200 {
		t.Fatalf("beside them: %v %v", res, err)
	}
	res.Body.Close()
	for name, c := range map[string]net.Conn{"silent": silent, "slow": slow, "idle": idle} {
		said, cut := ended(c)
		if !cut {
			t.Errorf("the %s client is still there", name)
		}
		if name == "idle" && !strings.HasPrefix(said, "HTTP/1.1 200") {
			t.Errorf("the idle client was not served first: %.60q", said)
		}
	}
	wordy := dial(t, addr)
	go fmt.Fprintf(wordy, "GET /ar/ HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\n\r\n", strings.Repeat("a", 64<<10))
	if line, _ := bufio.NewReader(wordy).ReadString('\n'); !strings.Contains(line, " 431 ") {
		t.Errorf("64 KB of headers: %q", line)
	}
	for _, raw := range []string{"GET /../../etc/passwd HTTP/1.1", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "GET /ar/%00 HTTP/1.1", "GET /..%5cserver.go HTTP/1.1", "BAD", "GET ar/ HTTP/1.1"} {
		c := dial(t, addr)
		fmt.Fprintf(c, "%s\r\nHost: x\r\nConnection: close\r\n\r\n", raw)
		if said, _ := ended(c); !strings.HasPrefix(said, "HTTP/1.1 404 ") && !strings.HasPrefix(said, "HTTP/1.1 400 ") {
			t.Errorf("%s: %.80q", raw, said)
		}
	}
}

// Told to stop, the server takes nobody new, lets an open answer finish, and ends without an error.
func TestShutdownLetsAnswersFinish(t *testing.T) {
	in, out := make(chan bool), make(chan bool)
	addr, stop := up(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(in)
		<-out
		io.WriteString(w, "whole")
	}))
	got := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + addr + "/")
		if err != nil {
			got <- err.Error()
			return
		}
		body, _ := io.ReadAll(res.Body)
		got <- string(body)
	}()
	<-in
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for { // until nobody new is taken
		c, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(5 * time.Millisecond)
	}
	close(out)
	if body := <-got; body != "whole" {
		t.Errorf("the open answer: %q", body)
	}
	if err := <-stopped; err != nil {
		t.Errorf("stopping: %v", err)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// Each request is one line of JSON without a reader's address; a log that cannot be written stops nobody.
func TestRequestsAreLogged(t *testing.T) {
	var b bytes.Buffer
	w := ask(Logged(site(t), slog.New(slog.NewJSONHandler(&b, nil))), "GET", "/nowhere\n{\"forged\":1}")
	var line map[string]any
	if err := json.Unmarshal(b.Bytes(), &line); err != nil || strings.Count(b.String(), "\n") != 1 {
		t.Fatalf("%v: %q", err, b.String())
	}
	if line["status"] != 404.0 || line["bytes"] != float64(w.Body.Len()) || line["method"] != "GET" || line["path"] != "/nowhere\n{\"forged\":1}" || strings.Contains(b.String(), "192.0.2.1") {
		t.Errorf("%v", line)
	}
	if w := ask(Logged(site(t), slog.New(slog.NewJSONHandler(fullDisk{}, nil))), "GET", "/ar/"); w.Code != 200 {
		t.Errorf("with a full disk: %d", w.Code)
	}
}
