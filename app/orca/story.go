package orca

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// Step is what a listener must hear of a step: its headline, its words, and what its graphic shows. Its terms are no links to who listens
// (components/shell/evidence): one would part its sentence.
type Step struct{ Title, Words, Shows string }

// Steps reads the steps of a story's page.
func Steps(page []byte) ([]Step, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	var out []Step
	for n := range doc.Descendants() {
		if !is(n, "section", "step") {
			continue
		}
		var s Step
		for c := range n.Descendants() {
			switch {
			case is(c, "h3", "") && s.Title == "":
				s.Title = words(c)
			case is(c, "p", "vh") && s.Shows == "":
				s.Shows = words(c)
			case is(c, "p", "") && s.Words == "":
				s.Words = words(c)
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// is reports whether a node is an element of a name, and of a class where one is given.
func is(n *html.Node, name, class string) bool {
	if n.Type != html.ElementNode || n.Data != name {
		return false
	}
	for _, a := range n.Attr {
		if a.Key == "class" && strings.Contains(" "+a.Val+" ", " "+class+" ") {
			return true
		}
	}
	return class == ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// tight is text without what the page and the speech break differently: spaces, and signs that only order text.
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, strings.Join(strings.Fields(s), ""))
}

// Faults holds what was said to the steps: each one's headline, words and what its graphic shows once, in this order, step after step.
func Faults(said []string, steps []Step) (faults []string) {
	all, at := tight(strings.Join(said, " ")), 0
	want := map[string]int{} // two steps may show the same
	for _, s := range steps {
		want[tight(s.Words)]++
		want[tight(s.Shows)]++
	}
	for i, s := range steps {
		for what, text := range map[string]string{"words": s.Words, "graphic": s.Shows} {
			if n := strings.Count(all, tight(text)); n != want[tight(text)] {
				faults = append(faults, fmt.Sprintf("step %d, %s: %s said %d times: %.60s…", i+1, s.Title, what, n, text))
			}
		}
		for _, text := range []string{s.Title, s.Words, s.Shows} {
			next := strings.Index(all[at:], tight(text))
			if next < 0 {
				faults = append(faults, fmt.Sprintf("step %d, %s: not said in its place: %.60s…", i+1, s.Title, text))
				continue
			}
			at += next + len(tight(text))
		}
	}
	return faults
}
