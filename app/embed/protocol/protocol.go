// Package protocol is the one definition of what a host page and the frame of a story say to each other by postMessage. Both sides' checks
// (web/protocol.js), the messages that fuzzing sends and the table in web/README.md are made from it.
package protocol

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Source is what every message of ours names itself by.
const Source = "sahel-explainer"

// Version is what both sides say of themselves. A message of a newer one is taken with the fields that are understood.
const Version = 1

// Side is one of the two that speak.
type Side string

const (
	Frame Side = "frame"
	Host  Side = "host"
)

// Message is a kind of message, as one side says it. One that both say stands twice.
type Message struct {
	Type   string
	From   Side
	Fields []Field
	Means  string // for the table in web/README.md
}

// Field is a field of a message.
type Field struct {
	Name string
	Rule Rule
	// Needed: without it, or with it out of range, the message means nothing. Any other that is out of range is as if it were not there.
	Needed bool
}

// Rule says what a field may hold.
type Rule interface {
	js(tongue string) string // an expression of web/protocol.js; tongue is the one for the story's languages
	words() string           // for the table
	good() []any             // values at the edges of what is taken
	bad() []any              // values just beyond
}

// number is a finite number between two bounds, both included.
type number struct{ low, high float64 }

// choice is one of some words.
type choice []string

// name is an id of a step or a code: ASCII letters, digits, hyphens.
type name struct{}

// text is any text of at most so many UTF-16 units.
type text int

// address is an absolute address of a page, by http or https.
type address struct{}

// tongue is the tag of a language of the story.
type tongue struct{}

const (
	// Tallest is the height of the longest story, in px.
	Tallest = 200_000
	longest = 2_000 // of an address
)

var place, serial = number{0, Tallest}, number{0, 1e9}

// Messages are all there are, in the order in which they come up.
var Messages = []Message{
	{"ready", Frame, nil, "the frame listens; the host answers with viewport"},
	{"height", Frame, []Field{{"height", number{1, Tallest}, true}, {"start", place, false}, {"n", serial, false}, {"y", place, false}},
		"height of the story or graphic; start = px skipped by `data-step`; n = number of the layout, y = where the reader is in it"},
	{"viewport", Host, []Field{{"mode", choice{"pinned", "stepper", "flow"}, true}, {"y", place, true}, {"width", number{0, 100_000}, false},
		{"height", number{0, 100_000}, false}, {"n", serial, false}, {"share", address{}, false}},
		"where the reader is, in layout n; the first one is the handshake"},
	{"scroll-to", Frame, []Field{{"y", place, true}}, `focus, find in page, a link or "next" moved the story: the host follows`},
	{"scroll-to", Host, []Field{{"step", name{}, true}}, "a deep link (the host's `#step`)"},
	{"step", Frame, []Field{{"step", name{}, true}, {"index", number{0, 10_000}, false}, {"count", number{0, 10_000}, false}},
		"the active step"},
	{"locale", Frame, []Field{{"locale", tongue{}, true}, {"title", text(300), false}}, "the language was switched"},
	{"locale", Host, []Field{{"locale", tongue{}, true}}, "please switch"},
	{"theme", Host, []Field{{"theme", choice{"light", "dark", "auto"}, true}}, "please change"},
	{"error", Frame, []Field{{"code", name{}, true}}, "`accent-contrast`; the host raises an event"},
}

// From are the messages that one side says.
func From(side Side) (said []Message) {
	for _, m := range Messages {
		if m.From == side {
			said = append(said, m)
		}
	}
	return said
}

// Shapes writes what one side says as the other's check reads it (web/protocol.js): which fields each message needs, and what each
// field may hold, in whichever message it stands. tongue is the expression there that is true of the tag of a language of the story.
func Shapes(from Side, tongue string) string {
	var needs, rules []string
	for _, m := range From(from) {
		var needed []string
		for _, f := range m.Fields {
			if f.Needed {
				needed = append(needed, f.Name)
			}
			rule := strconv.Quote(f.Name) + ":" + f.Rule.js(tongue)
			if !slices.Contains(rules, rule) {
				rules = append(rules, rule)
			}
		}
		needs = append(needs, strconv.Quote(m.Type)+":["+quoted(needed)+"]")
	}
	return "[{__proto__:null," + strings.Join(needs, ",") + "},{" + strings.Join(rules, ",") + "}]"
}

// Table is the protocol for people, in Markdown.
func Table() string {
	var out strings.Builder
	out.WriteString("| type | direction | fields | meaning |\n|---|---|---|---|\n")
	other := map[Side]Side{Frame: Host, Host: Frame}
	for _, m := range Messages {
		var fields []string
		for _, f := range m.Fields {
			mark := "?"
			if f.Needed {
				mark = ""
			}
			fields = append(fields, strings.TrimSpace(f.Name+mark+" "+f.Rule.words()))
		}
		said := cmp.Or(strings.Join(fields, ", "), "–")
		fmt.Fprintf(&out, "| %s | %s → %s | %s | %s |\n", m.Type, m.From, other[m.From], said, m.Means)
	}
	return out.String()
}
