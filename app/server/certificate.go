package server

import (
	"crypto/tls"
	"log/slog"
	"os"
	"sync"
	"time"
)

// Certificate names the files of a TLS certificate and its key; empty serves plain HTTP.
type Certificate struct{ Cert, Key string }

// lookEvery is how often the files of a certificate are looked at: whoever renews it need not restart the server.
const lookEvery = time.Minute

// keeper holds a certificate and reads it again when its files have changed. A pair that cannot be read never takes the place of
// one that works.
type keeper struct {
	Certificate
	every time.Duration
	log   *slog.Logger

	mu      sync.Mutex
	now     *tls.Certificate
	changed [2]time.Time // of the files that now was read from, or that failed last
	looked  time.Time
}

func keep(c Certificate, every time.Duration, log *slog.Logger) (*keeper, error) {
	k := &keeper{Certificate: c, every: every, log: log, changed: c.changes(), looked: time.Now()}
	pair, err := tls.LoadX509KeyPair(c.Cert, c.Key)
	if err != nil {
		return nil, err
	}
	k.now = &pair
	return k, nil
}

// changes are the times at which the two files were written last; zero for one that is not there.
func (c Certificate) changes() (out [2]time.Time) {
	for i, name := range []string{c.Cert, c.Key} {
		if f, err := os.Stat(name); err == nil {
			out[i] = f.ModTime()
		}
	}
	return out
}

// get is tls.Config's GetCertificate.
func (k *keeper) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if time.Since(k.looked) < k.every {
		return k.now, nil
	}
	k.looked = time.Now()
	changed := k.changes()
	if changed == k.changed {
		return k.now, nil
	}
	k.changed = changed
	pair, err := tls.LoadX509KeyPair(k.Cert, k.Key)
	if err != nil {
		k.log.Warn("the new certificate is not taken", "error", err.Error())
		return k.now, nil
	}
	k.now = &pair
	k.log.Info("a new certificate is in use")
	return k.now, nil
}

// config is what the server speaks: TLS 1.2 with codes that authenticate what they hide, and 1.3.
func (k *keeper) config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12, GetCertificate: k.get, NextProtos: []string{"h2", "http/1.1"},
		CipherSuites: []uint16{
			tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
			tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
		},
	}
}
