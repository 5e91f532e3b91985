//go:build !editor

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/locales"
)

// benchEmbed prints what an embed costs its host while the reader scrolls: time on the host's main thread and frames that came late,
// for the host without an embed, with a plain frame as high as the story, and with the pinned embed. Each is scrolled the same way
// by 40 px a frame, the middle of some runs counts. Times are for reading, never for a test: machines differ.
func benchEmbed(ctx context.Context, out io.Writer, dist string, runs int) error {
	base, done, err := openSite(dist)
	if err != nil {
		return err
	}
	defer done()
	base += "/"
	const way = 12000 // px of the host that are scrolled
	article := strings.Repeat("<p>A paragraph of the article around the embed, long enough to need a few lines on most screens, as articles have.</p>", 60)
	common := locales.Common(locales.All()).Tag
	bodies := map[string]string{
		"no embed":      strings.Repeat(article, 6),
		"plain frame":   article + `<iframe id=f src="` + base + common + `/?embed=1&mode=standalone" title=s style="width:100%;height:40000px;border:0;display:block"></iframe>`,
		"pinned embed":  article + `<div data-sahel-explainer data-locale=` + common + `></div><script async src="` + base + `embed.js"></script>` + article,
		"two of pinned": article + `<div data-sahel-explainer data-locale=` + common + `></div><div data-sahel-explainer data-locale=` + common + ` data-graphic=deaths></div><script async src="` + base + `embed.js"></script>` + article,
	}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><html lang=en><title>host</title><body>"+bodies[r.URL.Query().Get("of")])
	}))
	defer host.Close()
	b, _, err := browser.Alone(ctx, "site-per-process", true)
	if err != nil {
		return err
	}
	defer b.Close()

	fmt.Fprintf(out, "%-14s %14s %14s %10s %14s %14s\n", "host with", "busy ms", "of it scripts", "frames", "late (>25 ms)", "longest ms")
	for _, name := range []string{"no embed", "plain frame", "pinned embed", "two of pinned"} {
		var all []scrolled
		for range runs {
			m, err := scrollHost(b, host.URL+"/?of="+strings.ReplaceAll(name, " ", "+"), base, strings.Contains(bodies[name], "iframe") || strings.Contains(bodies[name], "embed.js"), way)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			all = append(all, m)
		}
		sort.Slice(all, func(i, j int) bool { return all[i].busy < all[j].busy })
		m := all[len(all)/2]
		fmt.Fprintf(out, "%-14s %14.0f %14.0f %10d %14d %14.0f\n", name, m.busy, m.scripts, m.Frames, m.Late, m.Longest)
	}
	fmt.Fprintf(out, "%d px of the host, 40 px a frame; the main thread of the host's page alone, the story's frame has a process of its own\n", way)
	return nil
}

// scrolled is one run: milliseconds that the host's main thread was busy, and the frames that its readers saw.
type scrolled struct {
	busy, scripts float64
	Frames, Late  int
	Longest       float64
}

func scrollHost(b *browser.Browser, address, base string, framed bool, way int) (m scrolled, err error) {
	tab, err := b.NewTab()
	if err != nil {
		return m, err
	}
	defer tab.Close()
	if err = tab.Size(1200, 800); err != nil {
		return m, err
	}
	if err = tab.Go(address); err != nil {
		return m, err
	}
	if framed {
		if err = tab.Eval(`document.querySelector("iframe,[data-sahel-explainer-box]").scrollIntoView()`, nil); err != nil {
			return m, err
		}
		f, err := tab.Frame(base, 20*time.Second)
		if err != nil {
			return m, err
		}
		defer f.Close()
		// The client is there and the embed as high as the story: what follows is scrolling, not loading.
		if err = f.Wait(`document.documentElement.dataset.ready!=="static"`, 40*time.Second); err != nil {
			return m, err
		}
		if err = tab.Wait(`document.scrollingElement.scrollHeight>14000`, 20*time.Second); err != nil {
			return m, err
		}
	}
	time.Sleep(time.Second) // what loading set off has run by then
	before, err := busy(tab)
	if err != nil {
		return m, err
	}
	js := fmt.Sprintf(`new Promise(done=>{const gaps=[];let y=scrollY,last=0,end=y+%d;const f=t=>{if(last)gaps.push(t-last);last=t;y+=40;scrollTo({top:y,behavior:"instant"});y<end?requestAnimationFrame(f):done({Frames:gaps.length,Late:gaps.filter(g=>g>25).length,Longest:Math.max(...gaps)})};requestAnimationFrame(f)})`, way)
	if err = tab.Eval(js, &m); err != nil {
		return m, err
	}
	after, err := busy(tab)
	m.busy, m.scripts = after[0]-before[0], after[1]-before[1]
	return m, err
}

// busy is how long the page's main thread has worked, and run scripts, in milliseconds since it began.
func busy(tab *browser.Tab) (v [2]float64, err error) {
	if _, err = chromedp.Call(tab.Context(), performance.Enable, performance.EnableParams{}); err != nil {
		return v, err
	}
	got, err := chromedp.Call(tab.Context(), performance.GetMetrics, cdp.Empty{})
	if err != nil {
		return v, err
	}
	for _, x := range got.Metrics {
		switch x.Name {
		case "TaskDuration":
			v[0] = x.Value * 1000
		case "ScriptDuration":
			v[1] = x.Value * 1000
		}
	}
	return v, nil
}
