package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sahel-explainer/app/check"
)

// signCommand writes down what words, records and outline now say, so that the check finds what says something else later.
func signCommand(flags *flag.FlagSet) action {
	root := flags.String("root", ".", "the project")
	return func(_ context.Context, out io.Writer) error {
		p, err := check.LoadFS(os.DirFS(*root))
		if err != nil {
			return err
		}
		for _, f := range check.Run(p) {
			if f.Rule == "signed" || f.Rule == "orphan" {
				fmt.Fprintf(out, "signed: %s:%d: %s\n", f.File, f.Line, f.What)
			}
		}
		file := filepath.Join(*root, check.SignedFile)
		text := check.Sign(p)
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
			fmt.Fprintln(out, "nothing has changed since it was signed")
			return nil
		}
		return os.WriteFile(file, text, 0o644)
	}
}
