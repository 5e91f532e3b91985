package site

import "sahel-explainer/locales"

// appHead is what makes the page installable.
func (b *builder) appHead(l locales.Locale, up string) string { return "" }

// app writes what makes the site an app: manifests, icons, service worker.
func (b *builder) app() error { return nil }
