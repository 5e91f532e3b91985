package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"sahel-explainer/app/embed/protocol"
)

// messages makes messages that nobody would send from a seed, the same each time: any shape that postMessage carries, and the
// protocol's own with fields that are wrong, missing, huge, or right. Scrolling and heights are among the right ones: those may act.
const messages = `((seed,corpus)=>{
	const rnd=()=>{seed=seed+0x6D2B79F5|0;let t=Math.imul(seed^seed>>>15,1|seed);t=t+Math.imul(t^t>>>7,61|t)^t;return((t^t>>>14)>>>0)/4294967296};
	const of=a=>a[Math.floor(rnd()*a.length)];
	const bad='"><img src=x onerror=alert(1)><script>alert(1)<\/script>';
	const value=d=>of([()=>null,()=>undefined,()=>true,()=>NaN,()=>Infinity,()=>-0,()=>-1,()=>rnd()*300000,()=>1e308,()=>2**53,()=>BigInt(7),()=>"",()=>bad,()=>"javascript:alert(1)",()=>"__proto__",()=>"constructor",()=>"x".repeat(of([65,5000])),
		()=>"\u202e\ud800",()=>new Date(0),()=>/a/g,()=>new Map([[1,2]]),()=>new Set([1]),()=>new Uint8Array(9),()=>new Error("e"),()=>d>2?1:[value(d+1),value(d+1)],()=>d>2?1:{source:value(d+1),toString:1,type:value(d+1)},
		()=>"ar",()=>"algeria-turn",()=>of([0,10,500,3000]),()=>of(corpus.values),()=>of(corpus.values),()=>of(corpus.values)])();
	const types=corpus.types.concat("__proto__","toString","hologram"),fields=corpus.fields.concat("extra","__proto__");
	return ()=>{
		if(rnd()<0.15)return value(0);
		if(rnd()<0.1)return of(["pymxPYMx0xPYMxheightxPYMx9","[iFrameSizer]message",JSON.stringify({source:"sahel-explainer",v:1,type:"ready"})]);
		const m={source:rnd()<0.9?"sahel-explainer":value(0),v:rnd()<0.7?1:of([0,2,1e9,"1",null,1.5]),type:rnd()<0.9?of(types):value(0)};
		for(const k of fields)if(rnd()<0.5)m[k]=value(0);
		if(m.type==="locale"&&["ar","en"].includes(m.locale))m.locale="fr";
		return m;
	}})`

// corpus is what the protocol's definition has for messages to be made of.
func corpus(t *testing.T) string {
	types, fields, values := protocol.Corpus()
	text, err := json.Marshal(map[string]any{"types": types, "fields": fields, "values": values})
	must(t, err)
	return string(text)
}

// seeds are three in a normal run; EMBED_FUZZ=1000 takes as many.
func seeds(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("EMBED_FUZZ")); err == nil && n > 0 {
		return n
	}
	return 3
}

// Messages of any shape, from the host itself, from another frame of the host and from a frame that the test puts in between, do
// nothing to the story but what the protocol allows: no exception, no other page, no new element, no attribute out of range.
func TestFrameHearsOnlyTheProtocol(t *testing.T) {
	tab := blank(t, 900, 700)
	f := short(t, tab, "", "")
	must(t, f.Wait(`document.documentElement.dataset.ready!=="static"`, 30*time.Second))
	const state = `[location.href,document.title,document.documentElement.lang,[...document.querySelectorAll("script,link,iframe,object,embed")].filter(e=>!(e.src||e.href||"").startsWith(location.origin+"/")).length,document.querySelectorAll("#story :is(script,iframe,img,object,embed,form:not(.filters))").length].join()`
	was := eval[string](t, f, state)
	must(t, f.Eval(`(window.broken=[],addEventListener("error",e=>broken.push(e.message)),addEventListener("unhandledrejection",e=>broken.push(String(e.reason))),1)`, nil))
	// A sibling in the host speaks to the frame too: it is neither its parent nor its host.
	must(t, tab.Eval(`new Promise(r=>{const i=document.createElement("iframe");i.id="sibling";i.srcdoc="<p>x";i.onload=()=>r(1);i.style.display="none";document.body.append(i)})`, nil))
	for seed := 1; seed <= seeds(t); seed++ {
		must(t, tab.Eval(fmt.Sprintf(`(async()=>{const to=document.querySelector("[data-sahel-explainer-box] iframe").contentWindow,next=(%s)(%d,%s),say=document.getElementById("sibling").contentWindow.eval("(w,m)=>w.postMessage(m,'*')");
			for(let i=0;i<500;i++){const m=next();try{i%%5===4?say(to,m):to.postMessage(m,"*")}catch(e){}if(i%%50===0)await new Promise(r=>requestAnimationFrame(r))}return 1})()`, messages, seed, corpus(t)), nil))
		settled(t, f)
		if now := eval[string](t, f, state); now != was {
			t.Fatalf("seed %d: the page was\n%s and is\n%s", seed, was, now)
		}
		if b := eval[[]string](t, f, "broken"); len(b) > 0 {
			t.Fatalf("seed %d: %v", seed, b)
		}
		if bad := eval[string](t, f, `(d=>["pinned","stepper"].includes(d.mode)&&(!d.theme||["light","dark"].includes(d.theme))&&(!d.shareUrl||/^http:\/\/127\.0\.0\.1/.test(d.shareUrl))?"":JSON.stringify(d))(document.documentElement.dataset)`); bad != "" {
			t.Fatalf("seed %d: the root says %s", seed, bad)
		}
	}
	// It still listens to its host.
	must(t, tab.Eval(`(document.querySelector("[data-sahel-explainer-box] iframe").contentWindow.postMessage({source:"sahel-explainer",v:1,type:"viewport",mode:"pinned",y:700},"*"),1)`, nil))
	must(t, f.Wait(`document.documentElement.dataset.mode==="pinned"&&Math.abs(document.scrollingElement.scrollTop-700)<2`, 5*time.Second))
}

