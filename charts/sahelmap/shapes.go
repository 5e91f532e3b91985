package sahelmap

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sort"

	"sahel-explainer/charts/spec"
)

// mapName is the name under which ECharts knows the shapes, atlas the file that they are made from.
const (
	mapName = "sahel"
	atlas   = "node_modules/world-atlas/countries-50m.json"
)

// Names of the features that are not countries.
const (
	featureLand     = "land"     // all land, with its coast
	featureBorders  = "borders"  // lines between states, each once
	featureDisputed = "disputed" // lines of Western Sahara: dashed
	featureFrontier = "frontier" // the line between Mali and Algeria, for the steps about it
	featureRiver    = "river"    // the Niger, schematic
)

// filled are the countries that some step colours; all others are part of the land.
var filled = map[string]string{
	"ML": "466", "BF": "854", "NE": "562", "DZ": "012", "MA": moroccoID, "EH": saharaID, "LY": "434", "MR": "478",
	"SN": "686", "GN": "324",
}

type feature struct {
	Type       string            `json:"type"`
	Properties map[string]string `json:"properties"`
	Geometry   geometry          `json:"geometry"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// load reads the atlas, mends Western Sahara and thins the lines.
func load(fsys fs.FS) (*topology, error) {
	raw, err := fs.ReadFile(fsys, atlas)
	if err != nil {
		return nil, fmt.Errorf("%w; run npm ci", err)
	}
	t, err := decodeTopoJSON(raw)
	if err != nil {
		return nil, err
	}
	if err := t.restoreSahara(); err != nil {
		return nil, err
	}
	t.simplify()
	return t, nil
}

// Shapes makes the GeoJSON of the map's geo component. It is the same for all states and forms, so that pages can write
// each path once.
func (g graphic) Shapes(env *spec.Env) (string, []byte, error) {
	t, err := load(env.Files)
	if err != nil {
		return "", nil, err
	}
	features := []feature{polygons(featureLand, t, t.land)}
	for _, c := range codes() {
		features = append(features, polygons(c, t, t.countries[filled[c]]))
	}
	features = append(features, lines(featureRiver, []line{niger}))
	features = append(features, borders(t)...)
	raw, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": features})
	return mapName, raw, err
}

// islet is the size in square degrees below which an island is dropped.
const islet = 0.12

func polygons(name string, t *topology, shapes [][][]int) feature {
	var out [][]line
	for _, p := range shapes {
		var rings []line
		for k, arcs := range p {
			r := region.ring(t.ring(arcs))
			if r == nil || area(r) < islet {
				if k == 0 {
					break
				}
				continue
			}
			rings = append(rings, r)
		}
		if len(rings) > 0 {
			out = append(out, rings)
		}
	}
	return feature{"Feature", map[string]string{"name": name}, geometry{"MultiPolygon", out}}
}

func lines(name string, all []line) feature {
	return feature{"Feature", map[string]string{"name": name}, geometry{"MultiLineString", all}}
}

// borders draws each line between two countries once: dashed where Western Sahara is on one side. Of a country it draws all borders or
// those with neighbours that have theirs drawn, so that none ends in the open.
func borders(t *topology) []feature {
	users, whole := t.users(), map[string]bool{}
	for id, polygons := range t.countries {
		whole[id] = bordered.has(t.middle(polygons))
	}
	var plain, disputed []line
	for i := range t.arcs {
		u := users[i]
		if len(u) != 2 || u[0] == u[1] {
			continue
		}
		sort.Strings(u)
		if !whole[u[0]] && !whole[u[1]] {
			continue
		}
		switch {
		case u[0] == saharaID || u[1] == saharaID:
			disputed = append(disputed, t.arcs[i])
		default:
			plain = append(plain, t.arcs[i])
		}
	}
	return []feature{lines(featureBorders, plain), lines(featureDisputed, disputed), lines(featureFrontier, frontierOf(t))}
}

// frontierOf is the line between Mali and Algeria.
func frontierOf(t *topology) (out []line) {
	users := t.users()
	for i := range t.arcs {
		if u := users[i]; len(u) == 2 && slices.Contains(u, filled["DZ"]) && slices.Contains(u, filled["ML"]) {
			out = append(out, t.arcs[i])
		}
	}
	return out
}

// niger is the course of the river from its upper reaches to its mouth, put in by hand as a landmark (the atlas has no
// rivers). It is schematic, like every line that the map draws itself.
var niger = line{
	{-10.6, 9.4}, {-10.1, 10.4}, {-9.15, 11.4}, {-8.6, 12.1}, {-8, 12.63}, {-7.3, 13}, {-6.26, 13.43}, {-5.3, 13.85}, {-4.2, 14.5},
	{-4.05, 15.2}, {-3.6, 15.95}, {-3, 16.68}, {-1.9, 16.95}, {-0.85, 16.98}, {-0.35, 16.85}, {-0.05, 16.27}, {0.5, 15.65},
	{0.9, 14.75}, {1.45, 14.2}, {2.1, 13.5}, {2.6, 12.6}, {3.6, 11.7}, {4.5, 10.8}, {4.6, 9.8}, {5.4, 8.85}, {6.75, 7.8},
	{6.75, 6.1}, {6.1, 4.4},
}
