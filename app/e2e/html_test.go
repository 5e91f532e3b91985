package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Rules of html-validate that do not hold here: headlines of graphics may be longer than a search engine shows; the filters act
// at once, so their form has nothing to submit.
const htmlRules = `{"root":true,"extends":["html-validate:recommended"],"rules":{"long-title":"off","wcag/h32":"off"}}`

// Every page is valid HTML.
func TestPagesAreValid(t *testing.T) {
	t.Parallel()
	rules, report := filepath.Join(t.TempDir(), "rules.json"), filepath.Join(t.TempDir(), "report.json")
	must(t, os.WriteFile(rules, []byte(htmlRules), 0o644))
	pages := []string{"404.html", "index.html", "ar", "fr", "en"}
	args := []string{"../../node_modules/html-validate/bin/html-validate.mjs", "--config", rules, "--formatter", "json=" + report}
	for _, p := range pages {
		args = append(args, filepath.Join(dist, p))
	}
	said, failed := exec.Command("node", args...).CombinedOutput()
	out, err := os.ReadFile(report)
	if err != nil {
		t.Fatalf("html-validate: %v: %.300s", failed, said)
	}
	var found []struct {
		FilePath string
		Messages []struct{ RuleID, Message, Selector string }
	}
	must(t, json.Unmarshal(out, &found))
	for _, f := range found {
		for _, m := range f.Messages {
			t.Errorf("%s: %s: %s (%s)", strings.TrimPrefix(f.FilePath, dist+"/"), m.RuleID, m.Message, m.Selector)
		}
	}
	if failed != nil && !t.Failed() {
		t.Fatalf("html-validate: %v: %.300s", failed, said)
	}
}
