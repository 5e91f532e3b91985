package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"sahel-explainer/app/check/mutate"
)

// Levels to which the editorial check is held by check-mutations, in parts of a hundred.
const (
	mutationsRightly = 95 // of all mistakes, caught for the right reason
	mutationsOfKind  = 85 // of the mistakes of each kind
	mutationsRefused = 2  // of all correct edits, refused
)

func mutationsCommand(flags *flag.FlagSet) action {
	each := flags.Int("each", 5, "mutations of a kind in each language; 0: all that there are")
	seed := flags.Uint64("seed", 1, "which of them")
	only := flags.String("only", "", "a part of the name of the kinds to try")
	misses := flags.Bool("misses", false, "list what got through and what was refused wrongly")
	return func(_ context.Context, out io.Writer) error {
		start := time.Now()
		all, err := mutate.Run(os.DirFS("."), mutate.Options{Seed: *seed, Each: *each, Only: *only})
		if err != nil {
			return err
		}
		mutate.Print(out, all, *misses)
		fmt.Fprintf(out, "%d projects checked in %s\n", len(all), time.Since(start).Round(time.Second))
		if *only != "" {
			return nil
		}
		return mutate.Held(all, mutationsRightly, mutationsOfKind, mutationsRefused)
	}
}
