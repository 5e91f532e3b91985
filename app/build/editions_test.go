package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"sahel-explainer/app/build/render"
	"sahel-explainer/app/build/write"
)

// little is the second story, built once: an edition is the same for any story.
var little = sync.OnceValues(func() (*Report, error) {
	return Build(Options{Root: "../..", Story: "testdata/second", BaseURL: "https://news.example", BasePath: "/x/"})
})

// edited is a copy of the second story with one word changed.
func edited(t *testing.T, file, old, new string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "story")
	if err := os.CopyFS(dir, os.DirFS("testdata/second")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, file)
	text, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s has no %q: %v", file, old, err)
	}
	if err := os.WriteFile(name, bytes.Replace(text, []byte(old), []byte(new), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// An edition's page is the live article, says which day it is of and where the live page is, is kept from search engines, and every
// link and file that it names is there.
func TestEditionStandsOnItsOwn(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	const at = "v/2026-11-25/"
	article := regexp.MustCompile(`(?s)<main [^>]*id="story".*</main>`)
	for live, label := range map[string]string{"fr/": "Édition du 25 novembre 2026.", "ar/": "طبعة", "fr/graphics/rivers/": "Édition du 25 novembre 2026.", "ar/graphics/rivers/": "طبعة"} {
		page, lively := string(r.Tree[at+live+"index.html"]), string(r.Tree[live+"index.html"])
		alike := func(page string) string { // but for what an edition is not kept in, and where it leads for codes and its script
			page = strings.ReplaceAll(page, `<script src="`+strings.Repeat("../", strings.Count(at, "/")), `<script src="`)
			return linkOfCodes.ReplaceAllString(offerToKeep.ReplaceAllString(article.FindString(page), ""), "${1}embed/")
		}
		if a := alike(page); a == "" || a != alike(lively) || offerToKeep.MatchString(page) {
			t.Errorf("%s: another article than the live page's", live)
		}
		up := strings.Repeat("../", strings.Count(at+live, "/"))
		for _, want := range []string{label, `<a href="` + up + live + `">`, `<link rel="canonical" href="https://news.example/x/` + live + `">`, `<meta name="robots" content="noindex">`,
			`data-edition="` + at + `"`, `data-frozen="` + at + `"`, `content="https://news.example/x/` + at + `cards/`, `<meta property="og:url" content="https://news.example/x/` + at + live + `">`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s%s lacks %s", at, live, want)
			}
		}
		if !strings.Contains(page, `rel="icon"`) {
			t.Errorf("%s%s names no icon, so browsers would ask for one that is not there", at, live)
		}
		if strings.Contains(page, "data-sw=") || strings.Contains(page, `rel="manifest"`) {
			t.Errorf("%s%s would be kept by the live site's worker", at, live)
		}
		if strings.Contains(lively, "data-frozen") || strings.Contains(lively, "noindex") || !strings.Contains(lively, `data-edition="`+at+`"`) {
			t.Errorf("%s: the live page is not what it should be", live)
		}
		frame := string(r.Tree[at+live+"frame.html"]) // for frames without scripts
		if !strings.Contains(frame, "data-cards") || !strings.Contains(frame, label) || !strings.Contains(frame, `<link rel="canonical" href="https://news.example/x/`+live+`">`) || strings.Count(frame, `name="robots"`) != 1 {
			t.Errorf("%s%sframe.html is not the edition's page for frames", at, live)
		}
		for _, m := range regexp.MustCompile(` (?:href|src)="([^"#:]+)"`).FindAllStringSubmatch(page+frame, -1) {
			p := path.Join(at+live, m[1])
			if strings.HasSuffix(m[1], "/") {
				p += "/index.html"
			}
			if r.Tree[p] == nil {
				t.Errorf("%s%s leads to %s, which is not there", at, live, m[1])
			}
		}
	}
	if bytes.Contains(r.Tree["sw.js"], []byte("v/2026")) || bytes.Contains(r.Tree["sw.js"], []byte("cards/")) {
		t.Error("the worker keeps editions or cards")
	}
	var led render.Ledger
	if err := json.Unmarshal(r.Tree[at+render.LedgerFile], &led); err != nil {
		t.Fatal(err)
	}
	for _, need := range []string{at + "fr/index.html", at + "cards/ar/story.png", at + "data/rivers.fr.csv"} {
		if led.Files[need] != sumOf(r.Tree[need]) || led.Files[need] == "" {
			t.Errorf("the edition's list has %q for %s", led.Files[need], need)
		}
	}
	shared := 0
	for p := range led.Files {
		if strings.HasPrefix(p, "assets/") {
			shared++
		}
	}
	if shared < 8 {
		t.Errorf("the list names %d shared files; scripts, fonts, options and the client are more", shared)
	}
}

// What has been published is taken over whole, and never changed.
func TestEditionsAreKeptAndNeverChanged(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	const day = "2026-11-25"
	var led render.Ledger
	if err := json.Unmarshal(r.Tree["v/"+day+"/"+render.LedgerFile], &led); err != nil {
		t.Fatal(err)
	}
	published := func(change func(fstest.MapFS)) fstest.MapFS {
		out := fstest.MapFS{}
		for p, c := range r.Tree {
			out[p] = &fstest.MapFile{Data: c}
		}
		if change != nil {
			change(out)
		}
		return out
	}
	later := render.Ledger{Edition: "2026-12-24", Files: map[string]string{"v/2026-12-24/fr/index.html": "x"}}
	changed := render.Ledger{Edition: day, Files: maps.Clone(led.Files)}
	changed.Files["v/"+day+"/fr/index.html"] = "another"
	ledger := "v/" + day + "/" + render.LedgerFile
	for _, x := range []struct {
		name   string
		dir    fstest.MapFS
		now    render.Ledger
		want   string // of the error
		kept   bool
		before write.Tree
	}{
		{"a later edition takes the earlier one over", published(nil), later, "", true, nil},
		{"the same edition again", published(nil), led, "", false, nil},
		{"the same day with other words", published(nil), changed, "would change (first v/2026-11-25/fr/index.html); make edition a later day", false, nil},
		{"an earlier day than what is published", published(nil), render.Ledger{Edition: "2026-11-24"}, "make edition a later day", false, nil},
		{"no edition yet", fstest.MapFS{}, later, "", false, nil},
		{"a page was touched", published(func(m fstest.MapFS) { m["v/"+day+"/fr/index.html"] = &fstest.MapFile{Data: []byte("x")} }), later, "is not what the edition of 2026-11-25 was published with", false, nil},
		{"a shared script is gone", published(func(m fstest.MapFS) {
			for p := range led.Files {
				if strings.HasPrefix(p, "assets/client.") {
					delete(m, p)
				}
			}
		}), later, "lacks a file", false, nil},
		{"a list that reaches out", published(func(m fstest.MapFS) {
			m[ledger] = &fstest.MapFile{Data: []byte(`{"edition":"` + day + `","files":{"sw.js":"x"}}`)}
		}), later, "no file of an edition", false, nil},
		{"a list that climbs out", published(func(m fstest.MapFS) {
			m[ledger] = &fstest.MapFile{Data: []byte(`{"edition":"` + day + `","files":{"assets/../../x":"x"}}`)}
		}), later, "no file of an edition", false, nil},
		{"a list that is none", published(func(m fstest.MapFS) { m[ledger] = &fstest.MapFile{Data: []byte(`{`)} }), later, "is not the list of an edition", false, nil},
	} {
		tree := write.Tree{}
		err := render.TakeOver(tree, x.dir, "old", x.now)
		switch {
		case x.want == "" && err != nil:
			t.Errorf("%s: %v", x.name, err)
		case x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: %v, want an error that says %q", x.name, err, x.want)
		case x.kept:
			for p, sum := range led.Files {
				if sumOf(tree[p]) != sum {
					t.Errorf("%s: %s was not taken over", x.name, p)
				}
			}
			if tree[ledger] == nil {
				t.Errorf("%s: its list was not taken over, so the next release would lose it", x.name)
			}
		case x.want == "" && len(tree) > 0:
			t.Errorf("%s: %d files were taken over", x.name, len(tree))
		}
	}
}

// The places in an edition from which codes are copied lead to the live page of codes, which has them; the edition's own page of codes
// sends on, and would lose the place.
func TestEditionsLeadToTheLiveCodes(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, p := range r.Tree.Paths() {
		for _, at := range regexp.MustCompile(`data-embed href="([^"#]*)(?:#([^"]*))?"`).FindAllSubmatch(r.Tree[p], -1) {
			n++
			to := path.Join(path.Dir(p), string(at[1])) + "/index.html"
			if strings.HasPrefix(to, write.EditionsDir) || r.Tree[to] == nil || len(at[2]) > 0 && !bytes.Contains(r.Tree[to], []byte(`id="`+string(at[2])+`"`)) {
				t.Errorf("%s: %s#%s leads to no code", p, at[1], at[2])
			}
		}
	}
	if n < 8 {
		t.Errorf("%d places were looked at", n)
	}
}

// A draft says so on every page, is kept from search engines and writes no edition; a project's own error still stops it.
func TestDraftsSaySo(t *testing.T) {
	r, err := Build(Options{Root: "../..", Story: "testdata/second", BaseURL: "https://news.example", Draft: true})
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, p := range r.Tree.Paths() {
		if strings.HasPrefix(p, write.EditionsDir) {
			t.Errorf("a draft wrote %s", p)
		}
		if path.Ext(p) != ".html" {
			continue
		}
		pages++
		if n := bytes.Count(r.Tree[p], []byte(`<p class="draft" role="note"`)); n != 1 {
			t.Errorf("%s carries %d marks", p, n)
		}
		if bytes.Count(r.Tree[p], []byte(`<meta name="robots" content="noindex">`)) != 1 {
			t.Errorf("%s may be indexed", p)
		}
		if bytes.Contains(r.Tree[p], []byte("data-edition")) {
			t.Errorf("%s offers an edition that there is not", p)
		}
	}
	if pages < 15 {
		t.Errorf("%d pages", pages)
	}
	if r.Tree["fr/index.html"] != nil && !bytes.Contains(r.Tree["fr/index.html"], []byte("Brouillon")) || !bytes.Contains(r.Tree["ar/index.html"], []byte("مسودة")) {
		t.Error("the mark is not in the page's language")
	}
}

// Every page says of what day its facts are; every page of a step has its own card for networks, and sends readers on.
func TestPagesAreDatedAndStepsHaveCards(t *testing.T) {
	r, err := little()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Tree.Paths() {
		if path.Ext(p) == ".html" && !bytes.Contains(r.Tree[p], []byte("1er novembre 2026")) && !bytes.Contains(r.Tree[p], []byte("1 نوفمبر 2026")) {
			t.Errorf("%s does not say of what day its facts are", p)
		}
	}
	page := string(r.Tree["fr/steps/river-second/index.html"])
	for _, want := range []string{"<title>Le Congo</title>", "Le Congo mesure 4 700 kilomètres.", ` data-to="../../#river-second"`, `<a href="../../#river-second">`,
		`<meta property="og:image" content="https://news.example/x/cards/fr/river-second.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="Congo : `,
		`<meta name="twitter:card" content="summary_large_image">`, `<link rel="canonical" href="https://news.example/x/fr/steps/river-second/">`,
		`<link rel="alternate" hreflang="ar" href="https://news.example/x/ar/steps/river-second/">`, `<link rel="alternate" type="application/json+oembed" href="https://news.example/x/oembed/fr/river-second.json"`, `<meta property="og:url" content="https://news.example/x/fr/steps/river-second/">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a step lacks %s", want)
		}
	}
	if strings.Contains(page, "http-equiv=\"refresh\"") {
		t.Error("machines are sent away from the page of a step")
	}
	for _, s := range []string{"river-longest", "river-second", "river-third", "story", "graphics/rivers"} {
		for _, l := range []string{"fr", "ar"} {
			if n := len(r.Tree["cards/"+l+"/"+s+".png"]); n < 5_000 || n > 65_000 {
				t.Errorf("card %s of %s: %d bytes", s, l, n)
			}
		}
	}
}

// A correction stands in the story and in the log; one that cannot be true stops the build.
func TestCorrectionsAreLogged(t *testing.T) {
	log := `[[correction]]
id = "congo-length"
date = "2026-11-20"
steps = ["river-second"]
records = ["congo"]
`
	story := edited(t, "locales/messages/story.fr.toml", "[chapter.rivers]", "[log.congo-length]\nwas = \"Nous donnions 4 600 kilomètres au Congo.\"\nnow = \"Il en a 4 700.\"\n\n[chapter.rivers]")
	ar := filepath.Join(story, "locales/messages/story.ar.toml")
	text, err := os.ReadFile(ar)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(ar, append(text, "\n[log.congo-length]\nwas = \"كتبنا 4,600 كيلومتر.\"\nnow = \"والصواب 4,700.\"\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(story, "charts/data/corrections.toml")
	for _, x := range []struct{ name, old, new, want string }{
		{"true", "", "", ""},
		{"an unknown step", "river-second", "river-ninth", `step "river-ninth"`},
		{"an unknown record", `"congo"]`, `"amazon"]`, `"amazon"`},
		{"a day that is none", "2026-11-20", "2026-11-31", "is no day"},
		{"without words", `"congo-length"`, `"congo-width"`, "log.congo-width"},
		{"an unknown key", "steps", "stepps", "unknown key"},
		{"two in the wrong order", "[[correction]]", strings.ReplaceAll(strings.Replace(log, "congo-length", "older", 1), "2026-11-20", "2026-11-01") + "\n[[correction]]", "put the newest first"},
	} {
		if err := os.WriteFile(file, []byte(strings.Replace(log, x.old, x.new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Build(Options{Root: "../..", Story: story, BaseURL: "https://news.example", Draft: true})
		if x.want != "" {
			if err == nil || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %v, want an error that names %s", x.name, err, x.want)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for p, home := range map[string]string{"fr/index.html": "", "fr/corrections/index.html": "../"} {
			for _, want := range []string{`<time datetime="2026-11-20">20 novembre 2026</time>`, "Nous donnions 4 600 kilomètres au Congo. Il en a 4 700.", `<a href="` + home + `#river-second">Le Congo</a>`} {
				if !bytes.Contains(r.Tree[p], []byte(want)) {
					t.Errorf("%s lacks %s", p, want)
				}
			}
		}
	}
}

// Where a live page offers to keep the story, and where a page leads to the codes: all in which an edition's article differs.
var (
	offerToKeep = regexp.MustCompile(`(?s)<div class="offline">.*?</div>`)
	linkOfCodes = regexp.MustCompile(`(<a data-embed href=")[^"#]*embed/`)
)

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
