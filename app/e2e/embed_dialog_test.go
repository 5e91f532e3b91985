package e2e

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"
)

// codeIn is the code that the embed page of a language gives for a thing, by the thing's place there.
func codeIn(t *testing.T, locale, place string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dist, locale, "embed", "index.html"))
	must(t, err)
	doc, err := nethtml.Parse(strings.NewReader(string(raw)))
	must(t, err)
	for n := range doc.Descendants() {
		if n.Data == "div" && value(n, "id") == place {
			for a := range n.Descendants() {
				if a.Data == "textarea" {
					return a.FirstChild.Data
				}
			}
		}
	}
	t.Fatalf("%s/embed/ has no code for %s", locale, place)
	return ""
}

// value is an attribute, empty where there is none.
func value(n *nethtml.Node, key string) string {
	v, _ := attr(n, key)
	return v
}

// Without a script, the embed page gives the code of the story in both lengths, of every chapter and of every graphic, and each code names what is
// there: pages, pictures, the script.
func TestEmbedPageGivesCodeThatHolds(t *testing.T) {
	const built = "http://localhost:8080/"
	for _, l := range []string{"ar", "fr", "en"} {
		raw, err := os.ReadFile(filepath.Join(dist, l, "embed", "index.html"))
		must(t, err)
		if strings.Contains(string(raw), "<script") {
			t.Errorf("%s/embed/ asks for a script", l)
		}
		doc, err := nethtml.Parse(strings.NewReader(string(raw)))
		must(t, err)
		kinds := map[string]int{}
		for n := range doc.Descendants() {
			if n.Data != "textarea" {
				continue
			}
			kind, _, _ := strings.Cut(value(n.Parent, "id"), "-")
			for a := range n.Parent.Descendants() { // a graphic's pictures
				if a.Data == "a" {
					kinds[a.FirstChild.Data]++
					if _, err := os.Stat(filepath.Join(dist, l, "embed", value(a, "href"))); err != nil {
						t.Errorf("%s: %v", value(n.Parent, "id"), err)
					}
				}
			}
			kinds[kind]++
			code, err := nethtml.Parse(strings.NewReader(n.FirstChild.Data))
			must(t, err)
			found := 0
			for e := range code.Descendants() {
				for _, k := range []string{"href", "src"} {
					v := value(e, k)
					if v == "" {
						continue
					}
					found++
					u, err := url.Parse(v)
					must(t, err)
					path, ok := strings.CutPrefix(v, built)
					path, _, _ = strings.Cut(path, "?")
					path, fragment, _ := strings.Cut(path, "#")
					if strings.HasSuffix(path, "/") {
						path += "index.html"
					}
					page, err := os.ReadFile(filepath.Join(dist, path))
					if !ok || err != nil || fragment != "" && !strings.Contains(string(page), ` id="`+fragment+`"`) {
						t.Errorf("%s, %s: <%s %s=%s> leads nowhere", l, value(n.Parent, "id"), e.Data, k, u)
					}
				}
			}
			if strings.Contains(n.FirstChild.Data, "#") != (kind == "chapter") {
				t.Errorf("%s, %s: its links lead elsewhere: %s", l, value(n.Parent, "id"), n.FirstChild.Data)
			}
			if found != 5 { // two links, a picture, a frame, a script
				t.Errorf("%s, %s: %d addresses in %s", l, value(n.Parent, "id"), found, n.FirstChild.Data)
			}
		}
		if kinds["story"] != 2 || kinds["chapter"] != 8 || kinds["graphic"] != 9 || kinds["SVG"] != 9 || kinds["PNG"] != 9 {
			t.Errorf("%s/embed/ gives codes of %v", l, kinds)
		}
	}
}

