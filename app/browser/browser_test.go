package browser

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A promise is judged by what it comes to, not by being one; and a browser for one task leaves nothing behind.
func TestAloneWaitsAndCleansUp(t *testing.T) {
	if _, err := os.Stat(Path()); err != nil {
		t.Skip("no " + Path())
	}
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	b, tab, err := Alone(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for js, want := range map[string]bool{"true": true, "0": false, "Promise.resolve(1)": true, "Promise.resolve(false)": false, "Promise.reject(1)": false, "nothing.there": false} {
		if err := tab.Wait(js, 100*time.Millisecond); (err == nil) != want {
			t.Errorf("waiting for %s: %v, want %v", js, err, want)
		}
	}
	b.Close()
	left, err := os.ReadDir(tmp)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		if strings.HasPrefix(e.Name(), "chromium") {
			t.Errorf("%s is left behind", e.Name())
		}
	}
}

// A page that was only slow is still there after it was asked why.
func TestALateAnswerLeavesThePage(t *testing.T) {
	if _, err := os.Stat(Path()); err != nil {
		t.Skip("no " + Path())
	}
	was := patience
	defer func() { patience = was }()
	b, tab, err := Alone(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	patience = 500 * time.Millisecond
	if err := tab.Eval(`new Promise(()=>{})`, nil); err == nil || !strings.Contains(err.Error(), "this session: answers") {
		t.Errorf("a promise that is never kept said %v", err)
	}
	patience = 5 * time.Second
	if err := tab.Eval("1", nil); err != nil {
		t.Errorf("the page is gone: %v", err)
	}
}

// What hangs says how: a page that turns in a circle and one whose renderer is gone are told apart.
func TestALateAnswerSaysWhy(t *testing.T) {
	if _, err := os.Stat(Path()); err != nil {
		t.Skip("no " + Path())
	}
	was := patience
	defer func() { patience = was }()
	for _, c := range []struct {
		name, want string
		hang       func(*Tab)
	}{
		{"a circle", `processor: (.*, )?renderer `, func(tab *Tab) {
			ctx, cancel := context.WithTimeout(tab.ctx, 300*time.Millisecond)
			defer cancel()
			chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: `for(;;);`}) // asked before what follows, whenever it is heard
		}},
		{"a crash", "renderer has crashed", func(tab *Tab) {
			ctx, cancel := context.WithTimeout(tab.ctx, time.Second)
			defer cancel()
			chromedp.Call(ctx, page.Crash, cdp.Empty{})
			for dead, end := false, time.Now().Add(time.Minute); !dead && time.Now().Before(end); time.Sleep(20 * time.Millisecond) { // it is told of
				tab.mu.Lock()
				dead = tab.dead
				tab.mu.Unlock()
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, tab, err := Alone(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			patience = 5 * time.Second
			c.hang(tab)
			patience = time.Second
			if err := tab.Eval("1", nil); err == nil || !regexp.MustCompile(c.want).MatchString(err.Error()) {
				t.Errorf("a page that hangs said %v, want %s", err, c.want)
			}
		})
	}
}
