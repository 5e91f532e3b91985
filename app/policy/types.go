package policy

import (
	"mime"
	"path"
)

// types are set here because a machine's own list may lack or change them; streaming compilation needs application/wasm.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".json": "application/json; charset=utf-8", ".webmanifest": "application/manifest+json; charset=utf-8",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".csv": "text/csv; charset=utf-8", ".xml": "text/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}

// MediaType is what a file of the site is served as, by its name.
func MediaType(name string) string {
	if typ, ok := types[path.Ext(name)]; ok {
		return typ
	}
	if typ := mime.TypeByExtension(path.Ext(name)); typ != "" {
		return typ
	}
	return "application/octet-stream"
}
