// Package marks lets readers ask the marks of a graphic for their words, by pointing at them and by the keyboard, and turn its states by
// hand where nothing moves.
package marks
