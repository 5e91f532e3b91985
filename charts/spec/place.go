package spec

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/BurntSushi/toml"
)

// placeFile is where words stand that the rules of a graphic would set elsewhere.
const placeFile = "charts/data/place.toml"

// Place is where the words of a row are set by hand.
type Place struct {
	Side         string
	Narrow, Wide float64
}

// Places are the places of a graphic that are set by hand, by row; a row that is not among rows is refused.
func Places(files fs.FS, graphic string, rows []string) (map[string]Place, error) {
	raw, err := fs.ReadFile(files, placeFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all := map[string]map[string]Place{}
	if meta, err := toml.Decode(string(raw), &all); err != nil {
		return nil, fmt.Errorf("%s: %w", placeFile, err)
	} else if more := meta.Undecoded(); len(more) > 0 {
		return nil, fmt.Errorf("%s: %s: nothing is known of it; use side, narrow, wide", placeFile, more[0])
	}
	for row, p := range all[graphic] {
		if !slices.Contains(rows, row) {
			return nil, fmt.Errorf("%s: %s has no row %q; take it out, or give it the row's new name", placeFile, graphic, row)
		}
		if !slices.Contains([]string{"right", "left", "top", "bottom", "below"}, p.Side) {
			return nil, fmt.Errorf("%s: %s: side %q; use right, left, top, bottom or below", placeFile, row, p.Side)
		}
	}
	return all[graphic], nil
}
