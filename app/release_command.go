package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"sahel-explainer/app/release"
	"sahel-explainer/app/site"
)

func releaseCommand(flags *flag.FlagSet) action {
	o := site.Options{Root: "."}
	siteFlags(flags, &o)
	version, to := flags.String("version", "", ""), flags.String("out", ".build/release", "")
	return func(_ context.Context, out io.Writer) error { return makeRelease(out, o, *version, *to) }
}

// makeRelease builds the site afresh and makes of it what is handed out, in to/version.
func makeRelease(out io.Writer, o site.Options, version, to string) error {
	o.Out = filepath.Join(to, "dist")
	if _, err := site.Build(o); err != nil {
		return err
	}
	dir := filepath.Join(to, version)
	files, err := release.Make(release.Options{Root: ".", Site: o.Out, Out: dir, Version: version, Targets: release.Targets})
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	for _, f := range files {
		fmt.Fprintf(out, "%s  %10d  %s\n", f.SHA[:16], f.Size, f.Name)
	}
	fmt.Fprintf(out, "with SHA256SUMS in %s\n", dir)
	return nil
}
