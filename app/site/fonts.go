package site

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"unicode"

	"sahel-explainer/app/fontcut"
	"sahel-explainer/app/kept"
	"sahel-explainer/app/woff2"
	"sahel-explainer/locales"
)

// face is a font of a language's pages, as the language's file has it.
type face = locales.Face

// facesOf are the faces that a locale's pages need, its own script's first.
func facesOf(l locales.Locale) []*face {
	out := make([]*face, len(l.Faces))
	for i := range l.Faces {
		out[i] = &l.Faces[i]
	}
	return out
}

// fileOf is where the file is that a face is cut from.
func fileOf(root string, f *face) string {
	return filepath.Join(root, "node_modules", filepath.FromSlash(f.File))
}

// charactersOf are the characters of text that a face serves, and those that it always keeps, sorted.
func charactersOf(f *face, text string) string {
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

// cutFile is where a face cut to some characters is kept, in a format: woff2 or truetype.
func cutFile(format, root, cache string, f *face, chars string) (string, error) {
	src, err := os.ReadFile(fileOf(root, f))
	if err != nil {
		return "", fmt.Errorf("font %s: %w; run npm ci", f.Family, err)
	}
	tools, err := fontcut.Open(root)
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, hash(src, tools.Sum(), []byte(f.Axis+"/"+f.Features+"/"+chars))+"."+format), nil
}

// cut makes the WOFF2 of a face for some characters, or takes it from the cache.
func cut(root, cache string, f *face, chars string) ([]byte, error) {
	return cutAs("woff2", root, cache, f, chars)
}

// cutAs does so in a format: woff2 or truetype.
func cutAs(format, root, cache string, f *face, chars string) ([]byte, error) {
	out, err := cutFile(format, root, cache, f, chars)
	if err != nil {
		return nil, err
	}
	if b, ok := kept.Read(out); ok {
		return b, nil
	}
	whole, err := os.ReadFile(fileOf(root, f))
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
