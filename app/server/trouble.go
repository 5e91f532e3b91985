package server

import (
	"bytes"
	"log"
	"log/slog"
	"regexp"
)

// trouble is the server's own log: handshakes that fail, connections that cannot be taken, handlers that break. Each is one
// warning, without the address of whoever was there.
type trouble struct{ log *slog.Logger }

// address is how Go's server names a client.
var address = regexp.MustCompile(`( from| serving|accept (?:tcp|unix)\S*) (?:\[[^\]]*\]|[\w.:-]+?):\d+`)

func (t trouble) Write(line []byte) (int, error) {
	first, rest, _ := bytes.Cut(bytes.TrimSpace(line), []byte("\n"))
	args := []any{}
	if len(rest) > 0 { // a handler's stack
		args = append(args, "stack", string(rest))
	}
	t.log.Warn(string(address.ReplaceAll(first, []byte("$1"))), args...)
	return len(line), nil
}

func troubles(to *slog.Logger) *log.Logger { return log.New(trouble{to}, "", 0) }
