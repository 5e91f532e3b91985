package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// What two languages say and the third does not, or the third alone, is signed by name: each language has its own ways, and those that
// stand were read. One that is new is an error, whatever was signed since, until its message is named (make sign RECORD=step.ID.body).

// uneven is what a message says in one language alone (1), or does not say in one language alone (-1), by code.
// How often makes no difference.
type uneven map[string]int

// unevenNow are all that a project has, by "language message".
func (d *desk) unevenNow() map[string]uneven {
	x := d.lexicon()
	tags := d.tags()
	out := map[string]uneven{}
	if x.err != nil || len(tags) < 3 {
		return out
	}
	for _, id := range d.p.Catalogues[idTag].IDs() {
		says := map[string]map[string]bool{}
		codes := map[string]bool{}
		for _, tag := range tags {
			m, ok := d.p.Catalogues[tag].Message(id)
			if !ok || len(m.Forms) != 1 || !signable(m.File) {
				break
			}
			says[tag] = x.evenly(tag, m.Forms["other"])
			for code := range says[tag] {
				codes[code] = true
			}
		}
		if len(says) < len(tags) {
			continue
		}
		for code := range codes {
			for i, tag := range tags {
				others := slices.Delete(slices.Clone(tags), i, i+1)
				if slices.ContainsFunc(others, func(o string) bool { return says[o][code] == says[tag][code] }) {
					continue
				}
				by := -1
				if says[tag][code] {
					by = 1
				}
				if out[tag+" "+id] == nil {
					out[tag+" "+id] = uneven{}
				}
				out[tag+" "+id][code] = by
			}
		}
	}
	return out
}

// evenly are what a text says that each language says alike: names, and the senses that are marked even.
func (x *lexicon) evenly(tag, text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range x.marks(tag, text) {
		if x.even[m.code] || strings.HasPrefix(m.code, "@") {
			out[m.code] = true
		}
	}
	return out
}

// neverEven reports whether a message was signed as saying a code in some languages alone, or before anybody knew its sense.
func (s *signature) neverEven(tags []string, id, code string) bool {
	return code[0] != '@' && !s.evens[code] ||
		slices.ContainsFunc(tags, func(t string) bool { return s.uneven[t+" "+id][code] != 0 })
}

// evenHeld finds what is uneven and was not when it was signed.
func evenHeld(d *desk, old *signature) {
	if old.uneven == nil {
		return // signed before languages were held to each other
	}
	now := d.unevenNow()
	for _, key := range sortedKeys(now) {
		if _, ok := old.words[key]; !ok {
			continue // it is new
		}
		tag, id, _ := strings.Cut(key, " ")
		for _, code := range sortedKeys(now[key]) {
			if old.neverEven(d.tags(), id, code) {
				continue
			}
			by := now[key][code]
			what := "it says %s, and the other languages do not"
			if by < 0 {
				what = "it does not say %s, and the other languages do"
			}
			d.at(tag, id, Finding{Rule: "even", Severity: Error, What: fmt.Sprintf(what, spoken(code)),
				Why: "readers of one language would be told more or less than the others",
				Mend: "say it in each language or in none; if a word for it is missing, write it into " + SensesFile +
					"; if this language says it otherwise, make sign RECORD=" + id})
			break
		}
	}
}

// signUneven are the lines for the signed file, and the messages whose new unevenness nobody has named.
func (d *desk) signUneven(old *signature, named []string) (lines, left []string) {
	now, codes := d.unevenNow(), []string{}
	for _, code := range sortedKeys(d.lexicon().even) {
		if d.lexicon().even[code] {
			codes = append(codes, strings.ReplaceAll(code, " ", "_"))
		}
	}
	if len(now) > 0 {
		lines = append(lines, "even\t"+strings.Join(codes, " "))
	}
	for _, key := range sortedKeys(now) {
		_, id, _ := strings.Cut(key, " ")
		keep := now[key]
		if old != nil && old.uneven != nil && old.words[key] != nil && !slices.Contains(named, id) && !slices.Contains(named, "all") {
			keep = uneven{}
			for code, by := range now[key] {
				if old.neverEven(d.tags(), id, code) {
					keep[code] = by
				} else {
					left = append(left, id)
				}
			}
		}
		if len(keep) == 0 {
			continue
		}
		var out []string
		for _, code := range sortedKeys(keep) {
			out = append(out, fmt.Sprintf("%s=%d", strings.ReplaceAll(code, " ", "_"), keep[code]))
		}
		lines = append(lines, "uneven "+key+"\t"+strings.Join(out, " "))
	}
	return lines, slices.Compact(left)
}

// readUneven reads what signUneven wrote.
func readUneven(s string) uneven {
	out := uneven{}
	for f := range strings.FieldsSeq(s) {
		code, by, _ := strings.Cut(f, "=")
		out[strings.ReplaceAll(code, "_", " ")], _ = strconv.Atoi(by)
	}
	return out
}
