// Package language brings another language's article into the page without a page load.
package language
