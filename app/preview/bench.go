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
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/locales"
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
	// A number that was drawn in an earlier run would be taken from what is kept: each run has numbers of its own.
	fresh := 1100 + int(time.Now().Unix()%40)*8
	const drawn = `[...w.document.querySelectorAll('figure[data-graphic="deaths"] text')].some(t=>t.textContent.replace(/[\u202f\u2066-\u2069,]/g,"")===%q)`
	for _, c := range []saving{
		{"a sentence, in its language", "ar,fr,en", "locales/messages/story.fr.toml", "944", "9%d4", 10, `w.document.documentElement.lang!=="fr"||w.document.getElementById("` + benchStep + `").textContent.includes(%q)`},
		{"a number, its graphic in three", "ar,fr,en", "charts/data/deaths.csv", ",1532,", ",%d,", fresh, drawn},
		{"a number, its graphic in one", "en", "charts/data/deaths.csv", ",1532,", ",%d,", fresh + 400, drawn},
		{"a colour, in three", "ar,fr,en", locales.BrandFile, "\"#faf6ee\"", "\"#faf6%d\"", 10, `w.getComputedStyle(w.document.documentElement).getPropertyValue("--paper")===%q.slice(9)`},
	} {
		if err := c.bench(ctx, tab, url, copied, out); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

const benchStep = "groups-deaths"

// saving is one kind of change: old becomes sign with a number, which counts up from one save to the next, and is there once shown
// holds in each frame w.
type saving struct {
	name, show, file, old, sign string
	from                        int
	shown                       string
}

// spent is where the time of one save went, in milliseconds: until the desk saw the file, drafted, told the page, had it fetched,
// read and set by the page, and painted.
type spent struct{ Notice, Draft, Tell, Fetch, Read, Set, Paint, All int64 }

func (c saving) bench(ctx context.Context, tab *browser.Tab, url, root string, out io.Writer) error {
	if err := tab.Go(url + "/?step=" + benchStep + "&show=" + c.show); err != nil {
		return err
	}
	const frames = `[...document.querySelectorAll("iframe")].map(f=>f.contentWindow)`
	// Until the rest is made and checked and the clients of the frames have started: what is measured is an editor at work.
	settled := func() error {
		if err := Rested(ctx, url, 3*time.Minute); err != nil {
			return err
		}
		if err := tab.Wait(`fetch("/desk/findings").then(r=>r.json()).then(f=>f!==null)`, 2*time.Minute); err != nil {
			return err
		}
		const calm = `(()=>{const f=` + frames + `;if(!f.length||!f.every(w=>w.document.readyState==="complete"&&w.document.querySelector(".pager")))return window.calm=0;window.calm||=Date.now();return Date.now()-window.calm>1000})()`
		return tab.Wait(calm, 2*time.Minute) // a frame whose graphic has changed reloads 700 ms later
	}
	if err := settled(); err != nil {
		return err
	}
	file := filepath.Join(root, c.file)
	before, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !strings.Contains(string(before), c.old) {
		return fmt.Errorf("%s no longer holds %q: choose another text for the benchmark", c.file, c.old)
	}
	var saves []spent
	for i := range 7 {
		sign := fmt.Sprintf(c.sign, c.from+i)
		// What is looked for is looked for in every frame of the browser, so that the page itself tells the time it painted it; for a
		// second after the page has set something, since looking takes from what is measured.
		watch := fmt.Sprintf(`(()=>{const there=()=>{try{return %s.every(w=>`+c.shown+`)}catch(e){return false}};window.seen=new Promise(done=>{let last=took.set,looks=0;const tick=()=>{if(took.set!==last){last=took.set;looks=60}if(looks-->0&&there())requestAnimationFrame(()=>done(Date.now()));else requestAnimationFrame(tick)};tick()});return 1})()`, frames, strings.Trim(sign, ","))
		if err := tab.Eval(watch, nil); err != nil {
			return err
		}
		start := time.Now().UnixMilli()
		if err := os.WriteFile(file, []byte(strings.Replace(string(before), c.old, sign, 1)), 0o644); err != nil {
			return err
		}
		var got struct {
			At, Noticed, Took        int64
			Told, Fetched, Read, Set int64
		}
		if err := tab.Eval(`Promise.race([window.seen,new Promise(r=>setTimeout(()=>r(0),30000))]).then(At=>({At,Noticed:took.noticed,Took:took.drafted,Told:took.told,Fetched:took.fetched,Read:took.read,Set:took.set}))`, &got); err != nil {
			return err
		}
		if got.At == 0 {
			return fmt.Errorf("%q did not come to the screen within 30 s", sign)
		}
		saves = append(saves, spent{got.Noticed - start, got.Took, got.Told - got.Noticed - got.Took, got.Fetched - got.Told, got.Read - got.Fetched, got.Set - got.Read, got.At - got.Set, got.At - start})
		if err := settled(); err != nil {
			return err
		}
	}
	if err := os.WriteFile(file, before, 0o644); err != nil {
		return err
	}
	if err := settled(); err != nil {
		return err
	}
	sort.Slice(saves, func(i, j int) bool { return saves[i].All < saves[j].All })
	m := saves[len(saves)/2]
	_, err = fmt.Fprintf(out, "%-32s %4d ms from save to screen (of %d saves: %d to %d)\n%32s the middle one: noticed %d, drafted %d, told %d, fetched %d, compared %d, set %d, painted %d\n",
		c.name, m.All, len(saves), saves[0].All, saves[len(saves)-1].All, "", m.Notice, m.Draft, m.Tell, m.Fetch, m.Read, m.Set, m.Paint)
	return err
}

// Rested waits until the desk at an address says that all is made of what was saved.
func Rested(ctx context.Context, url string, limit time.Duration) error {
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

// Story gives the address below which the desk at url serves the story as it is (URL/v/KEY/live/), as its own page is told it.
func Story(url string) (string, error) {
	res, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	key := keyIn.FindSubmatch(page)
	if key == nil {
		return "", fmt.Errorf("the desk at %s says no key of its story (%s)", url, res.Status)
	}
	return fmt.Sprintf("%s/v/%s/live/", url, key[1]), nil
}

// keyIn finds the key in the desk page's own data.
var keyIn = regexp.MustCompile(`&#34;key&#34;:&#34;([0-9a-f]{32})&#34;`)

// Copy copies what an editor works on into a folder; what was fetched, drawn and cut before is shared with it.
func Copy(from, to string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	perhaps := []string{".build/client", "package.json", "package-lock.json", "LICENSE"} // a build asks for the last three
	for _, top := range slices.Concat(perhaps, watched) {
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
		if err != nil && !(os.IsNotExist(err) && slices.Contains(perhaps, top)) {
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
