package draw

import (
	"encoding/json"
	"reflect"
	"testing"

	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// planeOf is a plane whose amounts go up to 0.3 by steps that do not add up to it, with the name of what it measures.
func planeOf() Plane {
	var ticks []spec.Tick
	for v := 0.0; v < 0.35; v += 0.1 {
		ticks = append(ticks, spec.Tick{Label: "t", Value: v})
	}
	return Plane{Width: 360, Height: 440, Left: 40, Right: 20, Top: 10, Bottom: 30, X0: 2020, X1: 2030, Y0: 0.3, Upright: Axis{Ticks: ticks,
		Guide: Stroke{Color: spec.Rule, Width: 1}, Size: 12, Margin: 7, Name: Name{Words: "20% مالي", X: -30, Y: -20}}}
}

// An axis has every label: ECharts leaves out those past its end, if only by the rounding of a sum. A scale without labels is not seen.
func TestAxisHasEveryLabel(t *testing.T) {
	option, err := Option(planeOf(), Layer{})
	if err != nil {
		t.Fatal(err)
	}
	y, x := option["yAxis"].([]any)[0].(spec.M), option["xAxis"].([]any)[0].(spec.M)
	label := y["axisLabel"].(spec.M)
	if v := label["customValues"].([]any); len(v) != 4 || v[3] != 0.3 || len(label["words"].([]any)) != 4 || label["show"] != true {
		t.Errorf("labels: %v", label)
	}
	if y["min"] != 0.0 || y["max"] != 0.3 || y["inverse"] != false || x["min"] != 2020.0 || x["show"] != false {
		t.Errorf("scales: %v, %v", y, x)
	}
}

// From right to left an axis stands on the other side, with its words marked and the place of its name turned round; those of rows are left.
func TestAxisIsMirrored(t *testing.T) {
	arabic, _ := locales.ByTag("ar")
	option, err := Option(planeOf(), Layer{Marks: []Mark{{Row: "20% row", X: 2021, Y: 0.1, Size: 4}}})
	if err != nil {
		t.Fatal(err)
	}
	out := spec.Lay(option, arabic, spec.Mirror)
	y := out["yAxis"].([]any)[0].(spec.M)
	name := y["nameTextStyle"].(spec.M)
	if y["position"] != "right" || y["name"] != arabic.Label("20% مالي") || name["align"] != "right" {
		t.Errorf("axis: %v", y)
	}
	if p := name["padding"].([]any); p[1] != -30.0 || p[3] != 0.0 {
		t.Errorf("its name stands at %v", p)
	}
	if row := out["series"].([]any)[0].(spec.M)["data"].([]any)[0].(spec.M)["name"]; row != "20% row" {
		t.Errorf("the row is called %v", row)
	}
}

// Two planes are two grids, and what stands on the second is drawn by its axes; every part is plain JSON.
func TestBuildKeepsPlanesApart(t *testing.T) {
	a, b := planeOf(), Board(360, 440)
	look := Stroke{Color: spec.Ink, Width: 2, Dash: true}
	option, err := Build([]Plane{a, b}, append(Layer{}.Series(0), Rule("rule", 1, 3, look, [4]float64{0, 0, 10, 10})))
	if err != nil {
		t.Fatal(err)
	}
	series := option["series"].([]any)
	rule := series[len(series)-1].(spec.M)
	if len(option["grid"].([]any)) != 2 || rule["xAxisIndex"] != 1.0 || rule["yAxisIndex"] != 1.0 ||
		option["yAxis"].([]any)[1].(spec.M)["gridIndex"] != 1.0 {
		t.Errorf("option: %v", option)
	}
	raw, err := json.Marshal(option)
	var again spec.M
	if err == nil {
		err = json.Unmarshal(raw, &again)
	}
	if err != nil || !reflect.DeepEqual(again, option) {
		t.Errorf("not plain: %v", err)
	}
}
