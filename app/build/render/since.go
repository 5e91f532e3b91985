package render

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"sahel-explainer/app/build/write"
)

// stepsSaid are digests of what each step says in a language: its words, and the headline of its graphic, with the figures in their slots.
func (b Build) stepsSaid(tag string) map[string]string {
	out := map[string]string{}
	for _, st := range b.Project.Outline.Steps() {
		said := ""
		for _, id := range []string{"step." + st.ID + ".title", "step." + st.ID + ".body", "step." + st.ID + ".more", "graphics." + st.Graphic + ".state." + st.State} {
			m, _ := b.Project.Catalogues[tag].Message(id)
			said += m.Forms["other"] + "\n"
		}
		out[st.ID] = digest([]byte(said))[:12]
	}
	return out
}

// changedSteps are, for the client, the steps that say something else than in an earlier edition that this build takes over, by the
// day of the edition that changed them last: "2026-12-01=deaths,corps 2026-12-09=kidal". An edition that kept no digests is passed
// over.
func (b Build) changedSteps(tag string) (string, error) {
	if b.Editions == "" || b.edition() == "" {
		return "", nil
	}
	dir := os.DirFS(b.Editions)
	found, err := fs.Glob(dir, write.EditionsDir+"*/"+LedgerFile)
	if err != nil {
		return "", err
	}
	slices.Sort(found) // by day
	all := []Ledger{}
	for _, name := range found {
		raw, err := fs.ReadFile(dir, name)
		if err != nil {
			return "", err
		}
		var led Ledger
		if json.Unmarshal(raw, &led) == nil && led.Edition == path.Base(path.Dir(name)) && led.Edition < b.Project.Outline.Edition && led.Steps[tag] != nil {
			all = append(all, led) // what is no ledger stops the build when editions are taken over
		}
	}
	all = append(all, Ledger{Edition: b.Project.Outline.Edition, Steps: map[string]map[string]string{tag: b.stepsSaid(tag)}})
	byDay := map[string][]string{}
	for _, st := range b.Project.Outline.Steps() {
		for i := len(all) - 1; i > 0; i-- {
			if all[i].Steps[tag][st.ID] != all[i-1].Steps[tag][st.ID] {
				byDay[all[i].Edition] = append(byDay[all[i].Edition], st.ID)
				break
			}
		}
	}
	var out []string
	for _, led := range all {
		if steps := byDay[led.Edition]; steps != nil {
			out = append(out, led.Edition+"="+strings.Join(steps, ","))
		}
	}
	return strings.Join(out, " "), nil
}
