package main

import (
	"cmp"
	"context"
	"io"

	"sahel-explainer/app/hostcheck"
)

const verifyHostTakes = hostcheck.Takes

// verifyHost says what will break on a news site's page that carries the site in -dir.
func verifyHost(ctx context.Context, args []string, out io.Writer) error {
	return hostcheck.Command(ctx, args, out, func(dir string) (string, func(), error) { return openSite(cmp.Or(dir, "dist")) })
}
