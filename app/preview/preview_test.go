package preview

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"net/http/httptest"

	"sahel-explainer/app/policy"
)

// Only this machine is listened to, whatever address is asked for.
func TestListensOnLoopbackAlone(t *testing.T) {
	for addr, good := range map[string]bool{"localhost:0": true, "127.0.0.1:0": true, "0.0.0.0:0": false, ":0": false, "192.0.2.1:0": false, "example.org:80": false, "localhost": false} {
		first, second, err := listen(addr)
		if (err == nil) != good {
			t.Errorf("%s: %v", addr, err)
		}
		for _, l := range []net.Listener{first, second} {
			if l == nil {
				continue
			}
			if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
				t.Errorf("%s listens on %v", addr, l.Addr())
			}
			l.Close()
		}
	}
}

// Who may ask for what. A name that was made to lead here (DNS rebinding) is in Host, a foreign page's address in Origin, in
// Referer or in the browser's own word.
func TestGuardRefusesForeigners(t *testing.T) {
	d := &Desk{port: "8090", token: "secret", key: "key"}
	h := d.guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	for name, c := range map[string]struct {
		method, path, host string
		headers            map[string]string
		good               bool
	}{
		"the desk":                       {"GET", "/", "localhost:8090", nil, true},
		"by number":                      {"GET", "/v/key/live/ar/", "127.0.0.1:8090", nil, true},
		"by IPv6":                        {"GET", "/v/key/live/ar/", "[::1]:8090", nil, true},
		"rebound name":                   {"GET", "/", "evil.example:8090", nil, false},
		"rebound name, no port":          {"GET", "/v/key/live/ar/", "evil.example", nil, false},
		"localhost, another port":        {"GET", "/", "localhost:80", nil, false},
		"name that begins like ours":     {"GET", "/", "localhost:8090.evil.example", nil, false},
		"foreign origin":                 {"GET", "/v/key/live/ar/", "localhost:8090", map[string]string{"Origin": "http://evil.example"}, false},
		"sandbox reads the story":        {"GET", "/v/key/live/ar/", "localhost:8090", map[string]string{"Origin": "null"}, true},
		"sandbox does not know the key":  {"GET", "/v/live/ar/", "localhost:8090", map[string]string{"Origin": "null"}, false},
		"sandbox guesses the key":        {"GET", "/v/kez/live/ar/", "localhost:8090", map[string]string{"Origin": "null"}, false},
		"sandbox asks for a host's page": {"GET", "/host/key/article/live/ar", "localhost:8090", map[string]string{"Origin": "null"}, false},
		"a public site asks first":       {"OPTIONS", "/v/key/live/ar/", "localhost:8090", map[string]string{"Origin": "https://evil.example", "Access-Control-Request-Private-Network": "true"}, false},
		"sandbox reads the desk":         {"GET", "/desk/step", "localhost:8090", map[string]string{"Origin": "null"}, false},
		"foreign page frames the story":  {"GET", "/v/key/live/ar/", "localhost:8090", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe", "Referer": "http://evil.example/"}, false},
		"our host frames the story":      {"GET", "/v/key/live/ar/", "localhost:8090", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe", "Referer": "http://127.0.0.1:8090/"}, true},
		"foreign page loads desk events": {"GET", "/desk/events", "localhost:8090", map[string]string{"Sec-Fetch-Site": "cross-site"}, false},
		"our host page asks the desk":    {"GET", "/desk/findings", "localhost:8090", map[string]string{"Sec-Fetch-Site": "cross-site", "Referer": "http://127.0.0.1:8090/"}, false},
		"the desk asks":                  {"GET", "/desk/findings", "localhost:8090", map[string]string{"Sec-Fetch-Site": "same-origin"}, true},
		"opening, with the secret":       {"POST", "/desk/open", "localhost:8090", map[string]string{"Origin": "http://localhost:8090", "X-Desk-Token": "secret", "Content-Type": "application/json"}, true},
		"opening, a wrong secret":        {"POST", "/desk/open", "localhost:8090", map[string]string{"Origin": "http://localhost:8090", "X-Desk-Token": "guess", "Content-Type": "application/json"}, false},
		"opening, no origin":             {"POST", "/desk/open", "localhost:8090", map[string]string{"X-Desk-Token": "secret", "Content-Type": "application/json"}, false},
		"opening, as a form":             {"POST", "/desk/open", "localhost:8090", map[string]string{"Origin": "http://localhost:8090", "X-Desk-Token": "secret", "Content-Type": "text/plain"}, false},
		"opening, foreign origin":        {"POST", "/desk/open", "localhost:8090", map[string]string{"Origin": "http://evil.example", "X-Desk-Token": "secret", "Content-Type": "application/json"}, false},
	} {
		r := httptest.NewRequest(c.method, c.path, nil)
		r.Host = c.host
		for k, v := range c.headers {
			r.Header.Set(k, v)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if (w.Code == http.StatusOK) != c.good {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

func TestVariantNames(t *testing.T) {
	for name, good := range map[string]bool{"live": true, "pseudo": true, "mirror-dark": true, "live-dark-still-noscript": true, "live-still-dark": false, "live-dark-dark": false, "draft": false, "live-other": false, "": false, "live-": false} {
		v, ok := parseVariant(name)
		if ok != good || ok && v.String() != name {
			t.Errorf("%q: %v, %v", name, v, ok)
		}
	}
}

// Text at 200% is what a reader's own setting makes: conditions of the page's width in rem hold at half of it.
func TestBigTextScalesConditions(t *testing.T) {
	v, _ := parseVariant("live-big")
	got := v.css("@media (max-width:34rem) and (min-height:.5rem){a{margin:1rem}}@media (min-width:34.01rem){b{c:d}}", "")
	if want := "@media (max-width:68rem) and (min-height:1rem){a{margin:1rem}}@media (min-width:68.02rem){b{c:d}}html{font-size:200%}"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// A variant changes what it says and nothing else, and the page's own policy goes with the style that it has become.
func TestVariantPages(t *testing.T) {
	style := "@media print{a{color:red}}@media screen{b{c:d}}@media (prefers-reduced-motion:reduce){e{f:g}}"
	other := style + "x{y:z}"
	page := func(s, csp string) string {
		return `<!DOCTYPE html><html lang="fr" data-sw="../sw.js"><head><meta http-equiv="Content-Security-Policy" content="` + csp + `"><style>` + s + `</style><script src="../assets/boot.js"></script></head></html>`
	}
	escape := strings.NewReplacer("'", "&#39;")
	plain := page(style, escape.Replace(policy.Page("http://localhost:8080", style, other)))
	for name, want := range map[string][]string{
		"live":          {"data-no-sw=", `<script src="/v/key/inside.js" defer data-preview>`, "script-src &#39;self&#39;", style},
		"live-noscript": {"script-src &#39;none&#39;", style},
		"live-dark":     {`<html data-theme="dark" lang="fr"`},
		"live-still":    {"@media (min-width:0){e{f:g}}", "data-still", cspHash(strings.Replace(style, "prefers-reduced-motion:reduce", "min-width:0", 1)), cspHash(strings.Replace(other, "prefers-reduced-motion:reduce", "min-width:0", 1))},
		"live-print":    {"@media all{a{color:red}}", "@media not all{b"},
		"live-big":      {"html{font-size:200%}", cspHash(style + "html{font-size:200%}")},
		"live-draft":    {`content:"Brouillon"`},
	} {
		v, _ := parseVariant(name)
		got := string(v.page([]byte(plain), "/v/key/", []string{style, other}, "Brouillon"))
		for _, s := range want {
			if !strings.Contains(got, s) {
				t.Errorf("%s lacks %s:\n%s", name, s, got)
			}
		}
		if strings.Contains(got, "inside.js") == v.has("noscript") || strings.Contains(got, "boot.js") == v.has("noscript") {
			t.Errorf("%s: the preview's script is wrong there", name)
		}
	}
}

func TestPseudoKeepsPlaceholdersAndGrows(t *testing.T) {
	for _, s := range []string{"Sources", "{{.Count}} sources in {{.Place}}", "A longer sentence of the story, with 1,234 people and a date."} {
		got := Pseudo(s)
		for _, p := range placeholder.FindAllString(s, -1) {
			if !strings.Contains(got, p) {
				t.Errorf("%q lost %s", got, p)
			}
		}
		if n, was := utf8.RuneCountInString(placeholder.ReplaceAllString(got, "")), utf8.RuneCountInString(placeholder.ReplaceAllString(s, "")); n < was*125/100 || n > was*160/100 {
			t.Errorf("%q became %d runes from %d: %q", s, n, was, got)
		}
		if strings.Contains(s, "1,234") && !strings.Contains(got, "1,234") {
			t.Errorf("%q lost its number", got)
		}
	}
}

func TestFaultsNameTheirPlace(t *testing.T) {
	for text, want := range map[string]Fault{
		"locales/messages/story.fr.toml:12: expected value; mend the TOML there":                       {File: "locales/messages/story.fr.toml", Line: 12},
		`locales/outline.toml: step "x" names graphic "y"`:                                             {File: "locales/outline.toml"},
		"graphic tolls: charts/data/tolls.csv:3: row has no record":                                    {File: "charts/data/tolls.csv", Line: 3},
		"# sahel-explainer/charts/tolls\ncharts/tolls/tolls.go:40:2: undefined: x\nand then much more": {File: "charts/tolls/tolls.go", Line: 40},
		"no place at all": {},
	} {
		f := faultOf(errors.New(text))
		if f.File != want.File || f.Line != want.Line || f.Text == "" {
			t.Errorf("%q: %+v", text, f)
		}
	}
}

func TestWatcherSeesSavesOfEveryKind(t *testing.T) {
	root := t.TempDir()
	write := func(name, s string) {
		p := filepath.Join(root, name)
		os.MkdirAll(filepath.Dir(p), 0o755)
		if err := os.WriteFile(p, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("locales/messages/a.ar.toml", "x")
	write("charts/data/b.csv", "x")
	w := newWatcher(root, "")
	expect := func(what string, want ...string) {
		t.Helper()
		if got := w.Changed(); !reflect.DeepEqual(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	expect("first look")
	expect("nothing")
	write("locales/messages/a.ar.toml", "xy")
	expect("written", "locales/messages/a.ar.toml")
	write("locales/messages/.a.ar.toml.swp", "x")
	write("locales/messages/a.ar.toml~", "x")
	write("charts/x_test.go", "x")
	expect("an editor's own files, and tests")
	write("tmp", "longer than before")
	os.Rename(filepath.Join(root, "tmp"), filepath.Join(root, "charts/data/b.csv"))
	expect("saved by renaming", "charts/data/b.csv")
	os.Chtimes(filepath.Join(root, "charts/data/b.csv"), time.Now(), time.Now().Add(time.Second))
	expect("same size, another time", "charts/data/b.csv")
	os.Remove(filepath.Join(root, "charts/data/b.csv"))
	expect("removed", "charts/data/b.csv")

	// Between two rounds the texts alone are looked at, and one that an editor has just emptied is not taken for a save.
	glance := func(what string, want bool) {
		t.Helper()
		if got := w.Touched(); got != want {
			t.Errorf("%s: touched %v, want %v", what, got, want)
		}
	}
	glance("nothing", false)
	write("locales/messages/a.ar.toml", "")
	glance("emptied", false)
	write("locales/messages/a.ar.toml", "xyz")
	glance("written", true)
	expect("written", "locales/messages/a.ar.toml")
	glance("seen", false)
}

// What is wrong with a file that is being written is not told: it is read again when it has been.
func TestHalfWrittenFilesAreNotTold(t *testing.T) {
	root := filepath.Join(t.TempDir(), "project")
	if err := Copy("../..", root); err != nil {
		t.Fatal(err)
	}
	w := newWatcher(root, "")
	w.Changed()
	d := &Desk{o: Options{Root: root, Out: io.Discard}, status: Status{Pages: map[string]int{}}}
	const file = "locales/messages/story.fr.toml"
	whole, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		if err := os.WriteFile(filepath.Join(root, file), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(nil)
	changed := w.Changed()
	d.update(nil, func() bool {
		write(whole[:len(whole)/2]) // the editor goes on while the desk drafts
		return w.Overtaken(changed)
	})
	if d.status.Fault != nil {
		t.Errorf("an emptied file that is being filled is told: %+v", d.status.Fault)
	}
	changed = w.Changed()
	d.update(nil, func() bool { return w.Overtaken(changed) })
	if d.status.Fault == nil || d.status.Fault.File != file {
		t.Errorf("half a file that stays half is not told: %+v", d.status.Fault)
	}
}

func TestChangesAreSorted(t *testing.T) {
	for _, c := range []struct {
		changed      []string
		host, client bool
		rest         int
	}{
		{[]string{"locales/messages/story.fr.toml"}, false, false, 1},
		{[]string{"components/shell/engine/engine.go"}, false, true, 0},
		{[]string{"components/shell/share/client.go", "components/shell/share/style.css"}, false, true, 1},
		{[]string{"components/shell/share/host.go"}, true, false, 0},
		{[]string{"components/story/step.go"}, true, true, 0},
		{[]string{"app/build/build.go", "web/css/01-base.css"}, true, false, 1},
		{[]string{"charts/tolls/tolls.go"}, true, true, 0},
		{[]string{"go.mod"}, true, true, 0},
	} {
		host, client, rest := sortChanges(c.changed)
		if host != c.host || client != c.client || len(rest) != c.rest {
			t.Errorf("%v: host %v, client %v, rest %v", c.changed, host, client, rest)
		}
	}
}

// Only files of the project are opened, each editor is called in its own way, and one that needs a terminal is refused in words.
func TestEditorCalls(t *testing.T) {
	root := "../.."
	abs, _ := filepath.Abs(root)
	file := "locales/outline.toml"
	for _, c := range []struct {
		file, editor string
		want         []string
		refusal      string
	}{
		{file, "code --wait", []string{"code", "--wait", "-g", filepath.Join(abs, file) + ":7"}, ""},
		{file, "/usr/bin/gedit", []string{"/usr/bin/gedit", "+7", filepath.Join(abs, file)}, ""},
		{file, "something", []string{"something", filepath.Join(abs, file)}, ""},
		{file, "", nil, "no editor"},
		{file, "vim", nil, "terminal"},
		{"../outside.toml", "code", nil, "no file of the story"},
		{"/etc/passwd", "code", nil, "no file of the story"},
		{"locales/../../x.toml", "code", nil, "no file of the story"},
		{"locales/missing.toml", "code", nil, "no file of the story"},
		{".build/x.toml", "code", nil, "no file of the story"},
		{"locales/outline.toml\x00", "code", nil, "no file of the story"},
	} {
		got, err := editorCall(root, c.file, 7, c.editor)
		if c.refusal != "" {
			if err == nil || !strings.Contains(err.Error(), c.refusal) {
				t.Errorf("%s by %q: %v", c.file, c.editor, err)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s by %q: %v, %v", c.file, c.editor, got, err)
		}
	}
}
