package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"sahel-explainer/app/browser"
)

// Bench prints how soon a saved change is on the screen: from the moment the file is written until the desk's frame has painted it,
// with the desk open in Chromium on a copy of the project. Times are for reading, never for a test: machines differ.
func Bench(ctx context.Context, root string, out io.Writer) error {
	tmp, err := os.MkdirTemp("", "bench-preview")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	copied := filepath.Join(tmp, "project")
	if err := Copy(root, copied); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Run(ctx, Options{Root: copied, Addr: "localhost:0", Ready: func(u string) { ready <- u }})
	}()
	var url string
	select {
	case url = <-ready:
	case err := <-ended:
		return err
	}
	b, tab, err := browser.Alone(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	if err := tab.Size(1600, 1000); err != nil {
		return err
	}
	const step = "groups-deaths"
	if err := tab.Go(url + "/?step=" + step); err != nil {
		return err
	}
	const frames = `["ar","fr","en"].map(c=>document.querySelector('iframe[data-column="'+c+'"]').contentWindow)`
	if err := tab.Wait(frames+`.every(w=>w.document.querySelector(".pager"))`, 2*time.Minute); err != nil {
		return err
	}
	if err := tab.Wait(`fetch("/desk/findings").then(r=>r.json()).then(f=>f!==null)`, 2*time.Minute); err != nil {
		return err
	}
	// The client is compiled once at the start, and a save waits for it: what is measured is an editor at work.
	if err := rested(ctx, url, 3*time.Minute); err != nil {
		return err
	}
	// What is looked for is looked for in every frame of the browser, so that the page itself tells the time it painted it.
	watch := `(()=>{const frames=` + frames + `;window.seen=new Promise(done=>{const there=()=>{try{return %s}catch(e){return false}};const tick=()=>{if(there())requestAnimationFrame(()=>done(Date.now()));else requestAnimationFrame(tick)};tick()});return 1})()`
	cases := []struct{ name, file, old, sign, shown string }{
		{"a sentence, in its language", "locales/messages/story.fr.toml", "944", "9%d4", `frames[1].document.getElementById("` + step + `").textContent.includes(%q)`},
		{"a number of a graphic", "charts/data/deaths.csv", "1532", "15%d", `frames[2].document.getElementById("story").textContent.replace(/[\u202f,]/g,"").includes(%q)`},
		{"the same, drawn in all languages", "charts/data/deaths.csv", "1532", "15%d", `frames.every(w=>w.document.getElementById("story").textContent.replace(/[\u202f,]/g,"").includes(%q))`},
		{"a colour, in all languages", "web/css/01-base.css", "--paper: #faf6ee", "--paper: #faf6%d", `frames.every(w=>w.document.querySelector("style")?.textContent.includes(%q.slice(9)))`},
	}
	for _, c := range cases {
		file := filepath.Join(copied, c.file)
		before, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if !strings.Contains(string(before), c.old) {
			return fmt.Errorf("%s no longer holds %q: choose another text for the benchmark", c.file, c.old)
		}
		var times []int64
		for i := range 7 {
			sign := fmt.Sprintf(c.sign, 10+i)
			if err := tab.Eval(fmt.Sprintf(watch, fmt.Sprintf(c.shown, sign)), nil); err != nil {
				return err
			}
			start := time.Now().UnixMilli()
			if err := os.WriteFile(file, []byte(strings.Replace(string(before), c.old, sign, 1)), 0o644); err != nil {
				return err
			}
			var at int64
			if err := tab.Eval(`Promise.race([window.seen,new Promise(r=>setTimeout(()=>r(0),30000))])`, &at); err != nil {
				return err
			}
			if at == 0 {
				return fmt.Errorf("%s: %q did not come to the screen within 30 s", c.name, sign)
			}
			times = append(times, at-start)
			time.Sleep(1500 * time.Millisecond) // the rest is made and checked, the client starts anew
			if err := tab.Wait(frames+`.every(w=>w.document.querySelector(".pager"))&&document.querySelector(".pill").dataset.state==="good"`, time.Minute); err != nil {
				return err
			}
		}
		if err := os.WriteFile(file, before, 0o644); err != nil {
			return err
		}
		time.Sleep(2 * time.Second)
		sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
		fmt.Fprintf(out, "%-34s %4d ms from save to screen (of %d saves: %d to %d)\n", c.name, times[len(times)/2], len(times), times[0], times[len(times)-1])
	}
	return nil
}

// rested waits until the desk says that all is made of what was saved.
func rested(ctx context.Context, url string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/desk/events", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.Contains(lines.Text(), `"resting":true`) {
			return nil
		}
	}
	return fmt.Errorf("the desk did not come to rest within %v", limit)
}

// Copy copies what an editor works on into a folder; what was fetched, drawn and cut before is shared with it.
func Copy(from, to string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	for _, top := range append([]string{".build/client"}, watched...) {
		err := filepath.WalkDir(filepath.Join(from, top), func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			rel, err := filepath.Rel(from, p)
			if err != nil {
				return err
			}
			raw, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(filepath.Join(to, rel)), 0o755); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(to, rel), raw, 0o644)
		})
		if err != nil && !(os.IsNotExist(err) && top == ".build/client") {
			return err
		}
	}
	for _, shared := range []string{"node_modules", ".build/art", ".build/fonts"} {
		if err := os.MkdirAll(filepath.Join(from, shared), 0o755); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, shared)), 0o755); err != nil {
			return err
		}
		if err := os.Symlink(filepath.Join(from, shared), filepath.Join(to, shared)); err != nil {
			return err
		}
	}
	return nil
}
