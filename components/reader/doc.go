// Package reader is the client's part of the explainer: it takes over a page that is finished, without touching its article,
// and adds what HTML and CSS cannot: one scroll engine, animation, language switch without a page load, sharing, filters,
// installing and updating. The go-app component Shell holds what only the client shows; everything else works on the
// article's own nodes.
package reader
