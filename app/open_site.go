package main

import (
	"fmt"
	"net"
	"net/http"
	"os"

	"sahel-explainer/app/server"
)

// openSite serves a built site on a free port of this machine, for a browser to look at, until close is called. base has no slash
// at its end, and is at localhost: hosts of embeds are at 127.0.0.1, another site to a browser. Answers pass through what is given.
func openSite(dist string, through ...func(http.Handler) http.Handler) (base string, close func(), err error) {
	s, err := server.Load(os.DirFS(dist))
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w; build the site first", dist, err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	h := http.Handler(s)
	for _, f := range through {
		h = f(h)
	}
	srv := &http.Server{Handler: h}
	go srv.Serve(l)
	return fmt.Sprintf("http://localhost:%d", l.Addr().(*net.TCPAddr).Port), func() { srv.Close() }, nil
}
