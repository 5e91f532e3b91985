// Command app builds, serves and checks the explainer. Run it through make: see README.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sort"
	"syscall"

	"sahel-explainer/app/server"
	"sahel-explainer/app/site"
)

const usage = `usage: app COMMAND [flags]

  build   make the site in dist/            -out DIR -base-url URL -base-path PATH
  serve   serve a finished site             -dir DIR -addr ADDR
  sizes   print what each part weighs       -dir DIR
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
		if err := parse(); err != nil {
			return err
		}
		r, err := site.Build(o)
		if err != nil {
			return err
		}
		printReport(out, o, r)
		return nil
	case "serve":
		dir := flags.String("dir", "dist", "")
		addr := flags.String("addr", "localhost:8080", "")
		if err := parse(); err != nil {
			return err
		}
		s, err := server.Load(os.DirFS(*dir))
		if err != nil {
			return fmt.Errorf("%s: %w", *dir, err)
		}
		log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
		var h http.Handler = server.Logged(s, log)
		return server.Run(ctx, *addr, h, log, func(a net.Addr) { fmt.Fprintf(out, "serving %s on http://%s\n", *dir, show(a)) })
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
		return nil
	}
	return fmt.Errorf("unknown command %q\n%s", args[0], usage)
}

func show(a net.Addr) string {
	if t, ok := a.(*net.TCPAddr); ok && (t.IP.IsLoopback() || t.IP.IsUnspecified()) {
		return fmt.Sprintf("localhost:%d", t.Port)
	}
	return a.String()
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
	if sizes, err := site.Sizes(o.Out); err == nil {
		site.PrintSizes(out, sizes)
	}
}
