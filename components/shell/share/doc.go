// Package share gives a step's address away, and who copies a passage its sources and its address along.
package share
