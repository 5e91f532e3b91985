package locales

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// BrandDir holds what a story's site looks like: BrandFile, icons, and pictures for install dialogs.
const (
	BrandDir  = "locales/brand"
	BrandFile = BrandDir + "/brand.toml"
)

// Brand is what a story's site looks like. Its names are messages (brand.short and so on), for they are said in each language.
type Brand struct {
	// Light and Dark are the colours of the two themes, "#rrggbb" by the name of their custom property.
	Light, Dark map[string]string
	// Own are the names of those that the program does not need.
	Own   []string
	names []string // of all, in order
}

// roles are the colours that the program needs of every brand.
var roles = []string{"paper", "card", "ink", "muted", "rule", "ghost", "land", "border", "sea", "alert", "link", "focus", "brand",
	"sure", "open"}

// IsRole reports whether a colour is one that every brand has.
func IsRole(colour string) bool { return slices.Contains(roles, colour) }

var (
	colourName = regexp.MustCompile(`^[a-z]+$`)
	hexColour  = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

// LoadBrand reads the brand of a story. What is missing or misspelt is an error that names file, key and an example.
func LoadBrand(fsys fs.FS) (*Brand, error) {
	text, err := fs.ReadFile(fsys, BrandFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: a story says there what its site looks like; copy that of an example (app/examples/caju/%s) and change it, or bring an earlier story up: %s",
			BrandFile, BrandFile, migrate)
	}
	if err != nil {
		return nil, err
	}
	var in struct {
		Colours map[string]any `toml:"colours"`
	}
	meta, err := toml.Decode(string(text), &in)
	if pe, ok := err.(toml.ParseError); ok {
		return nil, fmt.Errorf("%s:%d: %s; mend the TOML there", BrandFile, pe.Position.Line, pe.Message)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", BrandFile, err)
	}
	for _, un := range meta.Undecoded() {
		if un[0] == "id" {
			return nil, fmt.Errorf("%s: id is of an earlier form; remove it, or bring the story up: %s", BrandFile, migrate)
		}
		if un[0] != "colours" { // read below
			return nil, fmt.Errorf("%s: unknown key %q; remove or rename it", BrandFile, un)
		}
	}
	b := &Brand{Light: map[string]string{}, Dark: map[string]string{}}
	own, _ := in.Colours["own"].(map[string]any)
	delete(in.Colours, "own")
	for name := range in.Colours {
		if !slices.Contains(roles, name) {
			return nil, fmt.Errorf("%s: colour %q is none that the program needs; put it into the table [colours.own], or name one of %v",
				BrandFile, name, roles)
		}
	}
	all := maps.Clone(own)
	if all == nil {
		all = map[string]any{}
	}
	for _, name := range roles {
		v, ok := in.Colours[name]
		if !ok {
			return nil, fmt.Errorf("%s: colour %q is missing; write it below [colours] as %s = [\"#b04e1c\", \"#e8895a\"], light and dark",
				BrandFile, name, name)
		}
		all[name] = v
	}
	b.Own = slices.Sorted(maps.Keys(own))
	return b, b.read(all)
}

// read takes the colours in, those that name another after the others.
func (b *Brand) read(all map[string]any) error {
	b.names = slices.Sorted(maps.Keys(all))
	for _, name := range b.names {
		var pair [2]string
		switch v := all[name].(type) {
		case []any:
			if len(v) != 2 {
				break
			}
			pair[0], _ = v[0].(string)
			pair[1], _ = v[1].(string)
		case string:
			if other, ok := all[v].([]any); ok && len(other) == 2 {
				pair[0], _ = other[0].(string)
				pair[1], _ = other[1].(string)
			}
		}
		if !colourName.MatchString(name) || !hexColour.MatchString(pair[0]) || !hexColour.MatchString(pair[1]) {
			return fmt.Errorf("%s: colour %s = %v; write two colours of six small hexadecimal digits, light and dark, as %s = [\"#b04e1c\", \"#e8895a\"], or another colour's name",
				BrandFile, name, all[name], name)
		}
		b.Light[name], b.Dark[name] = pair[0], pair[1]
	}
	return nil
}

// CSS states the colours as custom properties, for the light theme, for a system that is dark, and for a reader who chose dark.
func (b *Brand) CSS() string {
	block := func(of map[string]string) string {
		var s strings.Builder
		for _, name := range b.names {
			fmt.Fprintf(&s, "--%s: %s; ", name, of[name])
		}
		return "{ " + s.String() + "}\n"
	}
	return ":root " + block(b.Light) + "@media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) " + block(b.Dark) + "}\n" +
		":root[data-theme=\"dark\"] " + block(b.Dark)
}
