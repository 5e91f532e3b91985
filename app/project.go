//go:build !editor

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"sahel-explainer/app/build"
	"sahel-explainer/app/build/pack"
	"sahel-explainer/app/build/render"
	"sahel-explainer/app/preview"
	"sahel-explainer/app/release"
	"sahel-explainer/locales"
)

// called is what the program calls itself where it says how it is used.
const (
	called   = "app"
	released = false // with nothing but itself at hand
)

// find says where the program's own files are and which story is meant if none is named: in the project both are its folder.
func find(root, _ *string) error {
	*root = "."
	return nil
}

func init() { // what those who change the program measure it with
	commands = append(commands, []command{
		{name: "program", does: "build the editor's program for this system", flags: "-version V -out FILE", setup: programCommand},
		{name: "sizes", does: "print what each part weighs", flags: "-dir DIR", setup: sizesCommand},
		{name: "check-mutations", does: "print which mistakes the check finds and which correct edits it refuses", flags: "-each N -seed N -only KIND -misses -hand", setup: mutationsCommand},
		{name: "labels", does: "print which labels of pictures three engines show in order", flags: "-dir DIR", patient: true, setup: labelsCommand},
		{name: "bench-preview", does: "print how soon a saved change is on the screen", patient: true, setup: benchPreviewCommand},
		{name: "bench", does: "print what building costs and readers wait for", flags: "-dir DIR -runs N -only build|0|1|2|scroll", patient: true, setup: benchCommand},
		{name: "bench-embed", does: "print what an embed costs its host while scrolling", flags: "-dir DIR -runs N", patient: true, setup: benchEmbedCommand},
		{name: "review-pictures", does: "write one page of the graphics' pictures that differ from a revision", flags: "-since REVISION -out FILE", setup: reviewPicturesCommand},
		{name: "shots", does: "take pictures of the story, or one share-ready picture a language", flags: "-dir DIR -out DIR -steps A,B -locales A,B " +
			"-themes light,dark -widths 390,1440 -at 0.25 | -share STEP or -graphic ID -state STATE, with -dark", patient: true, setup: shotsCommand},
		{name: "lighthouse", does: "print Lighthouse's scores", flags: "-dir DIR -runs N", patient: true, setup: lighthouseCommand},
		{name: "screenshots", does: "renew the pictures that install dialogs show", flags: "-dir DIR -out DIR", patient: true, setup: screenshotsCommand},
	}...)
}

func programCommand(flags *flag.FlagSet) action {
	version, to := flags.String("version", "0", ""), flags.String("out", ".build/explainer", "")
	return func(_ context.Context, out io.Writer) error {
		packed, err := release.Kit(".")
		if err != nil {
			return err
		}
		if err := release.Editor(".", packed, *version, *to, nil); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s, with %.1f MB of what it needs inside\n", *to, float64(len(packed))/1e6)
		return nil
	}
}

func sizesCommand(flags *flag.FlagSet) action {
	dir := distFlag(flags)
	return func(_ context.Context, out io.Writer) error {
		sizes, err := build.Sizes(*dir)
		if err != nil {
			return err
		}
		build.PrintSizes(out, sizes)
		return pack.PrintPackages(out, ".", ".build")
	}
}

func benchPreviewCommand(*flag.FlagSet) action {
	return func(ctx context.Context, out io.Writer) error { return preview.Bench(ctx, ".", out) }
}

func benchCommand(flags *flag.FlagSet) action {
	dir, runs, only := distFlag(flags), flags.Int("runs", 3, ""), flags.String("only", "", "")
	return func(ctx context.Context, out io.Writer) error {
		if *only == "" || *only == "build" {
			if err := bench(out); err != nil || *only == "build" {
				return err
			}
		}
		return benchBrowser(ctx, out, *dir, *runs, *only)
	}
}

func benchEmbedCommand(flags *flag.FlagSet) action {
	dir, runs := distFlag(flags), flags.Int("runs", 3, "")
	return func(ctx context.Context, out io.Writer) error { return benchEmbed(ctx, out, *dir, max(*runs, 1)) }
}

func lighthouseCommand(flags *flag.FlagSet) action {
	dir, runs := distFlag(flags), flags.Int("runs", 3, "")
	return func(ctx context.Context, out io.Writer) error { return lighthouse(ctx, out, *dir, *runs) }
}

func screenshotsCommand(flags *flag.FlagSet) action {
	dir, to := distFlag(flags), flags.String("out", render.ScreenshotsDir, "")
	return func(ctx context.Context, _ io.Writer) error { return screenshots(ctx, *dir, *to) }
}

func shotsCommand(flags *flag.FlagSet) action {
	dir, to := distFlag(flags), flags.String("out", ".build/shots", "")
	steps, tags := flags.String("steps", "", ""), flags.String("locales", strings.Join(locales.Tags(locales.All()), ","), "")
	themes, widths := flags.String("themes", "light,dark", ""), flags.String("widths", "390,1440", "")
	at := flags.Float64("at", 0.25, "")
	var share preview.Picture
	flags.StringVar(&share.Step, "share", "", "")
	flags.StringVar(&share.Graphic, "graphic", "", "")
	flags.StringVar(&share.State, "state", "", "")
	flags.BoolVar(&share.Dark, "dark", false, "")
	return func(ctx context.Context, out io.Writer) error {
		if share.Step != "" || share.Graphic != "" {
			if share.Graphic != "" && (share.State == "" || share.Step != "") {
				return errors.New("shots: give -graphic with -state, or -share alone")
			}
			return shareCommand(ctx, out, *dir, *to, strings.Split(*tags, ","), share)
		}
		ws, err := pixels(*widths)
		if err != nil {
			return err
		}
		list := strings.Split(*steps, ",")
		if *steps == "" {
			o, err := locales.LoadOutline(os.DirFS("."))
			if err != nil {
				return err
			}
			list = []string{"top"}
			for _, s := range o.Steps() {
				list = append(list, s.ID)
			}
			list = append(list, "explore", "method")
		}
		if err := shots(ctx, *dir, *to, list, strings.Split(*tags, ","), strings.Split(*themes, ","), ws, *at); err != nil {
			return err
		}
		fmt.Fprintf(out, "pictures are in %s\n", *to)
		return nil
	}
}

// pixels reads widths of windows.
func pixels(list string) (out []int, err error) {
	for _, w := range strings.Split(list, ",") {
		n, err := strconv.Atoi(w)
		if err != nil || n < 200 || n > 4000 {
			return nil, fmt.Errorf("shots: width %q: give pixels between 200 and 4000", w)
		}
		out = append(out, n)
	}
	return out, nil
}
