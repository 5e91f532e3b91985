package scroll

// Pace is how long a device took to begin its last movements. Movement is an extra: where beginning one holds the page up, the
// reader on that device is better served by states that change at once. The zero value has seen nothing and is not slow.
type Pace struct {
	took [paceOf]float64
	seen int
}

// A device is slow once the mean of paceOf beginnings in a row is above tooLong milliseconds, two and a half frames of 60 a second:
// twice what they take on the machine of `make bench`, and less than on the same with its processor four times slower.
const (
	paceOf  = 3
	tooLong = 40.0
)

// Took notes that a movement took ms milliseconds of the main thread to begin.
func (p *Pace) Took(ms float64) {
	if p.Slow() {
		return
	}
	p.took[p.seen%paceOf] = ms
	p.seen++
}

// Slow reports whether movement is to be left out from now on. It stays: a device does not grow faster while its reader reads, and
// a story that moves at some steps only would look broken.
func (p *Pace) Slow() bool {
	if p.seen < paceOf {
		return false
	}
	sum := 0.0
	for _, ms := range p.took {
		sum += ms
	}
	return sum/paceOf > tooLong
}
