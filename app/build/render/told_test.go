package render

import "testing"

// Paragraphs, heads and labels that are laid out late are known for what they are before that; those of the first screen and what is
// folded away are as written.
func TestTold(t *testing.T) {
	const page = `<p>First</p><section class="scene later"><p>A <a>b</a></p><p class="vh">C<path></p><details><summary>D</summary><p>E</p></details><p>F</p><header class="h">G</header><label>H</label></section>`
	const want = `<p>First</p><section class="scene later"><p aria-atomic="false">A <a>b</a></p><p aria-atomic="false" class="vh">C<path></p>` +
		`<details><summary>D</summary><p>E</p></details><p aria-atomic="false">F</p><header aria-atomic="false" class="h">G</header><label aria-atomic="false">H</label></section>`
	if got := told(page); got != want {
		t.Error(got)
	}
	if got := told(`<p>a</p>`); got != `<p>a</p>` {
		t.Error(got)
	}
}
