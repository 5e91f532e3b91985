package render

import (
	"fmt"
	"strconv"
	"strings"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/components/scroll"
	"sahel-explainer/components/story"
	"sahel-explainer/locales"
)

// timelines writes the rules by which the graphics follow the steps without any script: each step is a view timeline, and
// each layer is shown while one of its steps covers the trigger line. The first layer of a scene is also shown before its
// first step, the last after its last, by fill modes. See components/scroll for the rule itself. A scene's --n is its number of
// steps, of which the height is made that it has until it is laid out.
func timelines(o *locales.Outline) string {
	var b strings.Builder
	b.WriteString("@supports (animation-timeline: view()) and (timeline-scope: --a) { @media " + pack.High + " {")
	on := ":root:not([data-steps],[data-mode=unrolled],[data-mode=stepper])"
	// What all layers share is said once: the rules are a tenth of the page's style, and it is inlined.
	// Where there is a --lead, a step begins before the one above it ends: web/css/02a-narrow.css.
	fmt.Fprintf(&b, "%s .scene .layer{visibility:hidden;animation:1ms linear shown;animation-range:entry-crossing 0%% entry-crossing calc(100%% - var(--lead,0px))}", on)
	fmt.Fprintf(&b, "%s .step{view-timeline-axis:block;view-timeline-inset:auto %g%%}", on, 100-scroll.Line*100)
	// Where scripts follow the steps nobody asks the timelines, and each would be looked at in every frame.
	b.WriteString("[data-steps] .step{view-timeline-name:none!important}[data-steps] .scene{timeline-scope:none!important}")
	// A name is known within its scene alone, so every scene has the same ones, and scenes that go alike share their rules.
	var names []string
	for j := range longest(o) {
		names = append(names, "--t"+strconv.Itoa(j+1))
		fmt.Fprintf(&b, ".step:nth-of-type(%d){view-timeline-name:%s}", j+1, names[j])
	}
	fmt.Fprintf(&b, ".scene{timeline-scope:%s}", strings.Join(names, ","))
	var lengths, ways alike
	for _, ch := range o.Chapters {
		for i, sc := range ch.Scenes() {
			id := "#" + story.SceneID(ch.ID, i)
			lengths.add(fmt.Sprintf("--n:%d", len(sc.Steps)), id)
			ways.add(strings.Join(follows(sc, names), "|"), id)
		}
	}
	for _, n := range lengths.order {
		fmt.Fprintf(&b, "%s{%s}", strings.Join(lengths.of[n], ","), n)
	}
	for _, way := range ways.order {
		for k, rule := range strings.Split(way, "|") {
			fmt.Fprintf(&b, "%s :is(%s) .layer:nth-child(%d){%s}", on, strings.Join(ways.of[way], ","), k+1, rule)
		}
	}
	b.WriteString("}}")
	return b.String()
}

// alike gathers what has the same rules.
type alike struct {
	order []string
	of    map[string][]string
}

func (a *alike) add(rules, what string) {
	if a.of == nil {
		a.of = map[string][]string{}
	}
	if a.of[rules] == nil {
		a.order = append(a.order, rules)
	}
	a.of[rules] = append(a.of[rules], what)
}

// longest is how many steps a scene has at most.
func longest(o *locales.Outline) int {
	n := 0
	for _, ch := range o.Chapters {
		for _, sc := range ch.Scenes() {
			n = max(n, len(sc.Steps))
		}
	}
	return n
}

// follows are the declarations by which each layer of a scene follows the timelines of its steps.
func follows(sc locales.Scene, names []string) []string {
	var out []string
	for _, state := range sc.States() {
		var tl, fill, anim []string
		for j, st := range sc.Steps {
			if st.State != state {
				continue
			}
			f := "none"
			switch {
			case len(sc.Steps) == 1:
				f = "both"
			case j == 0:
				f = "backwards"
			case j == len(sc.Steps)-1:
				f = "forwards"
			}
			tl, fill, anim = append(tl, names[j]), append(fill, f), append(anim, "shown")
		}
		rule := ""
		if len(anim) > 1 {
			rule = "animation-name:" + strings.Join(anim, ",") + ";"
		}
		out = append(out, rule+"animation-timeline:"+strings.Join(tl, ",")+";animation-fill-mode:"+strings.Join(fill, ","))
	}
	return out
}
