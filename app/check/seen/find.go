package seen

import (
	"regexp"
	"strings"

	"sahel-explainer/app/build/read"
)

// about notes the text that a finding is about, until its message is looked for.
func (f Finding) about(text string) Finding {
	f.ID = text
	return f
}

// words finds the message behind a text on the screen.
type words map[string][]entry // by locale

type entry struct {
	id, file string
	line     int
	text     string
	whole    *regexp.Regexp // of a message with placeholders
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

func wordsOf(p *read.Project) words {
	out := words{}
	for tag, c := range p.Catalogues {
		for _, id := range c.IDs() {
			m, _ := c.Message(id)
			for _, text := range m.Forms {
				e := entry{id: id, file: m.File, line: m.Line, text: squeeze(text)}
				if letters := placeholder.ReplaceAllString(e.text, ""); placeholder.MatchString(e.text) && len([]rune(letters)) >= 4 {
					var parts []string
					for _, s := range placeholder.Split(e.text, -1) {
						parts = append(parts, regexp.QuoteMeta(s))
					}
					e.whole = regexp.MustCompile("^" + strings.Join(parts, ".+") + "$")
				}
				out[tag] = append(out[tag], e)
			}
		}
	}
	return out
}

// place gives a finding its message, file and line, where they can be found: the message that is the text, else one that
// makes it, else one that holds it (a line of a label); the graphic's own before others. Else its file is the page.
func (w words) place(f *Finding) {
	text := squeeze(f.ID)
	f.ID = ""
	if f.File == "" {
		f.File = fileOf(f.Page)
	}
	if text == "" {
		return
	}
	best := 0
	for _, e := range w[f.Locale] {
		score := 0
		switch {
		case e.text == text:
			score = 6
		case e.whole != nil && e.whole.MatchString(text):
			score = 4
		case len([]rune(text)) >= 3 && strings.Contains(e.text, text):
			score = 2
		}
		if score > 0 && f.Graphic != "" && strings.HasPrefix(e.id, "graphics."+f.Graphic+".") {
			score++
		} else if score > 0 && score < 6 && f.Graphic != "" && f.State != "" {
			score = 0 // a bit of a label is in many a sentence of the story
		}
		if score > best {
			best = score
			f.ID, f.File, f.Line = e.id, e.file, e.line
		}
	}
}

// squeeze leaves out what layout changes: directions, kinds and numbers of spaces.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f' {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
