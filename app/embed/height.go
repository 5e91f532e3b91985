package embed

import (
	"encoding/json"
	"math"
	"unicode/utf8"

	"sahel-explainer/locales"
)

// Facts are what embed.js knows of the story before its frame is there.
type Facts struct {
	Home     string            `json:"home"`   // where the site is published, with a slash at its end
	Titles   map[string]string `json:"titles"` // of the story, by locale
	Chapters []Chapter         `json:"chapters"`
	Short    []Chapter         `json:"short"` // of the short story, if there is one
	// Read are the words of the link, by locale; RTL are the locales that are written from right to left; Common is the one for who
	// reads none of them.
	Read   map[string]string `json:"read"`
	RTL    []string          `json:"rtl"`
	Common string            `json:"common"`
	// Letters are the px of height × px of line that a letter of a locale takes in narrow frames, times how many letters its words
	// have for one of the first locale's.
	Letters map[string]float64 `json:"letters"`
}

// Chapter is what a chapter is made of, as far as its height depends on it.
type Chapter struct {
	ID                           string
	Steps, Scenes, Maps, Letters int
}

// Heights were measured in Chromium in three languages at twelve sizes from 320×568 to 1440×900 and fitted by least squares: each
// chapter's height is so many px, and so many times the height of its frame, for each of its steps, scenes and maps. A test allows whole
// stories to be 5% from it. The style sheets decide these numbers: web/css/02-story.css and 02a-narrow.css.
var (
	narrow = [3]float64{0.288, 48, 1.26}           // a step × frame, a step, a scene × the height of its picture (height.js)
	wide   = [5]float64{0.843, 80, 0.256, 36, 0.6} // a step × frame, a step, a scene × frame, a scene, a map × frame
)

// MarshalJSON writes [id, narrow × frame, narrow px, wide × frame, wide px, letters, narrow × picture].
func (c Chapter) MarshalJSON() ([]byte, error) {
	s, n, m := float64(c.Steps), float64(c.Scenes), float64(c.Maps)
	round := func(x float64) float64 { return math.Round(x*100) / 100 }
	px := func(x float64) float64 { return math.Round(x/10) * 10 } // nearer than any story's words can be known
	return json.Marshal([]any{
		c.ID, round(narrow[0] * s), px(narrow[1] * s),
		round(wide[0]*s + wide[2]*n + wide[4]*m), px(wide[1]*s + wide[3]*n),
		c.Letters, round(narrow[2] * n),
	})
}

func (f *Facts) add(l locales.Locale, title, read string) {
	if f.Read == nil {
		f.Read = map[string]string{}
	}
	f.Titles[l.Tag], f.Read[l.Tag] = title, read
	if l.RTL() {
		f.RTL = append(f.RTL, l.Tag)
	}
}

// FactsOf gathers what a story's outline and words tell; words gives a message's text in a locale.
func FactsOf(home string, in []locales.Locale, outline *locales.Outline, words func(locale, id string) string) Facts {
	f := Facts{Home: home, Titles: map[string]string{}, Letters: map[string]float64{}, Common: locales.Common(in).Tag}
	first := 0
	for n, lang := range in {
		l := lang.Tag
		f.add(lang, words(l, "story.title"), words(l, "ui.embed.read"))
		of := func(id string) string { return words(l, id) }
		chapters, all := chaptersOf(outline, of)
		if n == 0 {
			f.Chapters, first = chapters, max(all, 1)
			if short := outline.Excerpt(); short != nil {
				f.Short, _ = chaptersOf(short, of)
			}
		}
		f.Letters[l] = math.Round(lang.Letter * float64(all) / float64(first))
	}
	return f
}

// chaptersOf are the chapters of an outline in one language, and how many letters they have.
func chaptersOf(o *locales.Outline, words func(id string) string) (out []Chapter, letters int) {
	for _, ch := range o.Chapters {
		c := Chapter{ID: ch.ID, Steps: len(ch.Steps)}
		for _, s := range ch.Scenes() {
			c.Scenes++
			if s.Graphic == "map" {
				c.Maps++
			}
		}
		for _, s := range ch.Steps {
			c.Letters += utf8.RuneCountInString(words("step."+s.ID+".title")) + utf8.RuneCountInString(words("step."+s.ID+".body"))
		}
		letters += c.Letters
		out = append(out, c)
	}
	return out, letters
}
