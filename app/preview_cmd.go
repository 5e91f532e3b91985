package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"sahel-explainer/app/preview"
)

// previewCommand shows the project in the browser as it is being written, until it is told to stop.
func previewCommand(ctx context.Context, flags *flag.FlagSet, parse func() error, out io.Writer) error {
	o := preview.Options{Out: out}
	flags.StringVar(&o.Root, "root", ".", "")
	flags.StringVar(&o.Addr, "addr", "localhost:8090", "")
	if err := parse(); err != nil {
		return err
	}
	return preview.Run(ctx, o)
}

// shareCommand takes share-ready pictures of one step or graphic of a finished site, as the desk's button does of a draft.
func shareCommand(ctx context.Context, out io.Writer, dist, dir string, tags []string, p preview.Picture) error {
	if p.Graphic != "" && (p.State == "" || p.Step != "") {
		return errors.New("shots: give -graphic with -state, or -share alone")
	}
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
