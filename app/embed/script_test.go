package embed

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"sahel-explainer/components/scroll"
	"sahel-explainer/locales"
)

const web = "../../web"

// bundle makes one classic script of a file of web/ or testdata/.
func bundle(t testing.TB, file, global string) string {
	t.Helper()
	res := api.Build(api.BuildOptions{
		EntryPoints: []string{file}, Bundle: true, Write: false, Target: api.ES2017, Format: api.FormatIIFE, GlobalName: global, LogLevel: api.LogLevelSilent,
		Plugins: FramePlugins(locales.All()),
		Define:  map[string]string{"LINE": fmt.Sprint(scroll.Line), "process.env.NODE_ENV": `"development"`}, // React mounts twice there what is to be mounted twice
	})
	if len(res.Errors) > 0 {
		t.Fatalf("%s: %v", file, res.Errors[0].Text)
	}
	return string(res.OutputFiles[0].Contents)
}

var frameScript = sync.OnceValue(func() string {
	res := api.Build(api.BuildOptions{EntryPoints: []string{filepath.Join(web, "frame.js")}, Bundle: true, Target: api.ES2017, Format: api.FormatIIFE, GlobalName: "frame", Define: map[string]string{"LINE": fmt.Sprint(scroll.Line)}, Plugins: FramePlugins(locales.All())})
	return string(res.OutputFiles[0].Contents)
})

// pure is the frame's script in an engine without a browser: only its pure functions can run there.
func pure(t testing.TB) *goja.Runtime {
	t.Helper()
	vm := goja.New()
	if _, err := vm.RunString(frameScript()); err != nil {
		t.Fatal(err)
	}
	return vm
}

func TestDecideMode(t *testing.T) {
	vm := pure(t)
	const phone = `innerWidth:390,innerHeight:700,screenHeight:844,`
	for facts, want := range map[string]string{
		phone + `hasObserver:true`:                                                               "standalone",
		phone + `hasObserver:false`:                                                              "unrolled",
		phone + `hasObserver:true,print:true`:                                                    "unrolled",
		phone + `hasObserver:true,framed:true,waiting:true`:                                      "standalone",
		phone + `hasObserver:true,framed:true,waiting:true,hinted:true`:                          "pinned",
		phone + `hasObserver:true,framed:true,hinted:true`:                                       "stepper",
		phone + `hasObserver:true,framed:true`:                                                   "stepper",
		phone + `hasObserver:false,framed:true`:                                                  "stepper",
		phone + `hasObserver:true,framed:true,handshake:"pinned"`:                                "pinned",
		phone + `hasObserver:true,framed:true,handshake:"stepper"`:                               "stepper",
		phone + `hasObserver:true,framed:true,handshake:"__proto__"`:                             "stepper",
		phone + `hasObserver:true,framed:true,pym:true`:                                          "tall",
		phone + `hasObserver:true,framed:true,handshake:"pinned",print:true`:                     "unrolled",
		phone + `hasObserver:true,framed:true,graphicPage:true`:                                  "flow",
		phone + `hasObserver:true,framed:true,graphicPage:true,handshake:"flow"`:                 "flow",
		phone + `hasObserver:true,graphicPage:true`:                                              "flow",
		phone + `hasObserver:true,forced:"tall",print:true`:                                      "tall",
		phone + `hasObserver:true,forced:"constructor"`:                                          "standalone",
		`innerWidth:390,innerHeight:6000,screenHeight:844,hasObserver:true,framed:true`:          "tall",
		`innerWidth:390,innerHeight:1700,screenHeight:844,hasObserver:true,framed:true`:          "tall",
		`innerWidth:390,innerHeight:1700,screenHeight:1440,hasObserver:true,framed:true`:         "stepper",
		`innerWidth:390,innerHeight:6000,screenHeight:0,hasObserver:false,framed:true`:           "unrolled",
		`innerWidth:390,innerHeight:6000,screenHeight:844,framed:true,handshake:"pinned"`:        "pinned",
		`innerWidth:390,innerHeight:6000,screenHeight:844,hasObserver:true`:                      "standalone",
		`innerWidth:0,innerHeight:0,screenHeight:844,hasObserver:true,framed:true`:               "stepper",
		`innerWidth:300,innerHeight:400,screenHeight:844,hasObserver:true,framed:true,pym:false`: "stepper",
	} {
		v, err := vm.RunString(`frame.decideMode({` + facts + `})`)
		if err != nil || v.String() != want {
			t.Errorf("{%s}: %v %v, want %s", facts, v, err, want)
		}
	}
	if v, err := vm.RunString(`frame.decideMode()`); err != nil || v.String() == "" {
		t.Error("no facts", v, err)
	}
}

