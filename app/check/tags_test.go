package check

import "sahel-explainer/locales"

// tags are the program's languages.
func tags() []string {
	var out []string
	for _, l := range locales.All() {
		out = append(out, l.Tag)
	}
	return out
}
