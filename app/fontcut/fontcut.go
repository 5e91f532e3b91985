// Package fontcut cuts a font to the characters that pages use. HarfBuzz and Google's WOFF2 do the work, as WebAssembly from npm's packages
// harfbuzzjs and wawoff2, run by wazero in this process: no Node is needed, and the bytes are those that npm's subset-font gives.
package fontcut

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Options say what of a font is kept.
type Options struct {
	Characters string
	Weights    string // of a font that has several: "400" or "400 700"; empty for a static one
	Features   string // beside those that joining letters and placing marks ask for: "kern tnum"
	WOFF2      bool   // else the result is a TrueType file
}

// always are the features that the pages' text asks for; small capitals, fractions and the like would bring hundreds of glyphs along.
var always = []string{"init", "medi", "fina", "isol", "rlig", "calt", "curs", "ccmp", "locl", "liga", "mark", "mkmk"}

// dropped are tables that browsers do not read: names of styles for menus, baselines of other scripts.
var dropped = []string{"STAT", "BASE"}

// Constants of HarfBuzz.
const (
	memoryWritable = 2
	setDropTable   = 3
	setFeatures    = 6
	flagNoHinting  = 1
)

// Tools are the WebAssembly modules, compiled when first used. They are safe for concurrent use: each cut has memory of its own.
type Tools struct {
	runtime wazero.Runtime
	subset  func() (wazero.CompiledModule, error)
	pack    func() (*binding, error)
	unpack  func() (*binding, error)
	sum     []byte
}

// Packages are the npm packages that the modules come from.
var Packages = []string{"harfbuzzjs", "wawoff2"}

// Files are where the modules are below node_modules.
var Files = []string{"harfbuzzjs/dist/harfbuzz-subset.wasm", "wawoff2/build/compress_binding.js", "wawoff2/build/decompress_binding.js"}

var (
	mu     sync.Mutex
	opened = map[string]*Tools{} // by root
)

// Open gives the tools below root/node_modules, the same for each asking.
func Open(root string) (*Tools, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	mu.Lock()
	defer mu.Unlock()
	if t := opened[abs]; t != nil {
		return t, nil
	}
	t := &Tools{runtime: wazero.NewRuntime(context.Background())}
	var raw [3][]byte
	for i, f := range Files {
		if raw[i], err = os.ReadFile(filepath.Join(abs, "node_modules", filepath.FromSlash(f))); err != nil {
			return nil, fmt.Errorf("cutting fonts: %w; run npm ci", err)
		}
	}
	t.subset = sync.OnceValues(func() (wazero.CompiledModule, error) {
		return t.runtime.CompileModule(context.Background(), raw[0])
	})
	t.pack = sync.OnceValues(func() (*binding, error) { return bind(raw[1]) })
	t.unpack = sync.OnceValues(func() (*binding, error) { return bind(raw[2]) })
	for _, b := range raw {
		t.sum = append(t.sum, b...)
	}
	opened[abs] = t
	return t, nil
}

// Sum is what a cut depends on beside the font and the options: the modules' own bytes, and this package's way of using them.
func (t *Tools) Sum() []byte { return append([]byte("1:"), t.sum...) }

// Cut makes a font of the characters alone. font is a TrueType, WOFF or WOFF2 file.
func (t *Tools) Cut(font []byte, o Options) ([]byte, error) {
	font, err := t.plain(font)
	if err != nil {
		return nil, err
	}
	m, err := t.subset()
	if err != nil {
		return nil, fmt.Errorf("HarfBuzz: %w", err)
	}
	ctx := context.Background()
	inst, err := t.runtime.InstantiateModule(ctx, m, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, fmt.Errorf("HarfBuzz: %w", err)
	}
	defer inst.Close(ctx)
	h := &calls{inst: inst}
	cut := h.cut(font, o)
	if h.err != nil {
		return nil, fmt.Errorf("HarfBuzz: %w", h.err)
	}
	if !o.WOFF2 {
		return cut, nil
	}
	pack, err := t.pack()
	if err != nil {
		return nil, err
	}
	return pack.call(ctx, cut)
}

