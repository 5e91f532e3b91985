// Package made finds what a released program carries ready-made, since the machine that it runs on has no Go and no npm to make it with:
// the client, the bundles of ECharts, the list of whose work the site carries. In the project itself there is nothing of the kind.
package made

import (
	"os"
	"path/filepath"
)

// Dir is the folder below the program's root.
const Dir = "made"

// Names of what is there.
const (
	Client  = "client.wasm"     // the Go client
	Exec    = "wasm_exec.js"    // which starts it, minified
	Charts  = "echarts.js"      // the bundle for readers
	Drawing = "echarts-host.js" // the bundle that draws on the host
	Works   = "works.json"      // whose work the site carries
	Bill    = "bill.cdx.json"   // the bill of materials of a released site
)

// File reads one of them, if the program below root carries any.
func File(root, name string) ([]byte, bool) {
	raw, err := os.ReadFile(filepath.Join(root, Dir, name))
	return raw, err == nil
}
