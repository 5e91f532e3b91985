package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"sahel-explainer/app/preview"
)

// previewCommand shows the project in the browser as it is being written, until it is told to stop.
func previewCommand(flags *flag.FlagSet) action {
	var o preview.Options
	root := flags.String("root", "", "")
	flags.StringVar(&o.Story, "story", "", "")
	flags.StringVar(&o.Addr, "addr", "localhost:8090", "")
	return func(ctx context.Context, out io.Writer) error {
		if err := find(&o.Root, &o.Story); err != nil {
			return err
		}
		o.Root, o.Out, o.Fixed = cmp.Or(*root, o.Root), out, released
		return preview.Run(ctx, o)
	}
}

// shareCommand takes share-ready pictures of one step or graphic of a finished site, as the desk's button does of a draft.
func shareCommand(ctx context.Context, out io.Writer, dist, dir string, tags []string, p preview.Picture) error {
	base, done, err := openSite(dist)
	if err != nil {
		return err
	}
	defer done()
	names, err := preview.Shoot(ctx, base, dir, tags, p)
	for _, n := range names {
		fmt.Fprintln(out, filepath.Join(dir, n))
	}
	return err
}
