//go:build !editor

package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/locales"
)

// profile is a machine and a network.
type profile struct {
	name    string
	cpu     float64 // times slower than this machine
	kbps    float64 // 0: no limit
	latency float64 // ms
}

var profiles = []profile{
	{"no throttle", 1, 0, 0},
	{"4x CPU, 1.6 Mbps, 150 ms", 4, 1600, 150},
	{"6x CPU, 400 kbps, 400 ms", 6, 400, 400},
}

// watcher runs before every document of a measured page: it notes when things come, touches the page once it is loaded, since on a
// phone the client waits for that, and goes to the first chart, since maps do without ECharts. On a visit that scrolls, the first graphic is
// asked for its state right after every frame.
const watcher = `window.bench={};
new PerformanceObserver(l=>{for(const e of l.getEntries())if(!bench.client)bench.lcp=e.startTime}).observe({type:"largest-contentful-paint",buffered:true});
new PerformanceObserver(l=>{for(const e of l.getEntries())if(!e.hadRecentInput)bench.shift=(bench.shift||0)+e.value}).observe({type:"layout-shift",buffered:true});
new MutationObserver(()=>{const r=document.documentElement.dataset.ready;if((r==="client"||r==="charts")&&!bench.client){bench.client=performance.now();if(!window.benchScroll)document.querySelector(".scene-chart").scrollIntoView({behavior:"instant"})}if(r==="charts"&&!bench.charts)bench.charts=performance.now()}).observe(document,{attributes:true,subtree:true,attributeFilter:["data-ready"]});
addEventListener("load",()=>{dispatchEvent(new Event("pointerdown"));document.querySelector("[data-ask]:not([hidden])")?.click()});
if(window.benchScroll){const seen=s=>{for(const l of s.querySelectorAll(".layer")){const c=getComputedStyle(l);if(c.visibility==="visible"&&+c.opacity>.5)return l.dataset.state}};
let from;const look=()=>{const s=document.querySelector(".scene");if(!s||bench.changed)return;const now=seen(s);if(!from)from=now;else if(now!==from)bench.changed=performance.now()};
const tick=()=>{const c=new MessageChannel();c.port1.onmessage=look;c.port2.postMessage(0);if(!bench.changed)requestAnimationFrame(tick)};requestAnimationFrame(tick)}`

// loadTimes is what one visit took, in milliseconds and bytes.
type loadTimes struct {
	FCP, LCP, Client, Charts, Shift, Changed float64
	Bytes                                    float64
}

const readTimes = `(()=>{const p=performance.getEntriesByName("first-contentful-paint")[0],n=performance.getEntriesByType("navigation")[0];return{FCP:p?p.startTime:0,LCP:bench.lcp||0,Client:bench.client||0,Charts:bench.charts||0,Shift:bench.shift||0,Changed:bench.changed&&p?bench.changed-p.startTime:0,Bytes:n.transferSize+performance.getEntriesByType("resource").reduce((s,e)=>s+e.transferSize,0)}})()`

