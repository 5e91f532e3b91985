package e2e

import "testing"

// Who is sent to a step sees its picture whole, at the last step of a scene too.
func TestLandingOnLastSteps(t *testing.T) {
	t.Parallel()
	tab := open(t, "/en/", 1280, 800)
	client(t, tab)
	must(t, tab.Media("", "prefers-reduced-motion", "reduce"))
	cut := eval[[]string](t, tab, `(async()=>{const out=[];for(const scene of document.querySelectorAll(".scene")){const s=[...scene.querySelectorAll(".step")].pop();location.hash=s.id;`+
		`for(let i=0,was=-1;i<3||was!==scrollY;i++){was=scrollY;await new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r)))}`+
		`const g=scene.querySelector(".graphic").getBoundingClientRect();if(g.top< -1||g.bottom>innerHeight+1)out.push(s.id+" "+[g.top,g.bottom])}return out})()`)
	if len(cut) > 0 {
		t.Errorf("pictures in part out of view: %v", cut)
	}
}
