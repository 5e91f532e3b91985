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
			fmt.Println(strings.TrimSpace(version))
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
	files, err := inside()
	if err != nil {
		return err
	}
	return host.Serve(ctx, args, files, os.Stdout, os.Stderr)
}

// inside is the site that the program carries: compiled in, or, of one that the editor's program made, behind the program in its file.
func inside() (*zip.Reader, error) {
	if len(site) > 0 {
		z, err := zip.NewReader(bytes.NewReader(site), int64(len(site)))
		if err != nil {
			return nil, fmt.Errorf("the site inside: %w", err)
		}
		return z, nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("the site inside: %w", err)
	}
	z, err := zip.OpenReader(self)
	if err != nil {
		return nil, fmt.Errorf("the site inside: %w; fetch the program again, or serve a folder by -dir", err)
	}
	return &z.Reader, nil // open for as long as the program runs
}

// serveFor serves the site inside, or that of a folder, for as long as a page is looked at.
func serveFor(dir string) (string, func(), error) {
	var files fs.FS = os.DirFS(dir)
	if dir == "" {
		var err error
		if files, err = inside(); err != nil {
			return "", nil, err
		}
	}
	s, err := server.Load(files)
	if err != nil {
		return "", nil, err
	}
	srv := httptest.NewServer(s)
	return strings.Replace(srv.URL, "127.0.0.1", "localhost", 1), srv.Close, nil
}
