package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"sahel-explainer/app/check/seen"
	"sahel-explainer/app/verify"
)

// verifyCommand holds a finished site, in a folder or as an address serves it, to the list of what was built.
func verifyCommand(flags *flag.FlagSet) action {
	dir, at := distFlag(flags), flags.String("url", "", "")
	return func(ctx context.Context, out io.Writer) error {
		var faults []verify.Fault
		var n int
		var err error
		what := *dir
		if *at != "" {
			what = *at
			local, _ := os.ReadFile(*dir + "/" + verify.SumsFile) // without a build at hand its own list is all there is
			faults, n, err = verify.URL(ctx, *at, local)
		} else {
			faults, n, err = verify.Folder(os.DirFS(*dir))
		}
		if err != nil {
			return fmt.Errorf("verify: %w", err)
		}
		for _, f := range faults {
			fmt.Fprintf(out, "%s %s\n", f.Path, f.What)
		}
		broken := 0
		if *at == "" {
			links, err := seen.Links(os.DirFS(*dir))
			if err != nil {
				return err
			}
			for _, l := range links {
				fmt.Fprintf(out, "%s %s\n", strings.TrimPrefix(l.File, "dist/"), l.What)
			}
			broken = len(links)
		}
		if len(faults)+broken > 0 {
			return fmt.Errorf("verify: %s is not what was built: %d files differ, %d links lead nowhere", what, len(faults), broken)
		}
		fmt.Fprintf(out, "%s is what was built: %d files compared\n", what, n)
		return nil
	}
}
