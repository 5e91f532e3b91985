package mutate

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"sahel-explainer/charts/facts"
	"sahel-explainer/locales"
)

// reordered are bodies whose last two sentences change places, in all languages, and whose two sentences become one.
func (s *story) reordered() []Mutation {
	var out []Mutation
	for _, id := range s.ids {
		if !strings.HasSuffix(id, ".body") && !strings.HasSuffix(id, ".more") {
			continue
		}
		var edits []Edit
		for _, tag := range tags {
			t := s.texts[tag][id]
			parts := strings.Split(strings.TrimSuffix(t.raw, "."), ". ")
			if n := len(parts); n >= 3 && !strings.ContainsAny(t.raw, "?؟") {
				parts[n-1], parts[n-2] = parts[n-2], parts[n-1]
				edits = append(edits, t.whole(strings.Join(parts, ". ")+"."))
			}
		}
		if len(edits) == 3 && !dependent(s.texts["en"][id].raw) {
			out = append(out, Mutation{Kind: "sentences reordered", Lang: "all", What: id + ": its last two sentences change places", Edits: edits})
		}
		t := s.texts["en"][id]
		if i := strings.Index(t.raw, "; "); i > 0 && outside(t.raw, i, i+2) && strings.Count(t.raw[:i], "[") == strings.Count(t.raw[:i], "]") && strings.HasPrefix(strings.TrimLeft(t.raw[i+2:], "["), "the ") {
			out = append(out, Mutation{Kind: "a sentence parted in two", Lang: "en", What: id, Edits: []Edit{t.at(i, i+2, ". "), capital(t, i+2)}})
		}
	}
	return out
}

// capital gives the word at a place, or behind the bracket there, a capital.
func capital(t text, at int) Edit {
	if t.raw[at] == '[' {
		at++
	}
	return t.at(at, at+1, strings.ToUpper(t.raw[at:at+1]))
}

// dependent reports whether one of the last two sentences leans on the one before.
func dependent(s string) bool {
	parts := strings.Split(s, ". ")
	for _, p := range parts[len(parts)-2:] {
		for _, w := range []string{"It ", "That ", "They ", "But ", "As ", "He ", "None ", "In the ", "There", "Most", "Nor", "On ", "Or"} {
			if strings.HasPrefix(strings.TrimLeft(p, "["), w) {
				return true
			}
		}
	}
	return false
}

// newStep is a new step on the UN mission, with a new record and one mark of prose in each language: what an editor adds.
func (s *story) newStep() []Mutation {
	steps := s.p.Outline.Steps()
	words := map[string][3]string{
		"ar": {"رحيل بعثة الأمم المتحدة", "في {minusma-new.ended} أنهى مجلس الأمن الدولي تفويض بعثة الأمم المتحدة في مالي (مينوسما)، بطلب من باماكو. وقد غادر آخر جنودها البلاد في {minusma-new.left}، بعد عشر سنوات من انتشارها.", "كانت البعثة تضم أكثر من {minusma-new.strength} فرد من العسكريين والشرطة. وقالت السلطات الانتقالية إن البعثة لم تعد جزءا من الحل، فيما أسفت دول عدة لرحيلها. ولم نجد في ما قرأناه تقديرا مستقلا لأثر هذا الرحيل في الأمن شمال البلاد ووسطها."},
		"fr": {"Le départ de la mission de l’ONU", "Le {minusma-new.ended}, le Conseil de sécurité met fin au mandat de la mission de l’ONU au Mali (Minusma), à la demande de Bamako. Ses derniers soldats quittent le pays le {minusma-new.left}, dix ans après son déploiement.", "La mission comptait plus de {minusma-new.strength} militaires et policiers. Les autorités de transition disaient qu’elle ne faisait plus partie de la solution\u202f; plusieurs pays ont regretté son départ. Nous n’avons trouvé, dans ce que nous avons lu, aucune évaluation indépendante de l’effet de ce départ."},
		"en": {"The UN mission leaves", "On {minusma-new.ended} the Security Council ended the mandate of the UN mission in Mali (MINUSMA), at Bamako’s request. Its last soldiers left the country on {minusma-new.left}, ten years after it was deployed.", "The mission counted more than {minusma-new.strength} soldiers and police. The transitional authorities said that it was no longer part of the solution; several countries regretted its leaving. In what we read we found no independent assessment of what that departure did to security in the north and centre."},
	}
	record := "\n[[record]]\nid = \"minusma-new\"\ntopic = \"timeline\"\ncountry = \"ML\"\nperiod = \"2023-06-30\"\ntext = \"the Security Council ends the mandate of the UN mission\"\nnumbers = [13000, 10]\ndates = [\"2023-06-30\", \"2023-12-31\"]\nnames = [\"Mali\", \"United Nations\", \"Security Council\", \"MINUSMA\", \"Bamako\"]\nsources = [%q]\n\n[record.figures]\nstrength = 13000\nended = \"2023-06-30\"\nleft = \"2023-12-31\"\n"
	const records = "charts/data/records.toml"
	var out []Mutation
	for i, st := range steps {
		if i%9 != 2 {
			continue
		}
		at := bytes.Index(s.file(locales.OutlineFile), []byte(fmt.Sprintf("  [[chapter.step]]\n  id = %q", st.ID)))
		if at < 0 {
			continue
		}
		end := len(s.file(records))
		edits := []Edit{
			{locales.OutlineFile, at, at, "  [[chapter.step]]\n  id = \"minusma-step\"\n  graphic = \"map\"\n  state = \"states\"\n  also = [\"tl-14-2024-07-06\"]\n\n"},
			{records, end, end, fmt.Sprintf(record, s.p.Facts.Records()[0].Sources[0])},
		}
		for _, tag := range tags {
			file := locales.MessagesDir + "/story." + tag + ".toml"
			n := len(s.file(file))
			edits = append(edits, Edit{file, n, n, fmt.Sprintf("\n[step.minusma-step]\ntitle = \"%s\"\nbody = \"%s\"\nmore = \"%s\"\n", words[tag][0], words[tag][1], words[tag][2])})
		}
		out = append(out, Mutation{Kind: "a new step with a new record", Lang: "all", What: "before " + st.ID, Edits: edits})
	}
	return out
}

