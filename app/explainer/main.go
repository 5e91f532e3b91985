//go:build release

// Command explainer is the released program: the finished site and the server of it in one file. make release writes site.zip
// and builds it for each system; without the tag there is nothing here to build.
package main

import (
	"archive/zip"
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"sahel-explainer/app/host"
	"sahel-explainer/app/hostcheck"
	"sahel-explainer/app/server"
)

//go:embed site.zip
var site []byte

// version is set by the linker.
var version = "unknown"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error: "+err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		switch args[0] {
		case "version", "-version", "--version":
			fmt.Println(version)
			return nil
		case "help", "-h", "-help", "--help":
			fmt.Printf("usage: explainer [serve] %s\n       explainer verify-host %s\n       explainer version\n\nserves the site inside (-dir serves another) on localhost:8080 or ADDR; verify-host says what breaks on a news site's page (it needs Chromium)\n", host.Flags, hostcheck.Takes)
			return nil
		case "verify-host":
			return hostcheck.Command(ctx, args[1:], os.Stdout, serveFor)
		case "serve":
			args = args[1:]
		}
	}
	inside, err := zip.NewReader(bytes.NewReader(site), int64(len(site)))
	if err != nil {
		return fmt.Errorf("the site inside: %w", err)
	}
	return host.Serve(ctx, args, inside, os.Stdout, os.Stderr)
}

// serveFor serves the site inside, or that of a folder, for as long as a page is looked at.
func serveFor(dir string) (string, func(), error) {
	var files fs.FS = os.DirFS(dir)
	if dir == "" {
		inside, err := zip.NewReader(bytes.NewReader(site), int64(len(site)))
		if err != nil {
			return "", nil, fmt.Errorf("the site inside: %w", err)
		}
		files = inside
	}
	s, err := server.Load(files)
	if err != nil {
		return "", nil, err
	}
	srv := httptest.NewServer(s)
	return strings.Replace(srv.URL, "127.0.0.1", "localhost", 1), srv.Close, nil
}
