package snippet

import (
	"strings"
	"testing"
)

var options = Options{
	Base: "https://news.example/sahel/", Locale: "fr", Title: `L’or, l’atome & le "Sahel" <carte>`, Read: "Lire le récit",
	Image: "https://news.example/sahel/card.png?a=1&b=2", Alt: "Carte", ImageW: 1200, ImageH: 630,
}

func TestDegrades(t *testing.T) {
	s := Write(options)
	fig, frame, script := strings.Index(s, "<figure"), strings.Index(s, "<iframe"), strings.Index(s, "<script")
	if fig != 0 || frame < fig || script < frame {
		t.Fatalf("figure, frame, script in this order, got %s", s)
	}
	for _, want := range []string{
		`href="https://news.example/sahel/fr/"`, `alt="Carte"`, `lang="fr"`, `dir="ltr"`, ` width="100%" loading`,
		`src="https://news.example/sahel/fr/frame.html?embed=1"`, `title="L’or, l’atome &amp; le &#34;Sahel&#34; &lt;carte&gt;"`, `height="640"`,
		`loading="lazy"`, `<script async src="https://news.example/sahel/embed.js"></script>`, "card.png?a=1&amp;b=2",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("missing %s in\n%s", want, s)
		}
	}
	if strings.Contains(s, "style=") {
		t.Error("a strict CSP refuses inline styles")
	}
}

func TestEscapes(t *testing.T) {
	bad := `"><script>alert(1)</script>`
	s := Write(Options{Base: "https://a.example/", Locale: "ar", RTL: true, Title: bad, Read: bad, Image: bad, Alt: bad, Graphic: bad, Step: bad, Chapter: bad, Theme: bad, Accent: bad})
	if strings.Contains(s, "<script>") || strings.Count(s, "<script") != 1 {
		t.Errorf("not escaped: %s", s)
	}
	if !strings.Contains(s, `dir="rtl"`) {
		t.Error("Arabic runs right to left")
	}
}

func TestAddresses(t *testing.T) {
	o := Options{Base: "https://a.example/x", Locale: "en", Step: "s-1", Chapter: "a..b", Theme: "dark", Accent: "#aabbcc"}
	if got := o.PageURL(); got != "https://a.example/x/en/#s-1" {
		t.Error(got)
	}
	if got := o.FrameURL(); got != "https://a.example/x/en/frame.html?embed=1&step=s-1&chapter=a..b&theme=dark&accent=aabbcc" {
		t.Error(got)
	}
	for chapter, want := range map[string]string{"a": "#a", "a..b": "#a", "": ""} {
		if got := (Options{Base: o.Base, Locale: "en", Chapter: chapter}).PageURL(); got != "https://a.example/x/en/"+want {
			t.Errorf("chapter %s: %s", chapter, got)
		}
	}
	o.Graphic = "map"
	if got := o.PageURL(); got != "https://a.example/x/en/graphics/map/" {
		t.Error(got)
	}
}

func TestOptionsInTheCode(t *testing.T) {
	o := options
	o.Mode, o.Share, o.Theme = "stepper", true, "dark"
	s := Write(o)
	for _, want := range []string{` data-height="stepper"`, ` data-share="host"`, ` data-theme="dark"`, "?embed=1&amp;theme=dark"} {
		if !strings.Contains(s, want) {
			t.Errorf("missing %s in\n%s", want, s)
		}
	}
	if s = Write(options); strings.Contains(s, "data-share") || strings.Contains(s, "data-height") {
		t.Errorf("options that nobody chose in\n%s", s)
	}
}

func TestCSP(t *testing.T) {
	for base, want := range map[string]string{
		"https://news.example/sahel/": "frame-src https://news.example; script-src https://news.example/sahel/embed.js; img-src https://news.example/sahel/",
		"http://localhost:8080":       "frame-src http://localhost:8080; script-src http://localhost:8080/embed.js; img-src http://localhost:8080/",
	} {
		if got := CSP(base); got != want {
			t.Errorf("%s: %s, want %s", base, got, want)
		}
	}
}
