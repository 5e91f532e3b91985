package sahelmap

import "fmt"

// ISO 3166 numeric codes that need care.
const (
	moroccoID = "504"
	saharaID  = "732"
)

// restoreSahara gives Western Sahara the extent it has on maps of the United Nations, up to the parallel of 27°40′ north.
// Natural Earth, from which world-atlas is made, draws the line of actual control instead and folds the west of the
// territory into Morocco; this map takes no such side.
func (t *topology) restoreSahara() error {
	if len(t.countries[moroccoID]) != 1 || len(t.countries[saharaID]) != 1 {
		return fmt.Errorf("world-atlas: Morocco or Western Sahara is missing or in parts; mend restoreSahara for this version")
	}
	users := t.users()
	morocco, sahara := t.countries[moroccoID][0][0], t.countries[saharaID][0][0]
	berm, coast := -1, -1
	for _, i := range morocco {
		switch u := users[arc(i)]; {
		case len(u) == 1:
			coast = arc(i)
		case u[0] == saharaID || u[1] == saharaID:
			berm = arc(i)
		}
	}
	if berm < 0 || coast < 0 {
		return fmt.Errorf("world-atlas: Morocco has no coast or no line with Western Sahara; mend restoreSahara for this version")
	}
	// The inland end of the line of control is where Algeria begins: the eastern end of the parallel.
	inland := t.arcs[berm][0]
	if last := t.arcs[berm][len(t.arcs[berm])-1]; last[0] > inland[0] {
		inland = last
	}
	l := t.arcs[coast]
	cut := -1
	for k := 1; k < len(l); k++ {
		if (l[k-1][1]-inland[1])*(l[k][1]-inland[1]) <= 0 {
			cut = k
		}
	}
	if cut < 0 {
		return fmt.Errorf("world-atlas: Morocco's coast does not reach latitude %.2f; mend restoreSahara for this version", inland[1])
	}
	a, b := l[cut-1], l[cut]
	shore := point{a[0] + (b[0]-a[0])*(inland[1]-a[1])/(b[1]-a[1]), inland[1]}
	first := append(append(line{}, l[:cut]...), shore)
	second := append(line{shore}, l[cut:]...)
	one, two := t.add(first), t.add(second)
	parallel := t.add(line{inland, shore})
	t.replace(coast, []int{one, two})

	// Each ring is put together again from the lines that are its own.
	south := two
	if first[0][1] < second[len(second)-1][1] {
		south = one
	}
	var north, rest []int
	for _, i := range t.countries[moroccoID][0][0] {
		if arc(i) != berm && arc(i) != south {
			north = append(north, i)
		}
	}
	for _, i := range sahara {
		if arc(i) != berm {
			rest = append(rest, i)
		}
	}
	var err error
	if t.countries[moroccoID][0][0], err = t.chain(append(north, parallel)); err != nil {
		return err
	}
	t.countries[saharaID][0][0], err = t.chain(append(rest, south, parallel))
	return err
}

// chain orders lines, each in the direction that continues the one before, into a closed ring.
func (t *topology) chain(arcs []int) ([]int, error) {
	out := []int{arcs[0]}
	left := append([]int{}, arcs[1:]...)
	for len(left) > 0 {
		l := t.run(out[len(out)-1])
		end, found := l[len(l)-1], false
		for k, i := range left {
			for _, d := range []int{i, ^i} {
				if !found && near(t.run(d)[0], end) {
					out, left, found = append(out, d), append(left[:k], left[k+1:]...), true
				}
			}
			if found {
				break
			}
		}
		if !found {
			return nil, fmt.Errorf("world-atlas: the lines of a ring do not meet at %.2f, %.2f", end[0], end[1])
		}
	}
	return out, nil
}

func near(a, b point) bool {
	const eps = 1e-6
	return a[0]-b[0] < eps && b[0]-a[0] < eps && a[1]-b[1] < eps && b[1]-a[1] < eps
}
