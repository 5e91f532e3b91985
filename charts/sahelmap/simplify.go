package sahelmap

import "math"

// Simplifying is done line by line and keeps both ends, so that three borders still meet in one point.
const (
	tolerance = 0.024 // square degrees: the triangle that a point must span to stay, near Mali
	spacing   = 0.13  // degrees between points: ECharts drops nearer ones when a map is drawn small, and then the
	// path data of two states would differ and could not be shared
	precision = 100 // 1/100 degree is a fifth of a pixel at zoom 1
)

// simplify thins every line by Visvalingam's method, more so away from Mali, and rounds what is left.
func (t *topology) simplify() {
	for i, l := range t.arcs {
		l = visvalingam(l)
		l = space(l)
		for k, p := range l {
			l[k] = point{round(p[0]), round(p[1])}
		}
		t.arcs[i] = l
	}
}

func round(v float64) float64 { return math.Round(v*precision) / precision }

// weight makes detail fade with the distance from the Niger bend.
func weight(p point) float64 {
	d := math.Hypot(p[0]+1, p[1]-17) / 13
	return 1 + d*d*d
}

func visvalingam(l line) line {
	out := append(line{}, l...)
	for len(out) > 2 {
		least, at := math.Inf(1), 0
		for k := 1; k < len(out)-1; k++ {
			if a := triangle(out[k-1], out[k], out[k+1]) / weight(out[k]); a < least {
				least, at = a, k
			}
		}
		if least >= tolerance || (len(out) <= 4 && near(out[0], out[len(out)-1])) {
			break
		}
		out = append(out[:at], out[at+1:]...)
	}
	return out
}

func triangle(a, b, c point) float64 {
	return math.Abs((b[0]-a[0])*(c[1]-a[1])-(c[0]-a[0])*(b[1]-a[1])) / 2
}

func space(l line) line {
	out := line{l[0]}
	last := l[len(l)-1]
	for k := 1; k < len(l)-1; k++ {
		if apart(out[len(out)-1], l[k]) && apart(l[k], last) {
			out = append(out, l[k])
		}
	}
	return append(out, last)
}

func apart(a, b point) bool {
	return math.Abs(a[0]-b[0]) >= spacing || math.Abs(a[1]-b[1]) >= spacing
}
