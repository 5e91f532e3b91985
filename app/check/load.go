package check

import (
	"io/fs"

	"sahel-explainer/app/site"
	"sahel-explainer/charts"
	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// LoadFS reads a project from any file system, so that a draft that is not on disk can be checked like the one that is.
// Unlike site.Load it does not hold the outline against graphics and facts: Run does, and finds all that is wrong instead
// of the first. The error of a file that cannot be read at all names its place.
func LoadFS(fsys fs.FS) (*site.Project, error) {
	p := &site.Project{Files: fsys, Graphics: charts.All()}
	var err error
	if p.Catalogues, err = locales.Load(fsys); err != nil {
		return nil, err
	}
	if p.Facts, err = facts.Load(fsys); err != nil {
		return nil, err
	}
	if p.Outline, err = locales.LoadOutline(fsys); err != nil {
		return nil, err
	}
	return p, nil
}
