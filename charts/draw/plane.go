package draw

// Plane is a grid with a value axis each way. Y grows downward in pixels and X from the left, as the margins do; X0 and X1
// are the values at the left and right edges, Y0 and Y1 those at the top and bottom. A plane whose domain is its own size
// in pixels is a drawing board.
type Plane struct {
	Width, Height            float64 // of the picture
	Left, Top, Right, Bottom float64 // margins
	X0, X1, Y0, Y1           float64
	Across, Upright          Axis // as readers see them
}

// Board is a plane in plain pixels over a whole picture.
func Board(width, height float64) Plane {
	return Plane{Width: width, Height: height, X1: width, Y1: height}
}

// DX is the length in X values of a distance in pixels.
func (p Plane) DX(px float64) float64 { return px * (p.X1 - p.X0) / (p.Width - p.Left - p.Right) }

// DY is the length in Y values of a distance in pixels downward.
func (p Plane) DY(px float64) float64 { return px * (p.Y1 - p.Y0) / (p.Height - p.Top - p.Bottom) }

// X is the value at px from the left edge of the picture.
func (p Plane) X(px float64) float64 { return p.X0 + p.DX(px-p.Left) }

// Y is the value at px from the top edge of the picture.
func (p Plane) Y(px float64) float64 { return p.Y0 + p.DY(px-p.Top) }

// PX is where a value stands, in pixels from the left edge of the picture.
func (p Plane) PX(x float64) float64 {
	return p.Left + (x-p.X0)/(p.X1-p.X0)*(p.Width-p.Left-p.Right)
}

// PY is where a value stands, in pixels from the top edge of the picture.
func (p Plane) PY(y float64) float64 {
	return p.Top + (y-p.Y0)/(p.Y1-p.Y0)*(p.Height-p.Top-p.Bottom)
}
