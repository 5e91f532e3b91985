// Command app builds, serves and checks the explainer. Run it through make: see README.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// command is one verb of the program. Its flags are declared by setup, which returns what does the work once they are read.
type command struct {
	name, does, flags string
	setup             func(flags *flag.FlagSet) action
	// raw commands read their arguments themselves.
	raw func(ctx context.Context, args []string, out io.Writer) error
	// patient commands end by themselves when ctx is done. The others are ended where they stand: what they write comes to its place
	// in one step, so the last good site stays.
	patient bool
}

// action does a command's work.
type action func(ctx context.Context, out io.Writer) error

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, stopAtOnce); err != nil {
		fmt.Fprintln(os.Stderr, "error: "+err.Error())
		os.Exit(1)
	}
}

// run finds the command and does it. ended is called, at most once, when ctx is done before an impatient command is.
func run(ctx context.Context, args []string, out io.Writer, ended func(name string)) error {
	if len(args) == 0 {
		return fmt.Errorf("no command given\n%s", usage())
	}
	if name := strings.TrimLeft(args[0], "-"); name == "help" || name == "h" {
		_, err := io.WriteString(out, usage())
		return err
	}
	c, ok := named(args[0])
	if !ok {
		return fmt.Errorf("unknown command %q\n%s", args[0], usage())
	}
	if !c.patient {
		defer context.AfterFunc(ctx, func() { ended(c.name) })()
	}
	if c.raw != nil {
		return c.raw(ctx, args[1:], out)
	}
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	do := c.setup(flags)
	switch err := flags.Parse(args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		_, err := fmt.Fprintf(out, called+" %s: %s\n  %s\n", c.name, c.does, c.flags)
		return err
	case err != nil:
		return fmt.Errorf("%s: %w; it takes %s", c.name, err, c.takes())
	case flags.NArg() > 0:
		return fmt.Errorf("%s: unknown argument %q; it takes %s", c.name, flags.Arg(0), c.takes())
	}
	return do(ctx, out)
}

// stopAtOnce ends the program as a shell expects it of one that was interrupted.
func stopAtOnce(name string) {
	fmt.Fprintf(os.Stderr, "%s: stopped; nothing was put in place\n", name)
	os.Exit(130)
}

func (c command) takes() string {
	if c.flags == "" {
		return "no flags"
	}
	return c.flags
}

func named(name string) (command, bool) {
	for _, c := range commands {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func usage() string {
	var b strings.Builder
	b.WriteString("usage: " + called + " COMMAND [flags]\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-14s %s\n", c.name, c.does)
		if c.flags != "" {
			fmt.Fprintf(&b, "  %-14s %s\n", "", c.flags)
		}
	}
	return b.String()
}
