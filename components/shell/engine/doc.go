// Package engine keeps what is drawn in step with where the page is: the active step, the state that each scene shows for it, and the
// reader's place when the page is laid out anew. The mathematics is components/scroll's.
package engine
