package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Nothing flashes (WCAG 2.3.1): no animation is begun again by itself, in styles, pictures or the options of live graphics, and
// what moves while a reader goes through scenes runs once.
func TestNothingFlashes(t *testing.T) {
	endless := regexp.MustCompile(`<(animate|set)\b|"effectScatter"|"loop":true|"(showEffectOn|rippleEffect)"|animation-iteration-count|\binfinite\b`)
	for _, pattern := range []string{"*/index.html", "*/graphics/*/index.html", "assets/*.json", "img/*.svg"} {
		files, err := filepath.Glob(filepath.Join(dist, pattern))
		must(t, err)
		if len(files) == 0 {
			t.Errorf("nothing is called %s", pattern)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			must(t, err)
			if found := endless.FindString(string(text)); found != "" {
				t.Errorf("%s has %s", f, found)
			}
		}
	}
	tab := open(t, "/fr/", 390, 800)
	explorable(t, tab)
	got := eval[struct {
		Steps, Seen int
		Again       []string
	}](t, tab, `(async()=>{const out={Steps:0,Seen:0,Again:[]};for(const s of [...document.querySelectorAll("[data-step]")].slice(0,12)){s.scrollIntoView({behavior:"instant"});out.Steps++;for(let i=0;i<4;i++){await new Promise(r=>requestAnimationFrame(r));for(const a of document.getAnimations()){out.Seen++;const n=a.effect.getTiming().iterations;if(n!==1)out.Again.push(s.id+" "+(a.animationName||a.transitionProperty)+" "+n)}}}return out})()`)
	if got.Steps < 12 || got.Seen == 0 || len(got.Again) > 0 {
		t.Errorf("%+v", got)
	}
}
