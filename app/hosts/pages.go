package hosts

import (
	"io"
	"net/http"
	"strings"
)

// Host is a page of a news site that carries the story. In all of its texts {{BASE}} stands for the story's site, {{OTHER}} for a
// second one's and {{LIB}} for the folder of npm's packages.
type Host struct {
	Name   string
	Head   string            // what stands in the page's head
	Body   string            // the page's body
	Whole  string            // the page, where it is not put together of the two
	Type   string            // text/html
	Header map[string]string // what the answer says besides
	Then   string            // run once the page is there: what its reader or its own script does
	Gets   string            // what a reader gets: whole, cards, buttons, the graphic, a picture or a link
	Steps  int               // how many the story has there; 0 for the short one's
	Says   string            // what verify-host says of it, "" where nothing breaks
}

const (
	line    = `<script async data-locale="fr" data-depth="short" src="{{BASE}}embed.js"></script>`
	script  = `<script async src="{{BASE}}embed.js"></script>`
	div     = `<div data-sahel-explainer data-locale="fr" data-depth="short"></div>` + script
	frame   = `<iframe src="{{BASE}}fr/short/frame.html?embed=1" title="Titre" width="100%" height="640" loading="lazy" frameborder="0"></iframe>`
	figure  = `<figure data-sahel-explainer data-locale="fr" data-depth="short" lang="fr" dir="ltr"><a href="{{BASE}}fr/short/"><img src="{{BASE}}cards/fr/story.png" alt="Une carte" width="1200" height="630" loading="lazy" style="width:100%;height:auto"></a><figcaption><a href="{{BASE}}fr/short/" hreflang="fr">Titre — Lire le récit</a></figcaption></figure>`
	snippet = figure + "\n" + frame + "\n" + script
	above   = `<p style="height:300px;margin:0">An article of a newsroom.</p>`
	below   = `<p style="height:1500px;margin:0">The article goes on.</p>`
	shadow  = `<news-card></news-card><script>customElements.define("news-card",class extends HTMLElement{connectedCallback(){const r=this.attachShadow({mode:"open"});r.append(document.createElement("slot"));const e=document.createElement("sahel-explainer");e.setAttribute("locale","fr");e.setAttribute("depth","short");r.append(e)}})</script>` + script
	names   = `<img name="currentScript" src="data:,"><img name="querySelectorAll"><form name="body"></form><form name="documentElement"></form><img name="createElement"><img name="readyState"><img id="SahelExplainer" name="SahelExplainer"><img name="querySelector"><img name="getElementById"><form name="scrollingElement"></form>`
	breaks  = `<script>customElements.define=()=>{throw new Error("no")};customElements.get=()=>{throw new Error("no")};MutationObserver=ResizeObserver=function(){throw new Error("no")}</script>`
)

// inside is a page in a frame of the page's own.
func inside(attributes, body string) string {
	page := `<!doctype html><meta name=viewport content='width=device-width'><body style='margin:0'>` + strings.ReplaceAll(body, `"`, `'`)
	return `<iframe ` + attributes + ` srcdoc="` + page + `"></iframe>`
}

