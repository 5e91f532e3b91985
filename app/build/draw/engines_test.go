package draw

import (
	"testing"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/render"
	"sahel-explainer/charts/spec"
)

// ECharts run by Go and by Node draws the same bytes: of every graphic its first state wide and its last narrow, the languages taking
// turns.
func TestDrawnInGoAsInNode(t *testing.T) {
	p, err := read.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	drawers := map[string]*Drawer{}
	for _, how := range []string{"node", "go"} {
		if drawers[how], err = NewDrawer("../../..", t.TempDir()); err != nil {
			t.Fatal(err)
		}
	}
	drawn := func(how string, g spec.Graphic, env *spec.Env, state string) string {
		t.Setenv(render.EngineEnv, how)
		pic, err := g.Draw(env.Drawn(), state)
		if err != nil {
			t.Fatal(err)
		}
		pic.RTL = env.Locale.RTL()
		got, err := drawers[how].picture(g, env, pic)
		if err != nil {
			t.Fatalf("%s %s in %s: %v", g.ID(), state, how, err)
		}
		svg, err := render.Clean(got.Raw, got.Picture, nil)
		if err != nil {
			t.Fatal(err)
		}
		return svg
	}
	in, n := p.Locales(), 0
	for i, g := range p.Graphics {
		states := g.States()
		for j, form := range spec.Forms() {
			env, state := p.Env(in[(i+j)%len(in)].Tag, form), states[j*(len(states)-1)]
			if n++; drawn("node", g, env, state) != drawn("go", g, env, state) {
				t.Errorf("%s, state %s, %s, %s: Go draws what Node does not", g.ID(), state, env.Locale.Tag, form)
			}
		}
	}
	if n < 15 {
		t.Errorf("%d pictures were compared", n)
	}
}
