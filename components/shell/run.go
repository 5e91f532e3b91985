//go:build js && wasm

package shell

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Run starts the client in a page made by the host and does not return.
func Run() {
	app.RouteWithRegexp(".*", &Shell{})
	app.RunWhenOnBrowser()
}
