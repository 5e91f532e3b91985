package embed

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"sahel-explainer/app/browser"
)

// forms are what the story's code is pasted in as.
var forms = []struct{ name, code string }{
	{"oEmbed", `<blockquote><a href="{{BASE}}en/">Title</a></blockquote><iframe src="{{BASE}}en/?embed=1" title="t" width="600" height="640"></iframe>`},
	{"snippet", ways["snippet"]},
	{"frame", `<iframe src="{{BASE}}en/?embed=1" title="t" width="100%" height="640" loading="lazy"></iframe>`},
	{"element", ways["element"]}, {"line", ways["line"]}, {"div", ways["div"]},
}

// What is left of each form after each tool: on a page without a script of ours, and where embed.js stands once in the page's head.
// The same rows stand in web/README.md.
const editorsTable = `| tool | oEmbed | snippet | frame | element | line | div |
|---|---|---|---|---|---|---|
`

// left says what a reader gets of code on a page, with our script in its head or not.
const left = `(code,script)=>{
	const d=new DOMParser().parseFromString(code,"text/html"),f=d.querySelector("iframe"),dead=f&&f.hasAttribute("sandbox")&&!f.sandbox.contains("allow-scripts");
	const place=d.querySelector("sahel-explainer,[data-sahel-explainer]"),ours=script||d.querySelector("script[src$='embed.js']");
	if(ours&&(place&&!(dead&&place.localName==="figure")||d.querySelector("script[data-locale]")))return "whole";
	return dead?"buttons":f?"cards":d.querySelector("a img")?"picture":d.querySelector("a")?"link":"nothing"}`

// Real editors and sanitisers from npm: what they leave of each form is what the table for host pages says, and a reader gets it.
func TestHostsEditors(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	story, shared := explainer(t, nil), chromium(t)
	desk := open(t, shared, editorsPage(t))
	desk.until(`window.editors`)
	table := editorsTable
	for _, tool := range eval[[]string](desk, `Object.keys(editors)`) {
		table += "| " + tool
		for _, f := range forms {
			out := eval[string](desk, fmt.Sprintf(`Promise.resolve(editors[%q](%q))`, tool, fill(f.code, "{{BASE}}", story)))
			alone := eval[string](desk, fmt.Sprintf(`(%s)(%q,false)`, left, out))
			with := eval[string](desk, fmt.Sprintf(`(%s)(%q,true)`, left, out))
			table += " | " + alone
			if with != alone {
				table += "; " + with
			}
			if f.name == "snippet" && (os.Getenv("HOSTS") == "all" || strings.HasPrefix(tool, "DOMPurify,") || tool == "TinyMCE") {
				reaches(t, shared, story, tool+"/alone", sitePage(t, "", out), alone)
				reaches(t, shared, story, tool+"/with the script", sitePage(t, `<script async src="`+story+`embed.js"></script>`, out), with)
			}
		}
		table += " |\n"
	}
	readme, err := os.ReadFile("../../web/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), table) {
		t.Errorf("web/README.md, \"Editors and sanitisers\": the table is to be\n%s", table)
	}
}

// reaches looks at the page as its reader does.
func reaches(t *testing.T, shared *browser.Browser, story, name, address, want string) {
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		p := open(t, shared, address)
		switch want {
		case "whole":
			f := p.frame(story)
			p.until(whole)
			f.until(`document.documentElement.dataset.mode==="pinned"`)
		case "cards":
			p.frame(story).until(`document.documentElement.dataset.mode==="stepper"&&[...document.querySelectorAll(".step")].some(s=>s.offsetHeight>10)`)
		case "buttons": // the frame's own page does without a script
			p.until(`document.readyState==="complete"&&(!document.querySelector("script")||window.SahelExplainer)`)
			p.until(`(f=>f.offsetHeight>300&&getComputedStyle(f).visibility==="visible")(document.querySelector("iframe[sandbox='']"))`)
		case "picture":
			p.until(`document.querySelector("a img").offsetHeight>100`)
		case "link":
			p.until(fmt.Sprintf(`[...document.querySelectorAll("a")].some(a=>a.offsetHeight>5&&a.href.startsWith(%q))`, story))
		}
	})
}

// editorsPage serves a page on which the tools are at work.
func editorsPage(t *testing.T) string {
	t.Helper()
	js := bundle(t, "testdata/editors.js", "")
	lib := http.StripPrefix("/lib/", http.FileServer(http.Dir("../../node_modules")))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<!doctype html><link rel=icon href="data:,"><body><script src="/lib/tinymce/tinymce.min.js"></script><script src="/editors.js"></script>`)
		case "/editors.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, js)
		default:
			lib.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/"
}

// sitePage serves one article and gives its address.
func sitePage(t *testing.T, head, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width"><link rel=icon href="data:,">`, head, `</head><body style="margin:0"><p>Article</p>`, body)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/"
}
