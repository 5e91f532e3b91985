package check

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"sahel-explainer/app/build/read"
	"sahel-explainer/charts/facts"
)

var root = os.DirFS("../..")

var clean = sync.OnceValues(func() (*read.Project, error) { return LoadFS(root) })

func real(t testing.TB) *read.Project {
	t.Helper()
	p, err := clean()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// edit changes one text: in a message ("fr step.opening-mali.body"), where it is looked for in that message's line alone, or
// in a file.
type edit struct{ at, old, new string }

// draft is the real project's files with some edits, and the place of the first.
func draft(t testing.TB, edits []edit) (fsys fs.FS, file string, line int) {
	t.Helper()
	o := facts.Over{FS: root, Texts: fstest.MapFS{}}
	for i, e := range edits {
		name, from := e.at, 0
		if tag, id, ok := strings.Cut(e.at, " "); ok {
			m, found := real(t).Catalogues[tag].Message(id)
			if !found {
				t.Fatalf("no message %s", e.at)
			}
			if more, ok := real(t).Catalogues[tag].Message(strings.TrimSuffix(id, ".body") + ".more"); ok && strings.Contains(more.Forms["other"]+more.Written["other"], e.old) && !strings.Contains(m.Forms["other"]+m.Written["other"], e.old) {
				m, e.at = more, tag+" "+more.ID // a step's words are its beat and what unfolds
			}
			name, from = m.File, m.Line
		}
		text := o.Texts[name]
		if text == nil {
			b, err := fs.ReadFile(root, name)
			if err != nil {
				t.Fatal(err)
			}
			text = &fstest.MapFile{Data: b}
			o.Texts[name] = text
		}
		start, end := 0, len(text.Data)
		if from > 0 {
			lines := bytes.SplitAfter(text.Data, []byte("\n"))
			start = len(bytes.Join(lines[:from-1], nil))
			end = start + len(lines[from-1])
		}
		hit := bytes.Index(text.Data[start:end], []byte(e.old))
		if from > 0 && bytes.ContainsAny(text.Data[start:end], "]{") && slotted(t, text, start, end, e) { // the words as readers have them: a figure typed over its slot
			if i == 0 {
				file, line = name, from
			}
			continue
		}
		if hit < 0 {
			t.Fatalf("%s does not hold %q; the story has changed, so change this case", e.at, e.old)
		}
		hit += start
		if i == 0 {
			file, line = name, 1+bytes.Count(text.Data[:hit], []byte("\n"))
		}
		text.Data = append(append(append([]byte{}, text.Data[:hit]...), e.new...), text.Data[hit+len(e.old):]...)
	}
	return o, file, line
}

// slotted makes an edit in the words of a message as its slots are filled, and writes the line of its file anew.
func slotted(t testing.TB, text *fstest.MapFile, start, end int, e edit) bool {
	tag, id, _ := strings.Cut(e.at, " ")
	line := string(text.Data[start:end])
	key, _, _ := strings.Cut(line, "=")
	var read map[string]string
	if _, err := toml.Decode(line, &read); err != nil {
		t.Fatal(err)
	}
	m, err := real(t).Catalogues[tag].Retold(id, read[strings.TrimSpace(key)], real(t).Facts)
	if err != nil {
		t.Fatal(err)
	}
	hit := strings.Index(m.Forms["other"], e.old)
	if hit < 0 {
		return false
	}
	retold := m.Rewrite("other", hit, hit+len(e.old), strings.ReplaceAll(e.new, `\"`, `"`)) // edits are written as TOML has them
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(retold)
	text.Data = append(append(append([]byte{}, text.Data[:start]...), key+"= \""+quoted+"\"\n"...), text.Data[end:]...)
	return true
}

func readFile(name string) (string, error) {
	b, err := fs.ReadFile(root, name)
	return string(b), err
}
