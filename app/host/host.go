// Package host serves a finished site as a program does: flags, log, endpoint of oEmbed, an orderly end. The project's own
// command and the released binary, which carries its site inside, both are this.
package host

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"sahel-explainer/app/oembed"
	"sahel-explainer/app/policy"
	"sahel-explainer/app/server"
	"sahel-explainer/app/verify"
)

// Flags says what Serve can be told.
const Flags = "-dir DIR -addr ADDR -frame-ancestors LIST -cert FILE -key FILE -hsts SECONDS -base-path PATH -metrics ADDR -csp-report -drain DURATION -log"

// Serve serves until ctx ends. Without -dir it serves own, where there is one, else dist. The environment's ADDR stands for -addr.
// Log lines go to log, which may fail: nobody waits for it.
func Serve(ctx context.Context, args []string, own fs.FS, out, log io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	at := os.Getenv("ADDR")
	if at == "" {
		at = "localhost:8080"
	}
	dir, addr := flags.String("dir", "", ""), flags.String("addr", at, "")
	ancestors := flags.String("frame-ancestors", policy.Anyone, "")
	var tls server.Certificate
	flags.StringVar(&tls.Cert, "cert", "", "")
	flags.StringVar(&tls.Key, "key", "", "")
	// A year is what preload lists and scanners ask for; who is not sure of TLS yet says less, 0 says nothing.
	hsts := flags.Int("hsts", 31536000, "")
	path := flags.String("base-path", "", "")
	metrics := flags.String("metrics", "", "") // on an address of its own: it is for the house, not for readers
	reports := flags.Bool("csp-report", false, "")
	// How long a server that is told to stop still takes requests, while it says that it is not ready: as long as it takes whoever spreads
	// requests to hear it. At a terminal nobody asks.
	drain := flags.Duration("drain", 0, "")
	logged := flags.Bool("log", false, "")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("serve: %w; flags are %s", err, Flags)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("serve: unknown argument %q; flags are %s", flags.Arg(0), Flags)
	}
	if (tls.Cert == "") != (tls.Key == "") {
		return fmt.Errorf("serve: give -cert and -key together; one without the other would serve without TLS")
	}
	if err := policy.CheckAncestors(*ancestors); err != nil {
		return err
	}
	site, name := own, "the site inside"
	switch {
	case *dir != "":
		site, name = os.DirFS(*dir), *dir
	case own == nil:
		site, name = os.DirFS("dist"), "dist"
	}
	if *path != "" && (!strings.HasPrefix(*path, "/") || !strings.HasSuffix(*path, "/")) {
		return fmt.Errorf("serve: -base-path %q: start and end it with /, like /explainers/story/", *path)
	}
	if *hsts < 0 {
		return fmt.Errorf("serve: -hsts %d: give seconds, or 0 for none", *hsts)
	}
	if *drain < 0 {
		return fmt.Errorf("serve: -drain %v: give a time like 5s, or 0 for none", *drain)
	}
	to := slog.New(slog.NewJSONHandler(log, nil))
	var reported http.Handler
	if *reports {
		reported = server.NewReports(to)
	}
	h, below, err := handler(site, *ancestors, *path, reported)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if tls.Cert != "" && *hsts > 0 {
		h = server.Strict(h, *hsts)
	}
	// Whoever renews a certificate hangs up on the server, and a terminal that closes does too: neither is to end it. New
	// certificates are found without that.
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	ready := &server.Readiness{}
	h = ready.Handle(ctx, h)
	go lookThrough(site, ready, to)
	if *metrics != "" {
		m := server.NewMetrics()
		h = m.Count(h)
		l, err := net.Listen("tcp", *metrics)
		if err != nil {
			return fmt.Errorf("serve: -metrics: %w", err)
		}
		fmt.Fprintf(out, "metrics on http://%s/metrics\n", show(l.Addr()))
		watched := &http.Server{Handler: server.Only("/metrics", m), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second, MaxHeaderBytes: 16 << 10}
		go watched.Serve(l)
		defer watched.Close()
	}
	if *logged {
		h = server.Logged(h, to)
	}
	scheme := "http"
	if tls.Cert != "" {
		scheme = "https"
	}
	return server.Run(after(ctx, *drain), *addr, tls, h, to, func(a net.Addr) {
		fmt.Fprintf(out, "serving %s on %s://%s%s\n", name, scheme, show(a), strings.TrimSuffix(below, "/"))
	})
}

// lookThrough holds the site to the list of what was built. What is not whole is served all the same, so that a reader finds what there
// is, but is never ready: no other server is to be taken away for it.
func lookThrough(site fs.FS, ready *server.Readiness, log *slog.Logger) {
	faults, files, err := verify.Folder(site)
	why := ""
	switch {
	case err != nil:
		why = err.Error()
	case len(faults) > 0:
		why = fmt.Sprintf("%d of %d files are not as they were built, the first: %s %s", len(faults), files, faults[0].Path, faults[0].What)
	}
	if why != "" {
		log.Warn("the site is not whole; copy it again", "why", why)
	}
	debug.FreeOSMemory() // what it took to unpack each file once
	ready.Set(why)
}

// after is a context that ends some time after another.
func after(ctx context.Context, d time.Duration) context.Context {
	if d == 0 {
		return ctx
	}
	later, end := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(d, end) })
	return later
}

// Handler answers for a finished site and its oEmbed endpoint, below the path that the site was built for.
func Handler(site fs.FS, ancestors string) (http.Handler, error) {
	h, _, err := handler(site, ancestors, "", nil)
	return h, err
}

// handler is Handler with a path, which may be another than the site was built for: a proxy in front may take a part of it away.
// Reports of what a policy has stopped go to reports, where there is one.
func handler(site fs.FS, ancestors, path string, reports http.Handler) (http.Handler, string, error) {
	s, err := server.Load(site)
	if err != nil {
		return nil, "", err
	}
	s.Ancestors = ancestors
	answers, base, err := oembed.Serve(site)
	if err != nil {
		return nil, "", err
	}
	if path == "" {
		path = "/"
		if u, err := url.Parse(base); err == nil && u.Path != "" {
			path = u.Path
		}
	}
	if reports != nil {
		s.Reports = strings.TrimSuffix(path, "/") + server.ReportsPath
	}
	return server.Below(path, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if reports != nil && r.URL.Path == server.ReportsPath {
			reports.ServeHTTP(w, r)
			return
		}
		if r.URL.Path == "/oembed" {
			answers.ServeHTTP(w, r)
			return
		}
		s.ServeHTTP(w, r)
	})), path, nil
}

func show(a net.Addr) string {
	if t, ok := a.(*net.TCPAddr); ok && (t.IP.IsLoopback() || t.IP.IsUnspecified()) {
		return fmt.Sprintf("localhost:%d", t.Port)
	}
	return a.String()
}
