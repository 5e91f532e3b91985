package render

import (
	"strings"
	"testing"

	"sahel-explainer/charts/spec"
)

// One hand-written picture with everything that ECharts writes and a page must not have. It does not prove that ECharts still
// writes so: TestCleanAgainstECharts does.
const written = `<svg width="360" height="300" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 300">
<rect width="360" height="300" x="0" y="0" fill="none"></rect>
<path d="M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0" transform="matrix(4.5,0,0,4.5,104.31,276.3)" fill="var(--ru)" stroke="var(--paper)" stroke-width="0.2" ecmeta_series_index="0" ecmeta_data_index="0" class="zr0-cls-0"></path>
<path d="M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0" transform="matrix(0,0,0,0,9,9)" fill="#b6d634"></path>
<path d="M0 0l5 0" fill="none"></path>
<text dominant-baseline="central" style="font-size:13px;font-family:x;" fill="var(--ink)" paint-order="stroke" stroke="var(--paper)" stroke-width="3">a &amp; b</text>
<text dominant-baseline="central" style="font-size:12px;" y="7.5" transform="translate(126.31 -293.9)" stroke-linejoin="bevel">c</text>
<style ><![CDATA[.zr0-cls-0:hover {cursor:pointer}]]></style></svg>`

func TestCleanLeavesOnlyWhatIsSeen(t *testing.T) {
	pic := spec.Picture{Width: 360, Height: 300, Option: map[string]any{"series": []any{map[string]any{"data": []any{map[string]any{"name": "row-1"}}}}}}
	got, err := Clean(written, pic, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `<svg class="pic" viewBox="0 0 360 300" aria-hidden="true" focusable="false">` +
		`<circle data-row="row-1" r="4.5" cx="104.5" cy="276.5" fill="var(--ru)" stroke="var(--paper)" stroke-width="0.9"/>` +
		`<text class="h" fill="var(--ink)" font-size="13">a &amp; b</text>` +
		`<text font-size="12" x="126" y="-286">c</text></svg>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What ECharts draws today is cleaned as hoped: round symbols are circles, nothing of its own style is left.
func TestCleanAgainstECharts(t *testing.T) {
	e := engine(t, Width)
	option := map[string]any{"xAxis": map[string]any{}, "yAxis": map[string]any{}, "series": []any{map[string]any{"type": "scatter", "symbolSize": 9, "data": []any{map[string]any{"name": "row-1", "value": []any{1, 2}}}}}}
	raw, err := e.SVG(option, 360, 300)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Clean(raw, spec.Picture{Width: 360, Height: 300, Option: map[string]any{"series": []any{map[string]any{"data": []any{map[string]any{"name": "row-1"}}}}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got, `<circle data-row="row-1"`) {
		t.Errorf("the mark is no circle: %s", got)
	}
	for _, bad := range []string{"<style", "style=", "zr0", "ecmeta", "A1 1 0"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is left: %s", bad, got)
		}
	}
}
