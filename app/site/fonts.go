package site

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
)

// face is a font family of the pages: its name in CSS and the npm file it is cut from.
type face struct{ family, file string }

var (
	naskh = face{"Naskh", "node_modules/@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2"}
	serif = face{"Source Serif", "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2"}
)

// facesOf are the faces that a locale's pages need, its own script's first.
func facesOf(locale string) []face {
	if locale == "ar" {
		return []face{naskh, serif}
	}
	return []face{serif}
}

// alphabet are characters that a face always keeps, so that a small edit does not make a new font.
const (
	arabicAlphabet = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟«»ـ%.:()-–0123456789 "
	latinInArabic  = "0123456789 .,:%()-–/" // names in Latin letters within the words are added; sources' titles are left to the system
	latinAlphabet  = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?%()-–/’“”&+"
)

// charactersOf are the characters of text that belong to a face, sorted.
func charactersOf(f face, locale, text string) string {
	seen := map[rune]bool{}
	base := latinAlphabet
	if locale == "ar" {
		base = latinInArabic
	}
	if f == naskh {
		base = arabicAlphabet
	}
	for _, r := range base {
		seen[r] = true
	}
	for _, r := range text {
		if unicode.IsControl(r) {
			continue
		}
		if f == naskh == (unicode.Is(unicode.Arabic, r) || r == '«' || r == '»') {
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

// cut makes the WOFF2 of a face for some characters, or takes it from the cache.
func cut(root, cache string, f face, chars string) ([]byte, error) {
	in := filepath.Join(root, f.file)
	src, err := os.ReadFile(in)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w; run npm ci", f.family, err)
	}
	out := filepath.Join(cache, hash(src, []byte(chars))+".woff2")
	if b, err := os.ReadFile(out); err == nil {
		return b, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	cmd := exec.Command("node", filepath.Join(root, "web", "fonts.mjs"), in, out+".tmp")
	cmd.Stdin = strings.NewReader(chars)
	var msg bytes.Buffer
	cmd.Stderr = &msg
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("cutting font %s: %w: %s", f.family, err, strings.TrimSpace(msg.String()))
	}
	if err := os.Rename(out+".tmp", out); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}
