package hostcheck

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"sahel-explainer/app/browser"
)

// Takes is what the command verify-host takes.
const Takes = `URL|FILE -csp "POLICY" -dir DIR`

// Site serves the built site of a folder, or of "" the one at hand, and gives its address; done ends that.
type Site func(dir string) (base string, done func(), err error)

// Command is verify-host: it loads a news site's page, or a file with {{BASE}} for the address of a site, and says what will break there.
func Command(ctx context.Context, args []string, out io.Writer, site Site) error {
	o, dist := Options{Limit: 12 * time.Second}, ""
	for i := 0; i < len(args); i++ {
		name, value, given := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		if !strings.HasPrefix(args[i], "-") {
			if o.Page != "" {
				return fmt.Errorf("verify-host: one page at a time; it takes %s", Takes)
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
			return fmt.Errorf("verify-host: unknown flag -%s; it takes %s", name, Takes)
		}
	}
	if o.Page == "" {
		return fmt.Errorf("verify-host: which page? It takes %s", Takes)
	}
	if !strings.HasPrefix(o.Page, "http") {
		base, done, err := site(dist)
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
	found, err := Check(ctx, b, o)
	if err != nil {
		return fmt.Errorf("verify-host: %w", err)
	}
	if n := Print(out, found); n > 0 {
		return fmt.Errorf("verify-host: %s: %d things will break", o.Page, n)
	}
	fmt.Fprintf(out, "%s carries the story\n", o.Page)
	return nil
}
