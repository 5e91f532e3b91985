// Package preview is the editor's desk: it watches the project, keeps the site in memory as it is being written, and shows it in
// every language and every place where it will appear, with what is wrong with it. It listens on this machine alone.
package preview

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"sahel-explainer/app/build"
	"sahel-explainer/app/check"
	"sahel-explainer/locales"
)

// Options are what a preview is told.
type Options struct {
	Root string
	// Story is the folder of another story; empty is the project's own.
	Story string
	// Fixed is a released program, which has no sources to be built anew from.
	Fixed bool
	// Addr is a loopback address with a port; port 0 takes any.
	Addr string
	// Every is how often all files are looked at; 0 is fifty milliseconds. See looks.
	Every time.Duration
	// Out is the terminal.
	Out io.Writer
	// Ready hears the address once the desk answers.
	Ready func(address string)
	// Restart replaces the program by its newly built self, which goes on with the listener; nil does so by exec.
	Restart func(program string, l net.Listener) error

	// build and compile make the program and the client; tests put others in their place.
	build   func(root string) (program string, err error)
	compile func(*build.Draft) (*build.Client, error)
	// tidy has Run end only when all of its work has: tests take its folder away after it.
	tidy bool
}

// Desk is a running preview.
type Desk struct {
	o     Options
	port  string
	token string
	key   string // of this run, in every address of the story: see storyPath
	draft *build.Draft

	mu           sync.Mutex
	snapshot     build.Snapshot
	status       Status
	findings     []check.Finding
	reads        map[string][]string        // graphic → data files
	listeners    map[chan struct{}][]string // who listens → the languages that are looked at there
	made         chan struct{}              // closed when there are first stories
	whole        chan struct{}              // closed when all that stands beside them is there as well
	madeUpDrafts map[string]*madeUpDraft
	taking       sync.Mutex     // screenshots are taken one at a time
	working      sync.WaitGroup // what works beside the server
	srv          *http.Server
	unbuilt      *Fault // why the program could not be built anew; it stands until it can
	unclient     *Fault // the same of the client
	// behind is what Doing goes back to when a draft is done: the client may be compiled beside it. The owner of the work alone
	// touches it.
	behind string
}

