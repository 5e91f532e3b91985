package render

import (
	"fmt"
	"strings"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/spec"
)

// ColumnLabels give a table's cells the names of their columns, for screens so narrow that each row is a card (web/css/08-tables.css).
// They stand in the style sheet once, not in each cell. Each page names the sheets of all languages: a table is asked once for each.
func ColumnLabels(p *read.Project, locale string) string {
	c, env := p.Catalogues[locale], p.Env(locale, spec.Wide)
	var s strings.Builder
	for _, g := range p.Graphics {
		// Of a draft's other languages nothing is drawn yet, and words may be missing; the page names its style sheets all the same.
		t, err := spec.Safe(g, func() (spec.Table, error) { return g.Table(env) })
		if err != nil {
			continue
		}
		fmt.Fprintf(&s, "#data-%s,[data-set=%s]{", g.ID(), g.ID())
		for i, name := range append(t.Columns[1:], c.T("evidence.column")) {
			fmt.Fprintf(&s, "--l%d:%s;", i+2, cssString(c.T("ui.data.label", "Column", name)))
		}
		s.WriteString("}")
	}
	return s.String()
}

// cssString is a text as CSS writes it.
func cssString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `, "<", `\3c `).Replace(s) + `"`
}
