package render

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed advances.tsv
var advancesTSV string

// advances are the widths in em of letters at weights 400 and 700, an Arabic letter in each form that its neighbours give it.
var advances = sync.OnceValue(func() map[string][2]float64 {
	out := map[string][2]float64{}
	for _, line := range strings.Split(advancesTSV, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			continue // the heading
		}
		s, err := strconv.Unquote(f[0])
		w400, err400 := strconv.ParseFloat(f[1], 64)
		w700, err700 := strconv.ParseFloat(f[2], 64)
		if err != nil || err400 != nil || err700 != nil {
			panic("charts/render/advances.tsv: bad line " + line) // ours, embedded, and read by every test
		}
		out[s] = [2]float64{w400, w700}
	}
	return out
})

const (
	latinLetters  = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÂÇÈÉÊËÎÏÔÙÛÜàâçèéêëîïôùûüœŒ0123456789 .,:;!?%()-–—/’'“”«»&+*†−×\u00a0\u202f"
	arabicLetters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
	arabicSigns   = "،؛؟ـ"
	rightJoining  = "آأؤإاةدذرزو" // joins what stands before it only
	tatweel       = "ـ"
	// naskhSigns are figures and signs that Arabic pictures take from their own face. Their keys in the table begin with a
	// right-to-left mark, which has no width.
	naskhSigns = "0123456789 .,:%()-–/«»·*+−\u00a0"
	rlm        = "\u200f"
)

// NaskhFamily names, in an ECharts font string, the face of Arabic pictures; see labels in locales/langs/ar.toml.
const NaskhFamily = "Noto Naskh Arabic"

// Forms are the keys of the table of advances: each character that labels are set in, an Arabic letter in its isolated,
// initial, medial and final form (a tatweel stands for the neighbour, and is not counted), and the ligatures of lam and alef.
func Forms(arabic bool) []string {
	var out []string
	if !arabic {
		for _, r := range latinLetters {
			out = append(out, string(r))
		}
		return out
	}
	for _, r := range arabicLetters {
		for _, f := range []struct{ before, after bool }{{false, false}, {false, true}, {true, true}, {true, false}} {
			if f.after && !joinsAfter(r) || f.before && !joinsBefore(r) {
				continue
			}
			out = append(out, form(string(r), f.before, f.after))
		}
	}
	for _, alef := range "اأإآ" {
		out = append(out, "ل"+string(alef), tatweel+"ل"+string(alef))
	}
	for _, r := range arabicSigns {
		out = append(out, string(r))
	}
	for _, r := range naskhSigns {
		out = append(out, rlm+string(r))
	}
	return out
}

func form(s string, before, after bool) string {
	if before {
		s = tatweel + s
	}
	if after {
		s += tatweel
	}
	return s
}

func joinsBefore(r rune) bool { return r != 'ء' && strings.ContainsRune(arabicLetters, r) }
func joinsAfter(r rune) bool  { return joinsBefore(r) && !strings.ContainsRune(rightJoining, r) }

// Width is the width of a text in a CSS font ("bold 12px sans-serif"; size, weight and NaskhFamily are read), by the advances of the
// pages' two faces, the Arabic one where the font names it or the text has an Arabic letter, which a test in Chromium holds to the fonts. Kerning is left out, a character that neither face has
// counts as a wide letter; both err on the wide side.
func Width(text, font string) float64 {
	size, weight := 12.0, 400.0
	for _, f := range strings.Fields(font) {
		if n, err := strconv.ParseFloat(strings.TrimSuffix(f, "px"), 64); err == nil {
			if strings.HasSuffix(f, "px") {
				size = n
			} else {
				weight = n
			}
		}
		if f == "bold" {
			weight = 700
		}
	}
	table := advances()
	var em float64
	add := func(key string) {
		w, ok := table[key]
		if !ok {
			w = [2]float64{0.6, 0.65}
		}
		em += w[0] + (w[1]-w[0])*(weight-400)/300
	}
	var rs []rune
	naskh := strings.Contains(font, NaskhFamily)
	for _, r := range text {
		naskh = naskh || strings.ContainsRune(arabicLetters, r)
		if !(r >= 0x200d && r <= 0x200f) && !unicode.Is(unicode.Mn, r) && r != '\n' {
			rs = append(rs, r)
		}
	}
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if !strings.ContainsRune(arabicLetters, r) {
			if key := string(r); naskh && strings.ContainsRune(naskhSigns, r) {
				add(rlm + key)
			} else {
				add(key)
			}
			continue
		}
		before := i > 0 && joinsAfter(rs[i-1])
		if r == 'ل' && i+1 < len(rs) && strings.ContainsRune("اأإآ", rs[i+1]) {
			add(form("ل"+string(rs[i+1]), before, false))
			i++
			continue
		}
		add(form(string(r), before && joinsBefore(r), joinsAfter(r) && i+1 < len(rs) && joinsBefore(rs[i+1])))
	}
	return em * size
}
