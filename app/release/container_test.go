package release

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// recipe reads web/Containerfile: what each instruction says, the last of its kind.
func recipe(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../web/Containerfile")
	must(t, err)
	says := map[string]string{}
	for line := range strings.SplitSeq(string(text), "\n") {
		if word, rest, ok := strings.Cut(line, " "); ok && word != "#" {
			says[word] = rest
		}
	}
	return says
}

// listed is an instruction's list of words.
func listed(t *testing.T, s string) (words []string) {
	t.Helper()
	must(t, json.Unmarshal([]byte(s), &words))
	return words
}

// image is the root of what the recipe makes: by podman where that is installed, else put together as the recipe says.
func image(t *testing.T, context string, says map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("podman"); err == nil {
		const name = "localhost/explainer-test"
		out, err := exec.Command("podman", "build", "-q", "-f", "../../web/Containerfile", "--build-arg", "PROGRAM=released", "-t", name, context).CombinedOutput()
		if err == nil {
			t.Cleanup(func() { exec.Command("podman", "rmi", "-f", name).Run() })
			if root, err := exec.Command("podman", "image", "mount", name).Output(); err == nil {
				t.Cleanup(func() { exec.Command("podman", "image", "unmount", name).Run() })
				return strings.TrimSpace(string(root))
			}
		}
		if regexp.MustCompile(`(?i)containerfile|instruction|unknown`).Match(out) {
			t.Fatalf("podman does not take the recipe: %s", out)
		}
		t.Logf("podman can build nothing on this machine (%v %s); the recipe is followed without it", err, out)
	}
	root := t.TempDir()
	must(t, os.Chmod(root, 0o755))
	copied := strings.Fields(strings.ReplaceAll(says["COPY"], "${PROGRAM}", "released"))
	body, err := os.ReadFile(filepath.Join(context, copied[1]))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(root, copied[2]), body, 0o555))
	return root
}

// runs starts a program and gives where it says that it serves; told to end, it has to do so in order.
func runs(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	said, err := cmd.StdoutPipe()
	must(t, err)
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("told to stop: %v", err)
		}
	})
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "serving ") {
			return regexp.MustCompile(`https?://\S+`).FindString(lines.Text())
		}
	}
	t.Fatal("it does not serve")
	return ""
}

func says(t *testing.T, address string) (int, string) {
	t.Helper()
	res, err := http.Get(address)
	must(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(t, err)
	return res.StatusCode, string(body)
}

// What the recipe puts into a container is all that the program needs: alone in its root, as nobody in particular, with nothing to write
// to, it serves its site. A machine that may not start containers holds it in a root of its own instead.
func TestContainerRecipe(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("another root and another user are for root to give")
	}
	dir, files := small(t)
	context := t.TempDir()
	must(t, Program("../..", dir, "1.2.3", filepath.Join(context, "released"), clean)) // as releases are
	is := recipe(t)
	if is["FROM"] != "scratch" || is["USER"] != "65532:65532" || is["STOPSIGNAL"] != "SIGTERM" || is["ENV"] != "ADDR=:8080" || is["EXPOSE"] != "8080" {
		t.Errorf("the recipe says %v", is)
	}
	words := append(listed(t, is["ENTRYPOINT"]), listed(t, is["CMD"])...)
	cmd := exec.Command(words[0], append(words[1:], "-drain", "0s")...) // the later one counts
	cmd.Env, cmd.Dir = []string{"ADDR=127.0.0.1:0"}, "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: image(t, context, is), Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	at := runs(t, cmd)
	if code, body := says(t, at+"/ar/"); code != 200 || body != files["ar/index.html"] {
		t.Errorf("%d %q", code, body)
	}
	if code, _ := says(t, at+"/healthz"); code != 200 {
		t.Errorf("healthz: %d", code)
	}
}

// The released program serves with what the unit for systemd gives it. Whether systemd takes the unit is app/host's to ask.
func TestServiceUnit(t *testing.T) {
	text, err := os.ReadFile("../../web/explainer.service")
	must(t, err)
	line := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/explainer (.*)$`).FindSubmatch(text)
	if line == nil {
		t.Fatal("no ExecStart")
	}
	dir, files := small(t)
	program := filepath.Join(t.TempDir(), "explainer")
	must(t, Program("../..", dir, "1.2.3", program, nil))
	// Its own addresses and certificate are not for a test: free ports, no TLS. All else is as it stands.
	flags := regexp.MustCompile(` ?-(?:cert|key) \S+`).ReplaceAllString(string(line[1]), "")
	flags = regexp.MustCompile(`-(addr|metrics) \S+`).ReplaceAllString(flags, "-$1 127.0.0.1:0")
	flags = regexp.MustCompile(`-drain \S+`).ReplaceAllString(flags, "-drain 0s")
	at := runs(t, exec.Command(program, strings.Fields(flags)...))
	if code, body := says(t, at+"/ar/"); code != 200 || body != files["ar/index.html"] {
		t.Errorf("%d %q", code, body)
	}
}
