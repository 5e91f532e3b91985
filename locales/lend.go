package locales

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/language"
)

// LoadUnderWay reads the catalogues for the desk: a message that a language lacks is lent by another, the one for who reads none of the
// story's first, with that one's tag before it: "‹en› Read the story". Lent lists them; a build, which uses Load, refuses them.
func LoadUnderWay(fsys fs.FS) (map[string]*Catalogue, error) {
	all, in, err := load(fsys)
	if err != nil {
		return nil, err
	}
	if err := notEmptied(fsys, all); err != nil {
		return nil, err
	}
	lenders := append([]Locale{Common(in)}, in...)
	for _, l := range in {
		for _, from := range lenders {
			if from.Tag == l.Tag {
				continue
			}
			if err := all[l.Tag].borrow(all[from.Tag]); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// notEmptied refuses a file without a message where other languages have some: editors empty a file before they fill it, and a page must not
// be seen in another language meanwhile.
func notEmptied(fsys fs.FS, all map[string]*Catalogue) error {
	entries, err := fs.ReadDir(fsys, MessagesDir)
	if err != nil {
		return err
	}
	holds := map[string]bool{} // files and names of files
	for _, c := range all {
		for _, m := range c.messages {
			holds[m.File], holds[nameOf(m.File)] = true, true
		}
	}
	for _, e := range entries {
		if file := path.Join(MessagesDir, e.Name()); !holds[file] && holds[nameOf(file)] {
			return fmt.Errorf("%s: no message stands in it; write one, or remove the file until you do", file)
		}
	}
	return nil
}

// fileIn is the catalogue file of another language.
func fileIn(file, from, to string) string {
	return strings.TrimSuffix(file, "."+from+".toml") + "." + to + ".toml"
}

// nameOf is the name of a catalogue file without its language.
func nameOf(file string) string {
	name, _, _ := strings.Cut(path.Base(file), ".")
	return name
}

// Lent lists the messages that the language lacks and another lends it.
func (c *Catalogue) Lent() []string {
	var out []string
	for _, id := range c.IDs() {
		if c.messages[id].lent {
			out = append(out, id)
		}
	}
	return out
}

// borrow takes the messages of another language that this one lacks.
func (c *Catalogue) borrow(from *Catalogue) error {
	for _, id := range from.IDs() {
		m := from.messages[id]
		if _, has := c.messages[id]; has || m.lent {
			continue
		}
		words := m.Forms["other"]
		if words != "" && !strings.HasPrefix(id, "slot.") { // what slots are made of stands inside of a sentence
			words = "‹" + from.Tag + "› " + words
		}
		lent := Message{ID: id, File: fileIn(m.File, from.Tag, c.Tag), Forms: map[string]string{}, lent: true}
		forms := []string{"other"}
		if len(m.Forms) > 1 {
			forms = c.Plurals
		}
		for _, form := range forms {
			lent.Forms[form] = words
			if !hasNotation(words) {
				continue
			}
			pieces, err := parseSlots(words)
			if err != nil {
				return fmt.Errorf("%s:%d: message %q: %w", m.File, m.Line, id, err)
			}
			if lent.pieces == nil {
				lent.pieces = map[string][]piece{}
			}
			lent.pieces[form] = pieces
		}
		c.messages[id] = lent
		if err := c.bundle.AddMessages(language.Make(c.Tag), templateOf(id, lent.Forms)); err != nil {
			return fmt.Errorf("%s:%d: message %q: %w", m.File, m.Line, id, err)
		}
	}
	return nil
}
