package pack

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What readers should not download does not come back unnoticed: the client is made of none of these.
func TestClientDoesWithout(t *testing.T) {
	mod, err := leanModule("../../..", "../../../.build/client")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-modfile="+mod, "-mod=mod", "-deps", "./app/client")
	cmd.Dir = "../../.."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, p := range strings.Fields(string(out)) {
		have[p] = true
	}
	if !have[goapp+"/pkg/app"] || !have["sahel-explainer/components/reader"] {
		t.Fatalf("what is the client made of? %s", out)
	}
	for _, p := range []string{"net/http", "text/template", "html/template", "regexp", "encoding/json", "crypto/rand", "github.com/google/uuid",
		"github.com/nicksnyder/go-i18n/v2/i18n", "github.com/go-echarts/go-echarts/v2/charts", "sahel-explainer/charts", "sahel-explainer/locales"} {
		if have[p] {
			t.Errorf("the client carries %s", p)
		}
	}
}
