package locales

import (
	"fmt"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// catalogueFile is what one file of a catalogue says, for us and for go-i18n. Nothing of it is changed after it was read.
type catalogueFile struct {
	text      string
	messages  []Message
	templates *i18n.MessageFile
}

// The desk reads all catalogues after each save, and all files but one are as they were: what a file said is kept until it says
// something else. The name is part of what is kept, since it stands in the messages.
var (
	filesMu sync.Mutex
	files   = map[string]*catalogueFile{}
)

// filesKept bounds what is kept: more files than a project has come only from tests.
const filesKept = 256

// parsed reads a file of a catalogue; base is its name without its folder, which go-i18n takes the language from.
func parsed(name, base string, text []byte) (*catalogueFile, error) {
	filesMu.Lock()
	f := files[name]
	filesMu.Unlock()
	if f != nil && f.text == string(text) {
		return f, nil
	}
	f, err := parse(name, base, string(text))
	if err != nil {
		return nil, err
	}
	filesMu.Lock()
	defer filesMu.Unlock()
	if len(files) >= filesKept {
		clear(files)
	}
	files[name] = f
	return f, nil
}

func parse(name, base, text string) (*catalogueFile, error) {
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		if pe, ok := err.(toml.ParseError); ok {
			return nil, fmt.Errorf("%s:%d: %s; mend the TOML there", name, pe.Position.Line, pe.Message)
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f := &catalogueFile{text: text}
	lines := keyLines(text)
	err := walkMessages("", tree, func(id string, forms map[string]string) error {
		for form, s := range forms {
			if err := CheckText(s); err != nil {
				return fmt.Errorf("%s:%d: message %q, form %s: %w", name, lines[id], id, form, err)
			}
		}
		m := Message{ID: id, File: name, Line: lines[id], Forms: forms}
		for form, s := range forms {
			if !hasNotation(s) {
				continue
			}
			pieces, err := parseSlots(s)
			if err != nil {
				return fmt.Errorf("%s:%d: message %q: %w", name, lines[id], id, err)
			}
			if m.pieces == nil {
				m.pieces = map[string][]piece{}
			}
			m.pieces[form] = pieces
		}
		f.messages = append(f.messages, m)
		return nil
	})
	if err != nil {
		return nil, err
	}
	// go-i18n reads the tree that was just read: the text needs no second reading.
	f.templates, err = i18n.ParseMessageFileBytes([]byte(text), base, map[string]i18n.UnmarshalFunc{"toml": func(_ []byte, v any) error {
		*v.(*any) = tree
		return nil
	}})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}
