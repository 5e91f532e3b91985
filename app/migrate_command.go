package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"

	"sahel-explainer/app/migrate"
)

// migrateCommand brings a story up to this program and says what is left to people.
func migrateCommand(flags *flag.FlagSet) action {
	story := storyFlag(flags)
	return func(_ context.Context, out io.Writer) error {
		var root string
		if err := find(&root, story); err != nil {
			return err
		}
		r, err := migrate.Story(root, cmp.Or(*story, root))
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		for _, line := range r.Done {
			fmt.Fprintln(out, line)
		}
		for _, line := range r.Left {
			fmt.Fprintln(out, "to do: "+line)
		}
		if len(r.Done)+len(r.Left) == 0 {
			fmt.Fprintf(out, "nothing to do: the story has the form of this program (engine = %d)\n", r.To)
			return nil
		}
		fmt.Fprintf(out, "from engine %d to %d; compare the files with your copies, then: check, and sign if it asks for it\n", r.From, r.To)
		return nil
	}
}
