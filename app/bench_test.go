//go:build !editor

package main

import (
	"bytes"
	"os"
	"regexp"
	"testing"
)

// The benchmark of readers' times comes to its end on the built site and has a figure in every column: make test builds dist first.
func TestBenchPrintsWhatReadersWaitFor(t *testing.T) {
	if _, err := os.Stat("../dist/sw.js"); err != nil {
		t.Skip("dist is not built: make test builds it")
	}
	var out bytes.Buffer
	if err := benchBrowser(t.Context(), &out, "../dist", 1, "0"); err != nil {
		t.Fatal(err)
	}
	for _, visit := range []string{`cold( +[1-9]\d*){4} +-?\d+ +[1-9][\d.]* +0\.0`, `repeat( +[1-9]\d*){4} +-`} {
		if !regexp.MustCompile(visit).Match(out.Bytes()) {
			t.Errorf("%s is not in\n%s", visit, out.Bytes())
		}
	}
}
