package pwa

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Screenshot is a picture of the app for a store-like install dialog; FormFactor is "wide" or "narrow".
type Screenshot struct {
	Path       string // relative to the site's root
	Type       string // image/png, image/webp
	Width      int
	Height     int
	FormFactor string
	Label      string
}

// Shortcut is an entry of the installed app's menu: a chapter.
type Shortcut struct {
	Name        string
	ShortName   string
	Description string
	Path        string // relative to the site's root: "ar/#nationalism"
}

// ManifestInput is what differs between the languages' manifests.
type ManifestInput struct {
	// BasePath is "/" or "/sub/path/". It is the one thing of a place that a manifest names, in its id, which has no other base than
	// the origin; all addresses are relative to the manifest, which stands at the site's root, and so hold wherever it is put.
	BasePath        string
	Locale          string
	Dir             string // ltr or rtl
	Name            string
	ShortName       string
	Description     string
	ThemeColor      string
	BackgroundColor string
	// IconPaths maps the names that Icons returns to addresses relative to the site's root, where a build gives them hashed
	// names; absent ones stand at icons/NAME.
	IconPaths   map[string]string
	Screenshots []Screenshot
	Shortcuts   []Shortcut
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

type manifestShot struct {
	Src        string `json:"src"`
	Sizes      string `json:"sizes"`
	Type       string `json:"type"`
	FormFactor string `json:"form_factor"`
	Label      string `json:"label,omitempty"`
}

type manifestShortcut struct {
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name,omitempty"`
	Description string         `json:"description,omitempty"`
	URL         string         `json:"url"`
	Icons       []manifestIcon `json:"icons"`
}

type manifest struct {
	ID              string             `json:"id"`
	Name            string             `json:"name"`
	ShortName       string             `json:"short_name"`
	Description     string             `json:"description"`
	Lang            string             `json:"lang"`
	Dir             string             `json:"dir"`
	StartURL        string             `json:"start_url"`
	Scope           string             `json:"scope"`
	Display         string             `json:"display"`
	DisplayOverride []string           `json:"display_override"`
	ThemeColor      string             `json:"theme_color"`
	BackgroundColor string             `json:"background_color"`
	Icons           []manifestIcon     `json:"icons"`
	Screenshots     []manifestShot     `json:"screenshots,omitempty"`
	Shortcuts       []manifestShortcut `json:"shortcuts,omitempty"`
	Categories      []string           `json:"categories"`
	PreferRelated   bool               `json:"prefer_related_applications"`
}

// Manifest makes one language's web app manifest. The scope is the whole site, so that switching language stays in the app;
// the id and the start are the language's own.
func Manifest(m ManifestInput) ([]byte, error) {
	var errs []error
	if !strings.HasPrefix(m.BasePath, "/") || !strings.HasSuffix(m.BasePath, "/") {
		errs = append(errs, fmt.Errorf("base path %q must begin and end with /", m.BasePath))
	}
	if m.Dir != "ltr" && m.Dir != "rtl" {
		errs = append(errs, fmt.Errorf("dir %q", m.Dir))
	}
	for _, f := range [][2]string{{"locale", m.Locale}, {"name", m.Name}, {"short name", m.ShortName}, {"description", m.Description},
		{"theme colour", m.ThemeColor}, {"background colour", m.BackgroundColor}} {
		if f[1] == "" {
			errs = append(errs, fmt.Errorf("%s is empty", f[0]))
		}
	}
	icon := func(name, sizes, purpose string) manifestIcon {
		p, ok := m.IconPaths[name]
		if !ok {
			p = "icons/" + name
		}
		kind := "image/png"
		if strings.HasSuffix(name, ".svg") {
			kind = "image/svg+xml"
		}
		return manifestIcon{p, sizes, kind, purpose}
	}
	start := m.Locale + "/"
	out := manifest{
		ID: m.BasePath + start, Name: m.Name, ShortName: m.ShortName, Description: m.Description, Lang: m.Locale, Dir: m.Dir,
		StartURL: start, Scope: "./", Display: "standalone", DisplayOverride: []string{"standalone", "minimal-ui"},
		ThemeColor: m.ThemeColor, BackgroundColor: m.BackgroundColor,
		Icons: []manifestIcon{
			icon(Icon192, "192x192", "any"), icon(Icon512, "512x512", "any"), icon(IconMaskable, "512x512", "maskable"),
			icon(IconMonochrome, "512x512", "monochrome"), icon(IconSVG, "any", "any"),
			icon(IconMaskableSVG, "any", "maskable"), icon(IconMonochromeSVG, "any", "monochrome"),
		},
		Categories: []string{"news", "education"},
	}
	for _, s := range m.Screenshots {
		if s.FormFactor != "wide" && s.FormFactor != "narrow" {
			errs = append(errs, fmt.Errorf("screenshot %s: form factor %q", s.Path, s.FormFactor))
		}
		out.Screenshots = append(out.Screenshots, manifestShot{s.Path, fmt.Sprintf("%dx%d", s.Width, s.Height), s.Type, s.FormFactor, s.Label})
	}
	for _, s := range m.Shortcuts {
		out.Shortcuts = append(out.Shortcuts, manifestShortcut{s.Name, s.ShortName, s.Description, s.Path, []manifestIcon{icon(Icon192, "192x192", "")}})
	}
	if len(errs) > 0 {
		return nil, fmt.Errorf("manifest %s: %w", m.Locale, errors.Join(errs...))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
