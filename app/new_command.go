package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"sahel-explainer/app/scaffold"
)

const newTakes = "story DIR [-languages A,B] | graphic bars|line|dots|range|table ID -story DIR | record ID -story DIR | language TAG -like TAG -story DIR"

// newCommand writes a new story, or a new part of one, with words and numbers to replace.
func newCommand(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("new", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	story, like, tags := storyFlag(flags), flags.String("like", "", ""), flags.String("languages", "", "")
	var names []string
	for rest := args; len(rest) > 0; { // flags may stand before, between and after names
		if err := flags.Parse(rest); err != nil {
			return fmt.Errorf("new: %w; it takes %s", err, newTakes)
		}
		if rest = flags.Args(); len(rest) > 0 {
			names, rest = append(names, rest[0]), rest[1:]
		}
	}
	what, rest := "", names
	if len(names) > 0 {
		what, rest = names[0], names[1:]
	}
	need := map[string]int{"story": 1, "graphic": 2, "record": 1, "language": 1}
	if n, ok := need[what]; !ok || len(rest) != n {
		return fmt.Errorf("new: it takes %s; for example: new story stories/cocoa -languages en,fr", newTakes)
	}
	if released && *story == "" {
		*story = "."
	}
	if what != "story" && *story == "" {
		return errors.New("new " + what + ": name the story's folder: -story stories/cocoa")
	}
	var files []string
	var err error
	dir := *story
	switch what {
	case "story":
		dir = rest[0]
		var in []string
		if *tags != "" {
			in = strings.Split(*tags, ",")
		}
		files, err = scaffold.Story(dir, in, time.Now().UTC())
	case "graphic":
		files, err = scaffold.Graphic(dir, rest[0], rest[1])
	case "record":
		files, err = scaffold.Record(dir, rest[0])
	case "language":
		var root string
		if err = find(&root, &dir); err == nil {
			files, err = scaffold.Language(root, dir, rest[0], *like)
		}
	}
	if err != nil {
		return fmt.Errorf("new %s: %w", what, err)
	}
	for _, f := range files {
		fmt.Fprintln(out, dir+"/"+f)
	}
	fmt.Fprintf(out, "replace the words and numbers in these files; see them with %s%s, hold them with %s%s\n",
		either("make preview STORY=", called+" preview -story "), dir, either("make check STORY=", called+" check -story "), dir)
	return nil
}
