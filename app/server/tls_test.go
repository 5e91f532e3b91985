package server

import (
	"bytes"
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
	dir := t.TempDir()
	c := Certificate{filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")}
	return c, certify(t, c, 1)
}

// certify writes a new certificate with its number in the place of another.
func certify(t *testing.T, c Certificate, number int64) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(number), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	for p, b := range map[string]*pem.Block{c.Cert: {Type: "CERTIFICATE", Bytes: cert}, c.Key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(p, pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}))
	return pool
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

// A certificate that is renewed in its place is used without a restart; one that cannot be read never takes the place of one that
// works, and the log says so.
func TestCertificateIsReadAgain(t *testing.T) {
	c, _ := certificate(t)
	var said bytes.Buffer
	k, err := keep(c, 0, slog.New(slog.NewJSONHandler(&said, nil)))
	if err != nil {
		t.Fatal(err)
	}
	number := func() string {
		t.Helper()
		got, err := k.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		x, err := x509.ParseCertificate(got.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return x.SerialNumber.String()
	}
	later := time.Now().Add(time.Minute) // whatever the clock of the disk
	touch := func(name string) {
		t.Helper()
		later = later.Add(time.Minute)
		if err := os.Chtimes(name, later, later); err != nil {
			t.Fatal(err)
		}
	}
	if number() != "1" {
		t.Fatal("not the first one")
	}
	certify(t, c, 2)
	touch(c.Cert)
	if got := number(); got != "2" {
		t.Errorf("after renewal number %s is used", got)
	}
	if err := os.WriteFile(c.Cert, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	touch(c.Cert)
	if got := number(); got != "2" || !strings.Contains(said.String(), "WARN") {
		t.Errorf("after half of one, number %s is used; said was %s", got, said.String())
	}
	certify(t, c, 3)
	touch(c.Key)
	if got := number(); got != "3" {
		t.Errorf("after the whole, number %s is used", got)
	}
}

// heard is a log that tests read while it is written.
type heard chan string

func (h heard) Write(b []byte) (int, error) { h <- string(b); return len(b), nil }

// What goes wrong in the server itself is a warning in its log, without anybody's address: a handshake that fails, a handler that
// breaks.
func TestTroubleIsLogged(t *testing.T) {
	cert, pool := certificate(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	said, done := make(heard, 100), make(chan error, 1)
	broken := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("broken") })
	go func() { done <- usual.serve(ctx, l, cert, broken, slog.New(slog.NewJSONHandler(said, nil))) }()
	at := l.Addr().String()
	client := func(c *tls.Config) { // by itself each time, so that none says more than one line
		c.RootCAs = pool
		if res, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: c, DisableKeepAlives: true}}).Get("https://" + at + "/"); err == nil {
			res.Body.Close()
		}
	}
	for _, x := range []struct {
		want string
		do   func()
	}{
		{"TLS handshake error", func() { client(&tls.Config{MaxVersion: tls.VersionTLS11}) }},
		{"TLS handshake error", func() {
			client(&tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA}})
		}},
		{"panic serving", func() { client(&tls.Config{}) }},
	} {
		x.do()
		line := <-said
		if !strings.Contains(line, `"level":"WARN"`) || !strings.Contains(line, x.want) || strings.Contains(line, "127.0.0.1") {
			t.Errorf("want a warning of %q, got %s", x.want, line)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
}

// By TLS every answer may tell browsers to come by TLS alone.
func TestStrict(t *testing.T) {
	for _, p := range []string{"/ar/", "/", "/healthz", "/nowhere"} {
		if got := ask(Strict(site(t), 600), "GET", p).Header().Get("Strict-Transport-Security"); got != "max-age=600" {
			t.Errorf("%s: %q", p, got)
		}
	}
}
