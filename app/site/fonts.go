package site

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"sahel-explainer/app/kept"
)

// face is a font of the pages: its family in CSS, its name among the assets, the npm file it is cut from, the weights it keeps
// and the ranges of Unicode that it serves.
type face struct {
	family, name, file string
	weights            string // "400 700", or "400": bolder text is then thickened by the browser
	axis               string // the part of the file's axis of weights that is kept; empty: the file has one weight
	features           string // rules of the font that are kept beside those of its script
	ranges             string
	takes              func(rune) bool // which characters of the text are this face's
	always             string          // characters that it keeps, so that a small edit does not make a new font
}

const (
	naskhFile = "node_modules/@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-all-%d-normal.woff"
	serifFile = "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2"
)

// isArabic takes the whole block, for vowels and shadda belong to no script of their own.
func isArabic(r rune) bool { return r >= 0x0600 && r <= 0x06ff || r >= 0x0750 && r <= 0x077f }
func isLetter(r rune) bool { return unicode.Is(unicode.Latin, r) }

// An Arabic page is set in Naskh, spaces, figures and signs too: WebKit shapes what stands in one font at once, and where each word
// was a run of its own, for the space stood in another file, words hopped off the line. The files are of one weight each and of a
// version whose letters have their dots in them. From fontsource 5.1 on dots are marks, put over letters one by one, and WebKit
// puts them beside. The few Latin names stand in running text and keep one weight of the Latin face, without its kerning.
var (
	naskh     = naskhOf(400, "naskh")
	naskhBold = naskhOf(700, "naskh-bold")
	names     = &face{
		family: "Source Serif", name: "names", file: serifFile, weights: "400", axis: "400", ranges: "U+0041-005A,U+0061-007A,U+00AA,U+00BA,U+00C0-00D6,U+00D8-00F6,U+00F8-024F",
		takes: isLetter,
	}
	serif = &face{
		family: "Source Serif", name: "source-serif", file: serifFile, weights: "400 700", axis: "400 700", features: "kern", ranges: "U+0000-05FF,U+1E00-FB4F,U+2070-2BFF",
		takes:  func(r rune) bool { return !isArabic(r) },
		always: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?%()-–—/’“”&+·",
	}
)

func naskhOf(weight int, name string) *face {
	return &face{
		family: "Naskh", name: name, file: fmt.Sprintf(naskhFile, weight), weights: strconv.Itoa(weight), features: "kern",
		ranges: "U+0000-0040,U+005B-0060,U+007B-00A9,U+00AB-00B9,U+00BB-00BF,U+00D7,U+00F7,U+0600-06FF,U+0750-077F,U+2000-206F,U+20A0-2BFF",
		takes:  func(r rune) bool { return !isLetter(r) },
		always: "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟ـ 0123456789.,:%()-–/«»·*+−",
	}
}

// facesOf are the faces that a locale's pages need, its own script's first.
func facesOf(locale string) []*face {
	if locale == "ar" {
		return []*face{naskh, naskhBold, names}
	}
	return []*face{serif}
}

// charactersOf are the characters of text that belong to a face, sorted.
func (f *face) charactersOf(text string) string {
	seen := map[rune]bool{}
	for _, r := range f.always {
		seen[r] = true
	}
	for _, r := range text {
		if !unicode.IsControl(r) && f.takes(r) {
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

// cutFile is where a face cut to some characters is kept, in a format of subset-font: woff2 or truetype.
func cutFile(format, root, cache string, f *face, chars string) (string, error) {
	src, err := os.ReadFile(filepath.Join(root, f.file))
	if err != nil {
		return "", fmt.Errorf("font %s: %w; run npm ci", f.family, err)
	}
	tool, err := os.ReadFile(filepath.Join(root, "web", "fonts.mjs"))
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, hash(src, tool, []byte(f.axis+"/"+f.features+"/"+chars))+"."+format), nil
}

// cut makes the WOFF2 of a face for some characters, or takes it from the cache.
func cut(root, cache string, f *face, chars string) ([]byte, error) {
	return cutAs("woff2", root, cache, f, chars)
}

// cutAs does so in a format of subset-font.
func cutAs(format, root, cache string, f *face, chars string) ([]byte, error) {
	out, err := cutFile(format, root, cache, f, chars)
	if err != nil {
		return nil, err
	}
	if b, ok := kept.Read(out); ok {
		return b, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	tmp, err := os.CreateTemp(cache, ".cut-*") // another build may be cutting the same
	if err != nil {
		return nil, err
	}
	fresh := tmp.Name()
	defer os.Remove(fresh)
	if err := tmp.Close(); err != nil {
		return nil, err
	}
	cmd := exec.Command("node", filepath.Join(root, "web", "fonts.mjs"), filepath.Join(root, f.file), fresh, f.axis, f.features, format)
	cmd.Stdin = strings.NewReader(chars)
	var msg bytes.Buffer
	cmd.Stderr = &msg
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("cutting font %s: %w: %s", f.family, err, strings.TrimSpace(msg.String()))
	}
	font, err := os.ReadFile(fresh)
	if err != nil {
		return nil, err
	}
	return font, kept.Write(out, font)
}
