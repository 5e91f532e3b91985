// Package contrast measures how far two colours stand apart, as WCAG has it.
package contrast

import (
	"math"
	"strconv"
)

// Of is WCAG's ratio of two colours as #rrggbb; not a number where one is none.
func Of(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	if len(hex) != 7 {
		return math.NaN()
	}
	var l float64
	for i, w := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			return math.NaN()
		}
		if v := float64(n) / 255; v <= 0.04045 {
			l += w * v / 12.92
		} else {
			l += w * math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return l
}