// difference adds to what a step unfolds the difference between two figures that it cites.
func (s *story) difference() []Mutation {
	var out []Mutation
	sentence := map[string]string{"ar": " والفارق بين الرقمين {=%s}.", "fr": " L’écart entre les deux est de {=%s}.", "en": " The difference between the two is {=%s}."}
	for _, id := range s.ids {
		if !strings.HasPrefix(id, "step.") || !strings.HasSuffix(id, ".more") {
			continue
		}
		t := s.texts["en"][id]
		all := t.counted(false)
		if len(all) < 2 || all[0].key == all[1].key {
			continue
		}
		var a, b float64
		fmt.Sscan(all[0].key, &a)
		fmt.Sscan(all[1].key, &b)
		var edits []Edit
		for _, tag := range tags {
			d := s.p.Catalogues[tag].Number(max(a-b, b-a), 6)
			t := s.texts[tag][id]
			edits = append(edits, t.at(len(t.raw), len(t.raw), fmt.Sprintf(sentence[tag], d)))
		}
		out = append(out, Mutation{Kind: "a difference of two cited figures", Lang: "all", What: id, Edits: edits})
	}
	return out
}

// filesWritten are the same data, written otherwise.
func (s *story) filesWritten() []Mutation {
	var out []Mutation
	files, _ := fs.Glob(s.p.Files, facts.Dir+"/*.csv")
	for _, file := range files {
		all := s.file(file)
		out = append(out, Mutation{Kind: "data saved by a spreadsheet", Lang: "data", What: file + ": semicolons", Edits: []Edit{{file, 0, len(all), semicolons(string(all))}}})
		out = append(out, Mutation{Kind: "data saved by a spreadsheet", Lang: "data", What: file + ": a byte order mark", Edits: []Edit{{file, 0, 0, "\ufeff"}}})
	}
	for i, st := range s.p.Outline.Steps() {
		if n := len(st.Records); n > 1 {
			at := bytes.Index(s.file(locales.OutlineFile), []byte(fmt.Sprintf("id = %q", st.ID)))
			list := append([]string{st.Records[n-1]}, st.Records[:n-1]...)
			state := fmt.Sprintf("state = %q\n", st.State)
			if e, ok := s.replaced(locales.OutlineFile, max(at, 0), state, state+"  records = "+quoted(list)+"\n"); ok && i%5 == 0 {
				out = append(out, Mutation{Kind: "records of a step listed, in another order", Lang: "data", What: st.ID, Edits: []Edit{e}})
			}
		}
	}
	return out
}

func quoted(list []string) string { return `["` + strings.Join(list, `", "`) + `"]` }

func semicolons(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if !strings.HasPrefix(l, "#") && !strings.ContainsAny(l, `";`) {
			lines[i] = strings.ReplaceAll(l, ",", ";")
		} else if !strings.HasPrefix(l, "#") {
			return s
		}
	}
	return strings.Join(lines, "\n")
}
