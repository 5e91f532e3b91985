package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/hostcheck"
)

const verifyHostTakes = `URL|FILE -csp "POLICY" -dir DIR`

// verifyHost loads a news site's page, or a file with {{BASE}} for the address of the site in -dir, and says what will break there.
func verifyHost(ctx context.Context, args []string, out io.Writer) error {
	o, dist := hostcheck.Options{Limit: 12 * time.Second}, "dist"
	for i := 0; i < len(args); i++ {
		name, value, given := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		if !strings.HasPrefix(args[i], "-") {
			if o.Page != "" {
				return fmt.Errorf("verify-host: one page at a time; it takes %s", verifyHostTakes)
			}
			o.Page = args[i]
			continue
		}
		if !given && i+1 < len(args) {
			i++
			value = args[i]
		}
		switch name {
		case "csp":
			o.Policy = value
		case "dir":
			dist = value
		default:
			return fmt.Errorf("verify-host: unknown flag -%s; it takes %s", name, verifyHostTakes)
		}
	}
	if o.Page == "" {
		return fmt.Errorf("verify-host: which page? It takes %s", verifyHostTakes)
	}
	if !strings.HasPrefix(o.Page, "http") {
		base, done, err := openSite(dist)
		if err != nil {
			return err
		}
		defer done()
		o.Base = base + "/"
		o.Policy = strings.ReplaceAll(o.Policy, "{{BASE}}", o.Base)
	}
	b, first, err := browser.Alone(ctx, "site-per-process", true)
	if err != nil {
		return err
	}
	defer b.Close()
	first.Close()
	found, err := hostcheck.Check(ctx, b, o)
	if err != nil {
		return fmt.Errorf("verify-host: %w", err)
	}
	if n := hostcheck.Print(out, found); n > 0 {
		return fmt.Errorf("verify-host: %s: %d things will break", o.Page, n)
	}
	fmt.Fprintf(out, "%s carries the story\n", o.Page)
	return nil
}
