//go:build !editor

package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/build"
)

// bench prints what a build costs, cold and warm, what each graphic takes to draw, and what each part weighs. Times are for
// reading, never for a test: machines differ.
func bench(out io.Writer) error {
	tmp, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	o := build.Options{Root: ".", Out: filepath.Join(tmp, "dist"), Cache: filepath.Join(tmp, "cache")}
	for _, name := range []string{"cold", "warm"} {
		r, err := build.Build(o)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "build, %s caches: %.1f s (", name, r.Took.Seconds())
		for i, ph := range slices.Sorted(maps.Keys(r.Phases)) {
			if i > 0 {
				fmt.Fprint(out, ", ")
			}
			fmt.Fprintf(out, "%s %.1f", ph, r.Phases[ph].Seconds())
		}
		fmt.Fprintln(out, ")")
		if name == "cold" {
			for _, g := range slices.Sorted(maps.Keys(r.Drawer.Spent)) {
				fmt.Fprintf(out, "  %-12s %6.0f ms in ECharts for %d pictures\n", g, float64(r.Drawer.Spent[g].Microseconds())/1000, r.Drawer.Pictures[g])
			}
		}
	}
	sizes, err := build.Sizes(o.Out)
	if err != nil {
		return err
	}
	build.PrintSizes(out, sizes)
	return nil
}

// shots takes a picture of every step in three languages, at a phone's and a desk's width, light and dark.
func shots(ctx context.Context, dist, dir string, steps, locales, themes []string, widths []int, at float64) error {
	base, done, err := openSite(dist)
	if err != nil {
		return err
	}
	defer done()
	var list []browser.Shot
	for _, loc := range locales {
		for _, theme := range themes {
			for _, w := range widths {
				h := 900
				if w < 600 {
					h = 800
				}
				for _, st := range steps {
					list = append(list, browser.Shot{Locale: loc, Theme: theme, Width: w, Height: h, Step: st, At: at})
				}
			}
		}
	}
	faults, err := browser.Shots(ctx, base, dir, list)
	for _, f := range faults {
		fmt.Fprintln(os.Stderr, "the page complained: "+f)
	}
	return err
}
