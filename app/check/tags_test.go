package check

import "sahel-explainer/locales"

// tags are the program's languages.
func tags() []string { return locales.Tags(locales.All()) }
