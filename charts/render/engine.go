package render

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/dop251/goja"
)

// Engine runs the ECharts bundle in goja. It draws one picture at a time; use one engine per goroutine for more.
type Engine struct {
	mu   sync.Mutex
	vm   *goja.Runtime
	draw goja.Callable
}

// Measure gives the width in pixels of a text in an ECharts font string ("bold 13px Source Serif").
type Measure func(text, font string) float64

const host = `
var console = {log(){}, warn(){}, error(){}};
function hostInit(measure) {
  sahelECharts.setPlatformAPI({measureText: function (t, f) { return {width: measure(t, f || "12px serif")}; }});
}
function hostMap(name, geo) { sahelECharts.registerMap(name, JSON.parse(geo)); }
function hostDraw(option, w, h) {
  var c = sahelECharts.init(null, null, {renderer: "svg", ssr: true, width: w, height: h});
  try {
    var o = JSON.parse(option);
    o.animation = false;
    c.setOption(o);
    return c.renderToSVGString({useViewBox: true});
  } finally { c.dispose(); }
}`

// NewEngine loads a bundle made by Bundle. measure must know the fonts of the pages, so that labels are laid out on the
// host as they will be in the browser.
func NewEngine(bundle []byte, measure Measure) (*Engine, error) {
	vm := goja.New()
	if _, err := vm.RunString("var window=undefined; var setTimeout=function(f){}; var clearTimeout=function(){};"); err != nil {
		return nil, err
	}
	if _, err := vm.RunScript("echarts-bundle.js", string(bundle)); err != nil {
		return nil, fmt.Errorf("loading ECharts in goja: %w", err)
	}
	if _, err := vm.RunString(host); err != nil {
		return nil, err
	}
	initFn, _ := goja.AssertFunction(vm.Get("hostInit"))
	if _, err := initFn(goja.Undefined(), vm.ToValue(measure)); err != nil {
		return nil, err
	}
	draw, _ := goja.AssertFunction(vm.Get("hostDraw"))
	return &Engine{vm: vm, draw: draw}, nil
}

// RegisterMap gives the engine the shapes of a geo component, as GeoJSON.
func (e *Engine) RegisterMap(name string, geojson []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	f, _ := goja.AssertFunction(e.vm.Get("hostMap"))
	if _, err := f(goja.Undefined(), e.vm.ToValue(name), e.vm.ToValue(string(geojson))); err != nil {
		return fmt.Errorf("map %s: %w", name, err)
	}
	return nil
}

// SVG draws an option and returns ECharts' own SVG text; see Clean.
func (e *Engine) SVG(option map[string]any, width, height float64) (string, error) {
	raw, err := json.Marshal(option)
	if err != nil {
		return "", err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	v, err := e.draw(goja.Undefined(), e.vm.ToValue(string(raw)), e.vm.ToValue(width), e.vm.ToValue(height))
	if err != nil {
		return "", fmt.Errorf("drawing with ECharts: %w", err)
	}
	return v.String(), nil
}
