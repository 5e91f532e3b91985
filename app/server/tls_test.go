package server

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificate writes a certificate for this machine and its key, and gives what trusts it.
func certificate(t *testing.T) (Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	c := Certificate{filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")}
	pool := x509.NewCertPool()
	for p, b := range map[string]*pem.Block{c.Cert: {Type: "CERTIFICATE", Bytes: cert}, c.Key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(p, pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}))
	return c, pool
}

// With a certificate the site is served by TLS alone, by HTTP/2 to those who speak it, and nobody is offered an old version; a
// certificate that cannot be read is an error, not a server without TLS.
func TestServesByTLS(t *testing.T) {
	cert, pool := certificate(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	quiet := slog.New(slog.DiscardHandler)
	go func() { done <- usual.serve(ctx, l, cert, site(t), quiet) }()
	at := l.Addr().String()
	ask := func(c *tls.Config) (*http.Response, error) {
		return (&http.Client{Transport: &http.Transport{TLSClientConfig: c, ForceAttemptHTTP2: true}}).Get("https://" + at + "/ar/")
	}
	res, err := ask(&tls.Config{RootCAs: pool})
	if err != nil || res.StatusCode != 200 || res.ProtoMajor != 2 {
		t.Fatalf("by TLS: %v %v", res, err)
	}
	res.Body.Close()
	if _, err := ask(&tls.Config{RootCAs: pool, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 was taken")
	}
	if res, err := http.Get("http://" + at + "/ar/"); err == nil && res.StatusCode != 400 {
		t.Errorf("without TLS: %v", res)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
	err = Run(context.Background(), "127.0.0.1:0", Certificate{cert.Cert, cert.Cert}, site(t), quiet, nil)
	if err == nil || strings.Contains(err.Error(), "closed") {
		t.Errorf("a key that is none: %v", err)
	}
}
