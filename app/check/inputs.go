package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"sync"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/spec"
	"sahel-explainer/locales"
)

// Asking a graphic for all it has costs more than all rules about words together, and a live desk does it after each
// keystroke. So what a graphic read is kept when nothing was wrong with it, and it is asked again only once some of that
// reads otherwise: a message, a data file, the facts, or which messages there are.

// question is one question: a graphic in one language, with its drawings or without.
type question struct {
	graphic, locale string
	drawn           bool
}

type hash [sha256.Size]byte

// basis is what an answer without fault depended on.
type basis struct {
	facts, ids hash
	messages   map[string]string // id and its text in every form
	files      map[string]hash
}

var (
	answersMu sync.Mutex
	answers   = map[question][]basis{}
)

// answersKept is how many answers are kept to one question: an editor who undoes a change finds the one from before.
const answersKept = 3

// inputs is the project as the graphics see it.
type inputs struct {
	p     *read.Project
	facts hash
	ids   map[string]hash
	files map[string]hash // as read during this run
}

func inputsOf(p *read.Project) *inputs {
	in := &inputs{p: p, ids: map[string]hash{}, files: map[string]hash{}}
	var all []string
	for _, r := range p.Facts.Records() {
		all = append(all, r.ID)
	}
	sources, _ := p.Facts.SourcesOf(all)
	text, err := json.Marshal([]any{p.Facts.Records(), sources})
	if err != nil {
		panic(err) // numbers, strings and lists always encode
	}
	in.facts = sha256.Sum256(text)
	for tag, c := range p.Catalogues {
		var b bytes.Buffer
		for _, id := range c.IDs() {
			b.WriteString(id + "\n")
		}
		in.ids[tag] = sha256.Sum256(b.Bytes())
	}
	return in
}

// same are the messages that a kept answer asked for, if all it read still reads alike.
func (in *inputs) same(key question) ([]string, bool) {
	answersMu.Lock()
	list := answers[key]
	answersMu.Unlock()
next:
	for _, r := range list {
		if r.facts != in.facts || r.ids != in.ids[key.locale] {
			continue
		}
		var ids []string
		for id, was := range r.messages {
			if in.message(key.locale, id) != was {
				continue next
			}
			ids = append(ids, id)
		}
		for name, was := range r.files {
			if in.file(name) != was {
				continue next
			}
		}
		return ids, true
	}
	return nil, false
}

func (in *inputs) keep(key question, w *watched) {
	r := basis{facts: in.facts, ids: in.ids[key.locale], messages: map[string]string{}, files: w.files}
	for id := range w.messages {
		r.messages[id] = in.message(key.locale, id)
	}
	answersMu.Lock()
	defer answersMu.Unlock()
	list := append([]basis{r}, answers[key]...)
	answers[key] = list[:min(len(list), answersKept)]
}

func (in *inputs) message(locale, id string) string {
	m, _ := in.p.Catalogues[locale].Message(id)
	s := ""
	for _, form := range sortedKeys(m.Forms) {
		s += form + "=" + m.Forms[form] + "\n"
	}
	return s
}

// file is the hash of a file as it now is; one that cannot be read has that of nothing.
func (in *inputs) file(name string) hash {
	h, ok := in.files[name]
	if !ok {
		text, _ := fs.ReadFile(in.p.Files, name)
		h = sha256.Sum256(text)
		in.files[name] = h
	}
	return h
}

// watched notes what a graphic reads.
type watched struct {
	of       *inputs
	words    *locales.Catalogue
	messages map[string]bool
	files    map[string]hash
}

func (in *inputs) watch(locale string) *watched {
	w := &watched{of: in, messages: map[string]bool{}, files: map[string]hash{}}
	w.words = in.p.Catalogues[locale].OnUse(func(id string) { w.messages[id] = true })
	return w
}

func (w *watched) env(form spec.Form) *spec.Env {
	return &spec.Env{Catalogue: w.words, Facts: w.of.p.Facts, Files: w, Form: form}
}

// Open reads a file of the project whole and notes what was read.
func (w *watched) Open(name string) (fs.File, error) {
	if _, err := w.ReadFile(name); err != nil {
		return nil, err
	}
	return w.of.p.Files.Open(name)
}

// ReadFile reads a file of the project and notes what was read.
func (w *watched) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(w.of.p.Files, name)
	w.files[name] = sha256.Sum256(text)
	return text, err
}
