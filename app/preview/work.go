package preview

import (
	"context"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// quiet is how long saving must rest before what is not on the screen is made: the browser needs the machine first.
const quiet = 600 * time.Millisecond

// looks is how often what editors write most is looked at while all files are looked at once.
const looks = 5

// work follows the files until ctx ends. It alone touches the draft; what takes long is done beside it and handed back to it.
func (d *Desk) work(ctx context.Context, l net.Listener) {
	w := newWatcher(d.o.Root, d.o.Story)
	w.fixed = d.o.Fixed
	w.Changed()
	d.tell(func(s *Status) { s.Doing = "draft" })
	checks := make(chan struct{}, 1)
	d.working.Go(func() { d.check(ctx, checks) })
	client := newCompiling() // the client that is served first is the one compiled last: it may be old
	var due time.Time        // when the pages beside the stories are made and checked; zero: they are
	drafted, look := false, 0
	var warm sync.Once
	draft := func(changed []string) {
		saved := changed
		if !drafted {
			changed = nil
		}
		d.update(changed, func() bool { return w.Overtaken(saved) })
		if drafted {
			due = time.Now().Add(quiet)
		} else if drafted = d.draftedOnce(); drafted {
			due = time.Now()
		}
	}
	draft(nil)
	for {
		var changed []string
		select {
		case <-ctx.Done():
			return
		case <-d.uncut():
			changed = []string{"web/fonts"} // a face came back from the cutter
		case made := <-client.done:
			if d.take(client, made) {
				changed = []string{"web/client"}
			}
		case <-time.After(d.o.Every / looks):
			if look = (look + 1) % looks; look != 0 && !w.Touched() {
				continue
			}
			changed = w.Changed()
			switch {
			case len(changed) > 0:
			case !due.IsZero() && time.Now().After(due):
				if !d.complete(w.Touched) {
					continue
				}
				due = time.Time{}
				warm.Do(func() { d.working.Go(func() { _ = d.draft.Warm() }) }) // what fails here fails again, and is told, when it is needed
				select {
				case checks <- struct{}{}:
				default:
				}
			case drafted && due.IsZero() && client.may():
				d.compileBeside(client)
			case drafted:
				d.rest(due.IsZero() && client.rests())
			}
		}
		if len(changed) == 0 {
			continue
		}
		d.rest(false)
		host, stale, rest := sortChanges(changed)
		if stale {
			client.want()
		}
		built := true
		if host {
			built = d.rebuild(l) // does not return when the new program takes over
		}
		// While nothing was drafted yet any save may be the mend, one of Go too; but what the compiler says stays on the screen.
		if len(rest) > 0 || !drafted && built {
			draft(rest)
		}
	}
}

// sortChanges tells which changed files need the program built anew, which the client, and the rest.
func sortChanges(changed []string) (host, client bool, rest []string) {
	for _, c := range changed {
		if c == "go.mod" || c == "go.sum" {
			host, client = true, true
			continue
		}
		if filepath.Ext(c) != ".go" {
			rest = append(rest, c)
			continue
		}
		markup := strings.HasPrefix(c, "components/shell/") && filepath.Base(c) == "host.go" // of a part of the shell, in the pages
		wasm := !markup && (strings.HasPrefix(c, "app/client/") || strings.HasPrefix(c, "components/shell/") || strings.HasPrefix(c, "components/dom/"))
		client = client || wasm || !markup && !strings.HasPrefix(c, "app/")
		host = host || !wasm
	}
	slices.Sort(rest)
	return host, client, rest
}
