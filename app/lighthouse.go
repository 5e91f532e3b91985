//go:build !editor

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"

	"sahel-explainer/app/browser"
	"sahel-explainer/locales"
)

// lighthouseVersion is fetched by npx when it is asked for, not by npm ci: with what it needs it is ten times all else.
const lighthouseVersion = "12.8.2"

// lighthouse prints Lighthouse's scores for each language's story on a phone, medians of runs, and every audit that is not whole.
func lighthouse(ctx context.Context, out io.Writer, dist string, runs int) error {
	base, done, err := openSite(dist)
	if err != nil {
		return err
	}
	defer done()
	categories := []string{"performance", "accessibility", "best-practices", "seo"}
	fmt.Fprintf(out, "Lighthouse %s, mobile, medians of %d:", lighthouseVersion, runs)
	for _, c := range categories {
		fmt.Fprintf(out, " %s", c)
	}
	fmt.Fprintln(out)
	for _, loc := range locales.All() {
		scores, faults := map[string][]float64{}, map[string]bool{}
		for range runs {
			raw, err := audited(ctx, base+"/"+loc.Tag+"/")
			if err != nil {
				return fmt.Errorf("lighthouse for %s: %w", loc.Tag, err)
			}
			var r struct {
				Categories map[string]struct {
					Score     float64
					AuditRefs []struct {
						ID     string
						Weight float64
					}
				}
				Audits map[string]struct {
					Score        *float64
					Title        string
					DisplayValue string
				}
			}
			if err := json.Unmarshal(raw, &r); err != nil {
				return fmt.Errorf("lighthouse's answer for %s: %w", loc.Tag, err)
			}
			for _, c := range categories {
				scores[c] = append(scores[c], r.Categories[c].Score*100)
				for _, ref := range r.Categories[c].AuditRefs {
					if a := r.Audits[ref.ID]; a.Score != nil && *a.Score < 0.9 {
						faults[fmt.Sprintf("%s, weight %g: %s (%s)", c, ref.Weight, a.Title, ref.ID)] = true
					}
				}
			}
		}
		fmt.Fprintf(out, "%s", loc.Tag)
		for _, c := range categories {
			fmt.Fprintf(out, " %.0f", median(scores[c]))
		}
		fmt.Fprintln(out)
		list := slices.Sorted(maps.Keys(faults))
		slices.Sort(list)
		for _, f := range list {
			fmt.Fprintln(out, "  "+f)
		}
	}
	return nil
}

// audited is Lighthouse's answer for one address. It says itself when a recording failed and is to be tried again, which it is.
func audited(ctx context.Context, url string) ([]byte, error) {
	for try := 1; ; try++ {
		cmd := exec.CommandContext(ctx, "npx", "--yes", "lighthouse@"+lighthouseVersion, url, "--quiet", "--output=json", "--output-path=stdout",
			"--chrome-flags=--headless=new --no-sandbox --disable-gpu")
		cmd.Env = append(os.Environ(), "CHROME_PATH="+browser.Path())
		var raw, complaint bytes.Buffer
		cmd.Stdout, cmd.Stderr = &raw, &complaint
		err := cmd.Run()
		if err == nil {
			return raw.Bytes(), nil
		}
		if try == 3 || !strings.Contains(complaint.String(), "run Lighthouse again") {
			return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(complaint.String()))
		}
	}
}
