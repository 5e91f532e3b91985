package e2e

import (
	"context"
	"os"
	"testing"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/firefox"
	"sahel-explainer/app/browser/webkit"
	"sahel-explainer/app/order"
)

// engines are pages of the engines that readers have, each opened by a function that also says how to close it.
var engines = map[string]func(t *testing.T) browser.Page{
	"chromium": func(t *testing.T) browser.Page { return blank(t, 390, 900) },
	"firefox": func(t *testing.T) browser.Page {
		b, err := firefox.Start(context.Background())
		must(t, err)
		t.Cleanup(b.Close)
		tab, err := b.NewTab()
		must(t, err)
		return tab
	},
	"webkit": func(t *testing.T) browser.Page {
		b, err := webkit.Start(context.Background())
		must(t, err)
		t.Cleanup(b.Close)
		return b
	},
}

// Every label of every graphic in Arabic is seen in the order in which it is read, by the places of its glyphs: both forms, every
// state, in every engine. So are the words that ECharts sets in the browser while a chart moves, and, once, the labels of a language
// that runs the other way. ENGINE=webkit asks one engine alone.
func TestLabelsAreSeenInTheirOrder(t *testing.T) {
	for name, start := range engines {
		if only := os.Getenv("ENGINE"); only != "" && only != name {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t)
			hold := func(what string, labels []order.Label, err error, least int, rtl bool) {
				t.Helper()
				must(t, err)
				if len(labels) < least {
					t.Errorf("%s: only %d labels were looked at", what, len(labels))
				}
				for _, f := range order.Faults(labels, rtl) {
					t.Errorf("%s, %s", what, f)
				}
			}
			if name == "chromium" {
				labels, err := order.Read(p, base+"/fr/", 390)
				hold("fr", labels, err, 300, false)
			}
			labels, err := order.Read(p, base+"/ar/", 390)
			hold("ar at 390", labels, err, 700, true)
			labels, err = order.Read(p, base+"/ar/", 1440)
			hold("ar at 1440", labels, err, 700, true)
			labels, err = order.Moving(p, base+"/ar/")
			hold("a chart that moves", labels, err, 9, true) // all that the first chart's first state has
		})
	}
}
