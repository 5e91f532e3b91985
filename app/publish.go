package main

import (
	"fmt"
	"io"
	"os"

	"sahel-explainer/app/build"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/app/edition"
	"sahel-explainer/locales"
)

// publish builds the site if the editorial check lets it: an error stops it before anything is written, unless a draft is asked for.
func publish(out io.Writer, o build.Options) error {
	p, err := read.LoadStory(o.Root, o.Story)
	if err != nil {
		return err
	}
	findings := check.Run(p)
	n := check.Tally(findings)
	if n.Errors > 0 && !o.Draft {
		var stand []check.Finding
		for _, f := range findings {
			if f.Stands() {
				stand = append(stand, f)
			}
		}
		check.Print(out, stand)
		return fmt.Errorf("not built: the check found errors; mend them, add a reason to locales/suppressions.toml, or build a draft with %s", either("DRAFT=1", "-draft"))
	}
	r, err := build.Build(o)
	if err != nil {
		return err
	}
	printReport(out, o, r)
	fmt.Fprintf(out, "check: %d errors, %d warnings, %d let stand with a reason (%s lists them)\n", n.Errors, n.Warnings, n.Suppressed, either("make check", called+" check"))
	if !check.Whole(p) {
		fmt.Fprintln(out, "check: rows were held against records; words were not compared: that needs two languages whose words the check can read, and the names of the story in locales/names.toml")
	}
	printEditions(out, o, r)
	return nil
}

// either is how something is asked for in the project, or of the released program.
func either(project, program string) string {
	if released {
		return program
	}
	return project
}

// printEditions says what of the site will not change again.
func printEditions(out io.Writer, o build.Options, r *build.Report) {
	if o.Draft {
		fmt.Fprintln(out, "a draft: every page says so, search engines are kept away, and no edition was written")
		return
	}
	for _, e := range r.Editions() {
		fmt.Fprintf(out, "edition %s: %d files, %.1f MB with what it shares\n", e.Day, e.Files, float64(e.Bytes)/1e6)
	}
}

// propose prints entries for the log of corrections from what differs between an earlier state and this one.
func propose(out io.Writer, root, since string) error {
	old, err := edition.Earlier(root, since)
	if err != nil {
		return err
	}
	now := os.DirFS(root)
	p, err := edition.Compare(old, now)
	if err != nil {
		return err
	}
	o, err := locales.LoadOutline(now)
	if err != nil {
		return err
	}
	edition.Print(out, p, o.Edition, o.Locales())
	return nil
}
