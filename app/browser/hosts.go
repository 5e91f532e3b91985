package browser

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Hosts answers as a news site that carries the story of base (with a slash at its end): example pages of a folder by name, and
// pages whose body a test gives, at the addresses of HostPage. {{BASE}} in either stands for base.
func Hosts(examples, base string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := []byte("<!doctype html><html lang=fr><meta name=viewport content='width=device-width'><body style='margin:0'>" + r.URL.Query().Get("body"))
		switch r.URL.Path {
		case "/favicon.ico": // asked for by Chromium itself; a 404 would be a fault of the page
			w.WriteHeader(http.StatusNoContent)
			return
		case "/":
		default:
			var err error
			if page, err = os.ReadFile(filepath.Join(examples, filepath.Base(r.URL.Path))); err != nil {
				http.NotFound(w, r)
				return
			}
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.ReplaceAll(string(page), "{{BASE}}", base))
	})
}

// HostPage is the address, below a site of Hosts, of a page with this body.
func HostPage(body string) string { return "?body=" + url.QueryEscape(body) }
