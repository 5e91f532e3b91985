//go:build js && wasm

package page

import "sahel-explainer/components/dom"

// Tip is the words of one mark or clause and where they stand.
type Tip struct {
	Title, Text string
	X, Y        float64
}

// Beside shows words beside what they speak of, inside the viewport: the place is set before they are drawn, and read by the style sheet.
func (p *Page) Beside(next Tip) {
	if next == p.Tip {
		return
	}
	st := dom.Root.Get("style")
	st.Call("setProperty", "--tip-x", dom.Px(min(max(next.X, 140), dom.Window.Get("innerWidth").Float()-140)))
	st.Call("setProperty", "--tip-y", dom.Px(max(next.Y, 90)))
	p.Tip = next
	p.Changed()
}

// Untip takes the words away: they stand where the mark stood when they came, and speak of what was shown then.
func (p *Page) Untip() {
	if p.Tip.Title != "" {
		p.Tip = Tip{}
		p.Changed()
	}
}
