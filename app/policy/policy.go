// Package policy states once what the site's pages may load and do, and what is said with each file: pages carry the first in
// a meta element, the server sends the second, the nginx example and the tests are held to both.
package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
)

// Page is the content security policy of a page with the given inline style sheets. Nothing is loaded from elsewhere, no inline
// script runs, and markup is written through two Trusted Types policies of boot.js alone. The one allowance is compiling
// WebAssembly. The site's origin stands beside 'self': in a frame in a sandbox, which has an origin of its own, WebKit takes
// 'self' for nothing and would run no script. Such a frame can have no worker, manifest or frame of ours. A picture that the page itself
// has put together (blob:) may be looked at, so that it can be taken away as PNG.
func Page(origin string, styles ...string) string {
	self := strings.TrimSpace("'self' " + origin)
	var hashes []string
	for _, s := range styles {
		sum := sha256.Sum256([]byte(s))
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	style := "'none'"
	if len(hashes) > 0 {
		style = strings.Join(hashes, " ")
	}
	return "default-src 'none'; script-src " + self + " 'wasm-unsafe-eval'; style-src " + style +
		"; img-src " + self + " blob:; font-src " + self + "; connect-src " + self + "; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'" +
		"; require-trusted-types-for 'script'; trusted-types default explainer"
}

// Policies of files that are opened without a page around them and so bring none: the service worker may fetch from its own
// origin, a picture may only be looked at.
const (
	worker  = "default-src 'none'; connect-src 'self'; script-src 'self'"
	picture = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
)

// Anyone lets any page frame the site: newsrooms embed it without asking. Permissions are what framing may be limited to.
const Anyone = "*"

// permissions keeps from pages, and from whoever should get into one, what they have no use for.
const permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"

// Header is one header of an answer.
type Header struct{ Name, Value string }

// Headers are what is said with a file of the site besides its type and coding: path below the site's root, media type, and who
// may frame pages (a frame-ancestors source list). All files are public, so any origin may read them: frames in a sandbox have
// the origin null.
func Headers(path, mediaType, ancestors string) []Header {
	out := append(Bare(), Header{"Access-Control-Allow-Origin", "*"}, Header{"Cross-Origin-Resource-Policy", "cross-origin"}, Header{"Cache-Control", caching(path)})
	switch {
	case strings.HasPrefix(mediaType, "text/html"):
		// frame-ancestors is not heard in a meta element. "*" would shut out hosts in a sandbox, whose origin no source matches, so
		// anyone is said by silence. The opener policy cuts a page off from who opened it; frames ignore it.
		if ancestors != Anyone {
			out = append(out, Header{"Content-Security-Policy", "frame-ancestors " + ancestors})
		}
		// A host that isolates itself may frame only pages that say this; all that ours load allows it.
		out = append(out, Header{"Cross-Origin-Opener-Policy", "same-origin"}, Header{"Cross-Origin-Embedder-Policy", "require-corp"})
	case path == "sw.js" || path == "sw-spare.js" || path == "sw-kill.js":
		out = append(out, Header{"Content-Security-Policy", worker})
	case mediaType == "image/svg+xml":
		out = append(out, Header{"Content-Security-Policy", picture})
	}
	return out
}

// Bare are what is said with every answer, one that gives no file of the site too: ways elsewhere, errors, the server's health.
func Bare() []Header {
	return []Header{{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "strict-origin-when-cross-origin"}, {"Permissions-Policy", permissions}}
}

// caching keeps for ever what has its hash in its name; everything else is asked for again, which costs an empty answer.
func caching(path string) string {
	if strings.HasPrefix(path, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// CheckAncestors refuses a frame-ancestors list that would end the directive or the header.
func CheckAncestors(list string) error {
	if strings.TrimSpace(list) == "" || strings.ContainsAny(list, ";,\r\n\"") {
		return fmt.Errorf("frame-ancestors %q: give * or 'none' or 'self' or origins with spaces between, like 'self' https://news.example", list)
	}
	return nil
}
