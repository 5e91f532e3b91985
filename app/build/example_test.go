package build

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/locales"
)

// The example is a site of its own: pages, cards, answers, app and offline in its languages, its own name and colours, and no word of this
// project's own story.
func TestTheExampleIsASite(t *testing.T) {
	t.Parallel()
	o := Options{Root: "../..", Story: "../examples/caju", BaseURL: "https://news.example", BasePath: "/x/"}
	p, err := read.LoadStory(o.Root, o.Story)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Build(o)
	if err != nil {
		t.Fatal(err)
	}
	if got := locales.Tags(p.Locales()); !slices.Equal(got, []string{"pt", "fr"}) {
		t.Errorf("it is in %v", got)
	}
	for _, l := range p.Locales() {
		hasLanguage(t, p, r.Tree, l)
		short := p.Catalogues[l.Tag].T("brand.short")
		if m := string(r.Tree["manifest."+l.Tag+".webmanifest"]); !strings.Contains(m, `"short_name":"`+short+`"`) || !strings.Contains(m, `"theme_color":"`+p.Brand.Light["paper"]+`"`) {
			t.Errorf("its app in %s is not its own: %s", l.Tag, m)
		}
		if a := string(r.Tree["oembed/"+l.Tag+".json"]); !strings.Contains(a, `"provider_name":"`+short+`"`) {
			t.Errorf("oEmbed in %s gives another provider: %s", l.Tag, a)
		}
		if page := string(r.Tree[l.Tag+"/index.html"]); !strings.Contains(page, "--paper: "+p.Brand.Light["paper"]) || !strings.Contains(page, "--paper: "+p.Brand.Dark["paper"]) {
			t.Errorf("its page in %s has other colours", l.Tag)
		}
	}
	for _, l := range p.Locales() {
		page := string(r.Tree[l.Tag+"/short/index.html"])
		if n := strings.Count(page, `<section class="step"`); n != len(p.Outline.Excerpt().Steps()) || !strings.Contains(page, `data-depth="short"`) {
			t.Errorf("its short story in %s has %d steps", l.Tag, n)
		}
		if r.Tree["oembed/"+l.Tag+".short.json"] == nil || !strings.Contains(string(r.Tree["sw.js"]), `"`+l.Tag+`/short/"`) || !strings.Contains(string(r.Tree[l.Tag+"/index.html"]), `href="short/"`) {
			t.Errorf("its short story in %s is not answered for, kept offline or led to", l.Tag)
		}
	}
	if n := len(p.Outline.Steps()); n != 12 || len(p.Graphics) != 3 || len(p.Facts.Records()) < 12 {
		t.Errorf("%d steps, %d graphics, %d records", n, len(p.Graphics), len(p.Facts.Records()))
	}
	other := regexp.MustCompile(`(?i)\b(?:mali|burkina|niger|wagner|russi\w*|sahel)\b|مالي|روسيا`)
	own := regexp.MustCompile(`sahel-explainer|SahelExplainer|sahelBoot|sahelFrame|sahelECharts|["'` + "`" + `]sahel[.:]`)
	for name, text := range r.Tree {
		if !slices.Contains([]string{".html", ".json", ".webmanifest", ".xml", ".js", ".csv", ".css", ".txt"}, path.Ext(name)) || strings.Contains(name, "echarts") || name == "NOTICE.txt" {
			continue
		}
		if m := other.FindIndex(own.ReplaceAll(text, nil)); m != nil {
			clean := own.ReplaceAll(text, nil)
			t.Errorf("%s names another story: …%s…", name, clean[max(m[0]-60, 0):min(m[1]+60, len(clean))])
		}
	}
}
