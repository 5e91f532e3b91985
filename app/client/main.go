//go:build js && wasm

// Command client is layer 2: the Go program that takes over a finished page. See package shell.
package main

import "sahel-explainer/components/shell"

func main() { shell.Run() }
