package hosts

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"sahel-explainer/app/browser"
	"sahel-explainer/app/hostcheck"
)

// verify-host says of each page of the matrix what its reader does get there: nothing breaks where the matrix says that nothing does, and
// where it does the reason is named.
func TestVerifierKnowsThePages(t *testing.T) {
	if os.Getenv("HOSTS") == "" {
		t.Skip("make hosts")
	}
	base, other := Site(t, "../../dist"), Site(t, "../../dist")
	at := newsroom(t, base, other)
	b, tab, err := browser.Alone(context.Background(), "site-per-process", true)
	if err != nil {
		t.Fatal(err)
	}
	tab.Close()
	t.Cleanup(b.Close)
	for i, h := range Pages {
		if !regexp.MustCompile(os.Getenv("ONLY")).MatchString(h.Name) {
			continue
		}
		all, err := hostcheck.Check(context.Background(), b, hostcheck.Options{Page: at(i), Limit: 8 * time.Second})
		if err != nil {
			t.Errorf("%s: %v", h.Name, err)
			continue
		}
		var said strings.Builder
		n := hostcheck.Print(&said, all)
		if n > 0 != (h.Says != "") || !strings.Contains(said.String(), h.Says) {
			t.Errorf("%s: %d break, and %q is not said:\n%s", h.Name, n, h.Says, &said)
		} else if testing.Verbose() {
			t.Logf("%s:\n%s", h.Name, &said)
		}
	}
}
