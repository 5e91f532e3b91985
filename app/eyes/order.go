package eyes

import (
	"encoding/json"
	"strings"

	"sahel-explainer/app/order"
	"sahel-explainer/locales"
)

// order finds labels whose glyphs do not stand in the order of the bidirectional algorithm. It changes the document (all of it is laid
// out), so it comes last.
func (v *visit) order() (out []Failure) {
	var text string
	var labels []order.Label
	err := v.story.Eval(order.Script, &text)
	if err == nil {
		err = json.Unmarshal([]byte(text), &labels)
	}
	if err != nil {
		return []Failure{{Order, "", err.Error()}}
	}
	for _, l := range labels {
		if !strings.ContainsFunc(l.Text, locales.Leftward) {
			continue
		}
		// What is read is the line from right to left, however the picture says so.
		l.RTL = true
		for _, f := range order.Faults([]order.Label{l}, true) {
			out = append(out, Failure{Order, "", f})
		}
	}
	return out
}
