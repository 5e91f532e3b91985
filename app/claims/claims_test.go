// Package claims holds what the README claims against the tests that prove it.
package claims

import (
	"bufio"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

//go:embed claims.tsv
var table string

type claim struct {
	says            string
	packages, tests []string
}

func read(t *testing.T) (out []claim) {
	t.Helper()
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			t.Fatalf("claims.tsv: line %d has %d columns, not 3", i+1, len(f))
		}
		out = append(out, claim{f[0], strings.Fields(f[1]), strings.Fields(f[2])})
	}
	return out
}

// A claim's tests are there: one that is renamed or taken away takes the claim with it. CLAIMS=1 (make claims) runs them.
func TestEveryClaimHasItsTest(t *testing.T) {
	claims := read(t)
	wanted := map[string][]string{} // tests by package
	for _, c := range claims {
		at := map[string]bool{}
		for _, p := range c.packages {
			for _, name := range c.tests {
				if has(t, p, name) {
					at[name] = true
					if !slices.Contains(wanted[p], name) {
						wanted[p] = append(wanted[p], name)
					}
				}
			}
		}
		for _, name := range c.tests {
			if !at[name] {
				t.Errorf("claims.tsv: %q: no %s in %s", c.says, name, strings.Join(c.packages, ", "))
			}
		}
	}
	if os.Getenv("CLAIMS") == "" || t.Failed() {
		return
	}
	got := map[string]string{}
	for p, names := range wanted {
		run(t, p, names, got)
	}
	for _, c := range claims {
		verdict := "confirmed"
		for _, name := range c.tests {
			if r := got[name]; r != "pass" {
				verdict = "NOT confirmed: " + name + " " + r
				t.Errorf("%s: %s", c.says, verdict)
			}
		}
		fmt.Printf("%-88s %s\n", c.says, verdict)
	}
}

// has says whether a package has a test.
func has(t *testing.T, pkg, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../..", pkg, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nfunc "+name+"(") {
			return true
		}
	}
	return false
}

// run runs tests of a package and notes how each ended.
func run(t *testing.T, pkg string, names []string, got map[string]string) {
	t.Helper()
	c := exec.Command("go", "test", "-json", "-count=1", "-timeout", "20m", "-run", "^("+strings.Join(names, "|")+")$", "./"+pkg)
	c.Dir = "../.."
	c.Env = append(os.Environ(), "KILLS="+cmp.Or(os.Getenv("KILLS"), "3")) // make kills takes 200
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var e struct{ Action, Test string }
		if json.Unmarshal(lines.Bytes(), &e) == nil && (e.Action == "pass" || e.Action == "fail" || e.Action == "skip") && slices.Contains(names, e.Test) {
			got[e.Test] = e.Action
		}
	}
	c.Wait() // a failure is told by its test
	for _, n := range names {
		if got[n] == "" {
			got[n] = "did not run"
		}
	}
}
