package e2e

import "testing"

// In a wide frame a card's map has the whole of its half: on the page itself the text lies over the map and room is left for it, in the
// stepper it stands beside it. With that room left the map's labels were 4 px high in frames from 960 px on.
func TestStepperMapTakesItsPlace(t *testing.T) {
	t.Parallel()
	const taken = `(()=>{const svg=[...document.querySelectorAll(".scene-map .layer .pic")].find(e=>e.getClientRects().length&&getComputedStyle(e).visibility==="visible"),r=svg.closest(".graphic").getBoundingClientRect(),v=svg.viewBox.baseVal,h=svg.closest(".layer").querySelector(".headline").offsetHeight;
		return svg.getScreenCTM().a/Math.min((r.width-32)/v.width,(r.height-h)/v.height)})()`
	for name, attr := range map[string]string{"without scripts": `sandbox=""`, "with scripts": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := blank(t, 1280, 800)
			must(t, tab.Go(host(t)(`<iframe `+attr+` src="{{BASE}}ar/frame.html?embed=1" title=s width="100%" height=600 frameborder=0></iframe>`)))
			f, err := tab.Frame(base+"/ar/frame.html", soon)
			must(t, err)
			defer f.Close()
			must(t, f.Wait(`document.readyState==="complete"&&document.documentElement.dataset.mode==="stepper"`, soon))
			if err := f.Wait(taken+">0.95", soon); err != nil {
				t.Errorf("the map is %.2f of the size that its place allows", eval[float64](t, f, taken))
			}
		})
	}
}
