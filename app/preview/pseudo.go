package preview

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"sahel-explainer/app/build"
	"sahel-explainer/locales"
)

// madeUpDraft is a draft in a made-up language, made when somebody looks at it.
type madeUpDraft struct {
	sync.Mutex
	draft    *build.Draft
	snapshot build.Snapshot
	stale    bool
}

// madeUp brings a draft in a made-up language up to date with the project and returns its site. It takes seconds the first time.
func (d *Desk) madeUp(name string) (build.Snapshot, error) {
	d.mu.Lock()
	w := d.madeUpDrafts[name]
	if w == nil {
		w = &madeUpDraft{stale: true}
		d.madeUpDrafts[name] = w
	}
	d.mu.Unlock()
	w.Lock()
	defer w.Unlock()
	d.mu.Lock()
	stale := w.stale
	w.stale = false
	d.mu.Unlock()
	if !stale {
		return w.snapshot, nil
	}
	var err error
	if w.draft == nil {
		l := locales.Common(d.locales())
		if name == "mirror" {
			l.Dir = "rtl"
		}
		o := d.options()
		o.BasePath = d.storyPath() + name + "/"
		w.draft, err = build.NewDraft(o, []locales.Locale{l}, func(all map[string]*locales.Catalogue) error {
			c, err := all[l.Tag].Rewritten(l, func(id, text string) string {
				if strings.HasPrefix(id, "graphics.") { // a graphic refuses labels that have no room in it
					return text
				}
				return Pseudo(text)
			})
			if err == nil {
				all[l.Tag] = c
			}
			return err
		})
		if err != nil {
			return build.Snapshot{}, err
		}
	}
	if _, err = w.draft.Update(nil, nil); err == nil {
		w.snapshot, err = w.draft.Complete(nil)
	}
	if err != nil {
		d.mu.Lock()
		w.stale = true
		d.mu.Unlock()
	}
	return w.snapshot, err
}

var accents = strings.NewReplacer("a", "á", "e", "é", "i", "í", "o", "ó", "u", "ú", "y", "ý", "c", "ç", "n", "ñ", "s", "š", "z", "ž", "A", "Á", "E", "É", "I", "Í", "O", "Ó", "U", "Ú", "C", "Ç", "N", "Ñ", "S", "Š", "Z", "Ž")

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// Pseudo makes an English text accented and 40% longer, so that what is too narrow or not taken from the catalogues is seen.
// Placeholders and numbers stay.
func Pseudo(text string) string {
	var b strings.Builder
	letters, at := 0, 0
	put := func(s string) {
		for _, r := range s {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		b.WriteString(accents.Replace(s))
	}
	for _, m := range placeholder.FindAllStringIndex(text, -1) {
		put(text[at:m[0]])
		b.WriteString(text[m[0]:m[1]])
		at = m[1]
	}
	put(text[at:])
	if more := (letters*2 + 4) / 5; more > 0 {
		// In words, since a run without breaks would test something else.
		const filler = "lórém ípsúm dólór "
		b.WriteByte(' ')
		pad := []rune(strings.Repeat(filler, more/len([]rune(filler))+1))
		b.WriteString(strings.TrimSpace(string(pad[:more])))
	}
	return b.String()
}
