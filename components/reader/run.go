//go:build js && wasm

package reader

// Run starts the client.
func Run() {}
