package share

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"sahel-explainer/components/shell/page"
)

// passage is what a reader copies out of the story, with what it is given along.
type passage struct {
	words       string   // as the browser selects them
	aside       []string // lines among them that are not the step's words: what buttons say, what is read aloud in place of a graphic
	title       string   // the step's
	story       string   // the story's
	link        string   // the step's address
	locale, dir string
	sources     []string // those who publish what the words rest on
}

// quotable is how many letters make a passage: a name or a date that is copied to be looked up is none.
const quotable = 40

func (p *passage) cite(names ...string) {
	for _, n := range names {
		if n = strings.Join(strings.Fields(n), " "); n != "" && !slices.Contains(p.sources, n) {
			p.sources = append(p.sources, n)
		}
	}
}

// paragraphs are the words, one a line of the selection.
func (p *passage) paragraphs() (out []string) {
	for line := range strings.Lines(p.words) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(p.aside, line) {
			out = append(out, line)
		}
	}
	return out
}

func (p *passage) long() bool {
	return utf8.RuneCountInString(strings.Join(p.paragraphs(), "")) >= quotable
}

// credit is what follows the words: where they stand and who publishes what they rest on.
func (p *passage) credit(w page.Words) (where, who string) {
	where = w.T("ui.share.from", "Step", p.title, "Story", p.story)
	if len(p.sources) > 0 {
		who = w.T("ui.share.sources", "Sources", strings.Join(p.sources, w.T("ui.share.between")))
	}
	return where, who
}

// plain is the passage as text.
func (p *passage) plain(w page.Words) string {
	where, who := p.credit(w)
	out := strings.Join(p.paragraphs(), "\n\n") + "\n\n" + where + "\n"
	if who != "" {
		out += who + "\n"
	}
	return out + p.link + "\n"
}

// markup is the passage for editors that take more than text: a quotation that says where it is from, and its credit.
func (p *passage) markup(w page.Words) string {
	var b strings.Builder
	at := ` lang="` + html.EscapeString(p.locale) + `" dir="` + html.EscapeString(p.dir) + `"`
	b.WriteString("<blockquote" + at + ` cite="` + html.EscapeString(p.link) + `">`)
	for _, line := range p.paragraphs() {
		b.WriteString("<p>" + html.EscapeString(line) + "</p>")
	}
	where, who := p.credit(w)
	b.WriteString("</blockquote><p" + at + `><a href="` + html.EscapeString(p.link) + `">` + html.EscapeString(where) + "</a>")
	if who != "" {
		b.WriteString("<br>" + html.EscapeString(who))
	}
	return b.String() + "</p>"
}
