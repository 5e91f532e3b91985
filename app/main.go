// Command app builds, serves and checks the explainer. Run it through make: see README.
package main

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sort"
	"strconv"
	"strings"
	"syscall"

	"sahel-explainer/app/host"
	"sahel-explainer/app/preview"
	"sahel-explainer/app/site"
	"sahel-explainer/locales"
)

const usage = `usage: app COMMAND [flags]

  build   make the site in dist/            -out DIR -base-url URL -base-path PATH -draft -editions DIR -story DIR
  serve   serve a finished site             -dir DIR -addr ADDR -frame-ancestors LIST -cert FILE -key FILE -log
  release make archive, programs, sums      -version V -out DIR -base-url URL -base-path PATH
  sizes   print what each part weighs       -dir DIR
  check   print what is wrong with words and facts   -json -coverage
  check-visual   print what is wrong to the eye in the built site   -dir DIR -json
  preview       the editor's desk               -addr ADDR -root DIR
  bench-preview print how soon a saved change is on the screen
  bench   print what building costs and readers wait for   -dir DIR -runs N -only build|0|1|2|scroll
  bench-embed   print what an embed costs its host while scrolling   -dir DIR -runs N
  corrections   propose entries for the log   -since DIR-OR-REVISION
  shots   take pictures of the story        -dir DIR -out DIR -steps A,B -locales ar,fr,en -themes light,dark -widths 390,1440 -at 0.25
                 one share-ready picture a language: -share STEP, or -graphic ID -state STATE, with -dark
  lighthouse    print Lighthouse's scores        -dir DIR -runs N
  screenshots   renew the pictures that install dialogs show   -dir DIR -out DIR
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "error: "+err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("no command given\n%s", usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	parse := func() error {
		if err := flags.Parse(args[1:]); err != nil {
			return fmt.Errorf("%s: %w\n%s", args[0], err, usage)
		}
		if flags.NArg() > 0 {
			return fmt.Errorf("%s: unknown argument %q\n%s", args[0], flags.Arg(0), usage)
		}
		return nil
	}
	switch args[0] {
	case "build":
		o := site.Options{Root: "."}
		flags.StringVar(&o.Out, "out", "dist", "")
		flags.StringVar(&o.BaseURL, "base-url", "", "")
		flags.StringVar(&o.BasePath, "base-path", "", "")
		flags.StringVar(&o.Story, "story", "", "")
		flags.BoolVar(&o.Draft, "draft", false, "")
		flags.StringVar(&o.Editions, "editions", "", "")
		if err := parse(); err != nil {
			return err
		}
		return publish(out, o)
	case "corrections":
		since := flags.String("since", "", "")
		if err := parse(); err != nil {
			return err
		}
		return propose(out, ".", *since)
	case "serve":
		return host.Serve(ctx, args[1:], nil, out, os.Stderr)
	case "release":
		return makeRelease(args[1:], out)
	case "check":
		asJSON := flags.Bool("json", false, "")
		claims := flags.Bool("coverage", false, "")
		if err := parse(); err != nil {
			return err
		}
		return checkWords(out, *asJSON, *claims)
	case "check-visual":
		dir := flags.String("dir", "dist", "")
		asJSON := flags.Bool("json", false, "")
		if err := parse(); err != nil {
			return err
		}
		return checkVisual(ctx, *dir, *asJSON, out)
	case "bench":
		runs := flags.Int("runs", 3, "")
		only := flags.String("only", "", "")
		dir := flags.String("dir", "dist", "")
		if err := parse(); err != nil {
			return err
		}
		if *only == "" || *only == "build" {
			if err := bench(out); err != nil || *only == "build" {
				return err
			}
		}
		return benchBrowser(ctx, out, *dir, *runs, *only)
	case "bench-embed":
		dir := flags.String("dir", "dist", "")
		runs := flags.Int("runs", 3, "")
		if err := parse(); err != nil {
			return err
		}
		return benchEmbed(ctx, out, *dir, max(*runs, 1))
	case "preview":
		return previewCommand(ctx, flags, parse, out)
	case "bench-preview":
		if err := parse(); err != nil {
			return err
		}
		return preview.Bench(ctx, ".", out)
	case "shots":
		dir := flags.String("dir", "dist", "")
		to := flags.String("out", ".build/shots", "")
		steps := flags.String("steps", "", "")
		tags := flags.String("locales", "ar,fr,en", "")
		themes := flags.String("themes", "light,dark", "")
		widths := flags.String("widths", "390,1440", "")
		at := flags.Float64("at", 0.25, "")
		var share preview.Picture
		flags.StringVar(&share.Step, "share", "", "")
		flags.StringVar(&share.Graphic, "graphic", "", "")
		flags.StringVar(&share.State, "state", "", "")
		flags.BoolVar(&share.Dark, "dark", false, "")
		if err := parse(); err != nil {
			return err
		}
		if share.Step != "" || share.Graphic != "" {
			return shareCommand(ctx, out, *dir, *to, strings.Split(*tags, ","), share)
		}
		var ws []int
		for _, w := range strings.Split(*widths, ",") {
			n, err := strconv.Atoi(w)
			if err != nil || n < 200 || n > 4000 {
				return fmt.Errorf("shots: width %q: give pixels between 200 and 4000", w)
			}
			ws = append(ws, n)
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
	case "lighthouse":
		dir := flags.String("dir", "dist", "")
		runs := flags.Int("runs", 3, "")
		if err := parse(); err != nil {
			return err
		}
		return lighthouse(ctx, out, *dir, *runs)
	case "screenshots":
		dir := flags.String("dir", "dist", "")
		to := flags.String("out", "web/screenshots", "")
		if err := parse(); err != nil {
			return err
		}
		return screenshots(ctx, *dir, *to)
	case "sizes":
		dir := flags.String("dir", "dist", "")
		if err := parse(); err != nil {
			return err
		}
		sizes, err := site.Sizes(*dir)
		if err != nil {
			return err
		}
		site.PrintSizes(out, sizes)
		return site.PrintPackages(out, ".", ".build")
	}
	return fmt.Errorf("unknown command %q\n%s", args[0], usage)
}

func printReport(out io.Writer, o site.Options, r *site.Report) {
	fmt.Fprintf(out, "built %d files into %s in %.1f s", len(r.Tree), o.Out, r.Took.Seconds())
	names := make([]string, 0, len(r.Phases))
	for n := range r.Phases {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool { return r.Phases[names[i]] > r.Phases[names[j]] })
	for _, n := range names {
		fmt.Fprintf(out, ", %s %.1f", n, r.Phases[n].Seconds())
	}
	fmt.Fprintf(out, "; %d pictures drawn, %d reused\n", r.Studio.Drawn, r.Studio.Reused)
	sum := sha512.Sum384(r.Tree["embed.js"])
	fmt.Fprintf(out, "embed.js: integrity=\"sha384-%s\" (of this build: a host that states it must renew it with each release)\n", base64.StdEncoding.EncodeToString(sum[:]))
	if sizes, err := site.Sizes(o.Out); err == nil {
		site.PrintSizes(out, sizes)
	}
}
