package locales

// Span writes the two ends of a stretch of time so that what they share stands once, at its end: "27" and "31 March 2022", "28 June" and
// "2 July 2025", "September" and "December 2025". Where one end is known less precisely than the other, or the years differ, each is whole.
// days is whether both are days, which some languages join otherwise than months and years. Dates are ISO, as ParseDate reads them.
func (c *Catalogue) Span(from, until string) (first, last string, days bool, err error) {
	y1, m1, d1, err := ParseDate(from)
	if err != nil {
		return "", "", false, err
	}
	y2, m2, d2, err := ParseDate(until)
	if err != nil {
		return "", "", false, err
	}
	form := ""
	switch days = d1 > 0 && d2 > 0; {
	case y1 != y2 || (d1 > 0) != (d2 > 0) || (m1 > 0) != (m2 > 0) || m1 == 0:
	case days && m1 == m2:
		form = "d"
	case days:
		form = "day"
	case m1 != m2:
		form = "m"
	}
	if first, err = c.dateForm(Figure{Date: from}, form); err != nil {
		return "", "", false, err
	}
	last, err = c.dateForm(Figure{Date: until}, "")
	return first, last, days, err
}
