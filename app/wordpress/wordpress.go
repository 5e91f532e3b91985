// Package wordpress runs Debian's own WordPress on this machine, with a database of its own, for the time of a test: what an editor
// pastes there is what its readers get.
package wordpress

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

//go:embed setup.php
var setup []byte

// Needs are what must be there: Debian's wordpress, php-cli, php-mysql and mariadb-server.
var Needs = []string{"/usr/share/wordpress/wp-load.php", "/usr/bin/php", "/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db"}

// soon is how long the database and WordPress may take to be there.
const soon = 60 * time.Second

// Post is what somebody publishes: the content as the editor saves it.
type Post struct {
	Name    string `json:"name"`
	User    string `json:"user"` // admin, or author, whose code WordPress cleans
	Content string `json:"content"`
}

// Published is a post as WordPress has it.
type Published struct {
	Name    string `json:"name"`
	URL     string `json:"url"`
	Content string `json:"content"` // as stored
}

// Site is a running WordPress.
type Site struct {
	URL     string
	dir     string
	running []*exec.Cmd
}

// Start starts the database and WordPress. All of it goes with Close, or with the test if that is killed.
func Start(ctx context.Context) (*Site, error) {
	for _, p := range Needs {
		if _, err := os.Stat(p); err != nil {
			return nil, fmt.Errorf("no %s: run make wordpress", p)
		}
	}
	dir, err := os.MkdirTemp("", "wordpress")
	if err != nil {
		return nil, err
	}
	s := &Site{dir: dir}
	if err := s.start(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("starting WordPress: %w", err)
	}
	return s, nil
}

func (s *Site) start(ctx context.Context) error {
	socket, www, port := s.dir+"/db.sock", s.dir+"/www", 0
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	s.URL = fmt.Sprintf("http://127.0.0.1:%d", port)
	for _, c := range [][]string{
		{"mariadb-install-db", "--user=root", "--datadir=" + s.dir + "/db", "--auth-root-authentication-method=normal", "--skip-test-db"},
		{"cp", "-rL", "/usr/share/wordpress", www},
	} {
		if out, err := exec.CommandContext(ctx, c[0], c[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %.300s", c[0], err, out)
		}
	}
	config := strings.NewReplacer("{{SOCKET}}", socket, "{{URL}}", s.URL).Replace(wpConfig)
	for name, text := range map[string]string{"wp-config.php": config, "wp-content/mu-plugins/near.php": near, "setup.php": string(setup)} {
		file := filepath.Join(www, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	if err := s.run("mariadbd", "--no-defaults", "--user=root", "--datadir="+s.dir+"/db", "--socket="+socket, "--pid-file="+s.dir+"/db.pid", "--skip-networking"); err != nil {
		return err
	}
	if err := until(func() bool {
		return exec.Command("mariadb", "--no-defaults", "-uroot", "--socket="+socket, "-e", "create database if not exists wp").Run() == nil
	}); err != nil {
		return fmt.Errorf("the database: %w", err)
	}
	if err := s.run("php", "-d", "display_errors=0", "-S", strings.TrimPrefix(s.URL, "http://"), "-t", www); err != nil {
		return err
	}
	return until(func() bool {
		r, err := http.Get(s.URL + "/readme.html")
		if err == nil {
			r.Body.Close()
		}
		return err == nil && r.StatusCode == http.StatusOK
	})
}

// Publish publishes posts, each as its user.
func (s *Site) Publish(posts []Post) (out []Published, err error) {
	in, err := json.Marshal(posts)
	if err != nil {
		return nil, err
	}
	c := exec.Command("php", "-d", "display_errors=stderr", s.dir+"/www/setup.php")
	c.Stdin = strings.NewReader(string(in))
	var said strings.Builder
	c.Stderr = &said
	text, err := c.Output()
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	if err != nil {
		return nil, fmt.Errorf("publishing: %w: %.300s %.300s", err, text, said.String())
	}
	return out, nil
}

// Close ends what was started and takes its files away.
func (s *Site) Close() {
	for i := len(s.running) - 1; i >= 0; i-- {
		syscall.Kill(-s.running[i].Process.Pid, syscall.SIGKILL)
		s.running[i].Wait()
	}
	os.RemoveAll(s.dir)
}

func (s *Site) run(name string, args ...string) error {
	c := exec.Command(name, args...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := c.Start(); err != nil {
		return err
	}
	s.running = append(s.running, c)
	return nil
}

func until(ok func() bool) error {
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if ok() {
			return nil
		}
	}
	return fmt.Errorf("not there after %v", soon)
}

const wpConfig = `<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:{{SOCKET}}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '{{URL}}'); define('WP_SITEURL', '{{URL}}');
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', 'localhost'); define('AUTH_KEY', 'a'); define('SECURE_AUTH_KEY', 'b'); define('LOGGED_IN_KEY', 'c'); define('NONCE_KEY', 'd');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`

// near lets WordPress ask this machine, whose addresses it takes for nobody's, and keeps it from asking any other.
const near = `<?php
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', function ($ports, $host, $url) { $ports[] = (int) parse_url($url, PHP_URL_PORT); return $ports; }, 10, 3);
add_filter('pre_wp_mail', '__return_true');
add_filter('pre_option_permalink_structure', '__return_empty_string'); // PHP's own server takes /oembed/1.0/ for a file
`
