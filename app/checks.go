package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"

	"sahel-explainer/app/build/draw"
	"sahel-explainer/app/build/read"
	"sahel-explainer/app/check"
	"sahel-explainer/app/check/seen"
)

var errFound = errors.New("the check found errors; mend them, or add a reason to " + check.SuppressionsFile)

// loadStory reads a story, "" for the one that is meant where none is named, and says where the program's own files are.
func loadStory(story string) (root string, p *read.Project, err error) {
	if err = find(&root, &story); err == nil {
		p, err = read.LoadStory(root, story)
	}
	return root, p, err
}

// checkWords prints what is wrong with words and facts, and how long the story takes to read; or which step carries which claim.
func checkWords(out io.Writer, story string, asJSON, claims bool) error {
	root, p, err := loadStory(story)
	if err != nil {
		return err
	}
	if claims {
		return check.PrintCoverage(out, check.Coverage(p), asJSON)
	}
	debug.SetGCPercent(400) // a run is short, and memory is there
	save := check.Keep(p, filepath.Join(root, ".build"))
	findings := check.Run(p)
	save()
	for _, err := range draw.ProvePictures(p, root, filepath.Join(root, ".build")) {
		findings = append(findings, check.Finding{Rule: "picture-true", Severity: check.Error, File: "charts/data", What: err.Error(),
			Why: "a mark is a value: where it stands, readers read it", Mend: "mend the row, or the graphic"})
	}
	if asJSON {
		err = check.JSON(out, findings)
	} else {
		check.Print(out, findings)
		fmt.Fprintln(out, check.ReadingTime(p))
	}
	if err == nil && check.Failed(findings) {
		err = errFound
	}
	return err
}

// proposeMust prints what the records could ask of their clauses as the words now stand.
func proposeMust(out io.Writer, story string) error {
	_, p, err := loadStory(story)
	if err == nil {
		check.PrintProposed(out, check.Proposed(p))
	}
	return err
}

// checkVisual prints what is wrong to the eye in the site built in dir.
func checkVisual(ctx context.Context, dir, story string, asJSON bool, out io.Writer) error {
	_, p, err := loadStory(story)
	if err != nil {
		return err
	}
	findings, err := seen.Run(ctx, dir, p)
	if err != nil {
		return err
	}
	if asJSON {
		err = seen.JSON(out, findings)
	} else {
		seen.Print(out, findings)
	}
	if err == nil && seen.Failed(findings) {
		err = errFound
	}
	return err
}

// whereCommand prints each place that shows a record or rests on it: words in every language, cards, rows, steps.
func whereCommand(_ context.Context, args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("where: it takes one record's id, for example gti-bf-2024")
	}
	_, p, err := loadStory("")
	if err != nil {
		return err
	}
	uses, err := check.Where(p, args[0])
	if err != nil {
		return err
	}
	check.PrintWhere(out, uses)
	return nil
}
