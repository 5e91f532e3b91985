//go:build !unix

package preview

import (
	"errors"
	"net"
)

// takeOver is what only Unix can do: hand an open listener to the program that follows.
func (d *Desk) takeOver(string, net.Listener) error {
	return errors.New("the program has changed; start it again: on this system it cannot be replaced while it runs")
}
