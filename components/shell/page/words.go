package page

import (
	"strconv"
	"strings"
)

// Words are the client's words, compiled by the host from the catalogues: message id to text by plural form.
type Words map[string]map[string]string

// T is a message with its placeholders filled; args are pairs of name and value. A message that is not there is shown by
// its id: the host has checked that none is missing.
func (w Words) T(id string, args ...string) string { return w.form(id, "other", args) }

// N is a counted message; category is CLDR's plural category of the count in the page's language.
func (w Words) N(id, category string, args ...string) string { return w.form(id, category, args) }

func (w Words) form(id, category string, args []string) string {
	forms, ok := w[id]
	if !ok {
		return id
	}
	s, ok := forms[category]
	if !ok {
		s = forms["other"]
	}
	for i := 0; i+1 < len(args); i += 2 {
		s = strings.ReplaceAll(s, "{{."+args[i]+"}}", args[i+1])
	}
	return s
}

// OfSteps tells one control from another like it by the steps that it is of, from one to another; say is T of the client's words or of the
// host's.
func OfSteps(say func(id string, args ...string) string, what string, from, to int) string {
	first, last := strconv.Itoa(from), strconv.Itoa(to)
	switch to - from {
	case 0:
		return say("ui.sources.step", "Sources", what, "Step", first)
	case 1:
		return say("ui.sources.pair", "Sources", what, "From", first, "To", last)
	}
	return say("ui.sources.steps", "Sources", what, "From", first, "To", last)
}
