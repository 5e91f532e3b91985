package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"sahel-explainer/app/build"
	"sahel-explainer/app/release"
)

func releaseCommand(flags *flag.FlagSet) action {
	var o build.Options
	siteFlags(flags, &o)
	version, to := flags.String("version", "", ""), flags.String("out", "", "")
	return func(_ context.Context, out io.Writer) error {
		if err := find(&o.Root, &o.Story); err != nil {
			return err
		}
		if *to == "" {
			*to = filepath.FromSlash(".build/release")
			if released {
				*to = "release"
			}
		}
		return makeRelease(out, o, *version, *to)
	}
}

// makeRelease builds the site afresh and makes of it what is handed out, in to/version.
func makeRelease(out io.Writer, o build.Options, version, to string) error {
	o.Out = filepath.Join(to, "dist")
	if _, err := build.Build(o); err != nil {
		return err
	}
	dir := filepath.Join(to, version)
	produce := release.Make
	if released {
		produce = release.FromKit
	}
	files, err := produce(release.Options{Root: o.Root, Site: o.Out, Out: dir, Version: version, Targets: release.Targets, Editors: release.Targets})
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	for _, f := range files {
		fmt.Fprintf(out, "%s  %10d  %s\n", f.SHA[:16], f.Size, f.Name)
	}
	fmt.Fprintf(out, "with SHA256SUMS in %s\n", dir)
	return nil
}
