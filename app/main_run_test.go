package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"strings"
	"testing"
)

// A wrong word is answered with one line that says what is right; help is no error.
func TestWords(t *testing.T) {
	for _, c := range []struct{ args, out, err string }{
		{"", "", "no command given\nusage: app COMMAND"},
		{"--help", "usage: app COMMAND", ""},
		{"help", "verify", ""},
		{"build -h", "app build: make the site", ""},
		{"buidl", "", `unknown command "buidl"`},
		{"check -x", "", "check: flag provided but not defined: -x; it takes -story DIR -json -coverage"},
		{"sizes dist", "", `sizes: unknown argument "dist"; it takes -dir DIR`},
		{"bench-preview -n 3", "", "it takes no flags"},
		{"shots -widths 9", "", `shots: width "9": give pixels between 200 and 4000`},
		{"shots -graphic corps", "", "shots: give -graphic with -state"},
		{"verify -dir .", "", "verify: no SHA256SUMS there"},
	} {
		var out bytes.Buffer
		err := run(context.Background(), strings.Fields(c.args), &out, func(string) { t.Errorf("%s was stopped", c.args) })
		if !strings.Contains(out.String(), c.out) || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%q: %q, %v; want %q, %q", c.args, out.String(), err, c.out, c.err)
		}
		if err != nil && c.args != "" && c.args != "buidl" && strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: more than a line: %v", c.args, err)
		}
	}
}

// A build that is told to stop stops, where before it went on, wrote the site and said 0. A server is told through its context.
func TestAStoppedCommandIsStopped(t *testing.T) {
	all := commands
	defer func() { commands = all }()
	waits := func(*flag.FlagSet) action {
		return func(ctx context.Context, _ io.Writer) error { <-ctx.Done(); return ctx.Err() }
	}
	for _, patient := range []bool{false, true} {
		commands = []command{{name: "work", setup: waits, patient: patient}}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		ended := make(chan string, 1)
		if err := run(ctx, []string{"work"}, io.Discard, func(name string) { ended <- name }); err == nil {
			t.Error("it goes on")
		}
		if patient {
			select {
			case <-ended:
				t.Error("a server was cut off")
			default:
			}
			continue
		}
		if name := <-ended; name != "work" {
			t.Errorf("ended: %q", name)
		}
	}
}
