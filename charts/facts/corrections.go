package facts

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"time"

	"github.com/BurntSushi/toml"
)

// CorrectionsFile is the public log of corrections inside the project.
const CorrectionsFile = "charts/data/corrections.toml"

// Correction is one entry of the log. Its words are the messages log.ID.was and log.ID.now.
type Correction struct {
	ID      string   `toml:"id"`
	Date    string   `toml:"date"` // the day it was mended
	Steps   []string `toml:"steps"`
	Records []string `toml:"records"`
}

var correctionID = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// LoadCorrections reads the log, the newest entry first as it must stand. A project without the file has an empty log.
func LoadCorrections(fsys fs.FS) ([]Correction, error) {
	text, err := fs.ReadFile(fsys, CorrectionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var log struct {
		Corrections []Correction `toml:"correction"`
	}
	meta, err := toml.Decode(string(text), &log)
	if err != nil {
		if pe, ok := err.(toml.ParseError); ok {
			return nil, fmt.Errorf("%s:%d: %s; mend the TOML there", CorrectionsFile, pe.Position.Line, pe.Message)
		}
		return nil, fmt.Errorf("%s: %w", CorrectionsFile, err)
	}
	if un := meta.Undecoded(); len(un) > 0 {
		return nil, fmt.Errorf("%s: unknown key %q; remove or rename it", CorrectionsFile, un[0])
	}
	seen := map[string]bool{}
	for i, c := range log.Corrections {
		switch {
		case !correctionID.MatchString(c.ID):
			return nil, fmt.Errorf("%s: id %q: use small letters, digits and hyphens, a letter first", CorrectionsFile, c.ID)
		case seen[c.ID]:
			return nil, fmt.Errorf("%s: id %q is used twice; rename one", CorrectionsFile, c.ID)
		case len(c.Steps) == 0:
			return nil, fmt.Errorf("%s: correction %q names no step; name those that changed", CorrectionsFile, c.ID)
		}
		seen[c.ID] = true
		if t, err := time.Parse(time.DateOnly, c.Date); err != nil || t.Format(time.DateOnly) != c.Date {
			return nil, fmt.Errorf("%s: correction %q: %q is no day; write it as date = \"2026-12-01\"", CorrectionsFile, c.ID, c.Date)
		}
		if i > 0 && log.Corrections[i-1].Date < c.Date {
			return nil, fmt.Errorf("%s: correction %q is newer than the one above it; put the newest first", CorrectionsFile, c.ID)
		}
	}
	return log.Corrections, nil
}