// The dialog opens over the story from the keyboard, gives the same code as the page behind its link, changes it with what is
// chosen, shows what is chosen, and gives focus back.
func TestEmbedDialog(t *testing.T) {
	t.Parallel()
	tab := open(t, "/ar/", 1440, 900)
	client(t, tab)
	const code = `document.querySelector("dialog.embedding textarea").value`
	is := func(want string) {
		t.Helper()
		if err := tab.Wait(fmt.Sprintf(`%s===%q`, code, want), 8*time.Second); err != nil {
			t.Fatalf("the code is\n%s, want\n%s", eval[string](t, tab, code), want)
		}
	}
	choose := func(part, value string) {
		t.Helper()
		must(t, tab.Wait(fmt.Sprintf(`(s=>{if(![...s.options].some(o=>o.value===%[2]q))return false;s.value=%[2]q;s.dispatchEvent(new Event("change",{bubbles:true}));return true})(document.querySelector("dialog.embedding [name=%[1]s]"))`, part, value), 5*time.Second))
	}
	shows := func(js string) {
		t.Helper()
		must(t, tab.Wait(`(f=>f.document.readyState==="complete"&&(`+js+`))(document.querySelector("dialog.embedding iframe").contentWindow)`, 15*time.Second))
	}
	must(t, tab.Eval(`document.querySelector(".colophon a[data-embed]").focus()`, nil))
	must(t, tab.Press("Enter"))
	must(t, tab.Wait(`document.querySelector("dialog.embedding:modal")?.contains(document.activeElement)`, 10*time.Second))
	is(codeIn(t, "ar", "story-short")) // what whoever chooses nothing gets
	shows(`f.location.pathname==="/ar/short/"`)
	choose("what", "story-whole")
	is(codeIn(t, "ar", "story-whole"))
	shows(`f.location.pathname==="/ar/"&&f.document.documentElement.dataset.mode==="standalone"`)
	if other := eval[string](t, tab, `(document.querySelector("dialog.embedding pre").textContent)`); !strings.HasPrefix(other, "frame-src http://localhost:8080; script-src ") {
		t.Errorf("a host is told to allow %q", other)
	}

	// Tab stays in the dialog.
	for range 14 {
		must(t, tab.Press("Tab"))
		if !eval[bool](t, tab, `document.activeElement===document.body||document.querySelector("dialog.embedding").contains(document.activeElement)`) {
			t.Fatalf("focus left the dialog for %s", eval[string](t, tab, `document.activeElement.outerHTML.slice(0,200)`))
		}
	}

	choose("what", "graphic-tolls")
	is(codeIn(t, "ar", "graphic-tolls"))
	shows(`f.location.pathname==="/ar/graphics/tolls/frame.html"`)
	choose("theme", "light") // it stands where another choice stood for the story
	is(strings.Replace(strings.Replace(codeIn(t, "ar", "graphic-tolls"), `"tolls"`, `"tolls" data-theme="light"`, 1), `?embed=1`, `?embed=1&amp;theme=light`, 1))
	choose("theme", "auto")
	choose("locale", "fr")
	is(codeIn(t, "fr", "graphic-tolls"))
	shows(`f.location.pathname==="/fr/graphics/tolls/frame.html"`)
	choose("what", "chapter-algeria")
	is(codeIn(t, "fr", "chapter-algeria"))
	choose("height", "stepper")
	choose("theme", "dark")
	second := eval[string](t, tab, `document.querySelector("dialog.embedding [name=step]").options[1].value`)
	choose("step", second)
	want := strings.Replace(codeIn(t, "fr", "chapter-algeria"), ` data-chapter="algeria"`, fmt.Sprintf(` data-step=%q data-chapter="algeria" data-theme="dark" data-height="stepper"`, second), 1)
	want = strings.ReplaceAll(want, `/fr/#algeria"`, `/fr/#`+second+`"`)
	want = strings.Replace(want, "&amp;chapter=", "&amp;step="+second+"&amp;chapter=", 1)
	want = strings.Replace(want, `algeria" title`, `algeria&amp;theme=dark" title`, 1)
	is(want)
	shows(fmt.Sprintf(`f.document.documentElement.dataset.mode==="stepper"&&f.document.documentElement.dataset.theme==="dark"&&f.document.getElementById("story").dataset.activeStep===%q`, second))

	// The clipboard, and what is left where it is blocked.
	must(t, tab.Eval(`(navigator.clipboard.writeText=x=>{window.got=x;return Promise.resolve()},document.querySelector("dialog.embedding .copy").click(),1)`, nil))
	must(t, tab.Wait(`window.got===`+code+`&&document.querySelector("dialog.embedding [role=status]").textContent!==""`, 5*time.Second))
	copied := eval[string](t, tab, `document.querySelector("dialog.embedding [role=status]").textContent`)
	must(t, tab.Eval(`(navigator.clipboard.writeText=()=>Promise.reject(new Error("blocked")),document.querySelector("dialog.embedding .copy").click(),1)`, nil))
	must(t, tab.Wait(fmt.Sprintf(`(a=>document.activeElement===a&&a.selectionEnd-a.selectionStart===a.value.length)(document.querySelector("dialog.embedding textarea"))&&document.querySelector("dialog.embedding [role=status]").textContent!==%q`, copied), 5*time.Second))

	// A policy that is pasted is answered in the language of the page: what is left of the code, which directive takes the rest, what mends it.
	for policy, want := range map[string][]string{
		"frame-src 'none'; script-src *":                                 {"صورة ورابطا", "frame-src 'none'", "frame-src http://localhost:8080"},
		"Content-Security-Policy: script-src 'nonce-a' 'strict-dynamic'": {"الإطار وحده", "script-src 'nonce-a' 'strict-dynamic'", "nonce)"},
		"default-src *": {"كلها"},
		"an article":    {"لا سياسة"},
	} {
		must(t, tab.Eval(fmt.Sprintf(`(a=>(a.value=%q,a.dispatchEvent(new Event("input",{bubbles:true}))))(document.querySelector("dialog.embedding [name=policy]"))`, policy), nil))
		for _, w := range want {
			must(t, tab.Wait(fmt.Sprintf(`document.querySelector("dialog.embedding .policy [role=status]").textContent.includes(%q)`, w), 5*time.Second))
		}
		if said := eval[int](t, tab, `document.querySelectorAll("dialog.embedding .policy [role=status] p").length`); said != min(len(want), 2) {
			t.Errorf("%q is answered in %d paragraphs", policy, said)
		}
	}

	back := eval[int](t, tab, `history.length`)
	must(t, tab.Press("Escape"))
	must(t, tab.Wait(`!document.querySelector("dialog.embedding")&&document.activeElement.matches(".colophon a[data-embed]")`, 5*time.Second))
	if now := eval[int](t, tab, `history.length`); now != back || eval[string](t, tab, `location.pathname`) != "/ar/" {
		t.Errorf("the dialog left its marks in the history: %d entries, then %d", back, now)
	}

	// From a graphic's data, on a page that is of an edition.
	must(t, tab.Eval(`(document.documentElement.dataset.edition="v/2026-11-25/",document.querySelector("#data-deaths").open=true,document.querySelector("#data-deaths a[data-embed]").focus(),document.activeElement.click(),1)`, nil))
	must(t, tab.Wait(`document.querySelector("dialog.embedding")`, 10*time.Second))
	is(codeIn(t, "ar", "graphic-deaths"))
	choose("edition", "dated")
	want = strings.ReplaceAll(codeIn(t, "ar", "graphic-deaths"), `http://localhost:8080/ar/`, `http://localhost:8080/v/2026-11-25/ar/`)
	is(strings.Replace(strings.Replace(want, "frame.html", "", 1), ` data-graphic=`, ` data-edition="v/2026-11-25" data-graphic=`, 1))
	must(t, tab.Eval(`document.querySelector("dialog.embedding .close").click()`, nil))
	must(t, tab.Wait(`!document.querySelector("dialog.embedding")&&document.activeElement.matches("#data-deaths a[data-embed]")`, 5*time.Second))
}
