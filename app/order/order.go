// Package order proves that the words of pictures stand in the order in which they are read: it compares the places of their glyphs,
// as a browser gives them, with the order that the Unicode bidirectional algorithm gives the string. The page is asked by a script
// that any driver can run, so that each engine is held to the same.
package order

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	"sahel-explainer/locales"
)

// Label is a text of a picture with the places of its characters.
type Label struct {
	Where string // the graphic, state and form
	Text  string
	RTL   bool      // the direction that the browser sets it in
	At    []float64 // for each letter the middle of what it takes on the page, in CSS pixels; what takes no room is at -1e6
}

// Script is an expression for a page: a string of JSON, a list of Label. It sees what is laid out, whether shown at the moment or not;
// live drawings too. It asks ranges: WebKit's getExtentOfChar goes through a word from the left, whatever its direction.
const Script = `(()=>{const out=[],range=document.createRange();
document.querySelectorAll(".later").forEach(e=>e.classList.remove("later"));document.documentElement.dataset.whole="";
document.querySelectorAll("details:not(.chrome details)").forEach(d=>d.open=true);
document.querySelectorAll(".form").forEach(f=>f.style.setProperty("content-visibility","visible"));
for(const t of document.querySelectorAll("svg text")){if(!t.getClientRects().length)continue;
 const s=t.textContent;if(!/[\u0600-\u06ff\d]/.test(s))continue;
 const at=[],walk=document.createTreeWalker(t,NodeFilter.SHOW_TEXT);
 for(let n;n=walk.nextNode();)for(let i=0;i<n.length;i++){range.setStart(n,i);range.setEnd(n,i+1);const b=range.getBoundingClientRect();at.push(b.width>0?b.x+b.width/2:-1e6)}
 const g=t.closest("[data-graphic]"),l=t.closest("[data-state]"),f=t.closest(".form");
 out.push({Where:[g&&g.dataset.graphic,l&&l.dataset.state,f?f.className:"live"].join("/"),Text:s,RTL:getComputedStyle(t).direction==="rtl",At:at})}
// A table breaks its words itself: each line is a label.
for(const tab of document.querySelectorAll(".tab")){const walk=document.createTreeWalker(tab,NodeFilter.SHOW_TEXT),layer=tab.closest("[data-state]");
 for(let n;n=walk.nextNode();){const e=n.parentElement;if(!e.getClientRects().length||e.closest("bdi,.vh")||!/[\u0600-\u06ff\d]/.test(n.data))continue;
  let line=null,top=0;
  for(let i=0;i<n.length;i++){range.setStart(n,i);range.setEnd(n,i+1);const b=range.getBoundingClientRect();
   if(!line||b.width>0&&Math.abs(b.top-top)>b.height/2){line={Where:tab.closest("[data-graphic]").dataset.graphic+"/"+(layer?layer.dataset.state:"")+"/table",
    Text:"",RTL:getComputedStyle(e).direction==="rtl",At:[]};out.push(line);top=b.top}
   line.Text+=n.data[i];line.At.push(b.width>0?b.x+b.width/2:-1e6)}}}
return JSON.stringify(out)})()`

// slack is how far two glyphs may stand in the wrong order, in CSS pixels: letters of a ligature share its
// middle, and engines round.
const slack = 0.75

// Faults lists what readers would see in another order than the one that is written, a line each.
func Faults(labels []Label, rtl bool) []string {
	var out []string
	for _, l := range labels {
		if shown := l.shown(rtl); shown != "" {
			out = append(out, l.Where+": "+shown)
		}
	}
	sort.Strings(out)
	return out
}

// shown is what is wrong with a label, or nothing.
func (l Label) shown(rtl bool) string {
	rs := []rune(l.Text)
	if len(rs) != len(l.At) {
		return fmt.Sprintf("a text of %d glyphs is not the %d letters of “%s”", len(l.At), len(rs), l.Text)
	}
	if l.RTL != rtl {
		return fmt.Sprintf("“%s” is set in the wrong direction", l.Text)
	}
	type glyph struct {
		r     rune
		x     float64
		place int
	}
	var seen []glyph
	for i, place := range locales.Seen(rs, rtl) {
		if place >= 0 && l.At[i] > -1e6 && !unicode.Is(unicode.Mn, rs[i]) && !unicode.IsSpace(rs[i]) {
			seen = append(seen, glyph{rs[i], l.At[i], place})
		}
	}
	sort.SliceStable(seen, func(i, j int) bool { return seen[i].place < seen[j].place })
	good := true
	for i := 1; i < len(seen); i++ {
		good = good && seen[i].x > seen[i-1].x-slack
	}
	if good {
		return ""
	}
	sort.SliceStable(seen, func(i, j int) bool { return seen[i].x < seen[j].x })
	var b strings.Builder
	for _, g := range seen {
		b.WriteRune(g.r)
	}
	return fmt.Sprintf("“%s” is seen, from left to right, as “%s”", l.Text, b.String())
}