// benchBrowser measures what a reader waits for, on the built site in dist: medians of runs visits. only is the number of one
// profile, "scroll", or empty for all.
func benchBrowser(ctx context.Context, out io.Writer, dist string, runs int, only string) error {
	var network narrow
	base, done, err := openSite(dist, network.before)
	if err != nil {
		return err
	}
	defer done()
	first := locales.All()[0].Tag
	url := base + "/" + first + "/"
	fmt.Fprintf(out, "\n%-26s %-7s %9s %9s %9s %9s %9s %9s %7s  (medians of %d; /%s/, 390×844)\n", "profile", "visit", "paint ms", "largest", "client", "graphic", "changed*", "KB", "shift", runs, first)
	for i, p := range profiles {
		if only != "" && only != fmt.Sprint(i) {
			continue
		}
		network.set(p)
		times := map[string][]loadTimes{}
		for range runs {
			if err := visits(ctx, url, p.cpu, times); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
		for _, visit := range []string{"cold", "repeat"} {
			t := times[visit]
			at := func(f func(loadTimes) float64) float64 { return medianOf(t, f) }
			changed := "-"
			if c := times["scroll"]; visit == "cold" {
				changed = fmt.Sprintf("%.0f", medianOf(c, func(x loadTimes) float64 { return x.Changed }))
			}
			fmt.Fprintf(out, "%-26s %-7s %9.0f %9.0f %9.0f %9.0f %9s %9.1f %7.4f\n", p.name, visit, at(func(x loadTimes) float64 { return x.FCP }), at(func(x loadTimes) float64 { return x.LCP }),
				at(func(x loadTimes) float64 { return x.Client }), at(func(x loadTimes) float64 { return x.Charts }), changed, at(func(x loadTimes) float64 { return x.Bytes })/1000, at(func(x loadTimes) float64 { return x.Shift }))
		}
	}
	fmt.Fprintln(out, "* from the first paint to the first state changed by scrolling, by a reader who turns the wheel from the start; a visit of its own")
	if only != "" && only != "scroll" {
		return nil
	}
	network.set(profile{})
	for _, cpu := range []float64{1, 4} {
		if err := scrolling(ctx, out, url, cpu, runs); err != nil {
			return err
		}
	}
	return nil
}

func medianOf[T any](in []T, f func(T) float64) float64 {
	v := make([]float64, 0, len(in))
	for _, x := range in {
		v = append(v, f(x))
	}
	return median(v)
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// phone opens a tab of a phone's size in a browser that has never been here.
func phone(ctx context.Context) (*browser.Browser, *browser.Tab, func(), error) {
	b, tab, err := browser.Alone(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := tab.Size(390, 844); err != nil {
		b.Close()
		return nil, nil, nil, err
	}
	return b, tab, b.Close, nil
}

// throttle makes the processor that many times slower.
func throttle(tab *browser.Tab, cpu float64) error {
	_, err := chromedp.Call(tab.Context(), emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: cpu})
	return err
}

func before(tab *browser.Tab, js string) error {
	_, err := chromedp.Call(tab.Context(), page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: js})
	return err
}

// visits makes a first visit and, once the worker has what it keeps, a second; and a first visit of another browser, which scrolls at once.
func visits(ctx context.Context, url string, cpu float64, times map[string][]loadTimes) error {
	for _, scroll := range []bool{false, true} {
		_, tab, stop, err := phone(ctx)
		if err != nil {
			return err
		}
		err = func() error {
			defer stop()
			js := watcher
			if scroll {
				js = "window.benchScroll=1;" + js
			}
			if err := before(tab, js); err != nil {
				return err
			}
			if err := throttle(tab, cpu); err != nil {
				return err
			}
			visit := func(name, until string) error {
				if scroll {
					done := make(chan struct{})
					defer close(done)
					go impatient(tab, done)
				}
				if err := tab.Go(url); err != nil {
					return err
				}
				if err := tab.Wait(until, 3*time.Minute); err != nil {
					return err
				}
				var t loadTimes
				if err := tab.Eval(readTimes, &t); err != nil {
					return err
				}
				times[name] = append(times[name], t)
				return nil
			}
			if scroll {
				return visit("scroll", "bench.changed")
			}
			if err := visit("cold", "bench.charts"); err != nil {
				return err
			}
			if err := tab.Wait(`Promise.all([document.documentElement.dataset.wasm,document.documentElement.dataset.echarts,location.pathname].map(u=>caches.match(new URL(u,location.href)))).then(r=>r.every(Boolean))`, time.Minute); err != nil {
				return err
			}
			return visit("repeat", "bench.charts")
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

// impatient turns the wheel by a view ten times a second, until done. It says nothing of failures: before there is a
// page, there is nothing to scroll.
func impatient(tab *browser.Tab, done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-time.After(100 * time.Millisecond):
			go func() { _ = tab.Wheel(195, 422, 844) }()
		}
	}
}

// scrolling measures the way through the story with the client up: how long the main thread works for a change of state, how
// many frames of a steady scroll come late, and what memory is held at its end.
func scrolling(ctx context.Context, out io.Writer, url string, cpu float64, runs int) error {
	var work, idle, script, worst, late, frames, heap, buffers []float64
	for range runs {
		_, tab, stop, err := phone(ctx)
		if err != nil {
			return err
		}
		err = func() error {
			defer stop()
			// What a frame's callbacks take; the engine works in one.
			if err := before(tab, `{const raf=requestAnimationFrame.bind(window);window.callbacks=0;window.requestAnimationFrame=f=>raf(t=>{const s=performance.now();f(t);callbacks+=performance.now()-s})}`); err != nil {
				return err
			}
			if err := tab.Go(url); err != nil {
				return err
			}
			if err := tab.Wait(`window.touched||(dispatchEvent(new Event("pointerdown")),touched=1),document.documentElement.dataset.ready!=="static"&&document.querySelector(".pager")`, time.Minute); err != nil {
				return err
			}
			if err := tab.Wait(`document.querySelector(".scene-chart").scrollIntoView({behavior:"instant"}),document.documentElement.dataset.ready==="charts"`, time.Minute); err != nil {
				return err
			}
			if _, err := chromedp.Call(tab.Context(), performance.Enable, performance.EnableParams{}); err != nil {
				return err
			}
			start, err := heapUsed(tab)
			if err != nil {
				return err
			}
			if err := throttle(tab, cpu); err != nil {
				return err
			}
			var n int
			if err := tab.Eval(`document.querySelectorAll(".step").length`, &n); err != nil {
				return err
			}
			var all []float64
			for i := range n {
				// To just before the step, then over the line: what is measured is the change alone.
				if err := tab.Eval(fmt.Sprintf(`(async()=>{const s=document.querySelectorAll(".step")[%d];scrollTo({top:s.getBoundingClientRect().top+scrollY-innerHeight*.62,behavior:"instant"});await new Promise(r=>setTimeout(r,350))})()`, i), nil); err != nil {
					return err
				}
				took, cb, err := nudge(tab)
				if err != nil {
					return err
				}
				all, script = append(all, took), append(script, cb)
				// The same way once more, over no line: what a scroll costs that changes nothing.
				if err := tab.Eval(`new Promise(r=>setTimeout(r,350))`, nil); err != nil {
					return err
				}
				if took, _, err = nudge(tab); err != nil {
					return err
				}
				idle = append(idle, took)
			}
			work = append(work, all...)
			worst = append(worst, slices.Max(all))
			var f struct{ Frames, Late float64 }
			if err := tab.Eval(`(async()=>{scrollTo({top:0,behavior:"instant"});let last=performance.now(),n=0,late=0;const end=last+6000;while(last<end){const t=await new Promise(r=>requestAnimationFrame(()=>r(performance.now())));n++;if(t-last>33.4)late++;last=t;scrollBy({top:60,behavior:"instant"})}return{Frames:n,Late:late}})()`, &f); err != nil {
				return err
			}
			late, frames = append(late, f.Late), append(frames, f.Frames)
			if err := tab.Eval(`(async()=>{scrollTo({top:document.documentElement.scrollHeight,behavior:"instant"});await new Promise(r=>setTimeout(r,1500))})()`, nil); err != nil {
				return err
			}
			end, err := heapUsed(tab)
			if err != nil {
				return err
			}
			heap, buffers = append(heap, end[0]-start[0]), append(buffers, end[1])
			return nil
		}()
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "scrolling at %gx CPU: a scroll that changes a state %.1f ms of main thread (%.1f in our callbacks), one that changes none %.1f, the slowest %.1f; %.0f of %.0f frames over 33 ms; after it the heap has grown by %.1f MB, buffers hold %.1f MB (the client's memory among them)\n",
		cpu, median(work), median(script), median(idle), median(worst), median(late), median(frames), median(heap)/1e6, median(buffers)/1e6)
	return nil
}

// nudge scrolls on by a 25th of the view and says what that cost until the second frame: the main thread's time, and of it that of
// the frames' callbacks, in milliseconds.
func nudge(tab *browser.Tab) (took, callbacks float64, err error) {
	before, err := taskTime(tab)
	if err != nil {
		return 0, 0, err
	}
	if err := tab.Eval(`(async()=>{const c=callbacks;scrollBy({top:innerHeight*.04,behavior:"instant"});const f=()=>new Promise(r=>requestAnimationFrame(r));await f();await f();return callbacks-c})()`, &callbacks); err != nil {
		return 0, 0, err
	}
	after, err := taskTime(tab)
	return after - before, callbacks, err
}

// taskTime is the time that the main thread has worked so far, in milliseconds.
func taskTime(tab *browser.Tab) (float64, error) {
	m, err := chromedp.Call(tab.Context(), performance.GetMetrics, cdp.Empty{})
	if err != nil {
		return 0, err
	}
	for _, x := range m.Metrics {
		if x.Name == "TaskDuration" {
			return x.Value * 1000, nil
		}
	}
	return 0, fmt.Errorf("the browser tells no TaskDuration")
}

// heapUsed is what scripts hold after a collection, and what buffers hold, in bytes.
func heapUsed(tab *browser.Tab) ([2]float64, error) {
	if _, err := chromedp.Call(tab.Context(), heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
		return [2]float64{}, err
	}
	r, err := chromedp.Call(tab.Context(), runtime.GetHeapUsage, cdp.Empty{})
	return [2]float64{r.UsedSize, r.BackingStorageSize}, err
}
