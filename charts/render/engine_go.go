package render

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/dop251/goja"
)

// inGo runs ECharts in this process, by goja: no Node is needed, and a picture takes longer.
type inGo struct {
	vm    *goja.Runtime
	draw  goja.Callable // (option, width, height) → SVG
	shape goja.Callable // registerMap(name, shapes)
	parse goja.Callable // JSON.parse, so that arrays and objects are the engine's own
	ended atomic.Bool
}

// bare is what ECharts sees beside the language, as in host.js: no file, no network, no clock to wait for.
const bare = `var console = { log() {}, warn() {}, error() {} }; function setTimeout() {} function clearTimeout() {}`

const drawing = `(function (option, width, height) {
  const c = sahelECharts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    c.setOption(Object.assign(option, { animation: false }));
    return c.renderToSVGString({ useViewBox: true });
  } finally { c.dispose(); }
})`

// lastParsed is the bundle that was parsed last: all engines of a program run the same one.
var lastParsed struct {
	sync.Mutex
	bundle  string
	program *goja.Program
}

func parsed(bundle string) (*goja.Program, error) {
	lastParsed.Lock()
	defer lastParsed.Unlock()
	if lastParsed.program == nil || lastParsed.bundle != bundle {
		program, err := goja.Compile("echarts-bundle.js", bundle, false)
		if err != nil {
			return nil, err
		}
		lastParsed.bundle, lastParsed.program = bundle, program
	}
	return lastParsed.program, nil
}

// newInGo loads a bundle made by Bundle.
func newInGo(bundle []byte, measure Measure) (*inGo, error) {
	vm := goja.New()
	e := &inGo{vm: vm}
	if _, err := vm.RunString(bare); err != nil {
		return nil, err
	}
	program, err := parsed(string(bundle))
	if err != nil {
		return nil, err
	}
	if _, err := vm.RunProgram(program); err != nil {
		return nil, said(err)
	}
	charts := vm.Get(GlobalName).ToObject(vm)
	set, _ := goja.AssertFunction(charts.Get("setPlatformAPI"))
	api := vm.NewObject()
	api.Set("measureText", func(text, font string) map[string]any {
		if font == "" {
			font = "12px serif"
		}
		return map[string]any{"width": measure(text, font)}
	})
	if _, err := set(charts, api); err != nil {
		return nil, err
	}
	draw, err := vm.RunString(drawing)
	if err != nil {
		return nil, err
	}
	e.draw, _ = goja.AssertFunction(draw)
	e.shape, _ = goja.AssertFunction(charts.Get("registerMap"))
	e.parse, _ = goja.AssertFunction(vm.Get("JSON").ToObject(vm).Get("parse"))
	return e, nil
}

// value is a Go value as a JavaScript one, by way of JSON as for Node.
func (e *inGo) value(v any) (goja.Value, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return e.parse(goja.Undefined(), e.vm.ToValue(string(raw)))
}

func (e *inGo) svg(option map[string]any, width, height float64) (string, error) {
	if e.ended.Load() {
		return "", errors.New("the engine was closed")
	}
	o, err := e.value(option)
	if err != nil {
		return "", err
	}
	svg, err := e.draw(goja.Undefined(), o, e.vm.ToValue(width), e.vm.ToValue(height))
	if err != nil {
		return "", said(err)
	}
	return svg.String(), nil
}

func (e *inGo) registerMap(name string, geojson []byte) error {
	shapes, err := e.value(json.RawMessage(geojson))
	if err != nil {
		return err
	}
	_, err = e.shape(goja.Undefined(), e.vm.ToValue(name), shapes)
	return said(err)
}

// said is what a script says that fails, without the places in the bundle where it does.
func said(err error) error {
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		return fmt.Errorf("%s", thrown.Value().String())
	}
	return err
}

func (e *inGo) close()     { e.ended.Store(true) }
func (e *inGo) gone() bool { return e.ended.Load() }
func (e *inGo) release()   {}
