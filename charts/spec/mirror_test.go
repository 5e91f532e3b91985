package spec

import (
	"reflect"
	"testing"

	"sahel-explainer/locales"
)

func option() M {
	return M{
		"grid":  M{"left": 10.0, "right": 40.0},
		"xAxis": M{"type": "value"},
		"yAxis": M{"type": "category", "data": []any{"مالي", "Mali"}},
		"series": []any{M{"label": M{"position": "right", "align": "left", "offset": []any{4.0, 0.0}, "formatter": "62% مالي", "fontStyle": "italic", "fontFamily": Font},
			"data": []any{M{"name": "row-1", "value": []any{1.0, 2.0}}}}},
	}
}

func TestLayLeavesLeftToRightAlone(t *testing.T) {
	en, _ := locales.ByTag("en")
	if got := Lay(option(), en, Mirror); !reflect.DeepEqual(got, option()) {
		t.Errorf("changed: %v", got)
	}
}

func TestLayMirrorsGeometryAndMarksWords(t *testing.T) {
	ar, _ := locales.ByTag("ar")
	got := Lay(option(), ar, Mirror)
	label := got["series"].([]any)[0].(M)["label"].(M)
	for what, pair := range map[string][2]any{
		"grid left":      {got["grid"].(M)["left"], 40.0},
		"grid right":     {got["grid"].(M)["right"], 10.0},
		"x inverted":     {got["xAxis"].(M)["inverse"], true},
		"y side":         {got["yAxis"].(M)["position"], "right"},
		"label position": {label["position"], "left"},
		"label align":    {label["align"], "right"},
		"label slant":    {label["fontStyle"], "normal"},
		"label face":     {label["fontFamily"], Labels + ", Noto Naskh Arabic, serif"},
		"label offset":   {label["offset"].([]any)[0], -4.0},
		"label words":    {label["formatter"], locales.LRM + "62% مالي"},
		"category":       {got["yAxis"].(M)["data"].([]any)[0], "مالي"},
		"row id kept":    {got["series"].([]any)[0].(M)["data"].([]any)[0].(M)["name"], "row-1"},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: %v, want %v", what, pair[0], pair[1])
		}
	}
}

func TestLayKeepsMapsAndTime(t *testing.T) {
	ar, _ := locales.ByTag("ar")
	got := Lay(option(), ar, Keep)
	if got["grid"].(M)["left"] != 10.0 || got["xAxis"].(M)["inverse"] != nil {
		t.Errorf("geometry moved: %v", got)
	}
}
