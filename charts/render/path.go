package render

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	plainPath = regexp.MustCompile(`^[MLlZz0-9 .,-]*$`)
	pathPart  = regexp.MustCompile(`([MLlZz])(?:(-?[\d.]+)[ ,]?(-?[\d.]+))?`)
	pointPair = regexp.MustCompile(`(-?[\d.]+)[ ,]+(-?[\d.]+)`)
)

// relative writes a path of straight lines as steps from point to point, in tenths as it was: every point stays where it stood, and
// a step takes fewer digits than a place. A page's paths weigh a quarter less so after compression. Paths with curves pass as they are.
func relative(d string) string {
	if !plainPath.MatchString(d) {
		return d
	}
	var b strings.Builder
	var x, y, startX, startY int
	last := ""
	write := func(cmd string, v ...int) {
		for i, n := range v {
			s := tenths(n)
			if i == 0 && (cmd == "m" || last != cmd && !(cmd == "l" && last == "m")) { // what follows "m" is understood as "l", and a command repeated as itself
				b.WriteString(cmd)
			} else if s[0] != '-' {
				b.WriteByte(' ')
			}
			b.WriteString(s)
		}
		last = cmd
	}
	for _, m := range pathPart.FindAllStringSubmatch(d, -1) {
		if m[2] == "" {
			b.WriteString("z")
			x, y, last = startX, startY, "z"
			continue
		}
		toX, toY := inTenths(m[2]), inTenths(m[3])
		if m[1] == "l" {
			toX, toY = toX+x, toY+y
		}
		dx, dy := toX-x, toY-y
		x, y = toX, toY
		switch {
		case m[1] == "M":
			startX, startY = x, y
			write("m", dx, dy)
		case dy == 0 && dx != 0:
			write("h", dx)
		case dx == 0 && dy != 0:
			write("v", dy)
		default:
			write("l", dx, dy)
		}
	}
	return b.String()
}

// lines is the path of a polyline's points.
func lines(points string) string {
	var b strings.Builder
	for i, m := range pointPair.FindAllStringSubmatch(points, -1) {
		b.WriteString([]string{"M", "L"}[min(i, 1)] + m[1] + " " + m[2])
	}
	return b.String()
}

func inTenths(s string) int {
	v, _ := strconv.ParseFloat(s, 64) // the pattern lets numbers alone through
	return int(math.Round(v * 10))
}

// tenths writes a number of tenths without a zero before the point, as SVG allows.
func tenths(n int) string {
	s := strconv.FormatFloat(float64(n)/10, 'f', -1, 64)
	if rest, ok := strings.CutPrefix(s, "0."); ok {
		return "." + rest
	}
	if rest, ok := strings.CutPrefix(s, "-0."); ok {
		return "-." + rest
	}
	return s
}
