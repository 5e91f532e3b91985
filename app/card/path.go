package card

import (
	"fmt"
	"math"
	"strconv"
)

// pt is a point in pixels.
type pt struct{ x, y float64 }

// line is one subpath, flattened: curves are broken into pieces too short to be seen.
type line struct {
	pts    []pt
	closed bool
}

// matrix is an affine map as SVG writes it: (a b c d e f).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) at(p pt) pt {
	return pt{m[0]*p.x + m[2]*p.y + m[4], m[1]*p.x + m[3]*p.y + m[5]}
}

// then is m applied inside n.
func (n matrix) then(m matrix) matrix {
	return matrix{
		n[0]*m[0] + n[2]*m[1], n[1]*m[0] + n[3]*m[1],
		n[0]*m[2] + n[2]*m[3], n[1]*m[2] + n[3]*m[3],
		n[0]*m[4] + n[2]*m[5] + n[4], n[1]*m[4] + n[3]*m[5] + n[5],
	}
}

// scale is by how much lengths grow.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

func mapped(ls []line, m matrix) []line {
	out := make([]line, len(ls))
	for i, l := range ls {
		out[i] = line{make([]pt, len(l.pts)), l.closed}
		for j, p := range l.pts {
			out[i].pts[j] = m.at(p)
		}
	}
	return out
}

// numbers reads the numbers of an SVG attribute, however they are parted.
func numbers(s string) ([]float64, error) {
	var out []float64
	for i := 0; i < len(s); {
		c := s[i]
		if c == ' ' || c == ',' || c == '\n' || c == '\t' {
			i++
			continue
		}
		j := i + 1
		dot := c == '.'
		for ; j < len(s); j++ {
			d := s[j]
			if d >= '0' && d <= '9' || d == 'e' || (d == '-' || d == '+') && s[j-1] == 'e' {
				continue
			}
			if d == '.' && !dot {
				dot = true
				continue
			}
			break
		}
		v, err := strconv.ParseFloat(s[i:j], 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no number", s[i:j])
		}
		out = append(out, v)
		i = j
	}
	return out, nil
}

// parsePath flattens path data. scale is the size at which it will be seen; it knows the commands that our pictures use and
// refuses others, so that none is silently left out.
func parsePath(d string, scale float64) ([]line, error) {
	var out []line
	var cur line
	var at, start pt
	flush := func() {
		if len(cur.pts) > 0 {
			out = append(out, cur)
		}
		cur = line{}
	}
	to := func(p pt) {
		if len(cur.pts) == 0 {
			cur.pts = append(cur.pts, at)
		}
		cur.pts = append(cur.pts, p)
		at = p
	}
	for i := 0; i < len(d); {
		c := d[i]
		if c == ' ' || c == ',' || c == '\n' {
			i++
			continue
		}
		j := i + 1
		for j < len(d) && !isCommand(d[j]) {
			j++
		}
		v, err := numbers(d[i+1 : j])
		if err != nil {
			return nil, fmt.Errorf("path command %c: %w", c, err)
		}
		i = j
		rel := pt{}
		lower := c >= 'a'
		need := map[byte]int{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'q': 4, 'c': 6, 'a': 7, 'z': 0}
		n, known := need[c|0x20]
		if !known {
			return nil, fmt.Errorf("path command %c is not drawn", c)
		}
		if n == 0 {
			if len(cur.pts) > 0 {
				cur.closed = true
			}
			flush()
			at = start
			continue
		}
		if len(v) == 0 || len(v)%n != 0 {
			return nil, fmt.Errorf("path command %c has %d numbers", c, len(v))
		}
		for k := 0; k < len(v); k += n {
			a := v[k : k+n]
			if lower {
				rel = at
			}
			switch c | 0x20 {
			case 'm':
				p := pt{rel.x + a[0], rel.y + a[1]}
				if k > 0 {
					to(p)
					continue
				}
				flush()
				at, start = p, p
			case 'l':
				to(pt{rel.x + a[0], rel.y + a[1]})
			case 'h':
				to(pt{rel.x + a[0], at.y})
			case 'v':
				to(pt{at.x, rel.y + a[0]})
			case 'q':
				p0, p1, p2 := at, pt{rel.x + a[0], rel.y + a[1]}, pt{rel.x + a[2], rel.y + a[3]}
				quad(p0, p1, p2, scale, to)
			case 'c':
				cubic(at, pt{rel.x + a[0], rel.y + a[1]}, pt{rel.x + a[2], rel.y + a[3]}, pt{rel.x + a[4], rel.y + a[5]}, scale, to)
			case 'a':
				arc(at, a[0], a[1], a[2], a[3] != 0, a[4] != 0, pt{rel.x + a[5], rel.y + a[6]}, scale, to)
			}
		}
	}
	flush()
	return out, nil
}

func isCommand(c byte) bool { return (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') && c != 'e' }

// pieces is into how many straight pieces a curve of a given length is broken.
func pieces(length, scale float64) int {
	return int(math.Max(2, math.Min(64, math.Ceil(math.Sqrt(length*scale)*1.2))))
}

func dist(a, b pt) float64 { return math.Hypot(b.x-a.x, b.y-a.y) }

func quad(a, b, c pt, scale float64, to func(pt)) {
	n := pieces(dist(a, b)+dist(b, c), scale)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		to(pt{u*u*a.x + 2*u*t*b.x + t*t*c.x, u*u*a.y + 2*u*t*b.y + t*t*c.y})
	}
}

func cubic(a, b, c, d pt, scale float64, to func(pt)) {
	n := pieces(dist(a, b)+dist(b, c)+dist(c, d), scale)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		to(pt{k0*a.x + k1*b.x + k2*c.x + k3*d.x, k0*a.y + k1*b.y + k2*c.y + k3*d.y})
	}
}

