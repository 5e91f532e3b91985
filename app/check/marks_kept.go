package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"path/filepath"
	"sync"

	"sahel-explainer/app/build/read"
	"sahel-explainer/app/kept"
)

// keptMarks are the marks of texts from one run of the program to the next: reading them is most of what the check does, and nearly all texts are
// those of the run before.
type keptMarks struct {
	mu         sync.Mutex
	old, taken map[[12]byte][]keptMark
	fresh      bool
}

// keptMark is a mark in a file.
type keptMark struct {
	From, To int
	Code     string
}

// Keep has what a run reads kept in a file below dir for the next one: by this program, its words of names and senses and its languages; call save behind
// the run. A file that cannot be read or written costs the work again.
func Keep(p *read.Project, dir string) (save func()) {
	learn(p.Locales())
	d := &desk{p: p}
	x := d.lexicon()
	key := kept.Key(p.Files, nil, append(d.readings(), x.text)...)
	if x.err != nil || key == "" {
		return func() {}
	}
	file := filepath.Join(dir, "marks")
	m := &keptMarks{old: map[[12]byte][]keptMark{}, taken: map[[12]byte][]keptMark{}}
	if raw, ok := kept.Read(file); ok && bytes.HasPrefix(raw, []byte(key)) {
		if gob.NewDecoder(bytes.NewReader(raw[len(key):])).Decode(&m.old) != nil {
			m.old = nil
		}
	}
	x.kept = m
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		b := bytes.NewBufferString(key)
		if m.fresh && gob.NewEncoder(b).Encode(m.taken) == nil {
			kept.Write(file, b.Bytes()) // for the next run alone
		}
	}
}

// readings are how the languages of the story are read.
func (d *desk) readings() (out []string) {
	for _, l := range d.p.Locales() {
		out = append(out, fmt.Sprintf("%s %+v %+v", l.Tag, l.Reading, l.Format))
	}
	return out
}

// marksOf gives the marks of a text as they are kept, or reads them.
func (m *keptMarks) marksOf(tag, s string, read func(tag, s string) []mark) []mark {
	sum := sha256.Sum256([]byte(tag + " " + s))
	id := [12]byte(sum[:12])
	m.mu.Lock()
	list, ok := m.old[id]
	m.mu.Unlock()
	var out []mark
	if ok {
		for _, k := range list {
			out = append(out, mark{k.From, k.To, k.Code})
		}
	} else {
		out = read(tag, s)
		for _, k := range out {
			list = append(list, keptMark{k.from, k.to, k.code})
		}
	}
	m.mu.Lock()
	m.taken[id] = list
	m.fresh = m.fresh || !ok
	m.mu.Unlock()
	return out
}
