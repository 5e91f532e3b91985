package render

import (
	"bytes"
	"fmt"
	"path"
	"regexp"

	"sahel-explainer/app/build/write"
)

// DraftStyle shows the mark of a draft: in a corner, in the way of nothing.
const DraftStyle = `.draft{position:fixed;inset-block-end:.5rem;inset-inline-start:.5rem;z-index:30;margin:0;padding:.1rem .6rem;font-size:.85rem;background:var(--card);border:1px solid var(--rule);color:var(--muted);pointer-events:none}`

var langPattern = regexp.MustCompile(`^<!DOCTYPE html><html lang="(\w+)" dir="(\w+)"`)

// MarkDraft marks every page of a draft and keeps search engines away. It works on the finished pages, so that no kind of page can be
// forgotten.
func MarkDraft(b Build, pages write.Tree) (write.Tree, error) {
	out := write.Tree{}
	for _, p := range pages.Paths() {
		if path.Ext(p) != ".html" {
			continue
		}
		m := langPattern.FindSubmatch(pages[p])
		if m == nil {
			return nil, fmt.Errorf("draft: %s names no language", p)
		}
		c := b.Project.Catalogues[string(m[1])]
		mark := fmt.Sprintf(`<body><p class="draft" role="note" lang="%s" dir="%s">%s</p>`, m[1], m[2], c.HTML(c.T("ui.edition.draft")))
		text := bytes.Replace(pages[p], []byte(`<body>`), []byte(mark), 1)
		if !bytes.Contains(text, []byte(`<meta name="robots"`)) {
			text = bytes.Replace(text, []byte(`<meta name="viewport"`), []byte(`<meta name="robots" content="noindex"><meta name="viewport"`), 1)
		}
		out[p] = text
	}
	return out, nil
}
