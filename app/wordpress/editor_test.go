package wordpress

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/hosts"
)

// desk is a writer at the block editor.
type desk struct {
	t *testing.T
	*browser.Tab
}

func (d desk) must(err error) {
	d.t.Helper()
	if err != nil {
		if dir := os.Getenv("PICTURES"); dir != "" {
			if png, e := d.Screenshot(); e == nil {
				os.WriteFile(dir+"/wp-editor-failed.png", png, 0o644)
			}
		}
		d.t.Fatal(err)
	}
}

// click waits for an element that has come to rest (panels slide in), brings it in sight and clicks on its middle.
func (d desk) click(element string) {
	d.t.Helper()
	d.must(d.Wait(`(e=>e&&new Promise(done=>{const was=JSON.stringify(e.getBoundingClientRect());setTimeout(()=>done(e.isConnected&&JSON.stringify(e.getBoundingClientRect())===was),150)}))(`+element+`)`, soon))
	var at [2]float64
	d.must(d.Eval(`(e=>{e.scrollIntoView({block:"center",behavior:"instant"});const r=e.getBoundingClientRect();return[r.left+r.width/2,r.top+r.height/2]})(`+element+`)`, &at))
	d.must(d.Click(at[0], at[1]))
}

// write writes where the caret is.
func (d desk) write(text string) {
	d.t.Helper()
	_, err := chromedp.Call(d.Context(), input.InsertText, input.InsertTextParams{Text: text})
	d.must(err)
}

func one(selector string) string { return fmt.Sprintf("document.querySelector(%q)", selector) }

// publish writes a post in the block editor as a user does: title, a paragraph, an embed block with the
// address, in which the story stands, "publish", twice. It gives the post as its readers have it.
func (d desk) publish(wp *Site, user, address string) Published {
	d.t.Helper()
	d.must(d.Size(1280, 900))
	d.must(d.Go(wp.URL + "/wp-login.php"))
	d.must(d.Wait(one("#user_login"), soon))
	d.must(d.Eval(fmt.Sprintf(`(document.getElementById("user_login").value=%q,document.getElementById("user_pass").value="secret",1)`, user), nil))
	d.must(d.Leave(`document.getElementById("wp-submit").click()`))
	d.must(d.Wait(`document.body&&document.body.classList.contains("wp-admin")`, soon))
	d.must(d.Go(wp.URL + "/wp-admin/post-new.php"))
	d.must(d.Wait(one(".editor-post-title__input"), soon))
	if d.Wait(one(".components-guide"), 3*time.Second) == nil { // WordPress greets who comes for the first time
		d.click(one(".components-modal__header button,.components-guide button[aria-label^=Close]"))
		d.must(d.Wait("!"+one(".components-guide"), soon))
	}
	d.click(one(".editor-post-title__input"))
	d.write("Written in the editor by " + user)
	d.must(d.Press("Enter"))
	d.must(d.Wait(`document.activeElement.closest("[data-type='core/paragraph']")`, soon))
	d.write("An article of a newsroom.")
	d.must(d.Press("Enter"))
	d.must(d.Wait(`document.activeElement.closest("[data-type='core/paragraph']")?.textContent.trim()===""`, soon))
	d.write("/embed")
	d.click(`[...document.querySelectorAll(".components-autocomplete__result")].find(b=>b.textContent.trim()==="Embed")`)
	d.click(one(".wp-block-embed .components-placeholder__input"))
	d.write(address)
	d.click(one(".wp-block-embed .components-placeholder button[type=submit]"))
	if err := d.Wait(one("[data-type='core/embed'] iframe"), soon/3); err != nil {
		var said string
		d.Eval(fmt.Sprintf(`wp.apiFetch({path:"/oembed/1.0/proxy?url="+encodeURIComponent(%q),parse:false}).catch(r=>r).then(async r=>r.status+" "+await r.text())`, address), &said)
		d.must(fmt.Errorf("%w; WordPress says of the address: %.500s", err, said))
	}
	var stored string
	d.must(d.Eval(`wp.data.select("core/editor").getEditedPostContent()`, &stored))
	if !strings.Contains(stored, "wp:embed") || !strings.Contains(stored, address) {
		d.t.Errorf("%s: the block is %.300s", user, stored)
	}
	if dir := os.Getenv("PICTURES"); dir != "" {
		time.Sleep(2 * time.Second) // the preview, for the picture alone
		if png, err := d.Screenshot(); err == nil {
			os.WriteFile(dir+"/wp-editor-"+user+".png", png, 0o644)
		}
	}
	d.click(one(".editor-post-publish-button__button:not([aria-disabled=true])"))
	d.click(one(".editor-post-publish-panel .editor-post-publish-button:not([aria-disabled=true])"))
	d.must(d.Wait(one(".post-publish-panel__postpublish-buttons a"), soon))
	var at string
	d.must(d.Eval(`wp.data.select("core/editor").getPermalink()`, &at))
	return Published{Name: "clicked in the editor, " + user, URL: at, Content: stored}
}

