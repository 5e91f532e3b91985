package fontcut

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental/table"
)

// binding is one of wawoff2's functions: a C++ function compiled by Emscripten, which is reached through what it tells its host when it
// starts (embind). The host is written in JavaScript there and in Go here.
type binding struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
	exports [5]string // by the names that Emscripten gave them: memory, start, table, malloc, free
}

var (
	inScript = regexp.MustCompile(`data:application/octet-stream;base64,([A-Za-z0-9+/=]+)`)
	imported = regexp.MustCompile(`asmLibraryArg=\{([^}]*)\}`)
	oneOf    = regexp.MustCompile(`"(\w+)":_(\w+)`)
	errWawo  = errors.New("wawoff2 is not written as this program knows it; look at wawoff2 in package-lock.json")
)

// told is what an instance tells its host.
type told struct {
	invoker, function uint32
	views             map[uint32]bool // types that are views of memory
	value             []byte          // the result
	has               bool
}

type toldKey struct{}

// bind reads the module out of its script and gives it its host's half. Both modules call that half "a": each has a runtime of its own.
func bind(script []byte) (*binding, error) {
	data, names := inScript.FindSubmatch(script), imported.FindSubmatch(script)
	if data == nil || names == nil {
		return nil, errWawo
	}
	raw, err := base64.StdEncoding.DecodeString(string(data[1]))
	if err != nil {
		return nil, errWawo
	}
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	m, err := r.CompileModule(ctx, raw)
	if err != nil {
		return nil, fmt.Errorf("WOFF2: %w", err)
	}
	b := &binding{runtime: r, module: m}
	called := map[string]string{}
	for _, n := range oneOf.FindAllSubmatch(names[1], -1) {
		called[string(n[1])] = string(n[2])
	}
	host := r.NewHostModuleBuilder("a")
	for _, f := range m.ImportedFunctions() {
		_, letter, _ := f.Import()
		does, known := answers[called[letter]]
		if !known {
			return nil, fmt.Errorf("%w: it asks for %q", errWawo, called[letter])
		}
		host.NewFunctionBuilder().WithGoModuleFunction(does, f.ParamTypes(), f.ResultTypes()).Export(letter)
	}
	order := regexp.MustCompile(`Module\["asm"\]\["(\w+)"\]`).FindAllSubmatch(script, -1)
	if len(order) == 0 {
		return nil, errWawo
	}
	for i := range b.exports {
		b.exports[i] = string(rune(order[0][1][0] + byte(i)))
	}
	_, err = host.Instantiate(ctx)
	return b, err
}

// answers are the host's half, by Emscripten's names: what the binding of one function from bytes to bytes needs, and no more.
var answers = map[string]api.GoModuleFunc{
	"_embind_register_function": func(ctx context.Context, _ api.Module, a []uint64) { // name, count, types, signature, invoker, function
		t := of(ctx)
		t.invoker, t.function = uint32(a[4]), uint32(a[5])
	},
	"_embind_register_memory_view": func(ctx context.Context, _ api.Module, a []uint64) { of(ctx).views[uint32(a[0])] = true },
	"_emval_take_value": func(ctx context.Context, m api.Module, a []uint64) { // type, where it stands
		t := of(ctx)
		if t.views[uint32(a[0])] {
			size, _ := m.Memory().ReadUint32Le(uint32(a[1]))
			at, _ := m.Memory().ReadUint32Le(uint32(a[1]) + 4)
			if view, ok := m.Memory().Read(at, size); ok {
				t.value, t.has = append([]byte(nil), view...), true
			}
		}
		a[0] = 5 // the first handle that is no constant
	},
	"emscripten_memcpy_big": func(_ context.Context, m api.Module, a []uint64) { // to, from, size
		if from, ok := m.Memory().Read(uint32(a[1]), uint32(a[2])); ok {
			m.Memory().Write(uint32(a[0]), from)
		}
	},
	"emscripten_resize_heap": func(_ context.Context, m api.Module, a []uint64) {
		need, has := uint32(a[0]), m.Memory().Size()
		if _, ok := m.Memory().Grow((max(need, has+has/5) - has + 1<<16 - 1) >> 16); ok {
			a[0] = 1
		} else {
			a[0] = 0
		}
	},
	"__cxa_allocate_exception": func(context.Context, api.Module, []uint64) { panic(errThrown) },
	"__cxa_throw":              func(context.Context, api.Module, []uint64) { panic(errThrown) },
	"abort":                    func(context.Context, api.Module, []uint64) { panic(errThrown) },
	"exit":                     func(context.Context, api.Module, []uint64) { panic(errThrown) },
	"_embind_register_bigint":  ignored, "_embind_register_bool": ignored, "_embind_register_emval": ignored, "_embind_register_float": ignored,
	"_embind_register_integer": ignored, "_embind_register_std_string": ignored, "_embind_register_std_wstring": ignored,
	"_embind_register_void": ignored, "_emval_decref": ignored, "_emval_incref": ignored,
}

var errThrown = errors.New("the font cannot be packed or unpacked")

func ignored(context.Context, api.Module, []uint64) {}

func of(ctx context.Context) *told { return ctx.Value(toldKey{}).(*told) }

// call gives the function some bytes and returns its result.
func (b *binding) call(ctx context.Context, in []byte) (out []byte, err error) {
	t := &told{views: map[uint32]bool{}}
	ctx = context.WithValue(ctx, toldKey{}, t)
	inst, err := b.runtime.InstantiateModule(ctx, b.module, wazero.NewModuleConfig().WithName("").WithStartFunctions(b.exports[1]))
	if err != nil {
		return nil, fmt.Errorf("WOFF2: %w", err)
	}
	defer inst.Close(ctx)
	malloc := inst.ExportedFunction(b.exports[3])
	if malloc == nil || t.invoker == 0 {
		return nil, errWawo
	}
	at, err := malloc.Call(ctx, uint64(len(in)+5)) // a std::string: its length, its bytes, a zero
	if err != nil {
		return nil, fmt.Errorf("WOFF2: %w", err)
	}
	text := uint32(at[0])
	mem := inst.Memory()
	if !mem.WriteUint32Le(text, uint32(len(in))) || !mem.Write(text+4, in) || !mem.WriteByte(text+4+uint32(len(in)), 0) {
		return nil, fmt.Errorf("WOFF2: no room for a font of %d bytes", len(in))
	}
	i32 := api.ValueTypeI32
	invoke := table.LookupFunction(inst, 0, t.invoker, []api.ValueType{i32, i32}, []api.ValueType{i32})
	if _, err := invoke.Call(ctx, uint64(t.function), uint64(text)); err != nil {
		return nil, fmt.Errorf("WOFF2: %w", err)
	}
	if !t.has {
		return nil, errThrown
	}
	return t.value, nil
}