func TestParseMessage(t *testing.T) {
	vm := pure(t)
	const s = `source:"sahel-explainer",`
	for data, want := range map[string]string{
		`{` + s + `v:1,type:"ready"}`: `null`, // which frames say, and do not hear
		`{` + s + `v:1,type:"viewport",mode:"pinned",y:12.5,width:800,height:600}`:     `{"type":"viewport","mode":"pinned","y":12.5,"width":800,"height":600}`,
		`{` + s + `v:7,type:"viewport",mode:"pinned",y:1,width:"wide",extra:{a:1}}`:    `{"type":"viewport","mode":"pinned","y":1}`,
		`{` + s + `v:1,type:"viewport",mode:"pinned",y:1,width:"wide"}`:                `{"type":"viewport","mode":"pinned","y":1}`,
		`{` + s + `v:7,type:"viewport",mode:"spiral",y:1}`:                             `null`,
		`{` + s + `v:1,type:"viewport",mode:"pinned",y:NaN}`:                           `null`,
		`{` + s + `v:1,type:"viewport",mode:"pinned",y:-1}`:                            `null`,
		`{` + s + `v:1,type:"viewport",mode:"pinned",y:1e9}`:                           `null`,
		`{` + s + `v:1,type:"viewport",mode:"pinned"}`:                                 `null`,
		`{` + s + `v:1,type:"viewport",mode:"pinned",y:1,share:"javascript:alert(1)"}`: `{"type":"viewport","mode":"pinned","y":1}`,
		`{` + s + `v:1,type:"scroll-to",step:"a-b"}`:                                   `{"type":"scroll-to","step":"a-b"}`,
		`{` + s + `v:1,type:"scroll-to",step:"a b"}`:                                   `null`,
		`{` + s + `v:1,type:"scroll-to"}`:                                              `null`,
		`{` + s + `v:1,type:"theme",theme:"dark"}`:                                     `{"type":"theme","theme":"dark"}`,
		`{` + s + `v:1,type:"theme",theme:{toString(){return "dark"}}}`:                `null`,
		`{` + s + `v:1,type:"locale",locale:"de"}`:                                     `null`,
		`{` + s + `v:1,type:"constructor"}`:                                            `null`,
		`{` + s + `v:1,type:["ready"]}`:                                                `null`,
		`{` + s + `v:0,type:"ready"}`:                                                  `null`,
		`{` + s + `v:"1",type:"ready"}`:                                                `null`,
		`{v:1,type:"ready"}`:                                                           `null`,
		`null`:                                                                         `null`, `"ready"`: `null`, `[1]`: `null`, `undefined`: `null`,
		`new Proxy({},{get(){throw new Error("trap")}})`: `null`,
	} {
		v, err := vm.RunString(`JSON.stringify(frame.parseMessage(` + data + `)||null)`)
		if err != nil || v.String() != want {
			t.Errorf("%s: %v %v, want %s", data, v, err, want)
		}
	}
}

func TestEvenOut(t *testing.T) {
	vm := pure(t)
	for call, want := range map[string]float64{`[100,200,300],900`: 300, `[100,200,300],600`: 0, `[100,200,300],700`: 200, `[],10`: 0, `[100,100],400`: 200, `[100,300],450`: 150} {
		if v, err := vm.RunString(`frame.evenOut(` + call + `)`); err != nil || v.ToFloat() != want {
			t.Errorf("evenOut(%s) = %v %v, want %v", call, v, err, want)
		}
	}
}

func FuzzParseMessage(f *testing.F) {
	for _, s := range []string{
		`{"source":"sahel-explainer","v":1,"type":"viewport","mode":"pinned","y":10}`, `{"source":"sahel-explainer","v":2,"type":"locale","locale":"ar","title":7}`,
		`{"source":"sahel-explainer","v":1,"type":"__proto__"}`, `[]`, `"x"`, `{"source":"sahel-explainer","v":1,"type":"height","height":1e308}`,
	} {
		f.Add([]byte(s))
	}
	vm := pure(f)
	parse, _ := goja.AssertFunction(vm.Get("frame").ToObject(vm).Get("parseMessage"))
	asJSON, _ := goja.AssertFunction(vm.Get("JSON").ToObject(vm).Get("parse"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := asJSON(goja.Undefined(), vm.ToValue(string(data)))
		if err != nil {
			in = vm.ToValue(string(data))
		}
		out, err := parse(goja.Undefined(), in)
		if err != nil {
			t.Fatalf("%q throws: %v", data, err)
		}
		if goja.IsUndefined(out) {
			return
		}
		for k, v := range out.Export().(map[string]any) {
			switch x := v.(type) {
			case string:
				if len(x) > 2100*4 {
					t.Errorf("%q: %s is %d long", data, k, len(x))
				}
			case int64:
				if x < 0 || x > 200000 {
					t.Errorf("%q: %s = %d", data, k, x)
				}
			case float64:
				if !(x >= 0 && x <= 200000) {
					t.Errorf("%q: %s = %v", data, k, x)
				}
			default:
				t.Errorf("%q: %s is a %T", data, k, v)
			}
		}
	})
}

// What every host page pays for.
func TestEmbedScriptSize(t *testing.T) {
	titles := map[string]string{"ar": strings.Repeat("ق", 80), "fr": strings.Repeat("é", 80), "en": strings.Repeat("e", 80)}
	js, err := Script("../..", Facts{Home: "https://news.example/x/", Titles: titles, Read: titles, RTL: []string{"ar"}, Common: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(js, []byte(titles["ar"])) {
		t.Error("the facts are not in it")
	}
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, 11)
	_, _ = w.Write(js)
	_ = w.Close()
	t.Logf("embed.js: %d bytes minified, %d brotli", len(js), b.Len())
	if b.Len() > 8_350 { // 8,200 until both sides' checks were made from one definition
		t.Errorf("embed.js is %d bytes after brotli, more than 8,350: it is read by every host", b.Len())
	}
	sources, err := filepath.Glob(filepath.Join(web, "embed", "*.js"))
	if err != nil || len(sources) == 0 {
		t.Fatal(err, sources)
	}
	for _, f := range append(sources, filepath.Join(web, "embed.js")) {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, never := range []string{"innerHTML", "eval(", "document.write", ".cssText", "insertRule", "new Function"} {
			if bytes.Contains(text, []byte(never)) {
				t.Errorf("%s uses %s, which a strict CSP refuses", f, never)
			}
		}
	}
}
