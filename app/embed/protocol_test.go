package embed

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/app/embed/protocol"
)

var writeTable = flag.Bool("write", false, "write the table of the protocol into web/README.md")

// Both sides take of each message what app/embed/protocol says, value by value at the edges of what each field may hold, and nothing
// beyond.
func TestBothSidesHoldTheProtocol(t *testing.T) {
	res := api.Build(api.BuildOptions{
		EntryPoints: []string{web + "/protocol.js"}, Bundle: true, Target: api.ES2018, Format: api.FormatIIFE, GlobalName: "protocol",
		Plugins: []api.Plugin{spoken},
	})
	if len(res.Errors) > 0 {
		t.Fatal(res.Errors[0].Text)
	}
	vm := goja.New()
	if _, err := vm.RunString(string(res.OutputFiles[0].Contents) + `
		var shapes={frame:protocol.fromFrame(x=>x==="nqo"),host:protocol.fromHost(x=>x==="nqo")},
			takes=(side,message)=>JSON.stringify(protocol.understand(shapes[side],message)||null)`); err != nil {
		t.Fatal(err)
	}
	takes, _ := goja.AssertFunction(vm.Get("takes"))
	tried := 0
	hold := func(said protocol.Message, message map[string]any, taken bool) {
		t.Helper()
		tried++
		got, err := takes(goja.Undefined(), vm.ToValue(string(said.From)), vm.ToValue(message))
		if err != nil {
			t.Fatal(err)
		}
		if (got.String() != "null") != taken {
			t.Errorf("what the %s says: %.200v is taken as %s", said.From, message, got)
		}
		var fresh map[string]any
		if json.Unmarshal([]byte(got.String()), &fresh) == nil && fresh != nil {
			for name, x := range fresh {
				if field := slices.IndexFunc(said.Fields, func(f protocol.Field) bool { return f.Name == name }); name != "type" && (field < 0 ||
					slices.ContainsFunc(protocol.Bad(said.Fields[field].Rule), func(bad any) bool { return reflect.DeepEqual(bad, message[name]) })) {
					t.Errorf("%.200v is taken with %s: %v", message, name, x)
				}
			}
		}
	}
	for _, m := range protocol.Messages {
		whole := protocol.Whole(m, "nqo")
		hold(m, with(whole, "unknown", 1), true)
		hold(m, with(whole, "v", 2), true)
		for _, v := range []any{0, 1001, "1", 1.5, nil, math.NaN()} {
			hold(m, with(whole, "v", v), false)
		}
		hold(m, with(whole, "source", "another"), false)
		hold(m, with(whole, "type", []any{m.Type}), false)
		for _, f := range m.Fields {
			for _, x := range protocol.Good(f.Rule) {
				hold(m, with(whole, f.Name, x), true)
			}
			for _, x := range protocol.Bad(f.Rule) {
				hold(m, with(whole, f.Name, x), !f.Needed)
			}
			missing := with(whole, "v", 1)
			delete(missing, f.Name)
			hold(m, missing, !f.Needed)
		}
	}
	if tried < 200 {
		t.Errorf("only %d messages were tried", tried)
	}
}

// with is a message with one field set.
func with(m map[string]any, field string, value any) map[string]any {
	other := map[string]any{}
	for k, v := range m {
		other[k] = v
	}
	other[field] = value
	return other
}

// The table in web/README.md is the protocol's own. When this fails, run go test ./app/embed -run Protocol -args -write.
func TestProtocolIsInTheDocs(t *testing.T) {
	page := web + "/README.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile(`(?s)(<!-- protocol: written by go test ./app/embed -run Protocol -args -write -->\n).*?(<!-- /protocol -->)`)
	if !block.Match(text) {
		t.Fatalf("%s has no place for the protocol", page)
	}
	now := block.ReplaceAllString(string(text), "${1}"+strings.ReplaceAll(protocol.Table(), "$", "$$")+"${2}")
	if now == string(text) {
		return
	}
	if !*writeTable {
		t.Fatalf("%s has another protocol; run go test ./app/embed -run Protocol -args -write. It is\n%s", page, protocol.Table())
	}
	if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What embed.js does on hearing each message stands by its name in web/embed/mount.js.
func TestHostAnswersAllThatFramesSay(t *testing.T) {
	text, err := os.ReadFile(web + "/embed/mount.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range protocol.From(protocol.Frame) {
		if !regexp.MustCompile(fmt.Sprintf(`(?m)^  "?%s"?\(m(, d)?\) \{$`, m.Type)).Match(text) {
			t.Errorf("web/embed/mount.js does not say what it does when it hears %s", m.Type)
		}
	}
}
