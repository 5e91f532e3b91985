package e2e

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/build"
	"sahel-explainer/app/build/write"
	"sahel-explainer/app/server"
)

// nextBuild builds the project once more, as the next release would be, with another title and another word of the client's, and
// with another client where that is asked for, since compiling takes its time. It is not compressed.
func nextBuild(t *testing.T, client bool) write.Tree {
	t.Helper()
	root, err := filepath.Abs("../..")
	must(t, err)
	copyOf := t.TempDir()
	// What changes is copied, the rest is the project's own.
	for _, name := range []string{".build", "app", "charts", "node_modules", "web", "go.mod", "go.sum", "package.json", "package-lock.json"} {
		must(t, os.Symlink(filepath.Join(root, name), filepath.Join(copyOf, name)))
	}
	edits := map[string][2]string{
		"locales/messages/story.en.toml": {"Wagner", "VAGNER"},
		"locales/messages/story.ar.toml": {"فاغنر", "فاقنر"},
		// Its entry in the glossary, which says the word as the steps do.
		"locales/messages/glossary.en.toml": {"Wagner", "VAGNER"},
		"locales/messages/glossary.ar.toml": {"فاغنر", "فاقنر"},
		"locales/messages/ui.en.toml":       {"Reading progress", "Progress of reading"},
	}
	if client {
		edits["components/shell/install/client.go"] = [2]string{"len(p.read) < 10", "len(p.read) < 11"}
	}
	for _, dir := range []string{"locales", "components"} {
		must(t, filepath.WalkDir(filepath.Join(root, dir), func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name, _ := filepath.Rel(root, p)
			if d.IsDir() {
				return os.MkdirAll(filepath.Join(copyOf, name), 0o755)
			}
			text, err := os.ReadFile(p)
			must(t, err)
			if e, ok := edits[filepath.ToSlash(name)]; ok {
				if !strings.Contains(string(text), e[0]) {
					t.Fatalf("%s has no %q to change", name, e[0])
				}
				text = []byte(strings.ReplaceAll(string(text), e[0], e[1]))
			}
			return os.WriteFile(filepath.Join(copyOf, name), text, 0o644)
		}))
	}
	r, err := build.Build(build.Options{Root: copyOf})
	must(t, err)
	return r.Tree
}

func serveTree(t *testing.T, tree write.Tree) http.Handler {
	t.Helper()
	files := fstest.MapFS{}
	for p, body := range tree {
		files[p] = &fstest.MapFile{Data: body}
	}
	s, err := server.Load(files)
	must(t, err)
	return s
}

// find is the one path of a tree that matches a pattern.
func find(t *testing.T, tree write.Tree, pattern string) string {
	t.Helper()
	var out []string
	for p := range tree {
		if ok, _ := filepath.Match(pattern, p); ok {
			out = append(out, p)
		}
	}
	if len(out) != 1 {
		t.Fatalf("%s matches %v", pattern, out)
	}
	return out[0]
}

// lookForUpdate has the browser look for a new worker and says what became of it.
const lookForUpdate = `(async()=>{const r=await navigator.serviceWorker.getRegistration();try{await r.update()}catch(e){return "refused"}const w=r.installing;if(w)await new Promise(ok=>w.onstatechange=()=>w.state!=="installing"&&ok());return (w?w.state:r.waiting?"installed":"none")})()`

