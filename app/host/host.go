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
	"os"

	"sahel-explainer/app/embed"
	"sahel-explainer/app/policy"
	"sahel-explainer/app/server"
)

// Flags says what Serve can be told.
const Flags = "-dir DIR -addr ADDR -frame-ancestors LIST -cert FILE -key FILE -log"

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
	h, err := Handler(site, *ancestors)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	to := slog.New(slog.NewJSONHandler(log, nil))
	if *logged {
		h = server.Logged(h, to)
	}
	scheme := "http"
	if tls.Cert != "" {
		scheme = "https"
	}
	return server.Run(ctx, *addr, tls, h, to, func(a net.Addr) { fmt.Fprintf(out, "serving %s on %s://%s\n", name, scheme, show(a)) })
}

// Handler answers for a finished site and its oEmbed endpoint.
func Handler(site fs.FS, ancestors string) (http.Handler, error) {
	s, err := server.Load(site)
	if err != nil {
		return nil, err
	}
	s.Ancestors = ancestors
	answers, err := embed.Serve(site)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/oembed" {
			answers.ServeHTTP(w, r)
			return
		}
		s.ServeHTTP(w, r)
	}), nil
}

func show(a net.Addr) string {
	if t, ok := a.(*net.TCPAddr); ok && (t.IP.IsLoopback() || t.IP.IsUnspecified()) {
		return fmt.Sprintf("localhost:%d", t.Port)
	}
	return a.String()
}
