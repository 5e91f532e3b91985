package e2e

import (
	"fmt"
	"testing"
	"time"

	"sahel-explainer/app/browser"
)

// A table in the story scrolls by itself; at its end the wheel is the host's again, in every engine.
func TestTableAtItsEndLetsTheWheelThrough(t *testing.T) {
	t.Parallel()
	for name, start := range engines {
		t.Run(name, func(t *testing.T) {
			p := start(t)
			must(t, p.Size(800, 700))
			must(t, p.Go(host(t)(`<div data-sahel-explainer data-locale=fr data-chapter=groups></div><script async src="{{BASE}}embed.js"></script>`+filler)))
			must(t, p.Wait(embedBox+`?.offsetHeight>3000`, soon))
			f, err := p.(interface {
				Inside(string, time.Duration) (browser.Inner, error)
			}).Inside(base+"/fr/", soon)
			must(t, err)
			must(t, f.Wait(`document.documentElement.dataset.mode==="pinned"&&document.querySelector("details.data")`, soon))
			var y float64
			must(t, f.Eval(`(document.querySelector("details.data").open=true,1)`, nil))
			must(t, f.Wait(`document.querySelector("details.data .table").offsetHeight>100`, soon))
			must(t, f.Eval(`document.querySelector("details.data .table").getBoundingClientRect().top+document.scrollingElement.scrollTop`, &y))
			must(t, p.Eval(fmt.Sprintf(`(scrollTo({top:%s.getBoundingClientRect().top+scrollY+%f-100,behavior:"instant"}),1)`, embedBox, y), nil))
			must(t, p.Wait(`scrollY>3000`, soon))
			must(t, p.Painted())
			must(t, f.Eval(`(t=>(t.scrollTop=1e6,1))(document.querySelector("details.data .table"))`, nil))
			must(t, f.Eval(`document.querySelector("details.data .table").getBoundingClientRect().top`, &y))
			must(t, p.Painted())
			var was, top float64
			must(t, p.Eval(`scrollY`, &was))
			must(t, p.Eval(`document.querySelector("iframe").getBoundingClientRect().top`, &top))
			for range 4 {
				must(t, p.Wheel(300, top+y+60, 100))
			}
			must(t, p.Wait(fmt.Sprintf(`scrollY>%f`, was+150), soon))
		})
	}
}
