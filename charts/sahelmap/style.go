package sahelmap

import (
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
)

// colour is the palette's colour of a tone in the data files.
func colour(tone string) string {
	switch tone {
	case "russia":
		return hues.Russia
	case "alert":
		return spec.Alert
	case "gold":
		return hues.Gold
	case "morocco":
		return hues.Morocco
	case "muted":
		return spec.Muted
	case "ML", "BF", "NE":
		return hues.Country(tone)
	}
	return spec.Ink
}

// regions styles the land: what a step is about stands out by its country's colour, all else stays ground.
func regions(entries []entry) []spec.M {
	tones := map[string]string{}
	for _, e := range entries {
		switch e.kind {
		case "country":
			tones[e.item] = e.tone
		case "feature":
			tones[e.item] = "on"
		}
	}
	var out []spec.M
	style := func(name string, s spec.M) { out = append(out, spec.M{"name": name, "itemStyle": s}) }
	style(featureLand, spec.M{"areaColor": spec.Land, "borderColor": spec.Border, "borderWidth": 0.8})
	for _, c := range codes() {
		fill := spec.Ghost
		switch {
		case c == "MA":
			fill = hues.Morocco
		case hues.Has(c):
			fill = hues.Country(c)
		}
		s := spec.M{"areaColor": fill, "borderColor": fill, "borderWidth": 0}
		switch tones[c] {
		case "strong":
			s["opacity"], s["borderWidth"] = 0.5, 1.6
		case "soft":
			s["opacity"], s["borderWidth"] = 0.24, 0.8
		case "faint": // a neighbour that the step names
			s["areaColor"], s["borderColor"], s["opacity"] = spec.Ghost, spec.Ghost, 0.45
		case "ghost": // a country whose present state is not known
			s["areaColor"], s["borderColor"], s["opacity"], s["borderWidth"] = spec.Ghost, spec.Muted, 0.75, 1.2
		default:
			s["areaColor"], s["opacity"] = "none", 0
		}
		// Western Sahara is neither part of Morocco nor drawn like a state: paler than land, whatever the step.
		if c == "EH" {
			s = spec.M{"areaColor": spec.Paper, "borderColor": spec.Paper, "borderWidth": 0, "opacity": 0.55}
		}
		style(c, s)
	}
	style(featureRiver, spec.M{"borderColor": spec.Paper, "borderWidth": 1.8, "opacity": 0.9}) // water has the colour of the sea
	style(featureBorders, spec.M{"borderColor": spec.Border, "borderWidth": 0.8})
	style(featureDisputed, spec.M{"borderColor": spec.Muted, "borderWidth": 1, "borderType": []float64{4, 3}})
	line := spec.M{"borderColor": spec.Alert, "borderWidth": 0, "opacity": 0}
	if tones[featureFrontier] != "" {
		line = spec.M{"borderColor": spec.Ink, "borderWidth": 2.2, "opacity": 1}
	}
	style(featureFrontier, line)
	return out
}

// symbol draws the mark of a place: filled where the spot is known, open where it is approximate.
func symbol(p place) (size any, style spec.M) {
	c := colour(p.tone)
	d := 9.0
	switch p.kind {
	case "capital", "town":
		d = 7
	case "refinery":
		d = 13
	}
	style = spec.M{"color": c, "borderColor": spec.Paper, "borderWidth": 1.2, "opacity": 1}
	if p.precision == "approximate" {
		style = spec.M{"color": spec.Paper, "borderColor": c, "borderWidth": 2, "opacity": 1}
	}
	return d, style
}
