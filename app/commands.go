package main

import (
	"cmp"
	"context"
	"flag"
	"io"
	"os"

	"sahel-explainer/app/build"
	"sahel-explainer/app/host"
)

// commands are the program's verbs, in the order in which the usage lists them; the project has further ones (project.go).
var commands []command

func init() { // not a literal: usage reads it
	commands = []command{
		{name: "build", does: "make the site", flags: "-out DIR -base-url URL -base-path PATH -draft -editions DIR -story DIR", setup: buildCommand},
		{name: "serve", does: "serve a finished site", flags: "-dir DIR -addr ADDR -frame-ancestors LIST -cert FILE -key FILE -log", patient: true, raw: serveCommand},
		{name: "verify", does: "compare a finished site with the list of what was built", flags: "-dir DIR -url ADDRESS", patient: true, setup: verifyCommand},
		{name: "verify-host", does: "say what will break on a news site's own page, and why", flags: verifyHostTakes, patient: true, raw: verifyHost},
		{name: "release", does: "make archive, programs, sums", flags: "-version V -out DIR -base-url URL -base-path PATH -story DIR", setup: releaseCommand},
		{name: "new", does: "write a new story, graphic, record or language, with words to replace", flags: newTakes, raw: newCommand},
		{name: "migrate", does: "bring a story of an earlier program up to this one", flags: "-story DIR", setup: migrateCommand},
		{name: "check", does: "print what is wrong with words and facts", flags: "-story DIR -json -coverage -must", setup: checkCommand},
		{name: "where", does: "print each place that shows a record", flags: "RECORD", raw: whereCommand},
		{name: "sign", does: "write down what words now say, and records that are new or named, once they are right", flags: "-story DIR -record ID,ID (or all)", setup: signCommand},
		{name: "check-visual", does: "print what is wrong to the eye in the built site", flags: "-dir DIR -story DIR -json", patient: true, setup: checkVisualCommand},
		{name: "preview", does: "the editor's desk", flags: "-addr ADDR -story DIR", patient: true, setup: previewCommand},
		{name: "corrections", does: "propose entries for the log", flags: "-since DIR-OR-REVISION", setup: correctionsCommand},
	}
}

// siteFlags are those of the commands that build a site.
func siteFlags(flags *flag.FlagSet, o *build.Options) {
	flags.StringVar(&o.BaseURL, "base-url", "", "")
	flags.StringVar(&o.BasePath, "base-path", "", "")
	flags.StringVar(&o.Story, "story", "", "")
}

// storyFlag names the folder of another story; left out, it is the project's own.
func storyFlag(flags *flag.FlagSet) *string { return flags.String("story", "", "") }

// distFlag names the site that a command reads.
func distFlag(flags *flag.FlagSet) *string { return flags.String("dir", "dist", "") }

func buildCommand(flags *flag.FlagSet) action {
	var o build.Options
	siteFlags(flags, &o)
	flags.StringVar(&o.Out, "out", "dist", "")
	flags.BoolVar(&o.Draft, "draft", false, "")
	flags.StringVar(&o.Editions, "editions", "", "")
	return func(_ context.Context, out io.Writer) error {
		if err := find(&o.Root, &o.Story); err != nil {
			return err
		}
		return publish(out, o)
	}
}

func serveCommand(ctx context.Context, args []string, out io.Writer) error {
	return host.Serve(ctx, args, nil, out, os.Stderr)
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

func correctionsCommand(flags *flag.FlagSet) action {
	since := flags.String("since", "", "")
	return func(_ context.Context, out io.Writer) error {
		var root, story string
		if err := find(&root, &story); err != nil {
			return err
		}
		return propose(out, cmp.Or(story, root), *since)
	}
}