// Who puts the story's address into the block editor, an author too, sees the story there and publishes it for readers of all engines.
func TestWordPressEditor(t *testing.T) {
	if os.Getenv("WORDPRESS") == "" {
		t.Skip("make wordpress")
	}
	wp, err := Start(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(wp.Close)
	if _, err := wp.Publish(nil); err != nil { // installs it
		t.Fatal(err)
	}
	base := hosts.Site(t, "../../dist")
	var posts []Published
	for user, path := range map[string]string{"author": "fr/", "admin": "fr/graphics/output/"} {
		b, first, err := browser.Alone(context.Background(), "site-per-process", true)
		if err != nil {
			t.Fatal(err)
		}
		posts = append(posts, desk{t, first}.publish(wp, user, base+path))
		b.Close()
	}
	own, err := wp.Publish([]Post{{"of WordPress' own", "admin", "<!-- wp:paragraph --><p>An article of a newsroom.</p><!-- /wp:paragraph -->\n" + embedBlock(posts[0].URL)}})
	if err != nil {
		t.Fatal(err)
	}
	for engine, start := range hosts.Engines {
		open := start(t)
		if engine == "chromium" {
			fmt.Printf("an embed of WordPress' own post shifts its page by %.2f\n", shiftOf(t, open, own[0].URL, wp.URL))
		}
		for _, post := range posts {
			for _, w := range []int{1280, 390} {
				p, err := open()
				if err != nil {
					t.Fatal(err)
				}
				want := map[bool]string{true: "cards", false: "the graphic"}[strings.HasSuffix(post.Name, "author")]
				if got := read(t, p, engine, post, base, w); got != want {
					t.Errorf("%s %s %d: a reader gets %q", post.Name, engine, w, got)
				}
				p.Close()
			}
		}
	}
}

// shiftOf is how much a page shifts by an embed of WordPress' own, which shows its quotation too until the frame has spoken: the measure
// for ours.
func shiftOf(t *testing.T, open func() (hosts.Page, error), address, base string) (shift float64) {
	t.Helper()
	p, err := open()
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	frame := fmt.Sprintf(ours, base)
	err = cmp.Or(p.Size(1280, 800), p.Go(address), p.Wait(`document.readyState==="complete"`, soon), p.Wait(frame+`?.offsetHeight>=200&&getComputedStyle(`+frame+`).position!=="absolute"`, soon), p.Eval(shifts, &shift))
	if err != nil {
		t.Error(err)
	}
	return shift
}

// embedBlock is what the editor stores for an address in an embed block.
func embedBlock(address string) string {
	return "<!-- wp:embed {\"url\":\"" + address + "\"} -->\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n" + address + "\n</div></figure>\n<!-- /wp:embed -->"
}