// One reader in the middle of the story, through every kind of broken release, a good one, and the way back. Each release is a
// whole build of the project. It is one long visit, since each part needs what the part before it left. With RELEASES=all the
// client is another as well, and a new reader comes in each case; otherwise one does once they have all been.
func TestReleases(t *testing.T) {
	t.Parallel()
	whole := os.Getenv("RELEASES") == "all"
	next := nextBuild(t, whole)
	d := newDeploy(t, "/explainers/story")
	tab := visitor(t)
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	kept(t, tab, "en")
	first := eval[string](t, tab, `caches.keys().then(k=>k.join())`)
	must(t, tab.Eval(foreignCaches, nil))
	must(t, tab.Wait(`caches.match(document.documentElement.dataset.wasm).then(r=>!!r)`, 10*time.Second))
	old := eval[string](t, tab, `document.title`)
	if !strings.Contains(old, "Wagner") {
		t.Fatalf("the title is %q", old)
	}
	const step = "corps-compare"
	goTo := func(tab *browser.Tab) {
		must(t, tab.Eval(fmt.Sprintf(`%s(%q,0.3)`, browser.ScrollTo, step), nil))
		must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q&&location.hash===%q`, step, "#"+step), 10*time.Second))
	}
	const where = `Math.round(document.getElementById("corps-compare").getBoundingClientRect().top)+" "+document.title+" "+window.unbroken`
	goTo(tab)
	must(t, tab.Eval(`window.unbroken=1`, nil))
	place := eval[string](t, tab, where)

	page := `<!doctype html><title>Sign in to the network</title><h1>Welcome</h1>`
	answer := func(w http.ResponseWriter, status int, kind, body string) bool {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
		return true
	}
	// What the broken releases spoil: a file that is new in this release and that the reader has.
	wasm := find(t, next, "assets/client.*.wasm")
	file, kind := find(t, next, "assets/words.en.*.json"), "application/json"
	if whole {
		file, kind = wasm, "application/wasm"
	}
	release := serveTree(t, next)
	before := func(path string) bool { _, err := os.Stat(filepath.Join(dist, path)); return err == nil }
	oldPage, err := os.ReadFile(filepath.Join(dist, "en/index.html"))
	must(t, err)
	// Whatever is there now, a new visit has the version that works, whole.
	visit := func(t *testing.T) {
		other := visitor(t)
		defer other.Close()
		must(t, other.Go(d.url("en/")))
		client(t, other)
		if got := eval[string](t, other, `document.title`); got != old {
			t.Errorf("a new visit has %q", got)
		}
	}
	for _, c := range []struct {
		name, want string
		asked      bool // the new worker gets as far as to ask for files
		spoil      func(path string, w http.ResponseWriter) bool
	}{
		{"the assets are not there yet", "redundant", true, func(p string, w http.ResponseWriter) bool {
			return strings.HasPrefix(p, "assets/") && !before(p) && answer(w, 404, "text/html", page)
		}},
		{"one file is not there", "redundant", true, func(p string, w http.ResponseWriter) bool {
			return p == "manifest.en.webmanifest" && answer(w, 404, "text/html", page)
		}},
		{"a page in the place of a file", "redundant", true, func(p string, w http.ResponseWriter) bool {
			return p == file && answer(w, 200, "text/html", page)
		}},
		{"half of a file", "redundant", true, func(p string, w http.ResponseWriter) bool {
			return p == file && answer(w, 200, kind, string(next[file][:len(next[file])/2]))
		}},
		{"the page of the old release", "redundant", true, func(p string, w http.ResponseWriter) bool {
			return p == "en/" && answer(w, 200, "text/html; charset=utf-8", string(oldPage))
		}},
		{"a portal answers for everything", "refused", false, func(p string, w http.ResponseWriter) bool {
			return answer(w, 200, "text/html", page)
		}},
		{"the server fails", "refused", false, func(p string, w http.ResponseWriter) bool {
			return answer(w, 503, "text/html", page)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			// What an attempt has brought and found right is kept for the next one, by the worker and by the browser. Here each
			// begins with nothing.
			_, err := chromedp.Call(tab.Context(), network.ClearBrowserCache, cdp.Empty{})
			must(t, err)
			must(t, tab.Eval(fmt.Sprintf(`caches.keys().then(k=>Promise.all(k.filter(n=>n.startsWith("sahel:/explainers/story/:")&&n!==%q).map(n=>caches.delete(n))))`, first), nil))
			var asked atomic.Bool
			d.change(release, func(p string, w http.ResponseWriter) bool {
				if p != "sw.js" {
					asked.Store(true)
				}
				return c.spoil(p, w)
			})
			if got := eval[string](t, tab, lookForUpdate); got != c.want {
				t.Errorf("the new worker was %s, want %s", got, c.want)
			}
			if asked.Load() != c.asked {
				t.Errorf("files were asked for: %v", asked.Load())
			}
			if got := eval[string](t, tab, where); got != place {
				t.Errorf("the reader was at %q, and is at %q", place, got)
			}
			if whole {
				visit(t)
			}
		})
	}
	visit(t)
	d.change(release, nil)
	if got := eval[string](t, tab, lookForUpdate); got != "installed" {
		t.Fatalf("the good release was %s", got)
	}
	must(t, tab.Wait(fmt.Sprintf(`document.querySelector(".notice")&&document.querySelector(".notice").textContent.includes(%q)`, message(t, "en", "ui.update.notice")), 10*time.Second))
	if got := eval[string](t, tab, where); got != place {
		t.Errorf("when the release came the reader was at %q, and is at %q", place, got)
	}
	// Until the reader says so, all is as it was, in this tab and in a new one, which says so as well.
	other := visitor(t)
	must(t, other.Go(d.url("en/")))
	client(t, other)
	must(t, other.Wait(`document.querySelector(".notice")`, 10*time.Second))
	if got := eval[string](t, other, `document.title`); got != old {
		t.Errorf("before the reader's word a new visit has %q", got)
	}
	// One tab takes the release; it is whole, and the reader where they were.
	must(t, tab.Eval(`document.querySelector(".notice button").click()`, nil))
	arrived(t, tab, `window.unbroken===undefined&&document.title.includes("VAGNER")`)
	client(t, tab)
	must(t, tab.Wait(fmt.Sprintf(`document.getElementById("story").dataset.activeStep===%q`, step), 10*time.Second))
	if got := eval[string](t, tab, `document.documentElement.dataset.wasm`); !strings.HasSuffix(got, wasm) {
		t.Errorf("the new page has the client %s, want %s", got, wasm)
	}
	// The other goes on with the old one, its files included: a graphic it comes to only now, and a language of the new release.
	// A page made for another client is not mixed into this one but loaded whole.
	must(t, other.Eval(`window.unbroken=1`, nil))
	goTo(other)
	must(t, other.Wait(`document.documentElement.dataset.ready==="charts"`, 20*time.Second))
	if got := eval[string](t, other, `document.title+" "+window.unbroken`); got != old+" 1" {
		t.Errorf("the other tab has %q", got)
	}
	must(t, other.Eval(`document.querySelector(".langs a[data-locale=ar]").click()`, nil))
	arrived(t, other, `document.documentElement.lang==="ar"&&document.title.includes("فاقنر")`)
	if loaded := eval[bool](t, other, `window.unbroken===undefined`); loaded != whole {
		t.Errorf("another language came by a page load: %v", loaded)
	}
	client(t, other)
	other.Close()
	// With one tab left nothing of the old release stays, and nothing of others has gone.
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	swept := false
	for end := time.Now().Add(15 * time.Second); !swept && time.Now().Before(end); {
		worker(t, tab, "active", `{type:"keep",locale:"en",auto:true}`, `r.type`) // as each visit says; a closed tab is gone only after a while
		swept = eval[bool](t, tab, `caches.keys().then(k=>k.filter(n=>n.startsWith("sahel:/explainers/story/:")).length===1&&k.includes("theirs")&&k.includes("sahel:/elsewhere/:v1"))`)
	}
	if !swept {
		t.Errorf("caches: %s", eval[string](t, tab, `caches.keys().then(k=>k.join())`))
	}
	d.stop()
	must(t, tab.Go(d.url("en/")))
	client(t, tab)
	if got := eval[string](t, tab, `document.title`); !strings.Contains(got, "VAGNER") {
		t.Errorf("without a network the new release is %q", got)
	}
	d.start()
	// The way back.
	d.change(nil, func(p string, w http.ResponseWriter) bool {
		return p == "sw.js" && answer(w, 200, "text/javascript", string(next["sw-kill.js"]))
	})
	must(t, tab.Eval(`window.unbroken=1`, nil))
	eval[string](t, tab, lookForUpdate)
	if err := tab.Wait(`navigator.serviceWorker.getRegistrations().then(r=>r.length===0)`, 15*time.Second); err != nil {
		t.Fatal(err, eval[string](t, tab, `navigator.serviceWorker.getRegistrations().then(r=>r.map(x=>["installing","waiting","active"].map(k=>k+" "+(x[k]&&x[k].scriptURL+" "+x[k].state)).join()).join("; "))`))
	}
	must(t, tab.Wait(`caches.keys().then(k=>k.sort().join()==="sahel:/elsewhere/:v1,theirs")`, 15*time.Second))
	if !eval[bool](t, tab, `window.unbroken===1`) {
		t.Error("the way back cost the reader their page")
	}
}
