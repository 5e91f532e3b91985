package browser

import (
	"encoding/json"
	"fmt"
	"time"
)

// Page is one page of any engine: Tab in Chromium, and what the packages firefox and webkit drive. A test that knows no more than
// this runs in every engine.
type Page interface {
	// Go loads an address and waits for its load event.
	Go(url string) error
	// Eval runs an expression, waits for it if it is a promise, and decodes its JSON value into out (may be nil).
	Eval(js string, out any) error
	// Wait polls an expression until it is true.
	Wait(js string, limit time.Duration) error
	// Size sets the viewport in CSS pixels.
	Size(width, height int) error
	// Painted waits for two frames.
	Painted() error
	// Wheel turns the wheel over a point of the viewport.
	Wheel(x, y, by float64) error
	// Screenshot is a PNG of the viewport.
	Screenshot() ([]byte, error)
	// Faults are what the page has complained of since the last call.
	Faults() []string
	// Close closes the page.
	Close()
}

// Inner is the document of a frame of a page.
type Inner interface {
	Eval(js string, out any) error
	Wait(js string, limit time.Duration) error
}

// Settled wraps an expression so that a page answers with its value as JSON text, whether it is a promise or not.
func Settled(js string) string { return "(async()=>JSON.stringify((await (" + js + "))??null))()" }

// Poll is Wait for a page that has Eval.
func Poll(eval func(string, any) error, js string, limit time.Duration) error {
	end := time.Now().Add(limit)
	for {
		var ok bool
		err := eval("(async()=>!!(await ("+js+")))()", &ok)
		if err == nil && ok {
			return nil
		}
		if time.Now().After(end) {
			if err != nil {
				return fmt.Errorf("waited %v in vain for %.160s: %w", limit, js, err)
			}
			return fmt.Errorf("waited %v in vain for %.160s", limit, js)
		}
		time.Sleep(40 * time.Millisecond)
	}
}

// Decode puts an answer of Settled into out.
func Decode(text string, out any) error {
	if out == nil {
		return nil
	}
	return json.Unmarshal([]byte(text), out)
}

// TwoFrames is the expression that Painted waits for.
const TwoFrames = `new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(()=>r(1))))`
