package page

import "strings"

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