// The same into embed.js, from the frame itself gone bad, from another frame and from the page: the host scrolls and grows at most,
// within the protocol's range; it runs nothing, goes nowhere, and is told only of events that the protocol has.
func TestHostHearsOnlyTheProtocol(t *testing.T) {
	tab := blank(t, 900, 700)
	f := short(t, tab, "", "")
	must(t, tab.Eval(`(window.broken=[],window.heard=[],addEventListener("error",e=>broken.push(e.message)),["step","locale","error","ready","height","theme","viewport"].forEach(n=>addEventListener("sahel-explainer:"+n,e=>heard.push([n,e.detail]))),1)`, nil))
	must(t, tab.Eval(`new Promise(r=>{const i=document.createElement("iframe");i.id="sibling";i.srcdoc="<p>x";i.onload=()=>r(1);i.style.display="none";document.body.append(i)})`, nil))
	const state = `[location.href,document.title,document.querySelectorAll("*").length,document.querySelector("[data-sahel-explainer-box] iframe").src,Object.keys(window).length].join()`
	was := eval[string](t, tab, state)
	for seed := 1; seed <= seeds(t); seed++ {
		must(t, f.Eval(fmt.Sprintf(`(async()=>{const next=(%s)(%d,%s);for(let i=0;i<400;i++){try{parent.postMessage(next(),"*")}catch(e){}if(i%%50===0)await new Promise(r=>setTimeout(r,16))}return 1})()`, messages, seed, corpus(t)), nil)) // no frames come to a frame that was scrolled away
		// Others in the frame's name: what they say of the height must not be believed.
		high := eval[float64](t, tab, embedBox+`.offsetHeight`)
		must(t, tab.Eval(`(async()=>{const m={source:"sahel-explainer",v:1,type:"height",height:77777},s=document.getElementById("sibling").contentWindow;s.eval("m=>parent.postMessage(m,'*')")(m);postMessage(m,"*");await new Promise(r=>setTimeout(r,50));return 1})()`, nil))
		settled(t, tab)
		if now := eval[float64](t, tab, embedBox+`.offsetHeight`); now == 77777 || now > 200000 {
			t.Fatalf("seed %d: the box was %v high and is %v", seed, high, now)
		}
		if now := eval[string](t, tab, state); now != was {
			t.Fatalf("seed %d: the host was\n%s and is\n%s", seed, was, now)
		}
		if b := eval[[]string](t, tab, "broken"); len(b) > 0 {
			t.Fatalf("seed %d: %v", seed, b)
		}
		if bad := eval[string](t, tab, `JSON.stringify(heard.filter(([n,d])=>!(n==="step"&&/^[\w-]{1,64}$/.test(d.step)&&Number.isFinite(d.index)||n==="locale"&&["ar","fr","en"].includes(d.locale)||n==="error"&&/^[\w-]{1,64}$/.test(d.code))))`); bad != "[]" {
			t.Fatalf("seed %d: the host was told of %s", seed, bad)
		}
		if title := eval[string](t, tab, `document.querySelector("[data-sahel-explainer-box] iframe").title`); len(title) > 900 {
			t.Fatalf("seed %d: a title of %d bytes", seed, len(title))
		}
	}
}
