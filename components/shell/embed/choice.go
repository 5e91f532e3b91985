package embed

import (
	"strings"

	"sahel-explainer/components/snippet"
)

// choice is what a newsroom has chosen in the embed dialog.
type choice struct {
	thing               int // index in the codes
	locale, theme, mode string
	step                string
	dated               bool // this edition for good, not the current one
	hosted              bool // sharing gives the host page's address
}

// Parts of the dialog's form, which it reads and sets by name.
const (
	partWhat    = "what"
	partLocale  = "locale"
	partHeight  = "height"
	partStep    = "step"
	partTheme   = "theme"
	partEdition = "edition"
	partShare   = "share"
)

// set takes one part of the form over. A step of what is no longer chosen is forgotten.
func (c *choice) set(part, value string, codes snippet.Codes) {
	switch part {
	case partWhat:
		for i, t := range codes.Things {
			if t.Place() == value {
				c.thing = i
			}
		}
		kept := false
		for _, st := range c.steps(codes) {
			kept = kept || st.ID == c.step
		}
		if !kept {
			c.step = ""
		}
	case partLocale:
		c.locale = value
	case partHeight:
		c.mode = value
	case partStep:
		c.step = value
	case partTheme:
		c.theme = value
	case partEdition:
		c.dated = value != ""
	case partShare:
		c.hosted = value != ""
	}
}

func (c choice) of(codes snippet.Codes) snippet.Thing {
	if c.thing < 0 || c.thing >= len(codes.Things) {
		return snippet.Thing{Kind: snippet.Story}
	}
	return codes.Things[c.thing]
}

// steps are those at which what is chosen can begin, but for the first, where it begins anyway.
func (c choice) steps(codes snippet.Codes) []snippet.Step {
	var out []snippet.Step
	t := c.of(codes)
	for _, st := range codes.Steps {
		if t.Kind == snippet.Story && (t.ID == "" || st.Short) || t.Kind == snippet.Chapter && st.Chapter == t.ID {
			out = append(out, st)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out[1:]
}

// options are what the code says. edition is the path of the page's own edition below the site's root, empty if it has none.
func (c choice) options(codes snippet.Codes, edition string) snippet.Options {
	o := codes.Options(c.locale, c.of(codes))
	if c.dated {
		o.Edition = strings.Trim(edition, "/")
	}
	if c.theme != "auto" {
		o.Theme = c.theme
	}
	if o.Graphic == "" {
		o.Step, o.Mode, o.Share = c.step, c.mode, c.hosted
	}
	return o
}

// preview is the address that shows what is chosen on this very site: root is its own absolute root. What follows a host's
// scrolling scrolls by itself there.
func (c choice) preview(codes snippet.Codes, root string) string {
	o := c.options(codes, "")
	o.Base = root
	u := o.FrameURL()
	switch {
	case o.Graphic != "":
	case c.mode != "":
		u += "&mode=" + c.mode
	default:
		u = strings.Replace(u, snippet.FrameFile, "", 1) + "&mode=standalone"
		if o.Step != "" {
			u += "#" + o.Step
		}
	}
	return u
}
