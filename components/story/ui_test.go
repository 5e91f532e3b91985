package story

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
)

// What goes into an attribute comes out of the page as it was. go-app writes attributes by strconv.Quote, which once put
// "\u00a0" before every French colon that a reader without motion was shown.
func TestAttributesSurviveRendering(t *testing.T) {
	for _, want := range []string{"À Bamako\u00a0: la fin", `"a" & <b> 'c'`, `C:\u00a0\n`, "\u2067مالي\u2069", "1\u202f000", "two\nlines\ttab"} {
		z := html.NewTokenizer(strings.NewReader(app.HTMLString(app.Div().DataSet("x", safe(want)))))
		z.Next()
		if got := z.Token().Attr; len(got) != 1 || got[0].Val != want {
			t.Errorf("%q came out as %v", want, got)
		}
	}
}
