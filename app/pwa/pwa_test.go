package pwa

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

const web = "../../web/"

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(web + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sample() Config {
	f := Sum([]byte("x"))
	return Config{
		Locales: map[string]Locale{"ar": {Title: "مالي", Dir: "rtl", Shell: []string{"b.js", "ar/", "b.js"}}},
		Lazy:    []string{"app.2d711642b7.wasm"},
		Files:   map[string]File{"ar/": f, "b.js": f, "app.2d711642b7.wasm": f, "unused.png": f},
		Messages: map[string]Messages{"ar": {
			NotKept: "n", Kept: "k", Retry: "r"}},
	}
}

func TestWorker(t *testing.T) {
	one, err := Worker([]byte("const C = "+Placeholder+";"), sample())
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, _ := Worker([]byte("const C = "+Placeholder+";"), sample()); !bytes.Equal(one, again) {
			t.Fatal("not deterministic")
		}
	}
	var back struct {
		Version string
		Lazy    map[string]int
		Locales map[string]struct{ Shell map[string]any }
	}
	if err := json.Unmarshal(bytes.TrimSuffix(bytes.TrimPrefix(one, []byte("const C = ")), []byte(";")), &back); err != nil {
		t.Fatal(err)
	}
	if back.Version == "" || len(back.Locales["ar"].Shell) != 2 || back.Lazy["app.2d711642b7.wasm"] != 1 || fmt.Sprint(back.Locales["ar"].Shell["ar/"]) != "[1 2d711642b7]" {
		t.Errorf("%+v", back)
	}
	changed := sample()
	changed.Files["b.js"] = Sum([]byte("y"))
	if two, _ := Worker([]byte("const C = "+Placeholder+";"), changed); bytes.Equal(one, two) {
		t.Error("a changed file makes no new version")
	}
	for name, spoil := range map[string]func(*Config) []byte{
		"placeholder":    func(*Config) []byte { return []byte("const C = null") },
		"no entry in F":  func(c *Config) []byte { delete(c.Files, "b.js"); return nil },
		"not in its she": func(c *Config) []byte { l := c.Locales["ar"]; l.Shell = nil; c.Locales["ar"] = l; return nil },
		"messages":       func(c *Config) []byte { c.Messages = nil; return nil },
		"relative": func(c *Config) []byte {
			c.Lazy = []string{"/abs.js"}
			c.Files["/abs.js"] = File{}
			return nil
		},
		"needs its sum": func(c *Config) []byte { c.Files["app.2d711642b7.wasm"] = File{Size: 1}; return nil },
	} {
		c := sample()
		template := spoil(&c)
		if template == nil {
			template = []byte(Placeholder)
		}
		if _, err := Worker(template, c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWorkerSize holds the worker's own code to its share of the budget; the list of files comes on top.
func TestWorkerSize(t *testing.T) {
	for name, limit := range map[string]int{"sw.js": 3 << 10, "sw-kill.js": 512} {
		r := api.Transform(string(read(t, name)), api.TransformOptions{
			MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, Target: api.ES2022, Format: api.FormatIIFE})
		if len(r.Errors) > 0 {
			t.Fatal(r.Errors)
		}
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, 11)
		w.Write(r.Code)
		w.Close()
		t.Logf("%s: %d bytes minified, %d after brotli", name, len(r.Code), b.Len())
		if b.Len() > limit {
			t.Errorf("%s: %d bytes, at most %d", name, b.Len(), limit)
		}
	}
}

func TestManifest(t *testing.T) {
	in := ManifestInput{
		BasePath: "/a/b/", Locale: "ar", Dir: "rtl", Name: "مالي وروسيا", ShortName: "مالي", Description: "قصة",
		ThemeColor: "#ead7ac", BackgroundColor: "#fbf6ea", IconPaths: map[string]string{Icon192: "assets/i.0123abcd.png"},
		Screenshots: []Screenshot{{"shots/w.png", "image/png", 1280, 720, "wide", "عرض"}, {"shots/n.png", "image/png", 540, 960, "narrow", ""}},
		Shortcuts:   []Shortcut{{Name: "الموارد", Path: "ar/#resources"}},
	}
	b, err := Manifest(in)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	for k, want := range map[string]any{"id": "/a/b/ar/", "start_url": "ar/", "scope": "./", "lang": "ar", "dir": "rtl",
		"display": "standalone", "name": in.Name, "short_name": in.ShortName, "prefer_related_applications": false} {
		if m[k] != want {
			t.Errorf("%s: %v, want %v", k, m[k], want)
		}
	}
	purposes := ""
	for _, i := range m["icons"].([]any) {
		icon := i.(map[string]any)
		purposes += icon["purpose"].(string) + " "
		if strings.HasPrefix(icon["src"].(string), "/") {
			t.Error(icon)
		}
	}
	if purposes != "any any maskable monochrome any maskable monochrome " {
		t.Error(purposes)
	}
	if s := string(b); !strings.Contains(s, `"src":"assets/i.0123abcd.png"`) || !strings.Contains(s, `"url":"ar/#resources"`) || !strings.Contains(s, `"form_factor":"wide"`) {
		t.Error(s)
	}
	in.BasePath, in.Dir = "a", ""
	if _, err := Manifest(in); err == nil || !strings.Contains(err.Error(), "base path") || !strings.Contains(err.Error(), "dir") {
		t.Error(err)
	}
}

func TestIcons(t *testing.T) {
	one, err := Icons(os.DirFS("../../locales/brand"))
	if err != nil {
		t.Fatal(err)
	}
	two, _ := Icons(os.DirFS("../../locales/brand"))
	sizes := map[string]int{Icon192: 192, Icon512: 512, IconMaskable: 512, IconMonochrome: 512, IconApple: 180, IconFavicon: 32}
	if len(one) != len(sizes)+3 || len(one[IconSVG]) == 0 {
		t.Error("icons", len(one))
	}
	for name, size := range sizes {
		if !bytes.Equal(one[name], two[name]) {
			t.Error(name, "is not deterministic")
		}
		img, err := png.Decode(bytes.NewReader(one[name]))
		if err != nil {
			t.Fatal(name, err)
		}
		if img.Bounds().Dx() != size || img.Bounds().Dy() != size {
			t.Error(name, img.Bounds())
		}
		_, _, _, corner := img.At(0, 0).RGBA()
		if fullBleed := name == IconMaskable || name == IconApple; (corner == 0xffff) != fullBleed {
			t.Errorf("%s: corner alpha %x", name, corner)
		}
		t.Logf("%s: %d bytes", name, len(one[name]))
		if dir := os.Getenv("ICONS_OUT"); dir != "" {
			os.WriteFile(dir+"/"+name, one[name], 0o644)
		}
	}
	// The mark of a maskable icon keeps within the circle that no system crops, except for the line, which runs off.
	mask, _ := png.Decode(bytes.NewReader(one[IconMaskable]))
	ground, line := mask.At(0, 0), mask.At(5, 360)
	for y := range 512 {
		for x := range 512 {
			if dx, dy := x-256, y-256; dx*dx+dy*dy > 206*206 && x > 100 && x < 400 && mask.At(x, y) != ground {
				_, _, b, _ := mask.At(x, y).RGBA()
				if r, _, _, _ := mask.At(x, y).RGBA(); b < r && b < 0x6000 && mask.At(x, y) != line {
					t.Fatalf("maskable: mark at %d,%d is outside the safe zone", x, y)
				}
			}
		}
	}
	for _, bad := range []string{`<svg viewBox="0 0 9 9"><circle r="2"/></svg>`, `<svg viewBox="0 0 9 9"><path stroke="#000000" d="M0 0Z"/></svg>`,
		`<svg viewBox="0 0 9 9"><path d="m0 0Z"/></svg>`, `<svg viewBox="0 0 9 8"/>`} {
		if _, err := rasterise([]byte(bad), 9); err == nil {
			t.Error("accepted", bad)
		}
	}
}
