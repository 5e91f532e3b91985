package host

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The unit in web/ starts the program with flags that it has, and systemd takes it as it stands.
func TestUnitIsTaken(t *testing.T) {
	text, err := os.ReadFile("../../web/explainer.service")
	if err != nil {
		t.Fatal(err)
	}
	start := regexp.MustCompile(`(?m)^ExecStart=(\S+)(.*)$`).FindStringSubmatch(string(text))
	if start == nil {
		t.Fatal("it starts nothing")
	}
	for _, f := range regexp.MustCompile(` (-[a-z-]+)`).FindAllStringSubmatch(start[2], -1) {
		if !strings.Contains(" "+Flags+" ", f[1]+" ") {
			t.Errorf("the program has no %s", f[1])
		}
	}
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("no systemd-analyze")
	}
	unit := filepath.Join(t.TempDir(), "explainer.service") // where the program is not installed
	if err := os.WriteFile(unit, []byte(strings.ReplaceAll(string(text), start[1], "/bin/true")), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("systemd-analyze", "verify", "--man=no", unit).CombinedOutput(); err != nil || strings.Contains(string(out), "explainer.service") {
		t.Errorf("%v %s", err, out)
	}
}
