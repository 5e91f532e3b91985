//go:build !editor

package main

import (
	"context"
	"flag"
	"fmt"
	"html"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"

	"sahel-explainer/locales"
)

func reviewPicturesCommand(flags *flag.FlagSet) action {
	since, to := flags.String("since", "HEAD", ""), flags.String("out", ".build/pictures.html", "")
	return func(_ context.Context, out io.Writer) error {
		page, n, err := reviewPage(*since)
		if err != nil {
			return err
		}
		if err := os.WriteFile(*to, []byte(page), 0o644); err != nil {
			return err
		}
		fmt.Fprintf(out, "%d pictures differ from %s: open %s\n", n, *since, *to)
		return nil
	}
}

// pictureFiles are where the pictures of graphics are kept.
const pictureFiles = "charts/*/testdata/*.svg"

// reviewPage shows each picture that differs from a revision as it was and as it is.
func reviewPage(since string) (string, int, error) {
	changed, err := git("diff", "--name-only", since, "--", pictureFiles)
	if err != nil {
		return "", 0, err
	}
	added, err := git("ls-files", "--others", "--exclude-standard", "--", pictureFiles)
	if err != nil {
		return "", 0, err
	}
	brand, err := locales.LoadBrand(os.DirFS("."))
	if err != nil {
		return "", 0, err
	}
	var b strings.Builder
	b.WriteString(`<!doctype html><meta charset="utf-8"><title>Pictures</title><style>:root{`)
	for _, name := range slices.Sorted(maps.Keys(brand.Light)) {
		fmt.Fprintf(&b, "--%s:%s;", name, brand.Light[name])
	}
	b.WriteString(`}body{background:var(--paper);color:var(--ink);font:16px Georgia,serif}section{display:flex;flex-wrap:wrap;gap:16px}h2{font-size:1em;margin:24px 0 4px}
figure{margin:0;border:1px solid #ccc}.narrow svg{width:360px}.wide svg{width:720px}.pic text{dominant-baseline:central;font-family:"Source Serif 4","` + strings.Join(append(locales.LabelFamilies(locales.All()), "Georgia"), `","`) + `",serif}
.pic{display:block;stroke-linejoin:bevel}.h{paint-order:stroke;stroke:var(--paper);stroke-width:3}</style>`)
	files := strings.Fields(changed + " " + added)
	slices.Sort(files)
	files = slices.Compact(files)
	land := map[string]bool{} // shared outlines, of both editions; they are named by what they are
	n := 0
	for _, file := range files {
		dir := path.Dir(file)
		if !land[dir] {
			land[dir] = true
			was, _ := git("show", since+":"+dir+"/land.svg")
			is, _ := os.ReadFile(dir + "/land.svg")
			b.WriteString(was + string(is))
		}
		if path.Base(file) == "land.svg" {
			continue
		}
		was, err := git("show", since+":"+file)
		if err != nil {
			was = "new"
		}
		is, err := os.ReadFile(file)
		if err != nil {
			is = []byte("gone")
		}
		form := "wide"
		if strings.Contains(file, ".narrow.") {
			form = "narrow"
		}
		fmt.Fprintf(&b, `<h2>%s</h2><section class="%s"><figure>%s</figure><figure>%s</figure></section>`, html.EscapeString(file), form, was, is)
		n++
	}
	return b.String(), n, nil
}

func git(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	var trouble strings.Builder
	cmd.Stderr = &trouble
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(trouble.String()))
	}
	return string(out), nil
}