// Pages are the hosts of the matrix, in the order of its table.
var Pages = []Host{
	{Name: "an article, the line", Body: above + line + below, Gets: "whole"},
	{Name: "an article, the placeholder", Body: above + div + below, Gets: "whole"},
	{Name: "an article, the element", Body: above + `<sahel-explainer locale="fr" depth="short"></sahel-explainer>` + script + below, Gets: "whole"},
	{Name: "an article, the snippet", Body: above + snippet + below, Gets: "whole"},
	{Name: "the whole story, the line", Body: above + `<script async data-locale="ar" src="{{BASE}}embed.js"></script>` + below, Gets: "whole", Steps: -1},
	{Name: "a graphic, the line", Body: above + `<script async data-locale="fr" data-graphic="output" src="{{BASE}}embed.js"></script>` + below, Gets: "the graphic"},
	{Name: "a bare frame", Body: above + frame + below, Gets: "cards"},
	{Name: "a bare frame of 400 px", Body: above + strings.Replace(frame, "640", "400", 1) + below, Gets: "cards"},
	{Name: "a frame in a sandbox, scripts allowed", Body: above + strings.Replace(frame, "<iframe", `<iframe sandbox="allow-scripts"`, 1) + below, Gets: "cards"},
	{Name: "a frame in an empty sandbox", Body: above + strings.Replace(frame, "<iframe", `<iframe sandbox=""`, 1) + below, Gets: "buttons"},
	{Name: "a graphic's frame", Body: above + `<iframe src="{{BASE}}fr/graphics/output/frame.html?embed=1" title="t" width="100%" height="560"></iframe>` + below, Gets: "the graphic"},

	{Name: "pym.js", Body: above + `<div id="p"></div>` + below + `<script src="{{LIB}}pym.js/dist/pym.v1.js"></script><script>new pym.Parent("p","{{BASE}}fr/short/?embed=1",{})</script>`, Gets: "whole"},
	{Name: "iframe-resizer 4", Body: above + `<iframe src="{{BASE}}fr/short/?embed=1" style="width:100%"></iframe>` + below + `<script src="{{LIB}}iframe-resizer/js/iframeResizer.js"></script><script>iFrameResize({},"iframe")</script>`, Gets: "whole"},
	{Name: "iframe-resizer 5", Body: above + `<iframe src="{{BASE}}fr/short/?embed=1" style="width:100%"></iframe>` + below + `<script src="{{LIB}}@iframe-resizer/parent/index.umd.js"></script><script>iframeResize({license:"GPLv3"},"iframe")</script>`, Gets: "whole"},
	{Name: "iframe-resizer 5 beside the line", Body: above + line + below + `<script src="{{LIB}}@iframe-resizer/parent/index.umd.js"></script><script>addEventListener("load",()=>iframeResize({license:"GPLv3",checkOrigin:false,log:false},"iframe"))</script>`, Gets: "whole"},

	{Name: "two sites on one page", Body: above + line + below + strings.ReplaceAll(line, "{{BASE}}", "{{OTHER}}") + below, Gets: "whole"},
	{Name: "another vendor's embed.js", Head: `<script src="https://www.vendor.example/embed.js" type="text/plain"></script><script>window.SahelExplainer=window.embed={add(){},v:9}</script>`, Body: above + line + below, Gets: "whole"},
	{Name: "clobbered names", Body: names + above + line + below, Gets: "whole"},
	{Name: "a page that has broken its own browser", Head: breaks, Body: above + line + below, Gets: "whole"},
	{Name: "COEP require-corp", Header: map[string]string{"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}, Body: above + line + below, Gets: "whole"},
	{Name: "COEP credentialless", Header: map[string]string{"Cross-Origin-Embedder-Policy": "credentialless"}, Body: above + line + below, Gets: "whole"},
	{Name: "a policy with nonce and strict-dynamic", Header: map[string]string{"Content-Security-Policy": "script-src 'nonce-r4nd' 'strict-dynamic'; style-src 'nonce-r4nd'; frame-src {{BASE}}; object-src 'none'; base-uri 'none'"}, Body: strings.Replace(`<p>An article.</p>`+line, "<script", `<script nonce="r4nd"`, 1) + strings.Repeat("<p>The article goes on.</p>", 60), Gets: "whole"},
	{Name: "Trusted Types", Header: map[string]string{"Content-Security-Policy": "require-trusted-types-for 'script'; trusted-types 'none'"}, Body: above + line + below, Gets: "whole"},
	{Name: "a policy without frames", Header: map[string]string{"Content-Security-Policy": "frame-src 'none'"}, Body: above + snippet + below, Gets: "a picture", Says: "frame-src"},

	{Name: "overflow: hidden on body", Head: `<style>body{overflow-x:hidden}</style>`, Body: above + line + below, Gets: "whole"},
	{Name: "an app's shell, body does not scroll", Head: `<style>html,body{height:100%;overflow:hidden}main{height:100%;overflow:auto}</style>`, Body: `<main>` + above + line + below + `</main>`, Gets: "cards", Says: "main has overflow"},
	{Name: "scroll snapping, mandatory", Head: `<style>html{scroll-snap-type:y mandatory}section{scroll-snap-align:start}</style>`, Body: `<section>` + above + `</section><section>` + line + `</section><section>` + below + `</section>`, Gets: "whole"},
	{Name: "scroll snapping, each child", Head: `<style>html{scroll-snap-type:y mandatory}body>*{scroll-snap-align:start}</style>`, Body: above + line + below, Gets: "whole"},
	{Name: "zoom: 1.25", Head: `<style>body{zoom:1.25}</style>`, Body: above + line + below, Gets: "whole"},
	{Name: "letters of 200%", Head: `<style>html{font-size:200%}p{font-size:1rem}</style>`, Body: above + line + below, Gets: "whole"},
	{Name: "quirks mode", Whole: `<html><head><meta name=viewport content="width=device-width"><title>q</title></head><body style="margin:0">` + above + line + below + `</body></html>`, Gets: "whole"},
	{Name: "XHTML", Type: "application/xhtml+xml", Whole: `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>x</title><meta name="viewport" content="width=device-width"/></head><body style="margin:0">` + above + strings.Replace(line, " async", ` async="async"`, 1) + below + `</body></html>`, Gets: "whole"},
	{Name: "document.write", Body: above + `<script>document.write('` + strings.Replace(line, "</script>", `<\/script>`, 1) + `')</script>` + below, Gets: "whole"},
	{Name: "a page written anew over itself", Body: above + line + below, Then: `(()=>{const t=document.documentElement.outerHTML.replace(/<div data-sahel-explainer-box.*?<\/iframe><\/div>/s,"");document.open();document.write("<!doctype html>"+t);document.close()})()`, Gets: "whole"},
	{Name: "base href elsewhere", Head: `<base href="https://cdn.example/">`, Body: above + snippet + below, Gets: "whole"},
	{Name: "an Arabic page, a French story", Whole: `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>خبر</title><body style="margin:0">` + above + line + below, Gets: "whole"},
	{Name: "a French page, an Arabic story", Body: above + strings.Replace(line, `"fr"`, `"ar"`, 1) + below, Gets: "whole"},
	{Name: "a dark page", Head: `<style>body{background:#111;color:#eee}</style>`, Body: above + line + below, Gets: "whole"},

	{Name: "in a dialog", Body: above + `<dialog id="d" style="width:min(700px,90%);height:80vh;padding:0">` + div + `</dialog>` + below, Then: `document.getElementById("d").showModal()`, Gets: "cards"}, // verify-host says that it is closed
	{Name: "in a tab that is closed at first", Body: above + `<div id="tab" style="display:none">` + div + `</div>` + below, Then: `document.getElementById("tab").style.display=""`, Gets: "whole"},
	{Name: "in a closed <details>", Body: above + `<details id="tab"><summary>Read</summary>` + div + `</details>` + below, Then: `document.getElementById("tab").open=true`, Gets: "whole"},
	{Name: "in a shadow tree", Body: above + shadow + below, Gets: "whole"},
	{Name: "in a frame of the page's own", Body: above + inside(`style="width:100%;height:500px;border:0"`, line) + below, Gets: "cards"},
	{Name: "in a column that is moved by a transform", Body: `<div style="transform:translateX(0)">` + above + line + below + `</div>`, Gets: "whole"},
	{Name: "in a column that is scaled", Body: `<div style="transform:scale(.98)">` + above + line + below + `</div>`, Gets: "cards", Says: "transform"},
	{Name: "content-visibility: auto around it", Body: above + `<section style="content-visibility:auto;contain-intrinsic-size:auto 900px">` + line + `</section>` + below, Gets: "whole"},
	{Name: "container queries around it", Body: above + `<section style="container-type:inline-size">` + line + `</section>` + below, Gets: "whole"},
	{Name: "a flex column", Body: `<div style="display:flex;flex-direction:column;align-items:center">` + above + line + below + `</div>`, Gets: "whole"},
	{Name: "a sticky header that comes late", Body: `<header id="h" style="display:none;position:sticky;top:0;height:64px;background:#fff;z-index:9">News</header>` + above + line + below, Then: `document.getElementById("h").style.display="block"`, Gets: "whole"},
	{Name: "an advertisement that pushes it down", Body: `<div id="ad"></div>` + above + line + below, Then: `document.getElementById("ad").style.height="250px"`, Gets: "whole"},
	{Name: "a page that moves the node", Body: above + `<div id="a">` + div + `</div><div id="b"></div>` + below, Then: `document.getElementById("b").append(document.querySelector("[data-sahel-explainer]"))`, Gets: "whole"},
	{Name: "an endless page that drops what is read", Body: `<article style="height:2500px">Read.</article>` + above + line + below, Then: `(scrollTo(0,2600),document.querySelector("article").remove())`, Gets: "whole"},
	{Name: "a view transition", Body: above + `<main id="m"></main>` + below, Head: script, Then: `(f=>document.startViewTransition?document.startViewTransition(f).finished.then(()=>1):f())(()=>{document.getElementById("m").innerHTML='<div data-sahel-explainer data-locale="fr" data-depth="short"></div>'})`, Gets: "whole"},
}

// Serve answers with the page.
func (h Host) Serve(w http.ResponseWriter, base, other, lib string) {
	fill := strings.NewReplacer("{{BASE}}", base, "{{OTHER}}", other, "{{LIB}}", lib).Replace
	for k, v := range h.Header {
		w.Header().Set(k, fill(v))
	}
	kind := h.Type
	if kind == "" {
		kind = "text/html"
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	page := h.Whole
	if page == "" {
		page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>` + h.Name + `</title>` + h.Head + `</head><body style="margin:0">` + h.Body + `</body></html>`
	}
	io.WriteString(w, fill(page))
}
