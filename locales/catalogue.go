package locales

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// MessagesDir is the folder of the catalogues inside the project.
const MessagesDir = "locales/messages"

// Message is one entry of a catalogue as its file has it: where it stands, and its text per CLDR plural form (a message
// that is not counted has the form "other" alone).
type Message struct {
	ID    string
	File  string
	Line  int
	Forms map[string]string
	// Written is each form as the file has it, with its notation; Clauses and Slots are what the notation says of Forms. Bind sets them.
	Written map[string]string
	Clauses map[string][]Clause
	Slots   map[string][]Slot

	places map[string][]place
	pieces map[string][]piece // of the forms that hold notation
	bound  bool
	lent   bool // it is another language's
}

// Catalogue holds the words of one locale. It is safe for concurrent reading.
type Catalogue struct {
	Locale
	localizer *i18n.Localizer
	bundle    *i18n.Bundle
	messages  map[string]Message
	used      func(id string)
}

// Load reads every catalogue file (messages/NAME.LOCALE.toml) of every locale; Bind then fills their slots. A malformed file, a message that some
// language lacks, or a form that go-i18n does not know is an error that names file and line.
func Load(fsys fs.FS) (map[string]*Catalogue, error) {
	all, in, err := load(fsys)
	if err != nil {
		return nil, err
	}
	return all, checkWhole(all, in)
}

func load(fsys fs.FS) (map[string]*Catalogue, []Locale, error) {
	entries, err := fs.ReadDir(fsys, MessagesDir)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the catalogues: %w", err)
	}
	out := map[string]*Catalogue{}
	in, err := Spoken(fsys)
	if err != nil {
		return nil, nil, err
	}
	source, err := language.Parse(in[0].Tag)
	if err != nil {
		return nil, nil, err
	}
	bundle := i18n.NewBundle(source)
	for _, l := range in {
		out[l.Tag] = &Catalogue{Locale: l, bundle: bundle, messages: map[string]Message{}}
	}
	lender, _ := fsys.(Lender)
	lent := func(e fs.DirEntry) bool { return lender != nil && lender.Lends(path.Join(MessagesDir, e.Name())) }
	slices.SortStableFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(order(lent(a)), order(lent(b))) })
	for _, e := range entries {
		name := path.Join(MessagesDir, e.Name())
		parts := strings.Split(e.Name(), ".")
		if len(parts) != 3 || parts[2] != "toml" {
			return nil, nil, fmt.Errorf("%s: a catalogue file is named NAME.LOCALE.toml", name)
		}
		c := out[parts[1]]
		if c == nil {
			return nil, nil, fmt.Errorf("%s: no locale %q; use %s", name, parts[1], tagsOf(in))
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, err
		}
		f, err := parsed(name, e.Name(), text)
		if err != nil {
			return nil, nil, err
		}
		if lent(e) {
			f = f.without(c.messages)
		}
		if err := c.add(f); err != nil {
			return nil, nil, err
		}
		if err := bundle.AddMessages(f.templates.Tag, f.templates.Messages...); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, c := range out {
		c.localizer = i18n.NewLocalizer(bundle, c.Tag)
	}
	return out, in, nil
}

// Lender is a file system of a story over the program's: it says which files are the program's. A message of the story's own goes before
// one that is lent.
type Lender interface{ Lends(name string) bool }

// order puts what is lent after the rest.
func order(lent bool) int {
	if lent {
		return 1
	}
	return 0
}

// without is the file without messages that are there already.
func (f *catalogueFile) without(have map[string]Message) *catalogueFile {
	out, templates := *f, *f.templates
	out.messages, templates.Messages = nil, nil
	for _, m := range f.messages {
		if _, ok := have[m.ID]; !ok {
			out.messages = append(out.messages, m)
		}
	}
	for _, m := range f.templates.Messages {
		if _, ok := have[m.ID]; !ok {
			templates.Messages = append(templates.Messages, m)
		}
	}
	out.templates = &templates
	return &out
}

func tagsOf(in []Locale) string { return strings.Join(Tags(in), ", ") }

// add records the messages of one file with their places.
func (c *Catalogue) add(f *catalogueFile) error {
	for _, m := range f.messages {
		if old, ok := c.messages[m.ID]; ok {
			return fmt.Errorf("%s:%d: message %q stands already at %s:%d; keep one", m.File, m.Line, m.ID, old.File, old.Line)
		}
		c.messages[m.ID] = m
	}
	return nil
}

// pluralForms are CLDR's plural categories, which go-i18n takes as keys of a counted message.
var pluralForms = map[string]bool{"zero": true, "one": true, "two": true, "few": true, "many": true, "other": true}

func walkMessages(prefix string, tree map[string]any, visit func(string, map[string]string) error) error {
	keys := make([]string, 0, len(tree))
	for k := range tree {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	if prefix != "" {
		forms := map[string]string{}
		for _, k := range keys {
			if s, ok := tree[k].(string); ok && pluralForms[k] {
				forms[k] = s
			}
		}
		if len(forms) > 0 {
			return visit(prefix, forms)
		}
	}
	for _, k := range keys {
		id := k
		if prefix != "" {
			id = prefix + "." + k
		}
		switch v := tree[k].(type) {
		case string:
			if err := visit(id, map[string]string{"other": v}); err != nil {
				return err
			}
		case map[string]any:
			if err := walkMessages(id, v, visit); err != nil {
				return err
			}
		default:
			return fmt.Errorf("message %q is not text; put it between quotes", id)
		}
	}
	return nil
}

// keyLines finds the line of each dotted key of a TOML text. It reads the plain subset that the catalogues use: tables,
// bare or quoted keys, one assignment a line.
func keyLines(text string) map[string]int {
	out := map[string]int{}
	table := ""
	for i, line := range strings.Split(text, "\n") {
		t := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(t, "["):
			table = strings.ReplaceAll(strings.Trim(strings.SplitN(t, "]", 2)[0], "[ "), `"`, "")
			out[table] = i + 1
		case t != "" && !strings.HasPrefix(t, "#"):
			if k, _, ok := strings.Cut(t, "="); ok {
				id := strings.Trim(strings.TrimSpace(k), `"`)
				if table != "" {
					id = table + "." + id
				}
				if _, ok := out[id]; !ok {
					out[id] = i + 1
				}
			}
		}
	}
	return out
}

