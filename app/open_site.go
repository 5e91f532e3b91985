package main

import (
	"fmt"
	"net"
	"net/http"
	"os"

	"sahel-explainer/app/server"
)

// openSite serves a built site on a free port of this machine, for a browser to look at, until close is called. base has no slash
// at its end.
func openSite(dist string) (base string, close func(), err error) {
	s, err := server.Load(os.DirFS(dist))
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w; build the site first", dist, err)
	}
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return "", nil, err
	}
	srv := &http.Server{Handler: s}
	go srv.Serve(l)
	return "http://" + l.Addr().String(), func() { srv.Close() }, nil
}