// arc follows the implementation notes of SVG 1.1, F.6.5.
func arc(a pt, rx, ry, turn float64, large, sweep bool, b pt, scale float64, to func(pt)) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || a == b {
		to(b)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (a.x-b.x)/2, (a.y-b.y)/2
	x1, y1 := cos*dx+sin*dy, -sin*dx+cos*dy
	if l := x1*x1/(rx*rx) + y1*y1/(ry*ry); l > 1 {
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	k := math.Sqrt(math.Max(0, (rx*rx*ry*ry-rx*rx*y1*y1-ry*ry*x1*x1)/(rx*rx*y1*y1+ry*ry*x1*x1)))
	if large == sweep {
		k = -k
	}
	cx1, cy1 := k*rx*y1/ry, -k*ry*x1/rx
	cx, cy := cos*cx1-sin*cy1+(a.x+b.x)/2, sin*cx1+cos*cy1+(a.y+b.y)/2
	from := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	by := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - from
	if sweep && by < 0 {
		by += 2 * math.Pi
	} else if !sweep && by > 0 {
		by -= 2 * math.Pi
	}
	n := pieces(math.Abs(by)*math.Max(rx, ry), scale)
	for i := 1; i < n; i++ {
		s, c := math.Sincos(from + by*float64(i)/float64(n))
		to(pt{cx + cos*rx*c - sin*ry*s, cy + sin*rx*c + cos*ry*s})
	}
	to(b)
}

// circle is a round outline.
func circle(c pt, r, scale float64) line {
	n := 2 * pieces(2*math.Pi*r, scale)
	l := line{closed: true}
	for i := range n {
		s, k := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		l.pts = append(l.pts, pt{c.x + r*k, c.y + r*s})
	}
	return l
}

// dashed cuts lines into dashes.
func dashed(ls []line, pattern []float64) []line {
	var sum float64
	for _, v := range pattern {
		if v < 0 {
			return ls
		}
		sum += v
	}
	if sum <= 0 {
		return ls
	}
	if len(pattern)%2 == 1 {
		pattern = append(pattern, pattern...)
	}
	var out []line
	for _, l := range ls {
		pts := l.pts
		if l.closed {
			pts = append(append([]pt{}, pts...), pts[0])
		}
		i, left, cur := 0, pattern[0], []pt{pts[0]}
		for k := 1; k < len(pts); k++ {
			a, b := pts[k-1], pts[k]
			for d := dist(a, b); d > 0; {
				if left > d {
					left -= d
					if i%2 == 0 {
						cur = append(cur, b)
					}
					break
				}
				t := left / d
				a = pt{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t}
				d -= left
				if i%2 == 0 {
					out = append(out, line{pts: append(cur, a)})
				}
				i++
				left, cur = pattern[i%len(pattern)], []pt{a}
			}
		}
		if i%2 == 0 && len(cur) > 1 {
			out = append(out, line{pts: cur})
		}
	}
	return out
}

// stroked is the area of a pen of the given width along lines: a quadrilateral for each piece and a wedge (or a disc) at each
// corner, all turned the same way round, so that where they overlap nothing is cut out.
func stroked(ls []line, width float64, round bool) []line {
	var out []line
	h := width / 2
	add := func(p ...pt) {
		var area float64
		for i := range p {
			q := p[(i+1)%len(p)]
			area += p[i].x*q.y - q.x*p[i].y
		}
		if area < 0 {
			for i, j := 0, len(p)-1; i < j; i, j = i+1, j-1 {
				p[i], p[j] = p[j], p[i]
			}
		}
		if area != 0 {
			out = append(out, line{p, true})
		}
	}
	for _, l := range ls {
		var pts []pt // without points that stand on each other
		for _, p := range l.pts {
			if len(pts) == 0 || dist(pts[len(pts)-1], p) > 1e-6 {
				pts = append(pts, p)
			}
		}
		if l.closed && len(pts) > 1 && dist(pts[0], pts[len(pts)-1]) > 1e-6 {
			pts = append(pts, pts[0])
		}
		var lastN pt
		first := true
		var firstN pt
		joint := func(c, n1, n2 pt) {
			if round {
				d := circle(c, h, 1)
				add(d.pts...)
				return
			}
			if n1.x*n2.y-n1.y*n2.x > 0 { // the gap is on the other side
				n1, n2 = pt{-n1.x, -n1.y}, pt{-n2.x, -n2.y}
			}
			add(c, pt{c.x + n1.x, c.y + n1.y}, pt{c.x + n2.x, c.y + n2.y})
		}
		for i := 1; i < len(pts); i++ {
			a, b := pts[i-1], pts[i]
			d := dist(a, b)
			n := pt{-(b.y - a.y) / d * h, (b.x - a.x) / d * h}
			add(pt{a.x + n.x, a.y + n.y}, pt{b.x + n.x, b.y + n.y}, pt{b.x - n.x, b.y - n.y}, pt{a.x - n.x, a.y - n.y})
			if !first {
				joint(a, lastN, n)
			} else {
				firstN = n
			}
			first, lastN = false, n
		}
		if l.closed && !first {
			joint(pts[0], lastN, firstN)
		}
	}
	return out
}
