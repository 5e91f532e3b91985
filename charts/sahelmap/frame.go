package sahelmap

import (
	"fmt"
	"math"

	"sahel-explainer/charts/spec"
)

// The geo component has one box in every state and form, so that its paths have the same data everywhere; a state is framed
// by center and zoom alone, which ECharts applies as a transform round the paths.
const (
	boxWidth, boxHeight = 1000.0, 800.0
	west, north         = -20.0, 38.0
	degreesX, degreesY  = 50.0, 38.0
	unitX               = boxWidth / degreesX  // pixels of the box in a degree of longitude
	unitY               = boxHeight / degreesY // the same for latitude: a plain map true to scale at about 18° north
)

// frame says where degrees come to stand in a picture.
type frame struct {
	lon, lat, zoom float64 // what ECharts is told
	width, height  float64 // of the picture
}

// fit frames a window of degrees: the whole of it is seen, as large as the picture allows.
func fit(env *spec.Env, win box) frame {
	f := frame{width: spec.Pick(env, 360.0, 720.0), height: spec.Pick(env, 400.0, 640.0)}
	top, bottom := 10.0, f.height-10
	f.zoom = min(f.width/((win.e-win.w)*unitX), (bottom-top)/((win.n-win.s)*unitY))
	// Pages round transforms to a tenth; a zoom that is not rounded itself would part the land from its marks.
	f.zoom = max(math.Floor(f.zoom*10+1e-9)/10, 0.1)
	midX, midY := (win.w+win.e)/2, (win.s+win.n)/2
	f.lon = midX + (boxWidth/2-f.width/2)/(unitX*f.zoom)
	f.lat = midY - (boxHeight/2-(top+bottom)/2)/(unitY*f.zoom)
	return f
}

// at is the place of a point in the picture.
func (f frame) at(p point) (x, y float64) {
	return boxWidth/2 + (p[0]-f.lon)*unitX*f.zoom, boxHeight/2 - (p[1]-f.lat)*unitY*f.zoom
}

// geo is the part of the option that every state shares, framed.
func (f frame) geo() spec.M {
	return spec.M{
		"map": mapName, "left": 0, "top": 0, "width": boxWidth, "height": boxHeight, "silent": true, "clip": false,
		"boundingCoords": [][]float64{{west, north}, {west + degreesX, north - degreesY}},
		"center":         []float64{f.lon, f.lat}, "zoom": f.zoom,
		"label": spec.M{"show": false}, "emphasis": spec.M{"disabled": true},
	}
}

func parseWindow(s string) (box, error) {
	var b box
	if _, err := fmt.Sscan(s, &b.w, &b.s, &b.e, &b.n); err != nil || b.e <= b.w || b.n <= b.s {
		return b, fmt.Errorf("window %q: want west, south, east and north in degrees", s)
	}
	return b, nil
}
