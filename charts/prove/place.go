package prove

import "math"

// spots: a pin stands where its place is projected, an area round it, and words alone have no pin.
func (p *proof) spots() {
	for _, s := range p.pic.Proof.Spots {
		marks := p.of(s.Row)
		if s.Unmarked {
			if len(marks) > 0 {
				p.add("row %s is a stretch of land and has a pin", s.Row)
			}
			continue
		}
		for _, m := range marks {
			x, y := m.box.middle()
			if math.Abs(x-s.X) > within || math.Abs(y-s.Y) > within {
				p.add("row %s stands at %.1f, %.1f, and %.3f, %.3f is at %.1f, %.1f", s.Row, x, y, s.Lat, s.Lon, s.X, s.Y)
			}
			if s.RX > 0 {
				if math.Abs(m.size[0]/2-s.RX) > 1 || math.Abs(m.size[1]/2-s.RY) > 1 {
					p.add("row %s reaches over %.1f×%.1f px, and its radius is %.1f×%.1f", s.Row, m.size[0]/2, m.size[1]/2, s.RX, s.RY)
				}
				if !m.dashed {
					p.add("row %s is a stretch of land and its line is not dashed", s.Row)
				}
			}
		}
	}
}

// routes: a line runs dashed from place to place, with its arrow at the far end.
func (p *proof) routes() {
	for _, r := range p.pic.Proof.Routes {
		var line, head *shape
		marks := p.of(r.Row)
		for i, m := range marks {
			if m.noFill || m.fill == "" {
				line = &marks[i]
			} else {
				head = &marks[i]
			}
		}
		if line == nil || len(line.segments) == 0 {
			p.add("route %s has no line", r.Row)
			continue
		}
		a, z := line.segments[0], line.segments[len(line.segments)-1]
		if math.Hypot(a[0]-r.FromX, a[1]-r.FromY) > 1 || math.Hypot(z[2]-r.ToX, z[3]-r.ToY) > 1 {
			p.add("route %s runs from %.1f, %.1f to %.1f, %.1f, and its places are at %.1f, %.1f and %.1f, %.1f", r.Row, a[0], a[1], z[2], z[3], r.FromX, r.FromY, r.ToX, r.ToY)
		}
		if !line.dashed {
			p.add("route %s is schematic and its line is not dashed", r.Row)
		}
		if head == nil {
			p.add("route %s has no arrow", r.Row)
			continue
		}
		if x, y := head.box.middle(); math.Hypot(x-r.ToX, y-r.ToY) > 9 {
			p.add("route %s has its arrow at %.1f, %.1f, and leads to %.1f, %.1f", r.Row, x, y, r.ToX, r.ToY)
		}
	}
}

// regions: a country's land stands where its outline is projected, so that pins and land are parts of one map, and has its own colour.
func (p *proof) regions() {
	for _, r := range p.pic.Proof.Regions {
		found, fits := false, false
		for _, s := range p.shapes {
			if s.row != "" || s.name != "path" {
				continue
			}
			if math.Abs(s.box.x0-r.X0) < 1.5 && math.Abs(s.box.y0-r.Y0) < 1.5 && math.Abs(s.box.x1-r.X1) < 1.5 && math.Abs(s.box.y1-r.Y1) < 1.5 {
				found = true
				fits = fits || r.Colour == colourOf(s.fill)
			}
		}
		switch {
		case !found:
			p.add("the land of %s is not drawn at %.0f, %.0f to %.0f, %.0f", r.Name, r.X0, r.Y0, r.X1, r.Y1)
		case !fits:
			p.add("the land of %s does not have the colour %s", r.Name, r.Colour)
		}
	}
}
