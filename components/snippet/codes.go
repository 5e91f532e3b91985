package snippet

// Kinds of what can be embedded.
const (
	Story   = "story"
	Chapter = "chapter"
	Graphic = "graphic"
)

// CodesFile is where a language's Codes stand, below the language's folder.
const CodesFile = "embed/codes.json"

// Codes are all that can be embedded in one language.
type Codes struct {
	Base   string // absolute address of the site
	Read   string // words of the link
	RTL    bool   `json:",omitempty"` // the language is written from right to left
	Things []Thing
	Steps  []Step
	Style  string `json:",omitempty"` // the style sheet of the embed dialog
}

// Thing is the story, in one of its lengths (ID is Short or empty), a chapter or a graphic, with the picture that stands for it.
type Thing struct {
	Kind, ID, Title string
	Image           string // below the site's root
	Alt             string
	ImageW, ImageH  int
}

// Step is a step at which an embed of the story, or of its chapter, can begin.
type Step struct {
	ID, Chapter, Title string
	Short              bool `json:",omitempty"` // the short story has it
}

// Place is the thing's id in the embed page.
func (t Thing) Place() string {
	if t.Kind == Story && t.ID == "" {
		return Story + "-whole" // "story" is the page's own
	}
	return t.Kind + "-" + t.ID
}

// Options are what embeds a thing in a language, with all that can be chosen left open.
func (c Codes) Options(locale string, t Thing) Options {
	o := Options{Base: c.Base, Locale: locale, RTL: c.RTL, Title: t.Title, Read: c.Read, Image: c.Base + t.Image, Alt: t.Alt, ImageW: t.ImageW, ImageH: t.ImageH}
	switch t.Kind {
	case Story:
		o.Depth = t.ID
	case Graphic:
		o.Graphic = t.ID
	case Chapter:
		o.Chapter = t.ID
		for _, x := range c.Things { // the frame's title is that of its page
			if x.Kind == Story && x.ID == "" {
				o.Title = x.Title + " — " + t.Title
			}
		}
	}
	return o
}
