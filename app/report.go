package main

import (
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"io"
	"sort"

	"sahel-explainer/app/build"
)

// printReport says what a build made, how long each part took, and what a host page may state of embed.js.
func printReport(out io.Writer, o build.Options, r *build.Report) {
	fmt.Fprintf(out, "built %d files into %s in %.1f s", len(r.Tree), o.Out, r.Took.Seconds())
	names := make([]string, 0, len(r.Phases))
	for n := range r.Phases {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool { return r.Phases[names[i]] > r.Phases[names[j]] })
	for _, n := range names {
		fmt.Fprintf(out, ", %s %.1f", n, r.Phases[n].Seconds())
	}
	fmt.Fprintf(out, "; %d pictures drawn, %d reused\n", r.Drawer.Drawn, r.Drawer.Reused)
	sum := sha512.Sum384(r.Tree["embed.js"])
	fmt.Fprintf(out, "embed.js: integrity=\"sha384-%s\" (of this build: a host that states it must renew it with each release)\n", base64.StdEncoding.EncodeToString(sum[:]))
	if sizes, err := build.Sizes(o.Out); err == nil {
		build.PrintSizes(out, sizes)
	}
}
