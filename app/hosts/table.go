package hosts

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Kept are results by engine and name of the page, so that the matrix can be run in parts.
type Kept map[string]map[string]Got

// Load reads what was kept in a folder; a part that is not there is empty.
func Load(dir string) Kept {
	k := Kept{}
	for _, e := range Names {
		k[e] = map[string]Got{}
		if raw, err := os.ReadFile(filepath.Join(dir, e+".json")); err == nil {
			part := map[string]Got{}
			if json.Unmarshal(raw, &part) == nil { // a spoiled part is run again
				k[e] = part
			}
		}
	}
	return k
}

// Keep writes one engine's results.
func (k Kept) Keep(dir, engine string) error {
	raw, err := json.MarshalIndent(k[engine], "", " ")
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, engine+".json"), raw, 0o644)
}

// LeastLabel is what is asked of labels, in px; what a screen rounds away is not missed.
const LeastLabel = 10.95

// Short says in words what falls short of the contract for one page in one engine: nothing where it holds.
func (g Got) Short(h Host) (out []string) {
	say := func(bad bool, format string, a ...any) {
		if bad {
			out = append(out, fmt.Sprintf(format, a...))
		}
	}
	say(g.Gets != h.Gets, "%s", g.Gets)
	missing := len(g.InOrder())
	say(missing > 0, "%d of %d steps", len(g.All)-missing, len(g.All))
	say(!g.Words, "no words")
	say(g.Label < LeastLabel, "labels of %.0f px", g.Label)
	say(!g.Wheel, "the wheel is kept")
	say(g.Finger && !g.Touch, "touch is kept")
	say(!g.Keys, "Page Down is kept")
	say(g.Shift > 0.05, "the page shifts by %.2f", g.Shift)
	say(len(g.Faults) > 0 && h.Says == "", "the console complains")
	return out
}

// Row is a page's line of the matrix, as web/README.md has it: what a reader gets, and for each engine what falls short. It is not
// whole where an engine has not been tried.
func (k Kept) Row(h Host) (row string, whole bool) {
	row, whole = fmt.Sprintf("| %s | %s", strings.ReplaceAll(h.Name, "<", "&lt;"), h.Gets), true
	for _, e := range Names {
		g, ok := k[e][h.Name]
		said := strings.Join(g.Short(h), ", ")
		switch {
		case !ok:
			said, whole = "not tried", false
		case said == "":
			said = "all"
		}
		row += " | " + said
	}
	return row + " |\n", whole
}

// Table are all rows.
func (k Kept) Table() string {
	var b strings.Builder
	b.WriteString("| the host's page | a reader gets | Chromium | Firefox | WebKitGTK |\n|---|---|---|---|---|\n")
	for _, h := range Pages {
		row, _ := k.Row(h)
		b.WriteString(row)
	}
	return b.String()
}
