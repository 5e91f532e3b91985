// Package page is what the parts of the shell share: the state of the page (its words, the engine, what stands at its foot) and what they
// are told of it. No part knows another: what one does to another goes through here.
package page
