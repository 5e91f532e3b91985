package locales

import (
	"fmt"
	"regexp"
	"strings"
)

// The notation of the catalogues, over go-i18n's own {{.X}}:
//
//	[words](rec-id rec-id2)   a clause: what it claims is carried by those records
//	{field}                   inside a clause: a slot, filled from the first of its records that has the field
//	{rec-id.field}            a slot anywhere
//	{field:form}              a slot in a form of its own (README.md lists them)
//	{=12}                     a plain figure or name, which claims nothing
//	\[ \] \{ \} \\            the signs themselves
//
// A text is parsed once and filled for each ledger: nothing here knows a language or a record.

// piece is one part of a parsed text: words, a slot, a plain figure, or the opening or the end of a clause.
type piece struct {
	kind    pieceKind
	text    string   // the words, or what a plain figure says
	record  string   // of a slot; empty: the clause's
	field   string   // of a slot
	form    string   // of a slot; empty: as it is
	records []string // of a clause that opens
	raw     string   // how the file writes it
}

type pieceKind int

const (
	words pieceKind = iota
	slot
	bare
	opens
	closes
)

var (
	recordID = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9_-]*$`)
	slotText = regexp.MustCompile(`^(?:([a-zA-Z0-9][a-zA-Z0-9_-]*)\.)?([a-z0-9][a-z0-9_-]*)(?::([A-Za-z][a-z-]*))?$`)
)

// hasNotation reports whether a text may hold notation at all; most messages hold none.
func hasNotation(s string) bool {
	return strings.ContainsAny(s, `[]\`) || strings.ContainsAny(withoutTemplates(s), "{}")
}

var template = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

func withoutTemplates(s string) string { return template.ReplaceAllString(s, "") }

// parseSlots splits a text into its pieces. Its errors say what to mend; the caller adds the place.
func parseSlots(s string) ([]piece, error) {
	p := &slotParser{s: s, clause: -1}
	for p.at < len(p.s) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	if p.clause >= 0 {
		return nil, fmt.Errorf("the clause %q is not closed; write [words](record), or \\[ for a bracket", excerpt(s[p.opened:]))
	}
	p.flush()
	return p.out, nil
}

type slotParser struct {
	s      string
	at     int
	out    []piece
	text   strings.Builder
	clause int // index in out of the clause that is open, or -1
	opened int
}

func (p *slotParser) flush() {
	if p.text.Len() > 0 {
		p.out = append(p.out, piece{kind: words, text: p.text.String(), raw: p.text.String()})
		p.text.Reset()
	}
}

func (p *slotParser) next() error {
	rest := p.s[p.at:]
	switch {
	case rest[0] == '\\':
		if len(rest) < 2 || !strings.ContainsRune(`[]{}\`, rune(rest[1])) {
			return fmt.Errorf("a \\ stands before %q; it goes before [ ] { } or \\ alone", excerpt(rest[1:]))
		}
		p.flush()
		p.out = append(p.out, piece{kind: words, text: rest[1:2], raw: rest[:2]})
		p.at += 2
	case strings.HasPrefix(rest, "{{"):
		end := strings.Index(rest, "}}")
		if end < 0 {
			return fmt.Errorf("%q is not closed by }}", excerpt(rest))
		}
		p.text.WriteString(rest[:end+2])
		p.at += end + 2
	case rest[0] == '{':
		return p.slot(rest)
	case rest[0] == '}':
		return fmt.Errorf("a } has no { before it; write \\} for a brace")
	case rest[0] == '[':
		if p.clause >= 0 {
			return fmt.Errorf("a clause begins inside the clause %q; clauses do not nest, close the first", excerpt(p.s[p.opened:]))
		}
		p.flush()
		p.clause, p.opened = len(p.out), p.at
		p.out = append(p.out, piece{kind: opens, raw: "["})
		p.at++
	case rest[0] == ']':
		return p.close(rest)
	default:
		n := strings.IndexAny(rest, `\{}[]`)
		if n < 0 {
			n = len(rest)
		}
		p.text.WriteString(rest[:n])
		p.at += n
	}
	return nil
}

func (p *slotParser) slot(rest string) error {
	end := strings.IndexByte(rest, '}')
	if end < 0 {
		return fmt.Errorf("the slot %q is not closed by }", excerpt(rest))
	}
	inner := rest[1:end]
	p.flush()
	p.at += end + 1
	if plain, ok := strings.CutPrefix(inner, "="); ok {
		if strings.TrimSpace(plain) == "" {
			return fmt.Errorf("{=} is empty; write the plain figure, {=12}")
		}
		p.out = append(p.out, piece{kind: bare, text: plain, raw: rest[:end+1]})
		return nil
	}
	m := slotText.FindStringSubmatch(inner)
	if m == nil {
		return fmt.Errorf("{%s} is no slot; write {field}, {record.field}, {field:form} or {=plain}", inner)
	}
	if m[1] == "" && p.clause < 0 {
		return fmt.Errorf("{%s} stands outside a clause and names no record; write {record.%s}", inner, inner)
	}
	p.out = append(p.out, piece{kind: slot, record: m[1], field: m[2], form: m[3], raw: rest[:end+1]})
	return nil
}

func (p *slotParser) close(rest string) error {
	if p.clause < 0 {
		return fmt.Errorf("a ] has no [ before it; write \\] for a bracket")
	}
	end := strings.IndexByte(rest, ')')
	if len(rest) < 2 || rest[1] != '(' || end < 0 {
		return fmt.Errorf("the clause %q names no record; write [words](record)", excerpt(p.s[p.opened:]))
	}
	ids := strings.Fields(rest[2:end])
	for _, id := range ids {
		if !recordID.MatchString(id) {
			return fmt.Errorf("the clause %q: %q is no id of a record", excerpt(p.s[p.opened:]), id)
		}
	}
	if len(ids) == 0 {
		return fmt.Errorf("the clause %q names no record; write its ids between the round brackets", excerpt(p.s[p.opened:]))
	}
	p.flush()
	p.out[p.clause].records = ids
	p.out = append(p.out, piece{kind: closes, raw: rest[:end+1]})
	p.clause = -1
	p.at += end + 1
	return nil
}

// excerpt is as much of a text as one needs to find it.
func excerpt(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
