package protocol

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

func digits(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (r number) js(string) string { return "num(" + digits(r.low) + "," + digits(r.high) + ")" }
func (r number) words() string    { return digits(r.low) + "…" + digits(r.high) }
func (r number) good() []any      { return []any{r.low, r.high, (r.low + r.high) / 2} }
func (r number) bad() []any {
	return []any{r.low - 1, r.high + 1, math.NaN(), math.Inf(1), digits(r.high), true, []any{r.low}}
}

func (r choice) js(string) string { return "one(" + quoted(r) + ")" }
func (r choice) words() string    { return strings.Join(r, "/") }
func (r choice) good() (all []any) {
	for _, w := range r {
		all = append(all, w)
	}
	return all
}
func (r choice) bad() []any {
	return []any{"", strings.ToUpper(r[0]), r[0] + " ", "__proto__", 0, []any{r[0]}}
}

func (name) js(string) string { return "name" }
func (name) words() string    { return "" }
func (name) good() []any      { return []any{"a", "a-B_9", strings.Repeat("x", 64)} }
func (name) bad() []any {
	return []any{"", "a b", "é", "#a", strings.Repeat("x", 65), "a\n", 7, []any{"a"}}
}

func (r text) js(string) string { return fmt.Sprintf("text(%d)", int(r)) }
func (r text) words() string    { return fmt.Sprintf("of at most %d", int(r)) }
func (r text) good() []any      { return []any{"", "<b>\n\u202e", strings.Repeat("x", int(r))} }
func (r text) bad() []any       { return []any{strings.Repeat("x", int(r)+1), 7, []any{"a"}} }

func (address) js(string) string { return "address" }
func (address) words() string    { return "" }
func (address) good() []any {
	return []any{"https://news.example/a?b=1", "http://x", "https://" + strings.Repeat("x", longest)}
}
func (address) bad() []any {
	return []any{"javascript:alert(1)", "//news.example/", "https://a b", `https://a"`, "https://<x>", " https://a",
		"https://" + strings.Repeat("x", longest+1), 7}
}

func (tongue) js(expression string) string { return expression }
func (tongue) words() string               { return "a language of the story" }
func (tongue) good() []any                 { return nil } // the story's to say
func (tongue) bad() []any                  { return []any{"", "qqq", "__proto__", "constructor", 7} }

func quoted(words []string) string {
	var all []string
	for _, w := range words {
		all = append(all, strconv.Quote(w))
	}
	return strings.Join(all, ",")
}
