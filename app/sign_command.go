package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
)

// signCommand writes down what words, records and outline now say, so that the check finds what says something else later.
func signCommand(flags *flag.FlagSet) action {
	story := storyFlag(flags)
	return func(_ context.Context, out io.Writer) error {
		var root string
		if err := find(&root, story); err != nil {
			return err
		}
		p, err := check.LoadFS(read.Files(root, *story))
		if err != nil {
			return err
		}
		for _, f := range check.Run(p) {
			if f.Rule == "signed" || f.Rule == "orphan" {
				fmt.Fprintf(out, "signed: %s:%d: %s\n", f.File, f.Line, f.What)
			}
		}
		file := filepath.Join(cmp.Or(*story, root), check.SignedFile)
		text := check.Sign(p)
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
			fmt.Fprintln(out, "nothing has changed since it was signed")
			return nil
		}
		return os.WriteFile(file, text, 0o644)
	}
}
