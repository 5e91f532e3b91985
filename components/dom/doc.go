// Package dom has small names for what the client does with the page, so that each is one call.
package dom
