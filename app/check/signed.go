package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sahel-explainer/app/build/read"
)

// SignedFile holds what the words, the records and the outline said when an editor last signed them (make sign): of words only the
// numbers, dates, names and senses in their order, and a trace of the words between. A story without it has signed nothing.
const SignedFile = "locales/signed.txt"

// signature is the file, read.
type signature struct {
	words map[string][][]item // language and message → sentences
	same  map[string]string   // language and all codes of a text → its message
	whole map[string]string   // language and message → the trace of its whole text
	data  map[string]string   // what rows and the outline said, by what it is of
	// ledger is what records and sources said, by "record ID" and "source ID".
	ledger map[string]string
	// uneven is what one language says more or less than the others, by language and message: see even.go.
	uneven map[string]uneven
	evens  map[string]bool // the senses that were even then
}

var signatures filed[*signature]

func signatureOf(files fs.FS) *signature {
	text, err := fs.ReadFile(files, SignedFile)
	if err != nil {
		return nil
	}
	return signatures.of(text, func() *signature { return readSignature(string(text)) })
}

func readSignature(text string) *signature {
	s := &signature{words: map[string][][]item{}, same: map[string]string{}, whole: map[string]string{}, data: map[string]string{}, ledger: map[string]string{}}
	all := map[string][]string{}
	for line := range strings.SplitSeq(text, "\n") {
		head, rest, ok := strings.Cut(line, "\t")
		switch {
		case strings.HasPrefix(line, "#") || !ok:
		case strings.HasPrefix(rest, "="):
			s.whole[head] = rest[1:]
		case strings.HasPrefix(head, "ledger "):
			s.ledger[strings.TrimPrefix(head, "ledger ")] = rest
		case head == "even":
			s.evens = map[string]bool{}
			for code := range strings.FieldsSeq(rest) {
				s.evens[strings.ReplaceAll(code, "_", " ")] = true
			}
		case strings.HasPrefix(head, "uneven "):
			if s.uneven == nil {
				s.uneven = map[string]uneven{}
			}
			s.uneven[strings.TrimPrefix(head, "uneven ")] = readUneven(rest)
		case strings.HasPrefix(head, "data "):
			s.data[strings.TrimPrefix(head, "data ")] = rest
		default:
			s.words[head] = append(s.words[head], decoded(rest))
			all[head] = append(all[head], rest)
		}
	}
	for head, list := range all {
		tag, id, _ := strings.Cut(head, " ")
		s.same[tag+" "+strings.Join(list, "\n")] = id
	}
	return s
}

// encoded writes a sentence for the file.
func encoded(list []item) string {
	var out []string
	for _, i := range list {
		out = append(out, strings.ReplaceAll(i.code, " ", "_"))
	}
	return strings.Join(out, " ")
}

func decoded(s string) []item {
	var out []item
	for f := range strings.FieldsSeq(s) {
		out = append(out, item{code: strings.ReplaceAll(f, "_", " ")})
		if strings.HasPrefix(f, "~") {
			out[len(out)-1].code = f
		}
	}
	return out
}

// signable reports whether a message states facts: those of the program and the desk do not.
func signable(file string) bool {
	for _, name := range []string{"/ui.", "/desk.", "/publishers.", "/slot."} {
		if strings.Contains(file, name) {
			return false
		}
	}
	return true
}

// Sign is the text of the signed file for a project as it now is, but for records and sources that were signed and say something else:
// these
// stay as they were, and are left, unless they are named, or all are ("all").
func Sign(p *read.Project, named ...string) (text []byte, left []string) {
	learn(p.Locales())
	d := &desk{p: p}
	x := d.lexicon()
	var b bytes.Buffer
	b.WriteString("# What words, records and outline said when they were last signed. Written by make sign: do not edit.\n")
	for _, tag := range d.tags() {
		c := p.Catalogues[tag]
		for _, id := range c.IDs() {
			m, _ := c.Message(id)
			if len(m.Forms) != 1 || !signable(m.File) {
				continue
			}
			fmt.Fprintf(&b, "%s %s\t=%s\n", tag, id, traceOf(m.Forms["other"]))
			for _, s := range x.streamsOf(tag, m.Forms["other"]) {
				fmt.Fprintf(&b, "%s %s\t%s\n", tag, id, encoded(s))
			}
		}
	}
	data := signedData(d)
	for _, k := range sortedKeys(data) {
		fmt.Fprintf(&b, "data %s\t%s\n", k, data[k].said)
	}
	old := signatureOf(p.Files)
	lines, left := d.signLedger(old, named)
	uneven, words := d.signUneven(old, named)
	left = append(left, words...)
	for _, line := range slices.Concat(d.signNames(), lines, uneven) {
		b.WriteString(line + "\n")
	}
	return b.Bytes(), left
}

// signed finds what says something else than when it was signed, in words that are else the same.
func signed(d *desk) {
	old := signatureOf(d.p.Files)
	if old == nil {
		return
	}
	x := d.lexicon()
	for _, tag := range d.tags() {
		c := d.p.Catalogues[tag]
		for _, id := range c.IDs() {
			m, _ := c.Message(id)
			if len(m.Forms) != 1 || !signable(m.File) {
				continue
			}
			was, ok := old.words[tag+" "+id]
			if !ok || old.whole[tag+" "+id] == traceOf(m.Forms["other"]) {
				continue
			}
			now := x.streamsOf(tag, m.Forms["other"])
			var codes []string
			for _, s := range now {
				codes = append(codes, encoded(s))
			}
			if other := old.same[tag+" "+strings.Join(codes, "\n")]; other != "" && other != id && !equalStreams(was, now) {
				d.at(tag, id, unsigned("these are the words of "+other, "words under another title, picture or state say something false"))
				continue
			}
			for _, what := range x.changed(tag, was, now) {
				d.at(tag, id, unsigned(what.says, what.why))
			}
		}
	}
	signedDataHeld(d, old)
	ledgerHeld(d, old)
	evenHeld(d, old)
	namesHeld(d, old)
}

// traceOf tells a text from others.
func traceOf(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:6])
}

func unsigned(what, why string) Finding {
	return Finding{Rule: "signed", Severity: Error, What: what, Why: why, Mend: "put it back; if it is right, compare it with its records and sources, then run make sign"}
}

func equalStreams(a, b [][]item) bool {
	return slices.EqualFunc(a, b, func(s, t []item) bool { return encoded(s) == encoded(t) })
}
