//go:build !editor

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
	part := flags.String("part", "", "K/N: the K-th of N parts alone")
	keep := flags.String("keep", "", "a file that keeps the outcomes of parts; the table is of all in it")
	signed := flags.Bool("signed", false, "sign the words anew after each mutation of a clause, so that its records alone can catch it")
	hand := flags.String("hand", "", "a file of cases made by hand ("+mutate.HandFile+") instead, as they are and with all signed anew")
	misses := flags.Bool("misses", false, "list what got through and what was refused wrongly")
	return func(_ context.Context, out io.Writer) error {
		start := time.Now()
		o := mutate.Options{Seed: *seed, Each: *each, Only: *only, Signed: *signed}
		if *part != "" {
			if n, _ := fmt.Sscanf(*part, "%d/%d", &o.Part, &o.Parts); n != 2 || o.Part < 1 || o.Part > o.Parts {
				return fmt.Errorf("-part %q is no part; write 1/6 for the first of six", *part)
			}
		}
		if *hand != "" {
			o.Signed, o.Each = true, 0
			plain, again, err := mutate.RunHand(os.DirFS("."), *hand, o)
			if plain == nil {
				return err
			}
			mutate.PrintHand(out, plain, again, *misses)
			if err != nil {
				return err
			}
			return mutate.Held(plain, mutationsRightly, 0, mutationsRefused)
		}
		all, err := mutate.Run(os.DirFS("."), o)
		if err != nil {
			return err
		}
		tried := len(all)
		if *keep != "" {
			before, err := mutate.Kept(*keep)
			if err != nil {
				return err
			}
			if err := mutate.Keep(*keep, all); err != nil {
				return err
			}
			all = append(before, all...)
		}
		mutate.Print(out, all, *misses)
		fmt.Fprintf(out, "%d projects checked in %s\n", tried, time.Since(start).Round(time.Second))
		if *only != "" || o.Part < o.Parts {
			return nil
		}
		return mutate.Held(all, mutationsRightly, mutationsOfKind, mutationsRefused)
	}
}
