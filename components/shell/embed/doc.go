// Package embed gives newsrooms the code that carries the story, a chapter or a graphic on a page of theirs.
package embed
