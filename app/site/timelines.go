package site

import (
	"fmt"
	"strconv"
	"strings"

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
	b.WriteString("@supports (animation-timeline: view()) and (timeline-scope: --a) { @media " + high + " {")
	on := ":root:not([data-steps],[data-mode=unrolled],[data-mode=stepper])"
	// What all layers share is said once: the rules are a tenth of the page's style, and it is inlined.
	// Where there is a --lead, a step begins before the one above it ends: web/css/02a-narrow.css.
	fmt.Fprintf(&b, "%s .scene .layer{visibility:hidden;animation:1ms linear shown;animation-range:entry-crossing 0%% entry-crossing calc(100%% - var(--lead,0px))}", on)
	fmt.Fprintf(&b, "%s .step{view-timeline-axis:block;view-timeline-inset:auto %g%%}", on, 100-scroll.Line*100)
	// Where scripts follow the steps nobody asks the timelines, and each would be looked at in every frame.
	b.WriteString("[data-steps] .step{view-timeline-name:none!important}[data-steps] .scene{timeline-scope:none!important}")
	n := 0
	for _, ch := range o.Chapters {
		for i, sc := range ch.Scenes() {
			id := "#" + story.SceneID(ch.ID, i)
			var names []string
			for _, st := range sc.Steps {
				name := "--t" + strconv.Itoa(n)
				n++
				names = append(names, name)
				fmt.Fprintf(&b, "#%s{view-timeline-name:%s}", st.ID, name)
			}
			fmt.Fprintf(&b, "%s{--n:%d;timeline-scope:%s}", id, len(sc.Steps), strings.Join(names, ","))
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
				fmt.Fprintf(&b, "%s %s .layer[data-state=%s]{", on, id, state)
				if len(anim) > 1 {
					fmt.Fprintf(&b, "animation-name:%s;", strings.Join(anim, ","))
				}
				fmt.Fprintf(&b, "animation-timeline:%s;animation-fill-mode:%s}", strings.Join(tl, ","), strings.Join(fill, ","))
			}
		}
	}
	b.WriteString("}}")
	return b.String()
}
