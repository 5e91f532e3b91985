package render

import (
	"strconv"
	"strings"
	"unicode"
)

// Approximate measures text by the average widths of the pages' two faces (Source Serif 4 and Noto Naskh Arabic, measured
// once in Chromium: per em, small letters, capitals, digits, Arabic). It errs on the wide side, so that what fits here fits
// in the browser.
func Approximate(text, font string) float64 {
	size := 12.0
	bold := strings.Contains(font, "bold") || strings.Contains(font, "700") || strings.Contains(font, "600")
	for _, f := range strings.Fields(font) {
		if strings.HasSuffix(f, "px") {
			if n, err := strconv.ParseFloat(strings.TrimSuffix(f, "px"), 64); err == nil {
				size = n
			}
		}
	}
	var em float64
	for _, r := range text {
		switch {
		case r >= 0x2066 && r <= 0x2069, r == 0x200e, unicode.Is(unicode.Mn, r):
		case r == ' ' || r == 0xa0:
			em += 0.23
		case r == 0x202f:
			em += 0.15
		case strings.ContainsRune("iljtfrI.,:;'’|()،", r):
			em += 0.32
		case strings.ContainsRune("mwMW—%", r):
			em += 0.84
		case r >= '0' && r <= '9':
			em += 0.52
		case unicode.IsUpper(r):
			em += 0.66
		case strings.ContainsRune("اأإآدذرزولﻻ", r):
			em += 0.34
		case r >= 0x600 && r <= 0x6ff:
			em += 0.55
		default:
			em += 0.53
		}
	}
	if bold {
		em *= 1.06
	}
	return em * size
}
