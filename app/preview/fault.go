package preview

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	placePattern = regexp.MustCompile(`((?:locales|charts|components|app|web)/[\w./-]+\.\w+)(?::(\d+))?`)
	goPlace      = regexp.MustCompile(`(?m)^(?:\./)?([\w./-]+\.go):(\d+):\d+: .*$`)
)

// faultOf finds the place that an error names. Errors of this project name file and line first; a compiler's come after what
// it was asked to compile.
func faultOf(err error) *Fault {
	text := strings.TrimSpace(err.Error())
	f := &Fault{Text: text}
	m := goPlace.FindStringSubmatch(text)
	if m == nil {
		m = placePattern.FindStringSubmatch(text)
	}
	if m != nil {
		f.File = m[1]
		f.Line, _ = strconv.Atoi(m[2])
	}
	return f
}
