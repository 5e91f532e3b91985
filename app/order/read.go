package order

import (
	"encoding/json"
	"time"

	"sahel-explainer/app/browser"
)

// Read opens a page at a width and reads the labels of all pictures in it, set in the page's own faces.
func Read(p browser.Page, address string, width int) ([]Label, error) {
	if err := p.Size(width, 900); err != nil {
		return nil, err
	}
	if err := p.Go(address); err != nil {
		return nil, err
	}
	// One that fails is none of this package's business: another face has the same order.
	if err := p.Eval(`Promise.allSettled([...document.fonts].map(f=>f.load())).then(()=>1)`, nil); err != nil {
		return nil, err
	}
	return read(p)
}

// Moving opens a page on a desktop and reads the labels that ECharts sets in the browser while the first chart moves.
func Moving(p browser.Page, address string) ([]Label, error) {
	if err := p.Size(1440, 900); err != nil {
		return nil, err
	}
	if err := p.Go(address); err != nil {
		return nil, err
	}
	if err := p.Wheel(100, 300, 40); err != nil { // a reader who does something: the client comes
		return nil, err
	}
	// A page that was here before is put back to its place after its load event: the chart is gone to until it is reached.
	const charts = `(e=>{if(Math.abs(e.getBoundingClientRect().top)>innerHeight)e.scrollIntoView({behavior:"instant"});
		return document.documentElement.dataset.ready==="charts"})(document.querySelector(".scene-chart .graphic"))`
	if err := p.Wait(charts, time.Minute); err != nil {
		return nil, err
	}
	// Where the engine says when it is idle the state that is seen is drawn at once, elsewhere with the next change of state.
	for range 8 {
		if p.Wait(`!!document.querySelector(".live text")`, 2*time.Second) == nil {
			break
		}
		if err := p.Wheel(100, 300, 400); err != nil {
			return nil, err
		}
	}
	const only = `(document.querySelectorAll(".pic").forEach(p=>p.remove()),document.querySelector(".live").style.display="block",1)`
	if err := p.Eval(only, nil); err != nil {
		return nil, err
	}
	return read(p)
}

func read(p browser.Page) (labels []Label, err error) {
	var text string
	if err := p.Eval(Script, &text); err != nil {
		return nil, err
	}
	return labels, json.Unmarshal([]byte(text), &labels)
}
