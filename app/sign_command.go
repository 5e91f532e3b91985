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
	"slices"
	"strings"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
)

// signCommand writes down what words, records and outline now say, so that the check finds what says something else later.
func signCommand(flags *flag.FlagSet) action {
	story := storyFlag(flags)
	records := flags.String("record", "", "")
	return func(_ context.Context, out io.Writer) error {
		var root string
		if err := find(&root, story); err != nil {
			return err
		}
		p, err := check.LoadFS(read.Files(root, *story))
		if err != nil {
			return err
		}
		text, left := check.Sign(p, strings.FieldsFunc(*records, func(r rune) bool { return r == ' ' || r == ',' })...)
		for _, f := range check.Run(p) {
			if (f.Rule == "signed" || f.Rule == "orphan") && !slices.Contains(left, f.ID) {
				fmt.Fprintf(out, "signed: %s:%d: %s\n", f.File, f.Line, f.What)
			}
		}
		file := filepath.Join(cmp.Or(*story, root), check.SignedFile)
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
			fmt.Fprintln(out, "nothing else has changed since it was signed")
		} else if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
		for _, id := range left {
			fmt.Fprintf(out, "not signed: %s says otherwise than when it was compared with the research; compare it with its sources, then run make sign RECORD=%s\n", id, id)
		}
		return nil
	}
}
