// Package sheet reads style sheets and finds what a browser takes without a word and readers pay for: a custom property that means
// two things (TwoKinds), and what browsers above the floor alone know (Beyond).
package sheet

import (
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Decl is one declaration: a property and its value.
type Decl struct {
	Name, Value string
	Line        int
}

// Rule is a selector (or @font-face, @page …) with its declarations.
type Rule struct {
	// At are the conditional rules that it stands in, outermost first: "@media print".
	At       []string
	Selector string
	Decls    []Decl
	Line     int
}

// token is a token of the sheet and the line that it begins in.
type token struct {
	kind css.TokenType
	text string
	line int
}

// Read takes a style sheet apart, rule by rule, in the order of the text.
func Read(text string) ([]Rule, error) {
	list, err := tokens(text)
	if err != nil {
		return nil, err
	}
	r := &reader{tokens: list}
	r.rules(nil)
	if r.at < len(r.tokens) {
		return nil, fmt.Errorf("line %d: a closing bracket too many", r.tokens[r.at].line)
	}
	return r.out, nil
}

func tokens(text string) ([]token, error) {
	var out []token
	lex := css.NewLexer(parse.NewInputString(text))
	line := 1
	for {
		kind, data := lex.Next()
		if kind == css.ErrorToken {
			if len(out) == 0 && text != "" {
				return nil, fmt.Errorf("not a style sheet")
			}
			return out, nil
		}
		if kind != css.CommentToken {
			out = append(out, token{kind, string(data), line})
		}
		line += strings.Count(string(data), "\n")
	}
}

type reader struct {
	tokens []token
	at     int
	out    []Rule
}

// holdsRules are the at-rules whose block holds rules; every other block holds declarations.
var holdsRules = []string{"@media", "@supports", "@layer", "@container", "@scope", "@starting-style", "@keyframes", "@-webkit-keyframes"}

// rules reads rules until the block that they stand in ends.
func (r *reader) rules(at []string) {
	for {
		head, line, end := r.until(css.LeftBraceToken)
		switch {
		case end == css.RightBraceToken || end == css.ErrorToken:
			return
		case end == css.SemicolonToken: // @import, @charset, @namespace
		case nests(head):
			r.rules(append(at[:len(at):len(at)], head))
			r.at++ // its bracket
		default:
			r.out = append(r.out, Rule{At: at, Selector: head, Line: line, Decls: r.decls()})
			r.at++
		}
	}
}

func nests(head string) bool {
	for _, a := range holdsRules {
		if head == a || strings.HasPrefix(head, a+" ") || strings.HasPrefix(head, a+"(") {
			return true
		}
	}
	return false
}

// decls reads declarations up to the bracket that ends them.
func (r *reader) decls() []Decl {
	var out []Decl
	for {
		text, line, end := r.until(css.SemicolonToken)
		if name, value, ok := strings.Cut(text, ":"); ok {
			out = append(out, Decl{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value), Line: line})
		}
		if end != css.SemicolonToken {
			return out
		}
	}
}

// until gathers text up to what ends it on its own level, past which the reader then stands: a bracket that closes the block around
// it is left for the caller.
func (r *reader) until(stop css.TokenType) (text string, line int, end css.TokenType) {
	var b strings.Builder
	depth := 0
	for ; r.at < len(r.tokens); r.at++ {
		t := r.tokens[r.at]
		if depth == 0 {
			switch t.kind {
			case css.RightBraceToken:
				return squeeze(b.String()), line, t.kind
			case stop, css.SemicolonToken:
				r.at++
				return squeeze(b.String()), line, t.kind
			}
		}
		switch t.kind {
		case css.LeftBraceToken, css.LeftParenthesisToken, css.LeftBracketToken, css.FunctionToken:
			depth++
		case css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
			depth--
		}
		if line == 0 && t.kind != css.WhitespaceToken {
			line = t.line
		}
		b.WriteString(t.text)
	}
	return squeeze(b.String()), line, css.ErrorToken
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
