//go:build !js

package site

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// served is a small exported site; its compressed forms are recognisable.
func served(t *testing.T, prefix string) http.Handler {
	t.Helper()
	h, err := newHandler(Folder{
		"index.html":        []byte("home"),
		"index.html.br":     []byte("home in br"),
		"index.html.gz":     []byte("home in gzip"),
		"decode/index.html": []byte("decode"),
		"404.html":          []byte("not found"),
		"404.html.gz":       []byte("not found in gzip"),
		"web/app.wasm":      []byte("wasm"),
		"web/boot.js":       []byte("boot"),
		"sw.js":             []byte("worker"),
		"_headers":          []byte("headers"),
		manifestName:        scopeManifest(prefix),
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// scopeManifest is what the server reads of a manifest.
func scopeManifest(prefix string) []byte { return []byte(`{"scope": "` + prefix + `/"}`) }

func TestServer(t *testing.T) {
	tests := []struct {
		name    string
		prefix  string
		request string // method and target
		header  string // of the request, "Name: value"
		status  int
		body    string
		want    string // of the response, "Name: value"; "Name:" if it must be absent
	}{
		{"home", "", "GET /", "", 200, "home", "Content-Type: text/html; charset=utf-8"},
		{"query", "", "GET /?q=x", "", 200, "home", ""},
		{"page", "", "GET /decode", "", 200, "decode", ""},
		{"page with slash", "", "GET /decode/?q=1", "", 301, "", "Location: /decode?q=1"},
		{"file of a page", "", "GET /decode/index.html", "", 301, "", "Location: /decode"},
		{"file of home", "", "GET /index.html", "", 301, "", "Location: /"},
		{"escaped", "", "GET /%64ecode", "", 200, "decode", ""},
		{"unknown", "", "GET /nowhere", "", 404, "not found", "Content-Type: text/html; charset=utf-8"},
		{"unknown, compressed", "", "GET /nowhere", "Accept-Encoding: gzip", 404, "not found in gzip", "Content-Encoding: gzip"},
		{"folder without page", "", "GET /web/", "", 404, "not found", ""},
		{"another host's path", "", "GET //example.org/", "", 404, "not found", "Location:"},
		{"out of the folder", "", "GET /../../etc/passwd", "", 404, "not found", ""},
		{"out of the folder, escaped", "", "GET /%2e%2e/etc/passwd", "", 404, "not found", ""},
		{"backslash", "", `GET /..%5cetc`, "", 404, "not found", ""},
		{"zero byte", "", "GET /%00", "", 404, "not found", ""},
		{"for hosts only", "", "GET /_headers", "", 404, "not found", ""},
		{"compressed form by name", "", "GET /index.html.br", "", 404, "not found", ""},
		{"type of wasm", "", "GET /web/app.wasm", "", 200, "wasm", "Content-Type: application/wasm"},
		{"type of scripts", "", "GET /web/boot.js", "", 200, "boot", "Content-Type: text/javascript; charset=utf-8"},
		{"type of the manifest", "", "GET /" + manifestName, "", 200, string(scopeManifest("")), "Content-Type: application/manifest+json"},
		{"HEAD", "", "HEAD /", "", 200, "", "Content-Length: 4"},
		{"HEAD of unknown", "", "HEAD /nowhere", "", 404, "", "Content-Length: 9"},
		{"POST", "", "POST /", "", 405, "method not allowed\n", "Allow: GET, HEAD"},
		{"range", "", "GET /", "Range: bytes=1-2", 206, "om", "Content-Length: 2"},

		{"br", "", "GET /", "Accept-Encoding: gzip, deflate, br", 200, "home in br", "Content-Encoding: br"},
		{"br has a length", "", "GET /", "Accept-Encoding: br", 200, "home in br", "Content-Length: 10"},
		{"gzip", "", "GET /", "Accept-Encoding: gzip, deflate", 200, "home in gzip", "Content-Encoding: gzip"},
		{"any encoding", "", "GET /", "Accept-Encoding: *", 200, "home in br", "Content-Encoding: br"},
		{"br forbidden", "", "GET /", "Accept-Encoding: br;q=0, gzip;q=0.5", 200, "home in gzip", "Content-Encoding: gzip"},
		{"all others forbidden", "", "GET /", "Accept-Encoding: gzip, *;q=0", 200, "home in gzip", ""},
		{"all forbidden", "", "GET /", "Accept-Encoding: *; q=0.000", 200, "home", "Content-Encoding:"},
		{"capitals", "", "GET /", "Accept-Encoding: GZIP;Q=1", 200, "home in gzip", ""},
		{"part of a name", "", "GET /", "Accept-Encoding: brx, xgzip", 200, "home", ""},
		{"no header", "", "GET /", "", 200, "home", "Vary: Accept-Encoding"},
		{"only one form", "", "GET /decode", "Accept-Encoding: br", 200, "decode", "Content-Encoding:"},

		{"below the prefix", "/tools/cls", "GET /tools/cls/decode", "", 200, "decode", ""},
		{"the prefix", "/tools/cls", "GET /tools/cls", "", 301, "", "Location: /tools/cls/"},
		{"page with slash below the prefix", "/tools/cls", "GET /tools/cls/decode/", "", 301, "", "Location: /tools/cls/decode"},
		{"root of the host", "/tools/cls", "GET /", "", 301, "", "Location: /tools/cls/"},
		{"outside the prefix", "/tools/cls", "GET /decode", "", 404, "not found", ""},
		{"longer than the prefix", "/tools/cls", "GET /tools/clsx", "", 404, "not found", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			method, target, _ := strings.Cut(test.request, " ")
			r := httptest.NewRequest(method, "http://localhost"+target, nil)
			if name, value, ok := strings.Cut(test.header, ": "); ok {
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			served(t, test.prefix).ServeHTTP(w, r)
			if w.Code != test.status {
				t.Errorf("status %d, want %d", w.Code, test.status)
			}
			if body := w.Body.String(); test.status != http.StatusMovedPermanently && body != test.body {
				t.Errorf("body %q, want %q", body, test.body)
			}
			if name, value, ok := strings.Cut(test.want, ":"); ok {
				if got := w.Header().Get(name); got != strings.TrimSpace(value) {
					t.Errorf("%s %q, want %q", name, got, value)
				}
			}
			for _, h := range headers {
				if got := w.Header().Get(h[0]); got != h[1] {
					t.Errorf("%s %q, want %q", h[0], got, h[1])
				}
			}
		})
	}
}

func TestServerETags(t *testing.T) {
	h := served(t, "")
	get := func(encoding, etag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", encoding)
		r.Header.Set("If-None-Match", etag)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	seen := map[string]string{}
	for _, encoding := range []string{"br", "gzip", "identity"} {
		etag := get(encoding, "").Header().Get("ETag")
		if other, ok := seen[etag]; ok || len(etag) < 10 || etag[0] != '"' {
			t.Errorf("%s has the ETag %s, as %s has", encoding, etag, other)
		}
		seen[etag] = encoding
		w := get(encoding, etag)
		if w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != etag {
			t.Errorf("%s: status %d and %d bytes for a known ETag", encoding, w.Code, w.Body.Len())
		}
	}
	if w := get("br", `"other"`); w.Code != http.StatusOK {
		t.Errorf("status %d for another ETag", w.Code)
	}
}

// A stopped server lets the answers under way arrive.
func TestServeStopsGracefully(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	begun, done := make(chan bool), make(chan error, 1)
	go func() {
		done <- serve(ctx, listener, httpServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(begun)
			<-ctx.Done()
			io.WriteString(w, "whole")
		})))
	}()
	answer := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		answer <- string(body)
	}()
	<-begun
	stop()
	deadline := time.After(20 * time.Second)
	for range 2 {
		select {
		case got := <-answer:
			if got != "whole" {
				t.Errorf("the answer under way became %q", got)
			}
		case err := <-done:
			if err != nil {
				t.Errorf("serve: %v", err)
			}
		case <-deadline:
			t.Fatal("the server did not stop")
		}
	}
}

