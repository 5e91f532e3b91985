package scroll

import (
	"math"
	"strconv"
	"strings"
)

// Camera is how a map's land is laid into its picture: a point of the land stands at K·x+X, K·y+Y, in the picture's own units.
type Camera struct{ K, X, Y float64 }

// ParseCamera reads the transform that the host wrote on a map's land: "matrix(k,0,0,k,x,y)", or "translate(x y)" where
// nothing is scaled.
func ParseCamera(transform string) (Camera, bool) {
	if inner, ok := strings.CutPrefix(transform, "translate("); ok {
		x, y, _ := strings.Cut(strings.TrimSuffix(inner, ")"), " ")
		transform = "matrix(1,0,0,1," + x + "," + y + ")"
	}
	inner, ok := strings.CutPrefix(transform, "matrix(")
	parts := strings.Split(strings.TrimSuffix(inner, ")"), ",")
	if !ok || len(parts) != 6 || parts[1] != "0" || parts[2] != "0" || parts[0] != parts[3] {
		return Camera{}, false
	}
	var n [3]float64
	for i, p := range []string{parts[0], parts[4], parts[5]} {
		f, err := strconv.ParseFloat(p, 64)
		if err != nil {
			return Camera{}, false
		}
		n[i] = f
	}
	return Camera{n[0], n[1], n[2]}, n[0] > 0
}

// String is the transform again, as CSS takes it too.
func (c Camera) String() string {
	num := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	return "matrix(" + num(c.K) + ",0,0," + num(c.K) + "," + num(c.X) + "," + num(c.Y) + ")"
}

// Toward is the camera at a part t (0 to 1) of its way to another: it zooms by equal factors in equal times, as the eye
// expects, about the one point of the land that stands still between the two; where only the place differs it slides.
func (c Camera) Toward(to Camera, t float64) Camera {
	t = min(max(t, 0), 1)
	if t == 1 {
		return to
	}
	part, k := t, c.K
	if math.Abs(to.K-c.K) > 1e-6 {
		k = c.K * math.Pow(to.K/c.K, t)
		part = (k - c.K) / (to.K - c.K)
	}
	return Camera{k, c.X + (to.X-c.X)*part, c.Y + (to.Y-c.Y)*part}
}

// Ease starts and ends a movement softly: a cubic, 0 to 1.
func Ease(t float64) float64 {
	t = min(max(t, 0), 1)
	if t < 0.5 {
		return 4 * t * t * t
	}
	return 1 - math.Pow(2-2*t, 3)/2
}
