// Package lean stands in for encoding/json and uuid in the client's copy of go-app. What is written with it is read by people alone: errors
// and logs.
package lean

import (
	"errors"
	"fmt"
	"strconv"
)

// RawMessage has the name and shape of encoding/json's.
type RawMessage []byte

// Marshal writes v for a person to read. It gives no error.
func Marshal(v any) ([]byte, error) {
	if m, ok := v.(interface{ MarshalJSON() ([]byte, error) }); ok {
		return m.MarshalJSON()
	}
	if _, ok := v.(fmt.Stringer); ok { // which may have come here to be written
		return fmt.Appendf(nil, "%#v", v), nil
	}
	return fmt.Appendf(nil, "%+v", v), nil
}

// MarshalIndent is Marshal: the client indents nothing.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) { return Marshal(v) }

// Unmarshal always gives an error: nothing of this client is stored as JSON.
func Unmarshal(data []byte, v any) error {
	return errors.New("JSON is not in this build; see app/build/pack/goapp")
}

var last int

// NewString is unique within the page, which is as far as ids of subscriptions go.
func NewString() string {
	last++
	return strconv.Itoa(last)
}
