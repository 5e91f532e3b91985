package render

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sahel-explainer/charts/spec"
)

// FuzzClean holds that whatever is drawn, what is left is well-formed, made of drawing elements alone, and can do nothing.
func FuzzClean(f *testing.F) {
	for _, s := range []string{
		written, "", "<svg>", "<svg><script>hit()</script></svg>", `<svg><path onclick="hit()" d="M0 0" href="javascript:hit()"/></svg>`, `<svg><g onload="hit()"><text>&lt;script&gt;</text></g></svg>`,
		`<svg><image href="https://x.example/"/></svg>`, `<svg><foreignObject/></svg>`, `<svg><text>a<tspan>b</tspan></text></svg>`, "</svg>", `<svg xmlns:x="y"><x:path x:onclick="hit()"/></svg>`,
		`<svg><path d="" transform="matrix(1"/></svg>`, `<svg/><svg/>`, `<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, svg string) {
		shapes := &Shapes{}
		got, err := Clean(svg, spec.Picture{Width: 360, Height: 300}, shapes)
		if err != nil {
			return
		}
		for d := xml.NewDecoder(strings.NewReader(got + shapes.Defs())); ; {
			tok, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatalf("%q became %q: %v", svg, got, err)
			}
			e, is := tok.(xml.StartElement)
			if !is {
				continue
			}
			if n := e.Name.Local; !drawn[n] && n != "use" && n != "defs" {
				t.Errorf("%q left <%s>", svg, n)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Errorf("%q left %s=%q", svg, a.Name.Local, a.Value)
				}
			}
		}
	})
}

// FuzzDecimals holds the scan by hand against the expression that says what it looks for.
func FuzzDecimals(f *testing.F) {
	number := regexp.MustCompile(`-?\d*\.\d+(e-?\d+)?`)
	for _, s := range []string{"", "M1.25-3.05 .449L-0.04 7", "1.2.34", "--1.55e-7", "5.e3", "1.5e", "1.5e-", "-.05", "a.b", "12.345e400", "rgba(1,2,3,0.25)", "9.96"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := number.ReplaceAllStringFunc(s, func(m string) string {
			v, err := strconv.ParseFloat(m, 64)
			if err != nil {
				return m
			}
			return num(v)
		})
		if got := roundAll(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	})
}
