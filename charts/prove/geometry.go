package prove

import (
	"regexp"
	"strconv"
	"strings"
)

// transform is an SVG matrix.
type transform [6]float64

var unmoved = transform{1, 0, 0, 1, 0, 0}

func (m transform) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// then is m after n: what n moves is moved by m.
func (m transform) then(n transform) transform {
	return transform{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

// parseTransform reads the two forms that drawings have: matrix and translate.
func parseTransform(s string) transform {
	name, inner, ok := strings.Cut(strings.TrimSuffix(s, ")"), "(")
	if !ok {
		return unmoved
	}
	v := numbersOf(inner)
	switch {
	case name == "matrix" && len(v) == 6:
		return transform(v)
	case name == "translate" && len(v) == 2:
		return transform{1, 0, 0, 1, v[0], v[1]}
	}
	return unmoved
}

var (
	numberPattern = regexp.MustCompile(`-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?`)
	pathPattern   = regexp.MustCompile(`([MmLlHhVvAaCcQqZz])([^MmLlHhVvAaCcQqZz]*)`)
)

func numbersOf(s string) []float64 {
	var out []float64
	for _, x := range numberPattern.FindAllString(s, -1) {
		out = append(out, number(x))
	}
	return out
}

func number(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

// steps are how many numbers each command of a path takes, the last two being where it ends.
var steps = map[byte]int{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'a': 7, 'c': 6, 'q': 4}

// segments are the pieces of a path, each from its start to its end; curves count by their ends.
func segments(d string) [][4]float64 {
	var out [][4]float64
	var x, y, x0, y0 float64
	for _, m := range pathPattern.FindAllStringSubmatch(d, -1) {
		c, rel := m[1][0]|0x20, m[1][0] >= 'a'
		if c == 'z' {
			if x != x0 || y != y0 {
				out = append(out, [4]float64{x, y, x0, y0})
			}
			x, y = x0, y0
			continue
		}
		v := numbersOf(m[2])
		for n := steps[c]; n > 0 && len(v) >= n; v = v[n:] {
			nx, ny := x, y
			switch c {
			case 'h':
				nx = v[0]
			case 'v':
				ny = v[0]
			default:
				nx, ny = v[n-2], v[n-1]
			}
			if rel {
				switch c {
				case 'h':
					nx += x
				case 'v':
					ny += y
				default:
					nx, ny = nx+x, ny+y
				}
			}
			if c == 'm' {
				x0, y0, c = nx, ny, 'l' // more pairs are lines
			} else {
				out = append(out, [4]float64{x, y, nx, ny})
			}
			x, y = nx, ny
		}
	}
	return out
}
