package e2e

import (
	"os"
	"testing"

	"sahel-explainer/app/browser"
)

// takes takes each of the four files from the explore view as a reader does, and tells what came: bytes of the files, rows of the
// JSON, size and dark pixels of the picture, faces that the drawing carries.
const takes = `(async()=>{
const one=(type,sel,read)=>new Promise(done=>{const o=URL.createObjectURL;URL.createObjectURL=b=>{if(!b.type.startsWith(type))return o(b);URL.createObjectURL=o;const f=new FileReader();f.onload=()=>done(f.result);f[read](b);return o(b)};document.querySelector(sel).click()});
const rows=[...document.querySelectorAll("#explore .set:not([hidden]) tbody tr:not([hidden])")].length;
const json=JSON.parse(await one("application/json","[data-json]","readAsText"));
const svg=await one("image/svg+xml",'[data-picture="svg"]',"readAsText");
const url=await one("image/png",'[data-picture="png"]',"readAsDataURL");
const i=new Image(),b=atob(url.split(",")[1]),a=new Uint8Array(b.length);for(let j=0;j<b.length;j++)a[j]=b.charCodeAt(j);
await new Promise((r,f)=>{i.onload=r;i.onerror=f;i.src=URL.createObjectURL(new Blob([a],{type:"image/png"}))});
const c=document.createElement("canvas");c.width=i.naturalWidth;c.height=i.naturalHeight;const x=c.getContext("2d");x.drawImage(i,0,0);
const d=x.getImageData(0,0,c.width,c.height).data;let ink=0;for(let j=0;j<d.length;j+=4)if(d[j]+d[j+1]+d[j+2]<300)ink++;
return {Rows:rows,JSON:json.rows.length,Sourced:json.rows.every(r=>r.evidence.length&&r.evidence[0].says),Faces:svg.split("url(data:font").length-1,Late:/font-display:\s*(optional|swap|fallback)/.test(svg),Away:/url\("?[^#d"]|var\(--/.test(svg),Width:c.width,Height:c.height,Ink:ink,URL:url}})()`

// What readers take from the explore view is the same in the engines that they have: a drawing with its faces, a picture with its words.
func TestExploreDownloadsInEveryEngine(t *testing.T) {
	type files struct {
		Rows, JSON, Faces, Width, Height, Ink int
		Sourced, Away, Late                   bool
		URL                                   string
	}
	take := func(t *testing.T, p browser.Page) files {
		t.Helper()
		must(t, p.Size(390, 844))
		must(t, p.Go(base+"/ar/?country=NE#explore"))
		must(t, p.Wait(`document.readyState==="complete"`, soon))
		must(t, p.Eval(`(document.documentElement.dataset.pace="free",dispatchEvent(new Event("pointerdown")),1)`, nil))
		must(t, p.Wait(`document.querySelector("[data-found]")&&document.querySelector("[data-found]").textContent!==""`, soon))
		var out files
		must(t, p.Eval(takes, &out))
		if dir := os.Getenv("PICTURES"); dir != "" {
			must(t, os.WriteFile(dir+"/explore-"+t.Name()[len("TestExploreDownloadsInEveryEngine/"):]+".txt", []byte(out.URL), 0o644))
		}
		return out
	}
	for name, start := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := take(t, start(t))
			if got.Rows < 3 || got.JSON != got.Rows || !got.Sourced || got.Faces < 2 || got.Away || got.Late || got.Width < 1400 || got.Height < 800 || got.Ink < 5000 {
				got.URL = ""
				t.Errorf("%+v", got)
			}
		})
	}
}
