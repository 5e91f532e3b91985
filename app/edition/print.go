package edition

import (
	"fmt"
	"io"
	"strings"

	"sahel-explainer/locales"
)

// Print writes proposed entries, ready to be pasted into the log and the catalogues once an editor has said what was wrong.
func Print(w io.Writer, p *Proposal, day string, in []locales.Locale) {
	for _, e := range p.Entries {
		fmt.Fprintf(w, "# %s\n", e.Step)
		for _, c := range e.Changes {
			fmt.Fprintf(w, "#   %s: %s\n", c.Where, c.String())
		}
		fmt.Fprintf(w, "[[correction]]\nid = %q\ndate = %q\nsteps = [%q]\nrecords = [%s]\n", e.Step+"-"+day, day, e.Step, quoted(e.Records))
		for _, l := range in {
			fmt.Fprintf(w, "# %s/corrections.%s.toml: [log.%s-%s] was = \"…\" now = \"…\"\n", locales.MessagesDir, l.Tag, e.Step, day)
		}
		fmt.Fprintln(w)
	}
	for _, list := range []struct {
		what  string
		steps []string
	}{{"new", p.Added}, {"gone", p.Gone}} {
		if len(list.steps) > 0 {
			fmt.Fprintf(w, "# steps that are %s: %s\n", list.what, strings.Join(list.steps, ", "))
		}
	}
	if len(p.Elsewhere) > 0 {
		fmt.Fprintln(w, "# data that no step cites by name:")
		for _, c := range p.Elsewhere {
			fmt.Fprintf(w, "#   %s: %s\n", c.Where, c.String())
		}
	}
	fmt.Fprintf(w, "# %d steps say something else\n", len(p.Entries))
}

// String shows what was and what is.
func (c Change) String() string {
	switch {
	case c.Was == "":
		return fmt.Sprintf("added “%s”", c.Now)
	case c.Now == "":
		return fmt.Sprintf("without “%s”", c.Was)
	}
	return fmt.Sprintf("“%s” → “%s”", c.Was, c.Now)
}

func quoted(s []string) string {
	out := make([]string, len(s))
	for i, x := range s {
		out[i] = fmt.Sprintf("%q", x)
	}
	return strings.Join(out, ", ")
}