// plain is a font as a TrueType file.
func (t *Tools) plain(font []byte) ([]byte, error) {
	switch {
	case len(font) > 44 && string(font[:4]) == "wOFF":
		return fromWOFF(font)
	case len(font) > 48 && string(font[:4]) == "wOF2":
		unpack, err := t.unpack()
		if err != nil {
			return nil, err
		}
		return unpack.call(context.Background(), font)
	}
	return font, nil
}

// calls are calls into HarfBuzz; after the first fault they do nothing.
type calls struct {
	inst api.Module
	err  error
}

func (h *calls) do(name string, args ...uint64) uint64 {
	if h.err != nil {
		return 0
	}
	f := h.inst.ExportedFunction(name)
	if f == nil {
		h.err = fmt.Errorf("it has no %s; look at harfbuzzjs in package-lock.json", name)
		return 0
	}
	out, err := f.Call(context.Background(), args...)
	if err != nil {
		h.err = fmt.Errorf("%s: %w", name, err)
	}
	if len(out) == 0 {
		return 0
	}
	return out[0]
}

// must is do for what gives zero when it fails.
func (h *calls) must(name string, args ...uint64) uint64 {
	out := h.do(name, args...)
	if h.err == nil && uint32(out) == 0 {
		h.err = fmt.Errorf("%s failed; is the font a whole one, and has it these weights?", name)
	}
	return out
}

func (h *calls) add(set uint64, tags []string) {
	for _, t := range tags {
		h.do("hb_set_add", set, tag(t))
	}
}

// cut does what npm's subset-font does, call by call.
func (h *calls) cut(font []byte, o Options) []byte {
	input := h.must("hb_subset_input_create_or_fail")
	buffer := h.must("malloc", uint64(len(font)))
	if h.err == nil && !h.inst.Memory().Write(uint32(buffer), font) {
		h.err = fmt.Errorf("no room for a font of %d bytes", len(font))
	}
	blob := h.do("hb_blob_create", buffer, uint64(len(font)), memoryWritable, 0, 0)
	face := h.do("hb_face_create", blob, 0)
	features := h.do("hb_subset_input_set", input, setFeatures)
	h.do("hb_set_clear", features)
	h.add(features, append(always[:len(always):len(always)], strings.Fields(o.Features)...))
	h.do("hb_subset_input_set_flags", input, h.do("hb_subset_input_get_flags", input)|flagNoHinting)
	h.add(h.do("hb_subset_input_set", input, setDropTable), dropped)
	unicodes := h.do("hb_subset_input_unicode_set", input)
	for _, r := range o.Characters {
		h.do("hb_set_add", unicodes, uint64(r))
	}
	h.weights(input, face, strings.Fields(o.Weights))
	subset := h.must("hb_subset_or_fail", face, input)
	result := h.do("hb_face_reference_blob", subset)
	at, n := h.do("hb_blob_get_data", result, 0), h.must("hb_blob_get_length", result)
	if h.err != nil {
		return nil
	}
	view, ok := h.inst.Memory().Read(uint32(at), uint32(n))
	if !ok {
		h.err = fmt.Errorf("its result lies outside its memory")
	}
	return append([]byte(nil), view...)
}

// weights keeps one weight of a font that has several, or those between two.
func (h *calls) weights(input, face uint64, w []string) {
	var at [2]uint64
	for i := range min(len(w), 2) {
		f, err := strconv.ParseFloat(w[i], 32)
		if err != nil && h.err == nil {
			h.err = fmt.Errorf("axis %q: write one weight or two, like \"400 700\"", strings.Join(w, " "))
		}
		at[i] = api.EncodeF32(float32(f))
	}
	switch {
	case len(w) == 1 || len(w) == 2 && at[0] == at[1]:
		h.must("hb_subset_input_pin_axis_location", input, face, tag("wght"), at[0])
	case len(w) == 2: // NaN keeps the font's own middle
		h.must("hb_subset_input_set_axis_range", input, face, tag("wght"), at[0], at[1], api.EncodeF32(float32(math.NaN())))
	}
}

// tag is four letters as OpenType counts them.
func tag(s string) (n uint64) {
	for _, c := range []byte(s) {
		n = n<<8 | uint64(c)
	}
	return n
}
