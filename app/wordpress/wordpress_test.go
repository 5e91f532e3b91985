package wordpress

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/hosts"
	"sahel-explainer/components/snippet"
)

// Real WordPress: what a reader gets of each form of the code, as an administrator and as an author publish it. WORDPRESS=1 (make
// wordpress), since it needs Debian's packages and a minute.
func TestWordPress(t *testing.T) {
	if os.Getenv("WORDPRESS") == "" {
		t.Skip("make wordpress")
	}
	began := time.Now()
	wp, err := Start(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(wp.Close)
	base := hosts.Site(t, "../../dist")
	code := snippet.Write(snippet.Options{Base: base, Locale: "fr", Title: "Titre", Image: base + "cards/fr/story.png", Alt: "Une carte", ImageW: 1200, ImageH: 630})
	embed := func(path string) string { return embedBlock(base + path) }
	forms := [][2]string{
		{"snippet", "<!-- wp:html -->\n" + code + "\n<!-- /wp:html -->"},
		{"oEmbed of the story", embed("fr/")},
		{"oEmbed of a chapter", embed("fr/?chapter=corps")},
		{"oEmbed of a step", embed("fr/steps/corps-exit/")},
		{"oEmbed of a graphic", embed("fr/graphics/output/")},
		{"frame", "<!-- wp:html -->\n<iframe src=\"" + base + "fr/frame.html?embed=1\" title=\"t\" width=\"100%\" height=\"640\"></iframe>\n<!-- /wp:html -->"},
		{"element", "<!-- wp:html -->\n<sahel-explainer locale=\"fr\"></sahel-explainer><script async src=\"" + base + "embed.js\"></script>\n<!-- /wp:html -->"},
		{"line", "<!-- wp:html -->\n<script async data-locale=\"fr\" src=\"" + base + "embed.js\"></script>\n<!-- /wp:html -->"},
		{"div", "<!-- wp:html -->\n<div data-sahel-explainer data-locale=\"fr\"></div><script async src=\"" + base + "embed.js\"></script>\n<!-- /wp:html -->"},
	}
	before := "<!-- wp:paragraph --><p>" + strings.Repeat("An article of a newsroom. ", 40) + "</p><!-- /wp:paragraph -->\n"
	var posts []Post
	for _, user := range []string{"admin", "author"} {
		for _, f := range forms {
			posts = append(posts, Post{f[0] + ", " + user, user, before + f[1] + "\n" + strings.Repeat(before, 6)})
		}
	}
	out, err := wp.Publish(posts)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("WordPress stands after %.0f s", time.Since(began).Seconds())
	fmt.Printf("%-28s %-9s %-9s %-8s %7s %7s %6s %6s\n", "post", "engine", "width", "gets", "height", "label", "wheel", "shift")
	got := map[string]string{}
	for engine, start := range hosts.Engines {
		if only := os.Getenv("ENGINES"); only != "" && only != engine {
			continue
		}
		open := start(t)
		for i, post := range out {
			if engine != "chromium" && i != 0 && post.Name != "oEmbed of the story, author" && post.Name != "oEmbed of a graphic, author" {
				continue
			}
			for _, w := range []int{1280, 390} {
				p, err := open()
				if err != nil {
					t.Fatal(err)
				}
				if gets := read(t, p, engine, post, base, w); engine == "chromium" && w == 1280 {
					got[post.Name] = gets
				}
				p.Close()
			}
		}
	}
	if len(got) > 0 {
		table := wordpressTable
		for _, user := range []string{"admin", "author"} {
			table += "| " + user
			for _, f := range forms {
				table += " | " + got[f[0]+", "+user]
			}
			table += " |\n"
		}
		readme, err := os.ReadFile("../../web/README.md")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(readme), table) {
			t.Errorf("web/README.md, \"WordPress\": the table is to be\n%s", table)
		}
	}
}

// wordpressTable begins the table of web/README.md.
const wordpressTable = `| published by | snippet | oEmbed: story | chapter | step | graphic | frame | element | line | div |
|---|---|---|---|---|---|---|---|---|---|
`

// gotten says in the words of web/README.md what a mode of the frame is to a reader.
var gotten = map[string]string{"pinned": "whole", "stepper": "cards", "flow": "the graphic"}

const (
	ours = `[...document.querySelectorAll("iframe")].find(f=>f.src.startsWith(%q))`
	// What the frame shows now: words and labels of a drawing that are in its window.
	shown = `(()=>{const seen=e=>{const r=e.getBoundingClientRect(),s=getComputedStyle(e);return r.width>0&&r.height>0&&r.bottom>0&&r.top<innerHeight&&s.visibility==="visible"&&(!e.checkVisibility||e.checkVisibility({checkOpacity:true}))};
		let label=99;for(const t of document.querySelectorAll("svg text"))if(seen(t)&&t.textContent.trim()){const m=t.getScreenCTM();label=Math.min(label,parseFloat(getComputedStyle(t).fontSize)*Math.hypot(m.a,m.b))}
		return {Mode:document.documentElement.dataset.mode||"",Label:label,Words:[...document.querySelectorAll("h1,h2,h3,p")].filter(e=>!e.closest(".vh")&&seen(e)).length}})()`
	shifts = `new Promise(r=>{let n=0;try{new PerformanceObserver(l=>{for(const e of l.getEntries())if(!e.hadRecentInput)n+=e.value}).observe({type:"layout-shift",buffered:true})}catch(e){}setTimeout(()=>r(n),300)})`
)

