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

	"sahel-explainer/app/host"
	"sahel-explainer/app/preview"
	"sahel-explainer/app/site"
	"sahel-explainer/locales"
)

// commands are all of the program's verbs, in the order in which the usage lists them.
var commands []command

func init() { // not a literal: usage reads it
	commands = []command{
		{name: "build", does: "make the site", flags: "-out DIR -base-url URL -base-path PATH -draft -editions DIR -story DIR", setup: buildCommand},
		{name: "serve", does: "serve a finished site", flags: "-dir DIR -addr ADDR -frame-ancestors LIST -cert FILE -key FILE -log", patient: true, raw: serveCommand},
		{name: "verify", does: "compare a finished site with the list of what was built", flags: "-dir DIR -url ADDRESS", patient: true, setup: verifyCommand},
		{name: "verify-host", does: "say what will break on a news site's own page, and why", flags: verifyHostTakes, patient: true, raw: verifyHost},
		{name: "release", does: "make archive, programs, sums", flags: "-version V -out DIR -base-url URL -base-path PATH -story DIR", setup: releaseCommand},
		{name: "new", does: "write a new story, graphic, record or language, with words to replace", flags: newTakes, raw: newCommand},
		{name: "sizes", does: "print what each part weighs", flags: "-dir DIR", setup: sizesCommand},
		{name: "check", does: "print what is wrong with words and facts", flags: "-story DIR -json -coverage -must", setup: checkCommand},
		{name: "where", does: "print each place that shows a record", flags: "RECORD", raw: whereCommand},
		{name: "check-mutations", does: "print which mistakes the check finds and which correct edits it refuses", flags: "-each N -seed N -only KIND -misses", setup: mutationsCommand},
		{name: "sign", does: "write down what words and records now say, once they are right", flags: "-story DIR", setup: signCommand},
		{name: "check-visual", does: "print what is wrong to the eye in the built site", flags: "-dir DIR -story DIR -json", patient: true, setup: checkVisualCommand},
		{name: "labels", does: "print which labels of pictures three engines show in order", flags: "-dir DIR", patient: true, setup: labelsCommand},
		{name: "preview", does: "the editor's desk", flags: "-addr ADDR -story DIR", patient: true, setup: previewCommand},
		{name: "bench-preview", does: "print how soon a saved change is on the screen", patient: true, setup: benchPreviewCommand},
		{name: "bench", does: "print what building costs and readers wait for", flags: "-dir DIR -runs N -only build|0|1|2|scroll", patient: true, setup: benchCommand},
		{name: "bench-embed", does: "print what an embed costs its host while scrolling", flags: "-dir DIR -runs N", patient: true, setup: benchEmbedCommand},
		{name: "corrections", does: "propose entries for the log", flags: "-since DIR-OR-REVISION", setup: correctionsCommand},
		{name: "review-pictures", does: "write one page of the graphics' pictures that differ from a revision", flags: "-since REVISION -out FILE", setup: reviewPicturesCommand},
		{name: "shots", does: "take pictures of the story, or one share-ready picture a language", flags: "-dir DIR -out DIR -steps A,B -locales A,B " +
			"-themes light,dark -widths 390,1440 -at 0.25 | -share STEP or -graphic ID -state STATE, with -dark", patient: true, setup: shotsCommand},
		{name: "lighthouse", does: "print Lighthouse's scores", flags: "-dir DIR -runs N", patient: true, setup: lighthouseCommand},
		{name: "screenshots", does: "renew the pictures that install dialogs show", flags: "-dir DIR -out DIR", patient: true, setup: screenshotsCommand},
	}
}

// siteFlags are those of the commands that build a site.
func siteFlags(flags *flag.FlagSet, o *site.Options) {
	flags.StringVar(&o.BaseURL, "base-url", "", "")
	flags.StringVar(&o.BasePath, "base-path", "", "")
	flags.StringVar(&o.Story, "story", "", "")
}

// storyFlag names the folder of another story; left out, it is the project's own.
func storyFlag(flags *flag.FlagSet) *string { return flags.String("story", "", "") }

// distFlag names the site that a command reads.
func distFlag(flags *flag.FlagSet) *string { return flags.String("dir", "dist", "") }

func buildCommand(flags *flag.FlagSet) action {
	o := site.Options{Root: "."}
	siteFlags(flags, &o)
	flags.StringVar(&o.Out, "out", "dist", "")
	flags.BoolVar(&o.Draft, "draft", false, "")
	flags.StringVar(&o.Editions, "editions", "", "")
	return func(_ context.Context, out io.Writer) error { return publish(out, o) }
}

func serveCommand(ctx context.Context, args []string, out io.Writer) error {
	return host.Serve(ctx, args, nil, out, os.Stderr)
}

func sizesCommand(flags *flag.FlagSet) action {
	dir := distFlag(flags)
	return func(_ context.Context, out io.Writer) error {
		sizes, err := site.Sizes(*dir)
		if err != nil {
			return err
		}
		site.PrintSizes(out, sizes)
		return site.PrintPackages(out, ".", ".build")
	}
}

func checkCommand(flags *flag.FlagSet) action {
	story, asJSON, claims, must := storyFlag(flags), flags.Bool("json", false, ""), flags.Bool("coverage", false, ""), flags.Bool("must", false, "")
	return func(_ context.Context, out io.Writer) error {
		if *must {
			return proposeMust(out, *story)
		}
		return checkWords(out, *story, *asJSON, *claims)
	}
}

func checkVisualCommand(flags *flag.FlagSet) action {
	dir, story, asJSON := distFlag(flags), storyFlag(flags), flags.Bool("json", false, "")
	return func(ctx context.Context, out io.Writer) error { return checkVisual(ctx, *dir, *story, *asJSON, out) }
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

func correctionsCommand(flags *flag.FlagSet) action {
	since := flags.String("since", "", "")
	return func(_ context.Context, out io.Writer) error { return propose(out, ".", *since) }
}

func lighthouseCommand(flags *flag.FlagSet) action {
	dir, runs := distFlag(flags), flags.Int("runs", 3, "")
	return func(ctx context.Context, out io.Writer) error { return lighthouse(ctx, out, *dir, *runs) }
}

func screenshotsCommand(flags *flag.FlagSet) action {
	dir, to := distFlag(flags), flags.String("out", site.ScreenshotsDir, "")
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
