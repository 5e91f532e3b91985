package e2e

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	hosting "sahel-explainer/app/host"
	"sahel-explainer/app/policy"
	"sahel-explainer/app/release"
)

// long is set by make load: many more of everything, and the measured visits.
var long = os.Getenv("LOAD") != ""

// few is a number for make test, many one for make load.
func few(n, many int) int {
	if long {
		return many
	}
	return n
}

// program starts what a release hands out, with the built site inside, and with a log that cannot be written if it is to write one.
func program(t *testing.T, flags ...string) (addr string, cmd *exec.Cmd) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "explainer")
	must(t, release.Program("../..", dist, "load", to, nil))
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	must(t, err)
	defer full.Close()
	cmd = exec.Command(to, append([]string{"-addr", "127.0.0.1:0"}, flags...)...)
	cmd.Stderr = full
	said, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill() })
	line, err := bufio.NewReader(said).ReadString('\n')
	must(t, err)
	return regexp.MustCompile(`localhost:\d+`).FindString(line), cmd
}

// memory is what a process holds in RAM, in kilobytes.
func memory(t *testing.T, pid int) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	must(t, err)
	kb, err := strconv.Atoi(regexp.MustCompile(`VmRSS:\s+(\d+)`).FindStringSubmatch(string(raw))[1])
	must(t, err)
	return kb
}

// visit is what a reader's browser asks for on a first visit to the story, without what it only might.
func visit(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dist, "fr", "index.html"))
	must(t, err)
	out := []string{"/fr/"}
	for _, m := range regexp.MustCompile(`"\.\./(assets/[^"]+)"`).FindAllStringSubmatch(string(page), -1) {
		if !slices.Contains(out, "/"+m[1]) {
			out = append(out, "/"+m[1])
		}
	}
	if len(out) < 6 {
		t.Fatalf("the page names %v", out)
	}
	return append(out, "/data/map.fr.csv", "/sw.js")
}

// press has clients ask for paths, one after the other, each on a connection of its own that it keeps, and counts. They share the
// machine with the server, so they do as little as can be done: Go's own client takes more of it than a server does, and would be measured.
func press(t *testing.T, at string, paths []string, clients, rounds int) {
	t.Helper()
	var mu sync.Mutex
	var times []time.Duration
	var bytes atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for c := range clients {
		wg.Go(func() {
			own, err := ask(strings.TrimPrefix(at, "http://"), paths, c, rounds, &bytes)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			times = append(times, own...)
			mu.Unlock()
		})
	}
	wg.Wait()
	took := time.Since(begin)
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	t.Logf("%s: %d clients, %d requests, %.0f a second, %.0f MB/s, median %v, p99 %v", at, clients, len(times), float64(len(times))/took.Seconds(),
		float64(bytes.Load())/1e6/took.Seconds(), times[len(times)/2].Round(10*time.Microsecond), times[len(times)*99/100].Round(10*time.Microsecond))
}

// ask asks for paths in turn, beginning with the one numbered from, and says how long each answer took to be there. It keeps its
// connection for as long as the server does: nginx ends one after a thousand answers.
func ask(addr string, paths []string, from, rounds int, bytes *atomic.Int64) (times []time.Duration, err error) {
	var c net.Conn
	var in *bufio.Reader
	defer func() {
		if c != nil {
			c.Close()
		}
	}()
	for i := range rounds {
		p, start := paths[(from+i)%len(paths)], time.Now()
		if c == nil {
			if c, err = net.Dial("tcp", addr); err != nil {
				return times, err
			}
			c.SetDeadline(time.Now().Add(5 * time.Minute))
			in = bufio.NewReaderSize(c, 64<<10)
		}
		if _, err := io.WriteString(c, "GET "+p+" HTTP/1.1\r\nHost: "+addr+"\r\nAccept-Encoding: br, gzip\r\n\r\n"); err != nil {
			return times, err
		}
		status, length, last, err := answered(in)
		if err != nil {
			return times, fmt.Errorf("%s: %w", p, err)
		}
		if n, err := in.Discard(length); err != nil || n == 0 || !strings.HasPrefix(status, "HTTP/1.1 200") {
			return times, fmt.Errorf("%s: %s with %d bytes: %v", p, status, n, err)
		}
		bytes.Add(int64(length))
		times = append(times, time.Since(start))
		if last {
			c.Close()
			c = nil
		}
	}
	return times, nil
}

// answered reads the head of an answer: its first line, the length of what follows, and whether the server ends the connection after it.
func answered(in *bufio.Reader) (status string, length int, last bool, err error) {
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return "", 0, false, err
		}
		line = strings.TrimRight(line, "\r\n")
		n, sized := strings.CutPrefix(line, "Content-Length: ")
		switch {
		case line == "":
			return status, length, last, nil
		case status == "":
			status = line
		case sized:
			length, _ = strconv.Atoi(n)
		case line == "Connection: close":
			last = true
		}
	}
}

// lookedThrough waits until a program has held its own site to the list of what was built.
func lookedThrough(t *testing.T, home string) {
	t.Helper()
	for end := time.Now().Add(soon); ; time.Sleep(50 * time.Millisecond) {
		status, _, _ := answer(t, "GET", home+"/readyz")
		if status == "200" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("/readyz answers %s", status)
		}
	}
}

