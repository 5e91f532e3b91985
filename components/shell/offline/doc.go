// Package offline keeps the story for reading without a network, and says what is kept.
package offline