// read opens a post as its reader does, and says what that is.
func read(t *testing.T, p hosts.Page, engine string, post Published, base string, width int) (gets string) {
	name := fmt.Sprintf("%s %s %d", post.Name, engine, width)
	fail := func(format string, a ...any) { t.Errorf(name+": "+format, a...) }
	p.Faults()
	if err := cmp.Or(p.Size(width, 800), p.Go(post.URL), p.Wait(`document.readyState==="complete"`, soon)); err != nil {
		fail("%v", err)
		return ""
	}
	frame := fmt.Sprintf(ours, base)
	var has bool
	p.Wait(frame, 3*time.Second)
	p.Eval("!!"+frame, &has)
	gets = "nothing"
	height, label, by, shift := 0.0, 0.0, 0.0, 0.0
	if !has {
		p.Eval(`(i=>{if(i){i.loading="eager";i.scrollIntoView({block:"center"});return i.decode().then(()=>1,()=>0)}return 1})(document.querySelector("a img[src*='/cards/']"))`, nil)
		p.Eval(fmt.Sprintf(`(a=>a?([...document.querySelectorAll("a img")].some(i=>i.closest("a").href.startsWith(%q)&&i.offsetHeight>100)?"picture":"link"):"nothing")([...document.querySelectorAll("a")].filter(a=>a.href.startsWith(%q)&&a.textContent.trim()&&a.getBoundingClientRect().height>5).pop())`, base, base), &gets)
		if gets == "nothing" && (strings.HasPrefix(post.Name, "snippet") || strings.HasPrefix(post.Name, "oEmbed")) {
			fail("a reader gets nothing; stored is %.600q", post.Content[len(post.Content)/8:])
		}
	} else {
		if err := p.Eval(`(f=>{f.loading="eager";scrollTo({top:f.getBoundingClientRect().top+scrollY-120,behavior:"instant"});return 1})(`+frame+`)`, nil); err != nil {
			fail("%v", err)
		}
		in, err := p.Inside(base, soon)
		if err == nil {
			err = in.Wait(`document.readyState==="complete"&&["stepper","pinned","flow"].includes(document.documentElement.dataset.mode)&&!("cards" in document.documentElement.dataset&&document.documentElement.dataset.mode!=="flow")`, soon)
		}
		var s struct {
			Mode         string
			Label, Words float64
		}
		if err == nil {
			err = in.Wait(`(`+shown+`).Label<99`, soon) // a graphic fades in
		}
		if err == nil {
			err = in.Eval(shown, &s)
		}
		if err != nil {
			fail("%v", err)
			return ""
		}
		gets, label = gotten[s.Mode], s.Label
		p.Eval(frame+`.offsetHeight`, &height)
		if s.Words == 0 {
			fail("no words in view")
		}
		if s.Label < 10.95 {
			fail("a label of %.1f px", s.Label)
		}
		var at, now float64
		p.Eval(`scrollY`, &at)
		for range 6 {
			if err := p.Wheel(float64(min(width/2, 640)), 400, 100); err != nil {
				fail("%v", err)
			}
		}
		if err := p.Wait(fmt.Sprintf(`scrollY>%f`, at+300), 10*time.Second); err != nil {
			fail("the frame takes the wheel: %v", err)
		}
		p.Eval(`scrollY`, &now)
		by = now - at
	}
	if engine == "chromium" {
		most := 0.1
		if !strings.HasPrefix(post.Name, "snippet") && gets != "whole" {
			most = 0.25 // WordPress shows the quotation until the frame speaks, and the frame then: text below it moves
		}
		if p.Eval(shifts, &shift); shift > most {
			fail("the page shifts by %.2f", shift)
		}
	}
	for _, f := range p.Faults() {
		if strings.Contains(f, strings.TrimSuffix(base, "/")) || strings.Contains(f, "sahel") {
			fail("complains: %s", f)
		}
	}
	fmt.Printf("%-28s %-9s %-9d %-8s %7.0f %7.1f %6.0f %6.2f\n", post.Name, engine, width, gets, height, label, by, shift)
	if dir := os.Getenv("PICTURES"); dir != "" {
		if png, err := p.Screenshot(); err == nil {
			os.WriteFile(fmt.Sprintf("%s/wp-%s.png", dir, strings.NewReplacer(" ", "-", ",", "").Replace(name)), png, 0o644)
		}
	}
	return gets
}
