package site

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
)

// draftStyle shows the mark of a draft: in a corner, in the way of nothing.
const draftStyle = `.draft{position:fixed;inset-block-end:.5rem;inset-inline-start:.5rem;z-index:30;margin:0;padding:.1rem .6rem;font-size:.85rem;background:var(--card);border:1px solid var(--rule);color:var(--muted);pointer-events:none}`

var langPattern = regexp.MustCompile(`^<!DOCTYPE html><html lang="(\w+)" dir="(\w+)"`)

// markDraft marks every page of a draft and keeps search engines away. It works on the finished pages, so that no kind of page can be
// forgotten.
func (b *builder) markDraft() error {
	if !b.Draft {
		return nil
	}
	for _, p := range b.tree.Paths() {
		if path.Ext(p) != ".html" {
			continue
		}
		m := langPattern.FindSubmatch(b.tree[p])
		if m == nil {
			return fmt.Errorf("draft: %s names no language", p)
		}
		c := b.p.Catalogues[string(m[1])]
		mark := fmt.Sprintf(`<body><p class="draft" role="note" lang="%s" dir="%s">%s</p>`, m[1], m[2], c.HTML(c.T("ui.edition.draft")))
		text := bytes.Replace(b.tree[p], []byte(`<body>`), []byte(mark), 1)
		if !bytes.Contains(text, []byte(`<meta name="robots"`)) {
			text = bytes.Replace(text, []byte(`<meta name="viewport"`), []byte(`<meta name="robots" content="noindex"><meta name="viewport"`), 1)
		}
		b.tree[p] = text
	}
	return nil
}
