package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// caddy serves the built site below path with web/Caddyfile, and gives its address.
func caddy(t *testing.T, path string) string {
	t.Helper()
	if _, err := exec.LookPath("caddy"); err != nil {
		t.Skip("caddy is not installed; make caddy installs it")
	}
	text, err := os.ReadFile("../../web/Caddyfile")
	must(t, err)
	port := freePort(t)
	dir := t.TempDir()
	conf := strings.NewReplacer("/srv/explainer", dist, "/explainers/story/*", path+"*", "https://news.example", origin(t), "\n:80 {", fmt.Sprintf("\nhttp://:%d {\n\tbind 127.0.0.1", port)).Replace("{\n\tadmin off\n\tauto_https off\n}\n" + string(text))
	file := filepath.Join(dir, "Caddyfile")
	must(t, os.WriteFile(file, []byte(conf), 0o644))
	cmd := exec.Command("caddy", "run", "--config", file, "--adapter", "caddyfile")
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	return serving(t, cmd, port, syscall.SIGTERM)
}

// Caddy with the configuration in web/ answers as the program's own server does, at the root of a host and below a path.
func TestCaddyAnswersAsTheServerDoes(t *testing.T) {
	answersAsTheServer(t, caddy(t, "/"), caddy(t, "/explainers/story/"))
}
