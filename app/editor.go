//go:build editor

package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"sahel-explainer/app/kit"
	"sahel-explainer/locales"
)

// The editor's program: the commands of those who write stories, with all that they need inside. make release writes kit.zip.
//
//go:embed kit.zip
var packed []byte

// version is set by the linker.
var version = "unknown"

// called is what the program calls itself where it says how it is used.
const (
	called   = "explainer"
	released = true
)

var home = sync.OnceValues(func() (string, error) { return kit.Open(packed) })

// find says where the program's own files are, and which story is meant if none is named: that of the folder one stands in.
func find(root, story *string) (err error) {
	if *story == "" {
		*story = "."
	}
	if _, err := os.Stat(filepath.Join(*story, filepath.FromSlash(locales.OutlineFile))); err != nil {
		return fmt.Errorf("%s: no such file in %s, so there is no story; go into a story's folder, name it (-story cocoa), or begin one: explainer new story cocoa",
			locales.OutlineFile, *story)
	}
	*root, err = home()
	return err
}

func init() {
	commands = append(commands, command{name: "version", does: "print the version", raw: func(_ context.Context, _ []string, out io.Writer) error {
		_, err := fmt.Fprintln(out, version)
		return err
	}})
}
