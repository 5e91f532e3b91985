package locales

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number writes v with the locale's separators and at most decimals digits after the decimal sign; trailing zeros are
// dropped. Negative numbers carry a true minus sign, isolated in right-to-left text so that -20 reads -20.
func (l Locale) Number(v float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, frac, _ := strings.Cut(s, ".")
	frac = strings.TrimRight(frac, "0")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.Format.Group)
		}
		b.WriteRune(d)
	}
	if frac != "" {
		b.WriteString(l.Format.Decimal)
		b.WriteString(frac)
	}
	if v < 0 && strings.Trim(b.String(), "0"+l.Format.Decimal+l.Format.Group) != "" {
		if l.RTL() {
			return LRM + "−" + b.String()
		}
		return "−" + b.String()
	}
	return b.String()
}

// Percent writes a share given in percent (20 means 20%).
func (l Locale) Percent(v float64, decimals int) string {
	return strings.Replace(l.Format.Percent, "{n}", l.Number(v, decimals), 1)
}

// Month is the locale's name of a month, 1 to 12.
func (l Locale) Month(m int) string { return l.Format.Months[m-1] }

// Date writes an ISO date of year, month or day precision ("2025", "2025-06", "2025-06-16") in the locale's long form.
func (l Locale) Date(iso string) (string, error) {
	y, m, d, err := ParseDate(iso)
	if err != nil {
		return "", err
	}
	switch {
	case m == 0:
		return strconv.Itoa(y), nil
	case d == 0:
		return strings.NewReplacer("{month}", l.Month(m), "{year}", strconv.Itoa(y)).Replace(cmp.Or(l.Format.MonthDate, "{month} {year}")), nil
	}
	return strings.NewReplacer("{day}", l.dayOf(d), "{month}", l.Month(m), "{year}", strconv.Itoa(y)).Replace(l.Format.Date), nil
}

// dayOf is the number of a day of the month, as a date begins with it.
func (l Locale) dayOf(d int) string {
	if d == 1 && l.Format.FirstOfMonth != "" {
		return l.Format.FirstOfMonth
	}
	return strconv.Itoa(d)
}

// ParseDate splits an ISO date of year, month or day precision; parts that are missing are 0.
func ParseDate(iso string) (year, month, day int, err error) {
	parts := strings.Split(iso, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return 0, 0, 0, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", iso)
	}
	for i, p := range parts {
		n, convErr := strconv.Atoi(p)
		if convErr != nil || (i > 0 && len(p) != 2) {
			return 0, 0, 0, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", iso)
		}
		*[]*int{&year, &month, &day}[i] = n
	}
	if month > 12 || day > 31 || (len(parts) > 1 && month == 0) || (len(parts) > 2 && day == 0) {
		return 0, 0, 0, fmt.Errorf("date %q: no such month or day", iso)
	}
	return year, month, day, nil
}

// DecimalYear places an ISO date on a continuous axis of years: mid-2025 is about 2025.5. A date without a day stands in
// the middle of its month, one without a month in the middle of its year.
func DecimalYear(iso string) (float64, error) {
	y, m, d, err := ParseDate(iso)
	if err != nil {
		return 0, err
	}
	switch {
	case m == 0:
		return float64(y) + 0.5, nil
	case d == 0:
		return float64(y) + (float64(m)-0.5)/12, nil
	}
	return float64(y) + (float64(m-1)+(float64(d)-0.5)/31)/12, nil
}
