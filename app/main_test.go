package main

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"strings"
	"testing"

	"sahel-explainer/app/build"
	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/write"
)

// What a build prints of embed.js is what a host page may state for it: the integrity value of the file as it is served.
func TestBuildPrintsTheIntegrityOfTheEmbedScript(t *testing.T) {
	script := []byte(`console.log("embed")`)
	var out bytes.Buffer
	printReport(&out, build.Options{Out: t.TempDir()}, &build.Report{Tree: write.Tree{"embed.js": script}, Drawer: &draw.Drawer{}})
	sum := sha512.Sum384(script)
	if want := `integrity="sha384-` + base64.StdEncoding.EncodeToString(sum[:]) + `"`; !strings.Contains(out.String(), want) {
		t.Errorf("want %s in %s", want, out.String())
	}
}
