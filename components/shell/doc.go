// Package shell is the client's part of the explainer: it takes over a page that is finished, without touching its article,
// and adds what HTML and CSS cannot. It is made of parts, a folder each (components/README.md); what they share is in page.
package shell
