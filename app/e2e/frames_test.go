package e2e

import (
	"testing"
)

// scrolled goes down a page by some pixels a frame, and tells what was written and asked for meanwhile.
const scrolled = `new Promise(done=>{
	const again=[],story=document.getElementById("story");let reads=0,writes=0,n=0;
	new MutationObserver(l=>{for(let i=0;i<l.length;i++){writes++;const now=i+1<l.length?l[i+1].oldValue:story.dataset.activeStep;if(l[i].oldValue===now)again.push(now)}})
		.observe(story,{attributes:true,attributeOldValue:true,attributeFilter:["data-active-step"]});
	const y=Object.getOwnPropertyDescriptor(window,"scrollY");
	Object.defineProperty(window,"scrollY",{configurable:true,get(){reads++;return y.get.call(window)}});
	const from=performance.now(),go=()=>{scrollBy({top:25,behavior:"instant"});if(n++<160)requestAnimationFrame(go);else setTimeout(()=>{Object.defineProperty(window,"scrollY",y);done({writes,again:again.length,reads,ms:performance.now()-from})})};go()})`

// A frame of a scroll in which no step passes the line writes nothing, and once the client is there wakes nobody: each write has
// every observer and every rule of the attribute looked at anew, and each call of Go cost a phone four milliseconds.
func TestAFrameWritesNothingUnlessAStepPasses(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"boot.js", "client"} {
		t.Run(name, func(t *testing.T) {
			tab := blank(t, 390, 844)
			if name == "boot.js" { // a reader who saves bytes is asked first
				before(t, tab, `Object.defineProperty(navigator,"connection",{value:{saveData:true}})`)
			}
			must(t, tab.Go(base+"/fr/"))
			if name == "client" {
				client(t, tab)
			}
			must(t, tab.Eval(`(scrollBy({top:5,behavior:"instant"}),1)`, nil))
			settled(t, tab)
			got := eval[struct{ Writes, Again, Reads, Ms float64 }](t, tab, scrolled)
			if got.Writes < 2 || got.Again > 0 {
				t.Errorf("%v writes, %v of them of what was there", got.Writes, got.Again)
			}
			if most := 6 + 3*got.Writes + 3*got.Ms/250; name == "client" && got.Reads > most {
				t.Errorf("the client asked %v times where the page is, in %v ms and %v steps", got.Reads, got.Ms, got.Writes)
			}
		})
	}
}

// A fast scroll on a phone shifts nothing: what is laid out later has the height that was kept for it, and a live graphic moves over the
// drawn one without a shift. It was 0.05 in Arabic.
func TestAFastScrollShiftsNothing(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{"ar", "fr", "en"} {
		tab := open(t, "/"+tag+"/", 390, 844)
		must(t, tab.Eval(watchCLS, nil))
		client(t, tab)
		from, n := eval[float64](t, tab, `scrollY`), 0
		for y := from; y < 13000; y = eval[float64](t, tab, `new Promise(r=>{let n=0;const go=()=>{scrollBy({top:120,behavior:"instant"});if(++n<10)setTimeout(go,45);else r(scrollY)};go()})`) {
			n++
		}
		if shift := eval[float64](t, tab, "shift"); shift > 0.01 {
			t.Errorf("%s: the layout shifted by %.4f on the way to 13,000 px", tag, shift)
		}
		if n < 8 {
			t.Errorf("%s: %d stretches", tag, n)
		}
	}
}
