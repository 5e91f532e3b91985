//go:build !editor

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/browser/firefox"
	"sahel-explainer/app/browser/webkit"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/order"
)

// labelsCommand prints how many labels of pictures each engine shows in the order in which they are read, page by page: the stories
// and, where words run from right to left, each graphic on its own and one that moves.
func labelsCommand(flags *flag.FlagSet) action {
	dir := distFlag(flags)
	return func(ctx context.Context, out io.Writer) error {
		p, err := read.Load(".")
		if err != nil {
			return err
		}
		base, close, err := openSite(*dir)
		if err != nil {
			return err
		}
		defer close()
		table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		defer table.Flush()
		fmt.Fprintln(table, "engine\tpage\twidth\tlabels\twrong")
		wrong := 0
		for _, e := range []struct {
			name  string
			start func(context.Context) (browser.Page, func(), error)
		}{{"chromium", startChromium}, {"firefox", startFirefox}, {"webkit", startWebKit}} {
			n, err := labelsIn(ctx, e.name, e.start, base, p, table)
			if wrong += n; err != nil {
				return fmt.Errorf("%s: %w", e.name, err)
			}
		}
		if wrong > 0 {
			return errors.New("labels are seen in another order than they are read; they stand in the table")
		}
		return nil
	}
}

// labelsIn does so in one engine and returns how many labels are wrong.
func labelsIn(ctx context.Context, name string, start func(context.Context) (browser.Page, func(), error), base string, p *read.Project, out io.Writer) (wrong int, err error) {
	page, close, err := start(ctx)
	if err != nil {
		return 0, err
	}
	defer close()
	tell := func(path string, width int, rtl bool, labels []order.Label) {
		faults := order.Faults(labels, rtl)
		wrong += len(faults)
		fmt.Fprintf(out, "%s\t%s\t%d\t%d\t%d\n", name, path, width, len(labels), len(faults))
		for _, f := range faults {
			fmt.Fprintf(out, "\t%s\t\t\t\n", f)
		}
	}
	for _, l := range p.Locales() {
		paths := []string{"/" + l.Tag + "/"}
		if l.RTL() {
			for _, g := range p.Graphics {
				paths = append(paths, "/"+l.Tag+"/graphics/"+g.ID()+"/")
			}
			labels, err := order.Moving(page, base+paths[0])
			if err != nil {
				return wrong, err
			}
			tell(paths[0]+" moving", 1440, true, labels)
		}
		for _, width := range []int{390, 1440} { // windows of other engines are slow to change
			for _, path := range paths {
				labels, err := order.Read(page, base+path, width)
				if err != nil {
					return wrong, fmt.Errorf("%s: %w", path, err)
				}
				tell(path, width, l.RTL(), labels)
			}
		}
	}
	return wrong, nil
}

func startChromium(ctx context.Context) (browser.Page, func(), error) {
	b, tab, err := browser.Alone(ctx)
	if err != nil {
		return nil, nil, err
	}
	return tab, b.Close, nil
}

func startFirefox(ctx context.Context) (browser.Page, func(), error) {
	b, err := firefox.Start(ctx)
	if err != nil {
		return nil, nil, err
	}
	tab, err := b.NewTab()
	if err != nil {
		b.Close()
		return nil, nil, err
	}
	return tab, b.Close, nil
}

func startWebKit(ctx context.Context) (browser.Page, func(), error) {
	b, err := webkit.Start(ctx)
	if err != nil {
		return nil, nil, err
	}
	return b, b.Close, nil
}
