package pack

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"sahel-explainer/app/build/write"
	"sahel-explainer/app/fontcut"
	"sahel-explainer/app/kept"
	"sahel-explainer/app/woff2"
	"sahel-explainer/charts/render"
	"sahel-explainer/locales"
)

// Face is a font of a language's pages, as the language's file has it.
type Face = locales.Face

// FacesOf are the faces that a locale's pages need, its own script's first.
func FacesOf(l locales.Locale) []*Face {
	out := make([]*Face, len(l.Faces))
	for i := range l.Faces {
		out[i] = &l.Faces[i]
	}
	return out
}

// FileOf is where the file is that a face is cut from.
func FileOf(root string, f *Face) string {
	return filepath.Join(root, "node_modules", filepath.FromSlash(f.File))
}

// CharactersOf are the characters of text that a face serves, and those that it always keeps, sorted.
func CharactersOf(f *Face, text string) string {
	seen := map[rune]bool{}
	for _, r := range f.Always {
		seen[r] = true
	}
	for _, r := range text {
		if !unicode.IsControl(r) && woff2.InRange(f.Ranges, r) {
			seen[r] = true
		}
	}
	out := make([]rune, 0, len(seen))
	for r := range seen {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return string(out)
}

// CutFile is where a face cut to some characters is kept, in a format: woff2 or truetype.
func CutFile(format, root, cache string, f *Face, chars string) (string, error) {
	src, err := os.ReadFile(FileOf(root, f))
	if err != nil {
		return "", fmt.Errorf("font %s: %w; run npm ci", f.Family, err)
	}
	tools, err := fontcut.Open(root)
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, render.Hash(src, tools.Sum(), []byte(f.Axis+"/"+f.Features+"/"+chars))+"."+format), nil
}

// Cut makes the WOFF2 of a face for some characters, or takes it from the cache.
func Cut(root, cache string, f *Face, chars string) ([]byte, error) {
	return CutAs("woff2", root, cache, f, chars)
}

// CutAs does so in a format: woff2 or truetype.
func CutAs(format, root, cache string, f *Face, chars string) ([]byte, error) {
	out, err := CutFile(format, root, cache, f, chars)
	if err != nil {
		return nil, err
	}
	if b, ok := kept.Read(out); ok {
		return b, nil
	}
	whole, err := os.ReadFile(FileOf(root, f))
	if err != nil {
		return nil, err
	}
	tools, err := fontcut.Open(root)
	if err != nil {
		return nil, err
	}
	font, err := tools.Cut(whole, fontcut.Options{Characters: chars, Weights: f.Axis, Features: f.Features, WOFF2: format == "woff2"})
	if err != nil {
		return nil, fmt.Errorf("cutting font %s: %w", f.Family, err)
	}
	return font, kept.Write(out, font)
}

// Lettering is all that a language's catalogues write in its faces. The desk's words are for editors, who have the system's fonts.
func Lettering(c *locales.Catalogue) string {
	var text strings.Builder
	for _, id := range c.IDs() {
		if strings.HasPrefix(id, "desk.") {
			continue
		}
		m, _ := c.Message(id)
		for _, s := range m.Forms {
			text.WriteString(Spoken(s))
		}
	}
	return text.String()
}

// Spoken is a message without the names of what is put in.
func Spoken(message string) string { return placeholder.ReplaceAllString(message, " ") }

var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

// Cutter makes the WOFF2 of a face for some characters: Cut, or what a draft has in its place.
type Cutter func(root, cache string, f *Face, chars string) ([]byte, error)

// Fonts cuts the faces of a language to the characters of its words: all that its catalogue holds, graphics included. Titles of sources in
// other languages are left to the system's fonts. It returns the path of each face and the files.
func Fonts(root, cache string, l locales.Locale, c *locales.Catalogue, cut Cutter) (map[*Face]string, write.Tree, error) {
	text := Lettering(c)
	paths, tree := map[*Face]string{}, write.Tree{}
	for _, f := range FacesOf(l) {
		woff, err := cut(root, cache+"/fonts", f, CharactersOf(f, text))
		if err != nil {
			return nil, nil, err
		}
		paths[f] = tree.Asset(f.Name+"."+l.Tag+".woff2", woff)
	}
	return paths, tree, nil
}