// Status is what the desk page shows of the work.
type Status struct {
	// Version counts the snapshots; Pages is the version in which each language's story last changed.
	Version int            `json:"version"`
	Pages   map[string]int `json:"pages"`
	// Doing is what is under way: "", "draft", "client", "host", "check".
	Doing string `json:"doing"`
	// Fault is what stands against the newest save; the site that is shown is the last good one.
	Fault *Fault `json:"fault"`
	// Resting: all is made of what was saved, the client too.
	Resting bool `json:"resting"`
	// Took is how long the last save took to be drafted, in milliseconds, from Noticed on, which is milliseconds of Unix time.
	Took    int64 `json:"took"`
	Noticed int64 `json:"noticed"`
	// Checked is the version that the findings are about; Errors and Warnings count those that stand.
	Checked  int `json:"checked"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	// Program tells one running program from the next, Face one desk page from the next.
	Program string `json:"program"`
	Face    string `json:"face"`
}

// Fault is one thing that stops the newest save from being shown.
type Fault struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

// Run previews until ctx ends.
func Run(ctx context.Context, o Options) error {
	if o.Out == nil {
		o.Out = io.Discard
	}
	if o.Every == 0 {
		o.Every = 50 * time.Millisecond
	}
	if o.build == nil {
		o.build = buildProgram
	}
	if o.compile == nil {
		o.compile = (*build.Draft).Compile
	}
	// What is drafted is much and short-lived: at Go's own rate collecting it takes a seventh of the time from save to screen.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	first, second, err := listen(o.Addr)
	if err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(first.Addr().String())
	d := &Desk{o: o, port: port, token: os.Getenv(tokenVariable), listeners: map[chan struct{}][]string{}, made: make(chan struct{}), whole: make(chan struct{}), madeUpDrafts: map[string]*madeUpDraft{},
		status: Status{Pages: map[string]int{}, Program: secret()}, reads: map[string][]string{}}
	if d.token == "" {
		d.token = secret()
	}
	d.key = keyOf(d.token)
	d.status.Face = d.face()
	d.srv = &http.Server{Handler: d.guard(d.routes()), ReadHeaderTimeout: 5 * time.Second, MaxHeaderBytes: 32 << 10}
	defer d.srv.Close()
	failed := make(chan error, 2)
	for _, l := range []net.Listener{first, second} {
		if l != nil {
			go func() { failed <- d.srv.Serve(l) }()
		}
	}
	if o.Ready != nil {
		o.Ready("http://localhost:" + port)
	}
	fmt.Fprintf(o.Out, "the desk is at http://localhost:%s\n", port)
	d.working.Go(func() { d.work(ctx, first) })
	if o.tidy {
		defer d.working.Wait()
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-failed:
		if errors.Is(err, http.ErrServerClosed) { // we are about to be replaced
			<-ctx.Done()
			return nil
		}
		return err
	}
}

// keyOf is the part of the story's addresses that nobody else knows. It follows from the token, so a program that takes over keeps
// it, and does not tell the token to the pages that see it.
func keyOf(token string) string {
	sum := sha256.Sum256([]byte("story " + token))
	return hex.EncodeToString(sum[:])[:32]
}

func secret() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// rest tells whether all is made of what was saved, the check apart.
func (d *Desk) rest(resting bool) {
	d.mu.Lock()
	was := d.status.Resting
	d.mu.Unlock()
	if was != resting {
		d.tell(func(s *Status) { s.Resting = resting })
	}
}

func (d *Desk) uncut() <-chan struct{} {
	if d.draft == nil {
		return nil
	}
	return d.draft.Uncut()
}

func (d *Desk) draftedOnce() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.snapshot.Tree != nil
}

// pause is what the browser is given to show the languages that are looked at before the others are drafted: both want the machine.
const pause = 200 * time.Millisecond

// update drafts what the changed files touch, nil all of it. What is wrong with it is told, unless the files were overtaken meanwhile
// and the next update is about to come, and the last good snapshot stays.
func (d *Desk) update(changed []string, overtaken func() bool) {
	start := time.Now()
	d.tell(func(s *Status) { s.Doing = "draft" })
	err := func() (err error) {
		defer func() {
			if r := recover(); r != nil { // a page that cannot be drawn must not end the desk
				err = fmt.Errorf("drawing the pages: %v", r)
			}
		}()
		if d.draft == nil {
			if d.draft, err = build.NewDraft(d.options(), d.locales(), nil); err != nil {
				return err
			}
		}
		looked := d.lookedAt()
		d.draft.Prefer(slices.Clone(looked))
		version, given := 0, len(looked) == 0 || len(looked) >= len(d.locales())
		s, err := d.draft.Update(changed, func(s build.Snapshot) {
			d.mu.Lock()
			if version == 0 {
				d.status.Version++
				version = d.status.Version
			}
			whole := d.snapshot.Tree != nil
			if whole { // the first snapshot is shown when all of it is there
				d.snapshot = s
			}
			d.mu.Unlock()
			d.tell(func(st *Status) {
				for _, tag := range s.Pages {
					st.Pages[tag] = version
				}
				st.Took, st.Noticed, st.Fault = time.Since(start).Milliseconds(), start.UnixMilli(), d.program()
			})
			looked = slices.DeleteFunc(looked, func(tag string) bool { return slices.Contains(s.Pages, tag) })
			if whole && !given && len(looked) == 0 {
				given = true
				time.Sleep(pause)
			}
		})
		if err != nil {
			return err
		}
		d.mu.Lock()
		first := d.snapshot.Tree == nil
		d.snapshot = s
		for _, g := range s.Project.Graphics {
			d.reads[g.ID()] = d.draft.Reads(locales.Common(s.Project.Locales()).Tag, g.ID())
		}
		for _, w := range d.madeUpDrafts {
			w.stale = true
		}
		d.mu.Unlock()
		if first {
			close(d.made)
		}
		return nil
	}()
	if err == nil || !overtaken() {
		d.report(err)
	}
	face := d.face()
	d.tell(func(s *Status) { s.Doing, s.Face = d.behind, face })
	if err == nil && len(changed) > 0 {
		fmt.Fprintf(d.o.Out, "%s: drafted in %d ms\n", strings.Join(changed, ", "), time.Since(start).Milliseconds())
	}
}

// complete makes the pages beside the stories and reports whether it came to its end: a save that is urgent comes first.
func (d *Desk) complete(urgent func() bool) bool {
	s, err := func() (s build.Snapshot, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("drawing the pages: %v", r)
			}
		}()
		d.mu.Lock()
		bad := d.status.Fault != nil
		d.mu.Unlock()
		if bad {
			return s, nil
		}
		s, err = d.draft.Complete(urgent)
		return s, err
	}()
	if errors.Is(err, build.ErrInterrupted) {
		return false
	}
	if err != nil {
		d.report(err)
		return true
	}
	if s.Tree != nil {
		d.mu.Lock()
		d.snapshot = s
		select {
		case <-d.whole:
		default:
			close(d.whole)
		}
		d.mu.Unlock()
	}
	return true
}

func (d *Desk) options() build.Options {
	return build.Options{Root: d.o.Root, Story: d.o.Story, BaseURL: d.origin(), BasePath: d.storyPath() + "live/"}
}

// origin is where the desk and the story stand; hosts stand at the other name of the same machine, another origin.
func (d *Desk) origin() string { return "http://localhost:" + d.port }
func (d *Desk) abroad() string { return "http://127.0.0.1:" + d.port }

// check runs the editorial check whenever it is asked to, on the newest project.
func (d *Desk) check(ctx context.Context, asked <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-asked:
		}
		d.mu.Lock()
		p, version := d.snapshot.Project, d.status.Version
		d.mu.Unlock()
		if p == nil {
			continue
		}
		found := func() (out []check.Finding) {
			defer func() {
				if r := recover(); r != nil {
					out = []check.Finding{{Rule: "check", What: fmt.Sprint("the check itself failed: ", r), Severity: check.Error}}
				}
			}()
			return check.Run(p)
		}()
		d.mu.Lock()
		d.findings = found
		d.mu.Unlock()
		d.tell(func(s *Status) {
			s.Checked, s.Errors, s.Warnings = version, 0, 0
			for _, f := range found {
				switch {
				case f.Stands():
					s.Errors++
				case f.Suppressed == "":
					s.Warnings++
				}
			}
		})
	}
}

// report keeps what is wrong, and says it in the terminal when it is news.
func (d *Desk) report(err error) {
	var f *Fault
	if err != nil {
		f = faultOf(err)
	}
	d.mu.Lock()
	old := d.status.Fault
	if f == nil {
		f = d.program()
	}
	d.mu.Unlock()
	if f != nil && (old == nil || *old != *f) {
		fmt.Fprintln(d.o.Out, "error: "+f.Text)
	}
	if f == nil && old != nil {
		fmt.Fprintln(d.o.Out, "mended")
	}
	d.tell(func(s *Status) { s.Fault = f })
}

// program is what stands against the program or the client as they are on disk. The caller holds mu.
func (d *Desk) program() *Fault {
	if d.unbuilt != nil {
		return d.unbuilt
	}
	return d.unclient
}

// tell changes the status and wakes those who listen.
func (d *Desk) tell(change func(*Status)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(&d.status)
	for listener := range d.listeners {
		select {
		case listener <- struct{}{}:
		default:
		}
	}
}

// lookedAt are the languages that open desks show.
func (d *Desk) lookedAt() (tags []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, shown := range d.listeners {
		tags = append(tags, shown...)
	}
	return tags
}

// now is the status as it is, safe to keep.
func (d *Desk) now() Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.status
	s.Pages = map[string]int{}
	for k, v := range d.status.Pages {
		s.Pages[k] = v
	}
	return s
}

// current is the snapshot as it is.
func (d *Desk) current() build.Snapshot {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.snapshot
}
