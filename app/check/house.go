package check

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// HouseFile holds phrases that the house does not print and what messages must say; a story without it has none.
const HouseFile = "locales/house.toml"

// house is the file; its fields are explained there.
type house struct {
	Phrase []phrase
	Say    []saying
	Window []window
	// Verdict are the verdicts that can be given of a forecast.
	Verdict []verdict
	// Pointed are Arabic words that are written with their signs; Bare are "message word" where the word without them is meant.
	Pointed, Bare []string
	// Wording are words of which the house uses others; Titles are names of works that hold such words.
	Wording []wording
	Titles  string

	wordings *wordings
}

type phrase struct {
	ID, Locale, Words, Reads, Mend, But string

	in, but *regexp.Regexp
}

type saying struct {
	ID, Why     string
	Must, Never map[string]string

	must, never map[string]*regexp.Regexp
}

// readHouse reads the file. The error names what is wrong with it.
func readHouse(files fs.FS) (*house, error) {
	text, err := fs.ReadFile(files, HouseFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &house{}, nil
	}
	if err != nil {
		return nil, err
	}
	h := houses.of(text, func() parsedHouse {
		h, err := parseHouse(string(text))
		return parsedHouse{h, err}
	})
	return h.house, h.err
}

// parsedHouse is what became of a file.
type parsedHouse struct {
	house *house
	err   error
}

var houses filed[parsedHouse]

func parseHouse(text string) (*house, error) {
	h := &house{}
	meta, err := toml.Decode(text, h)
	if err != nil {
		return nil, err
	}
	if more := meta.Undecoded(); len(more) > 0 {
		return nil, fmt.Errorf("unknown key %s", more[0])
	}
	for i := range h.Phrase {
		p := &h.Phrase[i]
		if p.ID == "" || p.Locale == "" || p.Words == "" || p.Reads == "" || p.Mend == "" {
			return nil, fmt.Errorf("phrase %q lacks an id, locale, words, reads or mend", p.ID)
		}
		if p.in, err = regexp.Compile(`(?i)(?:^|[^\p{L}\p{M}])(` + p.Words + `)(?:[^\p{L}\p{M}]|$)`); err != nil {
			return nil, fmt.Errorf("phrase %q: %w", p.ID, err)
		}
		if p.But != "" {
			if p.but, err = regexp.Compile(p.But); err != nil {
				return nil, fmt.Errorf("phrase %q, but: %w", p.ID, err)
			}
		}
	}
	for i := range h.Say {
		s := &h.Say[i]
		if s.must, err = byLanguage(s.Must); err == nil {
			s.never, err = byLanguage(s.Never)
		}
		if err != nil || s.ID == "" || s.Why == "" || len(s.Must)+len(s.Never) == 0 {
			return nil, fmt.Errorf("say %q lacks an id, why, must or never, or has one that is no expression: %v", s.ID, err)
		}
	}
	if h.wordings, err = newWordings(h.Wording, h.Titles); err != nil {
		return nil, err
	}
	return h, nil
}

func byLanguage(words map[string]string) (map[string]*regexp.Regexp, error) {
	out := map[string]*regexp.Regexp{}
	for tag, w := range words {
		re, err := regexp.Compile(w)
		if err != nil {
			return nil, err
		}
		out[tag] = re
	}
	return out, nil
}

// houseRules is what the project's file says, read once for a check. What is wrong with it is told by houseStyle.
func (d *desk) houseRules() (*house, error) {
	if d.rules != nil {
		return d.rules, nil
	}
	h, err := readHouse(d.p.Files)
	if err == nil {
		d.rules = h
	}
	return h, err
}

// houseStyle finds phrases that a stranger reads as something else, and sayings that were mended once and are false again.
func houseStyle(d *desk) {
	h, err := d.houseRules()
	if err != nil {
		d.add(Finding{File: HouseFile, Rule: "house", Severity: Error, What: "it cannot be read: " + err.Error(), Why: "what it guards is unguarded", Mend: "mend it there"})
		return
	}
	for _, p := range h.Phrase {
		if d.p.Catalogues[p.Locale] == nil {
			continue
		}
		for _, id := range d.p.Catalogues[p.Locale].IDs() {
			m, _ := d.p.Catalogues[p.Locale].Message(id)
			for _, form := range sortedKeys(m.Forms) {
				text := m.Forms[form]
				if hit := p.in.FindStringSubmatch(text); hit != nil && (p.but == nil || !p.but.MatchString(text)) {
					d.at(p.Locale, id, Finding{Rule: "house", Severity: Error, What: fmt.Sprintf("“%s” is read as: %s", hit[1], p.Reads),
						Why: "a stranger reads it once, and takes the nearest sense", Mend: "write " + p.Mend + " (" + HouseFile + ", " + p.ID + ")"})
				}
			}
		}
	}
	for _, s := range h.Say {
		for _, tag := range d.tags() {
			m, ok := d.p.Catalogues[tag].Message(s.ID)
			if !ok {
				d.add(Finding{File: HouseFile, Rule: "house", ID: s.ID, Severity: Error, What: "no message " + s.ID + " in " + tag, Why: s.Why, Mend: "name the message that says it now, or remove the entry"})
				continue
			}
			text := m.Forms["other"]
			if step, ok := strings.CutSuffix(s.ID, ".body"); ok { // what it must say may unfold
				text += " " + d.text(tag, step+".more")
			}
			if re := s.must[tag]; re != nil && !re.MatchString(text) {
				d.at(tag, s.ID, Finding{Rule: "house", Severity: Error, What: "it no longer says “" + s.Must[tag] + "”", Why: s.Why, Mend: "say it, or change " + HouseFile + " with the fact"})
			}
			if re := s.never[tag]; re != nil {
				if hit := re.FindString(text); hit != "" {
					d.at(tag, s.ID, Finding{Rule: "house", Severity: Error, What: "it says “" + hit + "” again", Why: s.Why, Mend: "say what the records bear out"})
				}
			}
		}
	}
}
