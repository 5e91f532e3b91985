package preview

import (
	"fmt"

	"sahel-explainer/app/build"
)

// compiling is the compiling of the client beside the desk's work, one at a time. Its owner is the work's goroutine: all but the
// compiler itself runs there.
type compiling struct {
	wanted  bool // files of the client were saved since the last one began
	running bool
	done    chan compiled
}

type compiled struct {
	client *build.Client
	err    error
}

func newCompiling() *compiling { return &compiling{wanted: true, done: make(chan compiled, 1)} }

func (c *compiling) want()       { c.wanted = true }
func (c *compiling) may() bool   { return c.wanted && !c.running }
func (c *compiling) rests() bool { return !c.wanted && !c.running }

// compileBeside begins to compile the client from the files as they are now.
func (d *Desk) compileBeside(c *compiling) {
	c.wanted, c.running = false, true
	d.behind = "client"
	d.tell(func(s *Status) { s.Doing = d.behind })
	draft, compile := d.draft, d.o.compile
	go func() {
		client, err := compile(draft)
		c.done <- compiled{client, err}
	}()
}

// take brings in what came of compiling and reports whether the client is a new one. What was compiled from files that were saved
// again meanwhile is dropped, its errors too: the next one is about to begin.
func (d *Desk) take(c *compiling, made compiled) bool {
	c.running = false
	d.behind = ""
	d.tell(func(s *Status) { s.Doing = "" })
	if c.wanted {
		return false
	}
	d.mu.Lock()
	was := d.unclient
	d.unclient = nil
	if made.err != nil {
		d.unclient = faultOf(made.err)
	}
	bad := d.status.Fault
	d.mu.Unlock()
	if made.err != nil || was != nil && bad != nil && *bad == *was {
		d.report(made.err)
	}
	if made.err != nil || !d.draft.Take(made.client) {
		return false
	}
	fmt.Fprintln(d.o.Out, "the client is new")
	return true
}