// The released program stays whole and answers while it is pressed, while a crowd sits idle, while others read slowly or send
// slowly, with a full disk under its log; what the crowd costs in memory has a bound. How fast it is is printed, beside
// nginx with the same files, and is no condition: machines differ.
func TestProgramUnderLoad(t *testing.T) {
	addr, cmd := program(t, "-log")
	pid, home := cmd.Process.Pid, "http://"+addr
	well := func(when string) {
		t.Helper()
		for _, p := range []string{"/healthz", "/ar/"} {
			if status, _, body := answer(t, "GET", home+p, "Accept-Encoding", "br"); status != "200" || body == "" {
				t.Errorf("%s: %s answers %s", when, p, status)
			}
		}
	}
	paths := visit(t)
	lookedThrough(t, home)
	empty := memory(t, pid)
	press(t, home, paths, few(8, 64), few(60, 2000))
	if _, err := os.Stat("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"); err == nil && long {
		// Turn about, since a machine is not the same from one minute to the next; nginx writes no log either.
		silent, _ := program(t)
		lookedThrough(t, "http://"+silent)
		beside := nginx(t, "/")
		for range 3 {
			for _, one := range [][]string{paths, {"/ar/"}, {"/embed.js"}} {
				press(t, "http://"+silent, one, 64, 2000)
				press(t, beside, one, 64, 2000)
			}
		}
	}
	well("pressed")
	before := memory(t, pid)

	var crowd []net.Conn
	defer func() {
		for _, c := range crowd {
			c.Close()
		}
	}()
	join := func(say string) net.Conn {
		c, err := net.Dial("tcp", addr)
		must(t, err)
		crowd = append(crowd, c)
		c.SetDeadline(time.Now().Add(2 * time.Minute))
		_, err = io.WriteString(c, say)
		must(t, err)
		return c
	}
	n := few(500, 4000)
	for range n {
		c := join("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
		if line, err := bufio.NewReaderSize(c, 256).ReadString('\n'); err != nil || !strings.Contains(line, "200") {
			t.Fatalf("connection %d: %q %v", len(crowd), line, err)
		}
	}
	well("with an idle crowd")
	each := float64(memory(t, pid)-before) / float64(n)
	t.Logf("memory: %.1f MB at first, %.1f MB once pressed, %.1f KB more for each of %d idle connections", float64(empty)/1024, float64(before)/1024, each, n)
	if each > 64 {
		t.Errorf("an idle connection costs %.1f KB", each)
	}
	wasm := paths[slices.IndexFunc(paths, func(p string) bool { return strings.HasSuffix(p, ".wasm") })]
	for range few(50, 500) { // they ask for megabytes and read nothing
		join("GET " + wasm + " HTTP/1.1\r\nHost: x\r\n\r\n")
	}
	for range few(50, 500) { // they never end their question
		join("GET /ar/ HTTP/1.1\r\nHost: x\r\nX-Slow: a")
	}
	well("with slow clients")
	wordy := join("")
	go io.WriteString(wordy, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("a", 1<<20)+"\r\n\r\n")
	if line, _ := bufio.NewReader(wordy).ReadString('\n'); !strings.Contains(line, " 431 ") {
		t.Errorf("a megabyte of headers: %q", line)
	}
	t.Logf("memory with all of them: %.1f MB", float64(memory(t, pid))/1024)
	for _, c := range crowd {
		c.Close()
	}
	crowd = nil
	well("when they have gone")
	must(t, cmd.Process.Signal(syscall.SIGTERM))
	if err := cmd.Wait(); err != nil {
		t.Errorf("told to stop: %v", err)
	}
}

// meter counts what leaves through the connections of a listener, headers included.
type meter struct {
	net.Listener
	sent *atomic.Int64
}

func (m meter) Accept() (net.Conn, error) {
	c, err := m.Listener.Accept()
	return metered{c, m.sent}, err
}

type metered struct {
	net.Conn
	sent *atomic.Int64
}

func (m metered) Write(b []byte) (int, error) {
	n, err := m.Conn.Write(b)
	m.sent.Add(int64(n))
	return n, err
}

// What a visit costs the host in bytes: a first one read to its end, and again, with the worker and (as where a browser has none,
// or in a frame) without.
func TestVisitsAreMeasured(t *testing.T) {
	if !long {
		t.Skip("make load measures visits")
	}
	for _, l := range []string{"ar", "fr", "en"} {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		var sent atomic.Int64
		var asked atomic.Int64
		h, err := hosting.Handler(fs.FS(os.DirFS(dist)), policy.Anyone)
		must(t, err)
		srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked.Add(1); h.ServeHTTP(w, r) })}
		go srv.Serve(meter{ln, &sent})
		at := strings.Replace("http://"+ln.Addr().String(), "127.0.0.1", "localhost", 1)
		count := func(what, path string) int64 {
			was, n := sent.Load(), asked.Load()
			tab := blank(t, 390, 800)
			must(t, tab.Go(at+path))
			client(t, tab)
			must(t, tab.Eval(`(async()=>{for(const s of [...document.querySelectorAll("[data-step]")]){s.scrollIntoView({behavior:"instant"});await new Promise(r=>requestAnimationFrame(()=>setTimeout(r,30)))}return 1})()`, nil))
			must(t, tab.Wait(`document.documentElement.dataset.ready==="charts"`, 30*time.Second))
			must(t, tab.Eval(`navigator.serviceWorker.ready.then(()=>1)`, nil))
			last := int64(-1)
			for end := time.Now().Add(30 * time.Second); last != sent.Load() && time.Now().Before(end); time.Sleep(2 * time.Second) {
				last = sent.Load()
			}
			must(t, tab.Go("about:blank"))
			tab.Faults()
			t.Logf("%s, %s: %d bytes, %d requests", l, what, sent.Load()-was, asked.Load()-n)
			return sent.Load() - was
		}
		first := count("first visit", "/"+l+"/")
		if again := count("again", "/"+l+"/"); again*10 > first {
			t.Errorf("%s: reading again costs %d bytes of %d", l, again, first)
		}
		srv.Shutdown(context.Background())
	}
}
