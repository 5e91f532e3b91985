package e2e

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// nginx serves the built site below path with web/nginx.conf, and gives its address.
func nginx(t *testing.T, path string) string {
	t.Helper()
	if _, err := os.Stat("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"); err != nil {
		t.Skip("nginx with its brotli module is not installed; make nginx installs it")
	}
	text, err := os.ReadFile("../../web/nginx.conf")
	must(t, err)
	port := freePort(t)
	dir := t.TempDir()
	conf := strings.NewReplacer("/srv/explainer/", dist+"/", "/explainers/story/", path, "https://news.example", origin(t), "listen 80;", fmt.Sprintf("listen 127.0.0.1:%d;", port)).Replace(string(text))
	who := ""
	if os.Getuid() == 0 {
		who = "user root;\n" // the test's folders are nobody else's
	}
	conf = who + "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\ndaemon off;\npid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path " + dir + "/a;\nproxy_temp_path " + dir +
		"/b;\nfastcgi_temp_path " + dir + "/c;\nuwsgi_temp_path " + dir + "/d;\nscgi_temp_path " + dir + "/e;\n" + conf + "}\n"
	file := filepath.Join(dir, "nginx.conf")
	must(t, os.WriteFile(file, []byte(conf), 0o644))
	// Interrupted, its workers end with it.
	if said, err := exec.Command("nginx", "-t", "-p", dir, "-c", file).CombinedOutput(); err != nil || strings.Contains(string(said), "[warn]") {
		t.Errorf("nginx does not take it as it is: %v\n%s", err, said)
	}
	return serving(t, exec.Command("nginx", "-p", dir, "-c", file), port, os.Interrupt)
}

// origin is the one that the built pages name in their policy.
func origin(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dist, "fr", "index.html"))
	must(t, err)
	m := regexp.MustCompile(`script-src &#39;self&#39; (\S+)`).FindSubmatch(page)
	if m == nil {
		t.Fatal("the page's policy names no origin")
	}
	return string(m[1])
}