// CheckText refuses what could change a page's meaning unseen: control characters, bidirectional overrides and marks.
func CheckText(s string) error {
	if len(s) > 8192 {
		return fmt.Errorf("longer than 8192 bytes; a message is a sentence or a paragraph")
	}
	for _, r := range s {
		switch {
		case r < ' ' && r != '\n', r == 0x7f,
			r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff:
			return fmt.Errorf("holds the control character U+%04X; remove it, direction is added by the program", r)
		}
	}
	return nil
}

// checkWhole reports the first message that one language has and another lacks, and how many more there are.
func checkWhole(all map[string]*Catalogue, in []Locale) error {
	for _, l := range in {
		for _, other := range in {
			var first Message
			n := 0
			for _, id := range all[l.Tag].IDs() {
				if _, ok := all[other.Tag].messages[id]; !ok {
					if n == 0 {
						first = all[l.Tag].messages[id]
					}
					n++
				}
			}
			if n == 0 {
				continue
			}
			more := ""
			if n > 1 {
				more = fmt.Sprintf("; %s lacks %d messages more, which the desk shows marked", other.Tag, n-1)
			}
			return fmt.Errorf("%s: message %q is missing; write it (it stands at %s:%d)%s",
				fileIn(first.File, l.Tag, other.Tag), first.ID, first.File, first.Line, more)
		}
	}
	return nil
}

// IDs lists the message ids in order.
func (c *Catalogue) IDs() []string {
	ids := make([]string, 0, len(c.messages))
	for id := range c.messages {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}

// Message returns an entry as its file has it.
func (c *Catalogue) Message(id string) (Message, bool) {
	m, ok := c.messages[id]
	return m, ok
}

// Has reports whether the catalogue holds a message.
func (c *Catalogue) Has(id string) bool { _, ok := c.messages[id]; return ok }

// OnUse returns a catalogue over the same words that reports each id it is asked for; the check finds unused messages by it.
func (c *Catalogue) OnUse(f func(id string)) *Catalogue {
	d := *c
	d.used = f
	return &d
}

// MissingError is what T panics with: a page that lacks a word must stop the build, and Recover turns it into an error.
type MissingError struct{ Locale, ID, Why string }

func (e MissingError) Error() string {
	return fmt.Sprintf("%s: message %q: %s; write it in %s/*.%s.toml", e.Locale, e.ID, e.Why, MessagesDir, e.Locale)
}

// Recover is deferred by those who draw pages: it turns a missing word into their error.
func Recover(err *error) {
	if r := recover(); r != nil {
		m, ok := r.(MissingError)
		if !ok {
			panic(r)
		}
		*err = m
	}
}

// T is the text of a message; args are pairs of placeholder name and value. A missing message panics with MissingError.
func (c *Catalogue) T(id string, args ...any) string {
	return c.localize(id, nil, args)
}

// N is the text of a counted message for n, which the text may show as {{.Count}} (already formatted). n chooses the
// plural form by CLDR's rules.
func (c *Catalogue) N(id string, n int, args ...any) string {
	return c.localize(id, n, append([]any{"Count", c.Number(float64(n), 0)}, args...))
}

func (c *Catalogue) localize(id string, count any, args []any) string {
	if c.used != nil {
		c.used(id)
	}
	m, ok := c.messages[id]
	if !ok {
		panic(MissingError{c.Tag, id, "missing"})
	}
	if m.pieces != nil && !m.bound {
		panic(MissingError{c.Tag, id, "its slots were not filled from the ledger"})
	}
	if len(args) == 0 && count == nil && len(m.Forms) == 1 {
		return m.Forms["other"] // no template to run
	}
	data := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		data[args[i].(string)] = args[i+1]
	}
	s, err := c.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: count})
	if err != nil {
		panic(MissingError{c.Tag, id, err.Error()})
	}
	return s
}

// Rewritten returns a catalogue of another locale with every text run through f: for made-up languages that try a page's
// layout. f must leave placeholders ({{…}}) as they are.
func (c *Catalogue) Rewritten(l Locale, f func(id, text string) string) (*Catalogue, error) {
	tag, err := language.Parse(l.Tag)
	if err != nil {
		return nil, err
	}
	bundle := i18n.NewBundle(tag)
	out := &Catalogue{Locale: l, bundle: bundle, messages: map[string]Message{}, used: c.used}
	for _, id := range c.IDs() {
		m := c.messages[id]
		forms := map[string]string{}
		for k, s := range m.Forms {
			forms[k] = f(id, s)
		}
		m.Forms, m.Clauses, m.Slots, m.pieces = forms, nil, nil, nil
		out.messages[id] = m
		if err := bundle.AddMessages(tag, templateOf(id, forms)); err != nil {
			return nil, fmt.Errorf("message %q: %w", id, err)
		}
	}
	out.localizer = i18n.NewLocalizer(bundle, l.Tag)
	return out, nil
}
