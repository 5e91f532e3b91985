package write

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// errBusy is what lock says where another process holds it.
var errBusy = errors.New("held by another process")

// Place is where a site is going to stand. Its files are written beside it, into DIR.new, and take the place of the last ones in one
// step: whoever is killed at any moment leaves the old site or the new one, whole.
type Place struct {
	dir, fresh string
	done       bool
	lock       *os.File // of fresh; the system lets go of it when the process ends, however it ends
}

// Claim takes the place dir, which may be a link to a folder. One process at a time may hold it.
func Claim(dir string) (*Place, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real // the link stays, what it leads to changes
	}
	p := &Place{dir: abs, fresh: abs + ".new"}
	for {
		if err := os.MkdirAll(p.fresh, 0o755); err != nil {
			return nil, err
		}
		if p.lock, err = os.Open(p.fresh); err != nil {
			return nil, err
		}
		if err := lock(p.lock); err != nil {
			p.lock.Close()
			if errors.Is(err, errBusy) {
				return nil, fmt.Errorf("another build is writing %s: wait for it, or stop it, then build again", dir)
			}
			return nil, err
		}
		mine, err := p.lock.Stat()
		if err != nil {
			return nil, err
		}
		// While we waited to be let in, its holder may have moved the folder into its place.
		if now, err := os.Stat(p.fresh); err == nil && os.SameFile(mine, now) {
			break
		}
		p.lock.Close()
	}
	if _, err := os.Stat(p.old()); err == nil { // where two sites cannot change places at once, a kill between two steps leaves this
		if _, err := os.Stat(p.dir); os.IsNotExist(err) {
			if err := os.Rename(p.old(), p.dir); err != nil {
				return nil, err
			}
		}
	}
	return p, p.empty()
}

func (p *Place) old() string { return p.dir + ".old" }

// empty takes away what an earlier build that was stopped has left.
func (p *Place) empty() error {
	entries, err := os.ReadDir(p.fresh)
	for _, e := range entries {
		if err == nil {
			err = os.RemoveAll(filepath.Join(p.fresh, e.Name()))
		}
	}
	return err
}

// Leave gives the place up; what was written beside it goes, unless it was put: then the next build may be writing there already.
func (p *Place) Leave() {
	if !p.done {
		os.RemoveAll(p.fresh)
	}
	p.lock.Close()
}

// put brings what was written to its place.
func (p *Place) put() error {
	p.done = true
	if _, err := os.Stat(p.dir); os.IsNotExist(err) {
		return os.Rename(p.fresh, p.dir)
	}
	return swap(p.fresh, p.dir, p.old())
}

// swapInSteps is for systems without such a step; Claim puts back what a kill between the two leaves.
func swapInSteps(fresh, dir, old string) error {
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		os.Rename(old, dir)
		return err
	}
	return os.RemoveAll(old)
}
