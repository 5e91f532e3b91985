package preview

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

func TestWalk(t *testing.T) {
	url, root := os.Getenv("WALK"), os.Getenv("CLONE")
	b, err := browser.Start(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	tab, err := b.NewTab()
	if err != nil {
		t.Fatal(err)
	}
	tab.Size(1600, 1000)
	say := func(what string, err error) {
		fmt.Println(time.Now().Format("15:04:05"), what, map[bool]string{true: "ok", false: fmt.Sprint("FAIL ", err)}[err == nil])
	}
	shot := func(name string) {
		tab.Painted()
		png, err := tab.Screenshot()
		if err == nil {
			os.WriteFile("/tmp/dk/png/"+name+".png", png, 0o644)
		}
	}
	wait := func(what, js string) { say(what, tab.Wait(js, 90*time.Second)) }
	do := func(js string) {
		if err := tab.Eval("("+js+",1)", nil); err != nil {
			fmt.Println("EVAL", js, err)
		}
	}
	show := func(js string) {
		var v any
		err := tab.Eval(js, &v)
		fmt.Println("   ", v, err)
	}
	tab.Go(url + "/?lang=en")
	wait("frames", `document.querySelectorAll('.cell[data-state="there"]').length===3`)
	wait("clients", `[...document.querySelectorAll("iframe")].every(f=>f.contentWindow.document.querySelector(".pager"))`)
	shot("01-desk")
	do(`document.querySelector('.rail [data-step="groups-deaths"]').click()`)
	time.Sleep(2 * time.Second)
	shot("02-step")
	do(`document.querySelector('iframe[data-column=ar]').contentWindow.document.querySelector("#groups-deaths .card > p").click()`)
	wait("panel", `document.querySelectorAll(".side .row").length>=3&&document.querySelectorAll(".side .record").length>0`)
	shot("03-panel")
	show(`[...document.querySelectorAll(".side .row")].map(r=>r.querySelector("code").textContent).join(" ")`)
	show(`[...document.querySelectorAll(".side a.vs")].slice(0,2).map(a=>a.href).join(" ")`)
	// keys
	do(`document.querySelector(".close").click()`)
	do(`document.activeElement.blur()`)
	show(`new URLSearchParams(location.search).get("step")`)
	tab.Press("j")
	time.Sleep(time.Second)
	show(`new URLSearchParams(location.search).get("step")`)
	tab.Press("k")
	time.Sleep(time.Second)
	for _, eyes := range []string{"grey", "protan", "deutan", "tritan"} {
		do(fmt.Sprintf(`(e=>{e.value=%q;e.dispatchEvent(new Event("change"))})(document.querySelector("[data-eyes]"))`, eyes))
		time.Sleep(700 * time.Millisecond)
		shot("04-eyes-" + eyes)
	}
	do(`(e=>{e.value="";e.dispatchEvent(new Event("change"))})(document.querySelector("[data-eyes]"))`)
	do(`(e=>{e.value="dark";e.dispatchEvent(new Event("change"))})(document.querySelector("[data-theme]"))`)
	wait("dark", `document.querySelectorAll('.cell[data-state="there"]').length===3&&[...document.querySelectorAll("iframe")].every(f=>f.contentWindow.document.documentElement.dataset.theme==="dark")`)
	time.Sleep(2 * time.Second)
	shot("05-dark")
	do(`(e=>{e.value="";e.dispatchEvent(new Event("change"))})(document.querySelector("[data-theme]"))`)
	for _, o := range []string{"big", "slow", "draft", "still"} {
		at := time.Now()
		do(fmt.Sprintf(`document.querySelector('input[data-with=%s]').click()`, o))
		wait(o, fmt.Sprintf(`[...document.querySelectorAll("iframe")].every(f=>f.src.includes(%q)&&f.contentWindow.location.pathname.includes(%q)&&f.contentWindow.document.readyState==="complete")&&document.querySelectorAll('.cell[data-state="there"]').length===3`, o, o))
		fmt.Println("    took", time.Since(at).Round(100*time.Millisecond))
		time.Sleep(2 * time.Second)
		shot("06-" + o)
		if o == "big" {
			show(`[...document.querySelectorAll("iframe")].map(f=>f.contentWindow.getComputedStyle(f.contentWindow.document.documentElement).fontSize+" "+f.contentWindow.document.documentElement.scrollWidth).join()`)
		}
		do(fmt.Sprintf(`document.querySelector('input[data-with=%s]').click()`, o))
	}
	tab.Go(url + "/?lang=en&place=all&show=fr&step=groups-deaths")
	wait("all places", `document.querySelectorAll('.cell').length===12&&document.querySelectorAll('.cell[data-state="there"]').length===12`)
	time.Sleep(3 * time.Second)
	shot("07-all")
	tab.Go(url + "/?lang=en&show=en,pseudo,mirror&step=groups-deaths")
	wait("made-up", `document.querySelectorAll('.cell[data-state="there"]').length===3`)
	time.Sleep(3 * time.Second)
	shot("08-pseudo")
	// own tab: reload after a save, at the place
	tab2, _ := b.NewTab()
	tab2.Size(390, 780)
	tab2.Go(url + "/v/live/fr/#groups-deaths")
	say("own tab", tab2.Wait(`document.querySelector(".pager")`, 90*time.Second))
	tab2.Eval(`(document.querySelector("#groups-deaths details").open=true,window.mark=1,1)`, nil)
	var y0, y1 float64
	tab2.Eval(`document.getElementById("groups-deaths").getBoundingClientRect().top`, &y0)
	file := filepath.Join(root, "locales/messages/story.fr.toml")
	raw, _ := os.ReadFile(file)
	os.WriteFile(file, []byte(replaceOnce(string(raw), "944", "947")), 0o644)
	say("own tab shows the save", tab2.Wait(`window.mark!==1&&document.getElementById("groups-deaths")?.textContent.includes("947")`, 90*time.Second))
	time.Sleep(2 * time.Second)
	tab2.Eval(`document.getElementById("groups-deaths").getBoundingClientRect().top`, &y1)
	var open bool
	tab2.Eval(`document.querySelector("#groups-deaths details").open`, &open)
	fmt.Println("    place", y0, y1, "panel open", open)
	// findings
	tab.Go(url + "/?lang=en&step=groups-deaths&panel=findings")
	wait("finding", `[...document.querySelectorAll('.finding[data-severity="error"]')].some(f=>f.textContent.includes("947"))`)
	shot("09-findings")
	// fault
	os.WriteFile(file, []byte(replaceOnce(string(raw), "[story]", "[story")), 0o644)
	wait("fault", `!document.querySelector(".fault").hidden`)
	shot("10-fault")
	show(`document.querySelector(".fault").textContent`)
	os.WriteFile(file, raw, 0o644)
	wait("mended", `document.querySelector(".fault").hidden`)
	tab.Go(url + "/?lang=en&step=groups-deaths&panel=pictures")
	wait("pictures", `document.querySelector('[data-take="graphic"]')`)
	for _, k := range []string{"step", "graphic"} {
		do(fmt.Sprintf(`document.querySelector('[data-take=%s]').click()`, k))
		wait("pictures of "+k, `document.querySelectorAll(".shots img").length===3&&[...document.querySelectorAll(".shots img")].every(i=>i.complete&&i.naturalWidth>0)&&!document.querySelector("[data-take]:disabled")`)
		shot("11-pictures-" + k)
	}
	fmt.Println(tab.Faults(), tab2.Faults())
}

func replaceOnce(s, a, b string) string {
	for i := range s {
		if len(s)-i >= len(a) && s[i:i+len(a)] == a {
			return s[:i] + b + s[i+len(a):]
		}
	}
	return s
}
