package page

import "strings"

// DayOf is the day of an edition, of which a page names the folder: "v/2026-11-25/".
func DayOf(edition string) string { return strings.Trim(strings.TrimPrefix(edition, "v/"), "/") }