// raw sends bytes to a server for the test site, as no client would, and returns
// the answer. change may alter the server first.
func raw(t *testing.T, request string, change func(*http.Server)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := httpServer(served(t, ""))
	change(server)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, listener, server) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	io.WriteString(conn, request) // the server may close before it has read all
	answer, err := io.ReadAll(conn)
	if err, ok := err.(net.Error); ok && err.Timeout() {
		t.Fatalf("the server held the connection; so far it said %q", answer)
	}
	return string(answer)
}

func TestServeTakesNoTraversal(t *testing.T) {
	for _, target := range []string{
		"/../../../../etc/passwd", "/web/../../../etc/passwd", "//etc/passwd", "/..%2f..%2fetc/passwd",
		"/%2e%2e/%2e%2e/etc/passwd", "/web/..%5c..%5cetc/passwd", "/\x00", "file:///etc/passwd", "/_headers", "/.git/config",
	} {
		answer := raw(t, "GET "+target+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", func(*http.Server) {})
		status, _, _ := strings.Cut(answer, "\r\n")
		if status != "HTTP/1.1 404 Not Found" && status != "HTTP/1.1 400 Bad Request" || strings.Contains(answer, "root:") {
			t.Errorf("%q: %q", target, answer)
		}
	}
}

func TestServeLimitsHeaders(t *testing.T) {
	request := "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("a", 40<<10) + "\r\n\r\n"
	if answer := raw(t, request, func(*http.Server) {}); answer != "" && !strings.HasPrefix(answer, "HTTP/1.1 431 ") {
		t.Errorf("40 KB of headers are answered with %q", answer)
	}
}

// A client that never finishes its request, or never sends the next, is let go.
func TestServeTimeouts(t *testing.T) {
	s := httpServer(nil)
	if min(s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout) <= 0 {
		t.Fatal("a timeout is not set")
	}
	soon := func(s *http.Server) {
		s.ReadHeaderTimeout, s.ReadTimeout, s.IdleTimeout = time.Millisecond, 2*time.Millisecond, time.Millisecond
	}
	for _, request := range []string{
		"",
		"GET / HTTP/1.1\r\nHost: loc",
		"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf",
		"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		raw(t, request, soon) // returns when the server closes the connection
	}
}
