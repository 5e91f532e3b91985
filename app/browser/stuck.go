package browser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// late adds to a call's error, where its time ran out, what the tab is doing: a test that hangs once in a hundred runs says nothing
// otherwise. It tells a page that turns in a circle from a browser that is waiting and from a driver that lost an answer.
func (t *Tab) late(err error) error {
	if errors.Is(err, chromedp.ErrTargetDetached) {
		return fmt.Errorf("%w (%s)", err, t.whoIsLeft())
	}
	if !errors.Is(err, context.DeadlineExceeded) || t.ctx.Err() != nil {
		return err
	}
	t.mu.Lock()
	dead := t.dead
	t.mu.Unlock()
	if dead {
		return fmt.Errorf("%w (the page's renderer has crashed)", err)
	}
	answers := func(ctx context.Context) string {
		ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
		defer cancel()
		if _, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "1"}); err != nil {
			return "no answer"
		}
		return "answers"
	}
	again, cancel := chromedp.NewContext(t.ctx, chromedp.WithTargetID(chromedp.FromContext(t.ctx).Target.TargetID), chromedp.WithDetachOnCancel()) // asking must not close the page
	defer cancel()
	ours, fresh := answers(t.ctx), answers(again)
	say := fmt.Sprintf("this session: %s; a new one of the same page: %s; processor: %s", ours, fresh, t.busy())
	if ours != fresh { // then it is the driver that waits, and where is worth knowing
		var all bytes.Buffer
		pprof.Lookup("goroutine").WriteTo(&all, 1)
		for _, g := range strings.Split(all.String(), "\n\n") {
			if strings.Contains(g, "chromedp.(*") {
				say += "\n" + g
			}
		}
	}
	return fmt.Errorf("%w (%s)", err, say)
}

// whoIsLeft says, where the browser has let go of this page, whether it is still there and what else is: a page that its own test has
// not closed was closed by another.
func (t *Tab) whoIsLeft() string {
	ctx, cancel := context.WithTimeout(t.ctx, 5*time.Second)
	defer cancel()
	all, err := chromedp.Targets(ctx)
	if err != nil {
		return "what is left is not known: " + err.Error()
	}
	own, say := chromedp.FromContext(t.ctx).Target.TargetID, "it is gone from the browser: somebody has closed it; left are"
	for _, i := range all {
		if i.TargetID == own {
			say = "its target is still there; there are"
		}
	}
	for _, i := range all {
		say += fmt.Sprintf(" %s %s %.100s,", i.Type, i.TargetID, i.URL)
	}
	return strings.TrimSuffix(say, ",")
}

// busy names the threads of Chromium's processes that use more than a fifth of a processor now, or would: on a machine with much to do
// one that turns in a circle may get less, but it is never seen to wait for anything else.
func (t *Tab) busy() string {
	ctx, cancel := context.WithTimeout(t.ctx, 5*time.Second)
	defer cancel()
	info, err := chromedp.CallBrowser(ctx, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		return "not known: " + err.Error()
	}
	const looks = 6
	used, runs := map[string]int{}, map[string]int{}
	for i := range looks {
		for name, th := range threads(info.ProcessInfo) {
			switch i {
			case 0:
				used[name] = -th.ticks
			case looks - 1:
				used[name] += th.ticks
			}
			if th.runs {
				runs[name]++
			}
		}
		if i < looks-1 {
			time.Sleep(time.Second / (looks - 1))
		}
	}
	var out []string
	for name, n := range used {
		if n > 20 || runs[name] == looks { // hundredths of a second
			out = append(out, fmt.Sprintf("%s %d%%", name, n))
		}
	}
	if out == nil {
		return "at rest"
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// thread is what a thread has used of a processor, in hundredths of a second, and whether it uses one or waits for one now.
type thread struct {
	ticks int
	runs  bool
}

// threads are those of some processes, by the kind of process, numbers and name.
func threads(processes []*systeminfo.ProcessInfo) map[string]thread {
	out := map[string]thread{}
	for _, p := range processes {
		files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", p.ID))
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				continue
			}
			head, rest, ok := strings.Cut(string(b), ") ")
			f := strings.Fields(rest)
			if !ok || len(f) < 13 {
				continue
			}
			var user, sys int
			fmt.Sscan(f[11], &user)
			fmt.Sscan(f[12], &sys)
			_, name, _ := strings.Cut(head, "(")
			out[fmt.Sprintf("%s %d %s %s", p.Type, p.ID, filepath.Base(filepath.Dir(file)), name)] = thread{user + sys, f[0] == "R"}
		}
	}
	return out
}
