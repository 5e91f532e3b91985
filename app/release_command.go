package main

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"sahel-explainer/app/release"
	"sahel-explainer/app/site"
)

// makeRelease builds the site afresh and makes of it what is handed out.
func makeRelease(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	o := site.Options{Root: ".", Out: ".build/release/dist"}
	flags.StringVar(&o.BaseURL, "base-url", "", "")
	flags.StringVar(&o.BasePath, "base-path", "", "")
	version := flags.String("version", "", "")
	to := flags.String("out", ".build/release", "")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return fmt.Errorf("release: %v\n%s", err, usage)
	}
	o.Out = filepath.Join(*to, "dist")
	if _, err := site.Build(o); err != nil {
		return err
	}
	dir := filepath.Join(*to, *version)
	files, err := release.Make(release.Options{Root: ".", Site: o.Out, Out: dir, Version: *version, Targets: release.Targets})
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	for _, f := range files {
		fmt.Fprintf(out, "%s  %10d  %s\n", f.SHA[:16], f.Size, f.Name)
	}
	fmt.Fprintf(out, "with SHA256SUMS in %s\n", dir)
	return nil
}
