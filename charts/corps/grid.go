package corps

import (
	"fmt"

	"sahel-explainer/charts/facts"
	"sahel-explainer/charts/hues"
	"sahel-explainer/charts/spec"
)

// grid is the comparison as pages have it: a table of what is said of each force.
func grid(env *spec.Env, cells []cell, state string, words []any) (*spec.Grid, error) {
	out := &spec.Grid{Caption: env.T(key + "title"), Heads: []spec.GridHead{
		{Words: env.T(key + "force.wagner")}, {Words: env.T(key + "force.corps"), Colour: hues.Russia},
	}}
	colour := map[string]string{"wagner": spec.Muted, "corps": hues.Russia}
	order, by := rowsOf(cells)
	for _, r := range order {
		about := stands(r, state)
		row := spec.GridRow{Words: env.T(key + "row." + r), Quiet: state == "outlook" && !about}
		for _, side := range []string{"wagner", "corps"} {
			c, ok := by[r+"-"+side]
			if !ok {
				return nil, fmt.Errorf("%s/corps-matrix.csv: row %q has no cell for %s; add it", facts.Dir, r, side)
			}
			item := spec.GridItem{
				Row: c.id(), Colour: spec.Either(row.Quiet, spec.Ghost, colour[side]), Words: env.T(key+"cell."+c.id(), words...), Records: c.Records(),
			}
			if c.hedge != "fact" {
				item.Note = env.T(key + "hedge." + c.hedge)
			}
			row.Cells = append(row.Cells, spec.GridCell{Items: []spec.GridItem{item}, Stands: about, Quiet: row.Quiet})
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// rowsOf are the rows of the comparison in the order of the data, and its cells by id.
func rowsOf(cells []cell) (order []string, by map[string]cell) {
	by = map[string]cell{}
	for _, c := range cells {
		if by[c.row+"-wagner"].row == "" && by[c.row+"-corps"].row == "" {
			order = append(order, c.row)
		}
		by[c.id()] = c
	}
	return order, by
}
