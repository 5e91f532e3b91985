// Package chapters is the menu of chapters in the bar: it leads to them and marks the one being read.
package chapters
