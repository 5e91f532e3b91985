package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// seenAt brings each step to the place from which it is read, and tells of those of which less than 95% of the labels of the state shown
// are on the screen with nothing over them, or with a label smaller than 11 px.
const seenAt = `(async()=>{const out=[],frame=()=>new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r)));
for(const s of document.querySelectorAll(".step")){s.scrollIntoView({behavior:"instant"});await frame();
const fig=s.closest(".scene").querySelector(".graphic"),layer=fig.querySelector('.layer[data-state="'+s.dataset.state+'"]');let n=0,seen=0,small=99;
for(const t of layer.querySelectorAll(".form svg text")){const r=t.getBoundingClientRect();if(!r.width||!t.textContent.trim())continue;n++;
small=Math.min(small,parseFloat(getComputedStyle(t).fontSize)*t.getScreenCTM().a);
const e=document.elementFromPoint(r.left+r.width/2,r.top+r.height/2);if(e&&e.closest(".graphic")===fig)seen++}
if(seen<n*0.95||small<10.99)out.push(s.id+": "+seen+" of "+n+" labels, the smallest "+small.toFixed(1)+" px")}return out})()`

// Words never cover what they speak about.
func TestPhonesSeeWhatTheWordsSpeakOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		locale string
		w, h   int
	}{{"ar", 390, 844}, {"fr", 360, 640}, {"en", 412, 915}} {
		t.Run(fmt.Sprint(c.locale, c.w), func(t *testing.T) {
			tab := open(t, "/"+c.locale+"/", c.w, c.h)
			must(t, tab.Wait(later+"===0", soon))
			if missed := eval[[]string](t, tab, seenAt); len(missed) > 0 {
				t.Errorf("%d steps:\n%s", len(missed), strings.Join(missed, "\n"))
			}
		})
	}
}
