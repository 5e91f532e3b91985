package main

import (
	"context"
	"flag"
	"io"

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