// answer is what a request is told, as far as readers and caches go by it.
func answer(t *testing.T, method, url string, headers ...string) (status string, said map[string]string, body string) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	must(t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	tr := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	res, err := tr.RoundTrip(r)
	must(t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(t, err)
	said = map[string]string{}
	// A page's own policy has the sums of its style sheets, which a configuration for all pages cannot.
	if p := res.Header.Get("Content-Security-Policy"); strings.Contains(p, "trusted-types") {
		res.Header.Set("Content-Security-Policy", regexp.MustCompile(`style-src [^;]*`).ReplaceAllString(p, "style-src …"))
	}
	for _, h := range []string{"Content-Type", "Content-Encoding", "Cache-Control", "Content-Security-Policy", "Cross-Origin-Opener-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Cross-Origin-Embedder-Policy", "Set-Cookie", "Content-Range"} {
		said[h] = res.Header.Get(h)
	}
	said["Location"] = strings.TrimPrefix(res.Header.Get("Location"), "/")
	said["Vary"] = fmt.Sprint(strings.Contains(strings.Join(res.Header.Values("Vary"), ","), "Accept-Encoding"))
	return res.Status[:3], said, string(raw)
}

// nginx with the configuration in web/ answers as the program's own server does, at the root of a host and below a path.
func TestNginxAnswersAsTheServerDoes(t *testing.T) {
	answersAsTheServer(t, nginx(t, "/"), nginx(t, "/explainers/story/"))
}

// answersAsTheServer holds another server's answers, at the root of a host and below a path, to those of our own.
func answersAsTheServer(t *testing.T, root, below string) {
	t.Helper()
	asset := ""
	must(t, fs.WalkDir(os.DirFS(dist), "assets", func(p string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(p, ".wasm") {
			asset = p
		}
		return err
	}))
	for _, c := range [][]string{
		{"GET", "ar/", "Accept-Encoding", "br"}, {"GET", "fr/", "Accept-Encoding", "gzip"}, {"GET", "en/"}, {"HEAD", "ar/", "Accept-Encoding", "br, gzip"},
		{"GET", asset, "Accept-Encoding", "gzip, br"}, {"GET", asset, "Range", "bytes=0-3"}, {"GET", "sw.js"}, {"GET", "embed.js", "Accept-Encoding", "br"},
		{"GET", "img/map.ar.svg", "Accept-Encoding", "br"}, {"GET", "data/map.ar.csv"}, {"GET", "manifest.ar.webmanifest"}, {"GET", "NOTICE.txt"}, {"GET", "oembed/ar.json"}, {"GET", "oembed/ar.xml"},
		{"GET", "fr/graphics/map/", "Accept-Encoding", "br"}, {"GET", "fr/nowhere"}, {"GET", "?choose"}, {"GET", "", "Accept-Language", "fr"}, {"GET", "?utm=1", "Accept-Language", "de"},
		{"GET", "", "Accept-Language", "de, fr;q=0.8"}, {"GET", "", "Accept-Language", "en;q=0.1, fr;q=0.2"}, {"GET", "", "Accept-Language", "bm"}, {"GET", "", "Accept-Language", "ff-ML, de;q=0.5"},
		{"GET", "", "Accept-Language", "ha-NE"}, {"GET", "", "Accept-Language", "HA-Latn-NG;q=0.9, *;q=0.5"}, {"GET", "", "Accept-Language", "fr;q=0, en;q=0.05"}, {"GET", "", "Accept-Language", "fil, arn"}, {"GET", ""},
		{"GET", "nowhere", "Accept-Language", "wo"}, {"GET", "nowhere", "Accept-Language", "de"}, {"GET", "?choose", "Accept-Language", "fr"},
		{"GET", "fr/?embed=1", "Accept-Encoding", "br"}, {"GET", "fr/?embed=1&host=1"}, {"GET", "ar/graphics/map/?step=a&embed=1"}, {"GET", "fr/privacy/?embed=1"},
	} {
		wantStatus, want, wantBody := answer(t, c[0], base+"/"+c[1], c[2:]...)
		for _, prefix := range []string{root + "/", below + "/explainers/story/"} {
			status, got, body := answer(t, c[0], prefix+c[1], c[2:]...)
			got["Location"] = strings.TrimPrefix(got["Location"], "explainers/story/")
			if want["Location"] != "" { // what else is said with a way elsewhere is the server's own
				got, want, body = map[string]string{"Location": got["Location"]}, map[string]string{"Location": want["Location"]}, wantBody
			}
			if status != wantStatus || body != wantBody {
				t.Errorf("%v at %s: %s with %d bytes, want %s with %d", c, prefix, status, len(body), wantStatus, len(wantBody))
			}
			for k, v := range want {
				if got[k] != v {
					t.Errorf("%v at %s: %s is %q, want %q", c, prefix, k, got[k], v)
				}
			}
		}
	}
	if status, said, _ := answer(t, "GET", below+"/explainers/story?a=1"); status != "301" || said["Location"] != "story/?a=1" && said["Location"] != "explainers/story/?a=1" {
		t.Errorf("without its slash: %s to %s", status, said["Location"])
	}
	for _, c := range [][2]string{{"POST", "/ar/"}, {"GET", "/../e2e.go"}, {"GET", "/ar/..%2f..%2f..%2fetc/passwd"}} {
		if status, _, _ := answer(t, c[0], root+c[1]); status[0] != '4' {
			t.Errorf("%v: %s", c, status)
		}
	}
	// A site built for the root of a host works below a path, unchanged; only its manifests, which BASE_PATH is for, name icons
	// from the root.
	tab := blank(t, 390, 800)
	must(t, tab.Go(below+"/explainers/story/fr/"))
	client(t, tab)
	must(t, tab.Eval(`(document.querySelector('a[data-locale="ar"]').click(),1)`, nil))
	must(t, tab.Wait(`document.documentElement.lang==="ar"&&location.pathname==="/explainers/story/ar/"`, 20*time.Second))
	for _, f := range tab.Faults() {
		if !strings.Contains(f, below+"/assets/icon") {
			t.Errorf("the page complained: %s", f)
		}
	}
}
