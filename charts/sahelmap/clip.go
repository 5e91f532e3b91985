package sahelmap

// box is the part of the world that is kept: west, south, east, north. It is wider than any frame, because the page lets
// the picture run over its edges.
type box struct{ w, s, e, n float64 }

var (
	region = box{-32, -38, 80, 66}
	// bordered is where the middle of a country lies whose borders are drawn; further off only coasts help a reader to find the way.
	bordered = box{-20, 1, 27, 38}
)

func (b box) has(p point) bool { return p[0] >= b.w && p[0] <= b.e && p[1] >= b.s && p[1] <= b.n }

// edge is one side of a box: inside says on which side of it a point lies, cross where a segment meets it.
type edge struct {
	inside func(point) bool
	cross  func(a, b point) point
}

func (b box) edges() []edge {
	atX := func(x float64) func(a, b point) point {
		return func(a, c point) point { return point{x, round(a[1] + (c[1]-a[1])*(x-a[0])/(c[0]-a[0]))} }
	}
	atY := func(y float64) func(a, b point) point {
		return func(a, c point) point { return point{round(a[0] + (c[0]-a[0])*(y-a[1])/(c[1]-a[1])), y} }
	}
	return []edge{
		{func(p point) bool { return p[0] >= b.w }, atX(b.w)},
		{func(p point) bool { return p[0] <= b.e }, atX(b.e)},
		{func(p point) bool { return p[1] >= b.s }, atY(b.s)},
		{func(p point) bool { return p[1] <= b.n }, atY(b.n)},
	}
}

// ring cuts a closed ring (Sutherland and Hodgman); nothing is left of one outside.
func (b box) ring(r line) line {
	for _, e := range b.edges() {
		var out line
		for k := range r {
			a, c := r[(k+len(r)-1)%len(r)], r[k]
			switch {
			case e.inside(c) && !e.inside(a):
				out = append(out, e.cross(a, c), c)
			case e.inside(c):
				out = append(out, c)
			case e.inside(a):
				out = append(out, e.cross(a, c))
			}
		}
		r = out
	}
	var out line
	for _, p := range r {
		if len(out) == 0 || !near(out[len(out)-1], p) {
			out = append(out, p)
		}
	}
	if len(out) < 3 {
		return nil
	}
	if !near(out[0], out[len(out)-1]) {
		out = append(out, out[0])
	}
	return out
}

// area is the size of a ring in square degrees.
func area(r line) float64 {
	var s float64
	for k := 1; k < len(r); k++ {
		s += r[k-1][0]*r[k][1] - r[k][0]*r[k-1][1]
	}
	if s < 0 {
		s = -s
	}
	return s / 2
}
