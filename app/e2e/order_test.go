package e2e

import (
	"encoding/json"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/order"
)

// Every label of every graphic in Arabic is seen in the order in which it is read, by the places of its glyphs: both forms, every
// state. So are the labels with figures of a language that runs the other way.
func TestLabelsAreSeenInTheirOrder(t *testing.T) {
	t.Parallel()
	for _, page := range []struct {
		tag          string
		width, least int
	}{{"ar", 390, 900}, {"ar", 1440, 900}, {"fr", 390, 400}} {
		tab := open(t, "/"+page.tag+"/", page.width, 900)
		labels := labelsOf(t, tab)
		if len(labels) < page.least {
			t.Errorf("%v: only %d labels were looked at", page, len(labels))
		}
		for _, f := range order.Faults(labels, page.tag == "ar") {
			t.Errorf("%v: %s", page, f)
		}
	}
}

// A drawing that moves is set by ECharts in the browser, which knows no direction: its words stand where the drawn picture has them,
// in the same order.
func TestMovingLabelsStandAsDrawnOnes(t *testing.T) {
	t.Parallel()
	tab := open(t, "/ar/", 1440, 900)
	labelled(t, tab)
	must(t, tab.Eval(`document.querySelector(".scene-chart .graphic").scrollIntoView({behavior:"instant"})`, nil))
	must(t, tab.Wait(`!!document.querySelector(".live text")`, 30*time.Second))
	var moving []order.Label
	must(t, tab.Eval(`(()=>{const b=document.querySelector(".live");b.style.display="block";document.querySelectorAll(".pic").forEach(p=>p.remove());return 1})()`, nil))
	moving = labelsOf(t, tab)
	if len(moving) < 10 {
		t.Errorf("only %d labels move", len(moving))
	}
	for _, f := range order.Faults(moving, true) {
		t.Error(f)
	}
}

func labelsOf(t *testing.T, tab *browser.Tab) (labels []order.Label) {
	t.Helper()
	must(t, json.Unmarshal([]byte(eval[string](t, tab, order.Script)), &labels))
	return labels
}
