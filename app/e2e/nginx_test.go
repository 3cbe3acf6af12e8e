package e2e

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cls-error-explorer/app"
)

// An nginx serves exported folders by the recipe in app/site/recipes.
type nginx struct {
	origin string
	cmd    *exec.Cmd
}

// serveNginx starts nginx for a folder that was exported for prefix. It is stopped
// when t ends.
func serveNginx(t *testing.T, dir, prefix string) *nginx {
	t.Helper()
	path, err := exec.LookPath("nginx")
	if err != nil {
		path = "/usr/sbin/nginx" // which is not on everybody's PATH
	}
	work := t.TempDir()
	// The recipe wants the site in a folder that is called as its prefix.
	root := filepath.Join(work, "www")
	mounted := filepath.Join(root, filepath.FromSlash(prefix))
	if err := os.MkdirAll(filepath.Dir(mounted), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, mounted); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()

	recipe, err := os.ReadFile(filepath.Join(projectDir, "app/site/recipes/nginx.conf"))
	if err != nil {
		t.Fatal(err)
	}
	site := string(recipe)
	for _, change := range [][2]string{
		{"listen 80;", "listen " + address + ";"},
		{"root /srv/www;", "root " + root + ";"},
		{"/tools/cls/", prefix + "/"},
	} {
		if !strings.Contains(site, change[0]) {
			t.Fatalf("the recipe does not say %q", change[0])
		}
		site = strings.ReplaceAll(site, change[0], change[1])
	}
	// As Debian's, which compresses pages as they are sent; but in one process.
	config := "daemon off;\nmaster_process off;\npid " + work + "/pid;\nerror_log stderr;\nevents {}\nhttp {\n" +
		"access_log off;\ngzip on;\nsendfile on;\ninclude /etc/nginx/mime.types;\n"
	for _, name := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		config += fmt.Sprintf("%s_temp_path %s/%s;\n", name, work, name)
	}
	file := filepath.Join(work, "nginx.conf")
	if err := os.WriteFile(file, []byte(config+site+"}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	n := &nginx{origin: "http://" + address, cmd: exec.Command(path, "-e", "stderr", "-p", work, "-c", file)}
	n.cmd.Stderr = &said
	if err := n.cmd.Start(); err != nil {
		t.Fatalf("the tests need nginx: install the package nginx (%v)", err)
	}
	t.Cleanup(n.stop)
	for deadline := time.Now().Add(patience); ; time.Sleep(pause) {
		connection, err := net.Dial("tcp", address)
		if err == nil {
			connection.Close()
			return n
		}
		if time.Now().After(deadline) {
			n.stop() // and then nothing writes to said
			t.Fatalf("nginx does not answer: %v\n%s", err, &said)
		}
	}
}

// stop kills the process.
func (n *nginx) stop() {
	if n.cmd == nil {
		return
	}
	n.cmd.Process.Kill()
	n.cmd.Wait()
	n.cmd = nil
}

// nginx answers as serve does: status, headers and bytes.
func TestNginxRecipe(t *testing.T) {
	t.Parallel()
	for _, place := range places() {
		n := serveNginx(t, place.dir, place.prefix)
		s := serve(t, place.dir)
		paths := []string{"/robots.txt", "/sw.js", "/manifest.webmanifest", "/web/app.wasm", "/web/app.css",
			"/web/boot.js", "/web/icons/icon.svg", "/web/icons/icon-192.png", "/data/zh.json", "/?q=a", unknown, "/triage"}
		for _, page := range app.Pages() {
			paths = append(paths, page.Path)
		}
		for _, path := range paths {
			if got, want := get(t, n.origin+place.prefix+path), get(t, s.URL+path); got != want {
				t.Errorf("%s%s: nginx answers\n%s\nserve\n%s", place.prefix, path, got, want)
			}
		}
		// The way a browser asks: nginx sends the compressed form, and answers the
		// question whether it has changed.
		response := request(t, n.origin+place.prefix+"/web/app.wasm", "Accept-Encoding", "gzip, deflate, br")
		packed, err := os.ReadFile(filepath.Join(place.dir, "web/app.wasm.gz"))
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		if response.Header.Get("Content-Encoding") != "gzip" || !bytes.Equal(body, packed) || response.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("the wasm is not sent as app.wasm.gz: %v", response.Header)
		}
		etag := response.Header.Get("ETag")
		if response = request(t, n.origin+place.prefix+"/sw.js", "Accept-Encoding", "identity"); response.Header.Get("ETag") == "" {
			t.Error("the worker has no ETag")
		}
		known, err := http.NewRequest(http.MethodGet, n.origin+place.prefix+"/web/app.wasm", nil)
		if err != nil {
			t.Fatal(err)
		}
		known.Header = http.Header{"Accept-Encoding": {"gzip"}, "If-None-Match": {etag}}
		if response, err = http.DefaultTransport.RoundTrip(known); err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if etag == "" || response.StatusCode != http.StatusNotModified {
			t.Errorf("asked whether %s has changed, nginx answers %s", etag, response.Status)
		}
		if place.prefix != "" {
			response := request(t, n.origin+place.prefix+"?q=a", "Accept-Encoding", "identity")
			if got := response.Header.Get("Location"); got != place.prefix+"/?q=a" {
				t.Errorf("without its slash the prefix leads to %q", got)
			}
		}
	}
}

// get returns what matters of an answer, as text. Where it ends in a redirect,
// only that.
func get(t *testing.T, url string) string {
	t.Helper()
	response := request(t, url, "Accept-Encoding", "identity")
	var b strings.Builder
	fmt.Fprintln(&b, response.StatusCode)
	for _, name := range []string{
		"Cache-Control", "Content-Security-Policy", "Content-Type", "Cross-Origin-Embedder-Policy", "Cross-Origin-Opener-Policy",
		"Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options",
	} {
		fmt.Fprintf(&b, "%s: %q\n", name, response.Header.Values(name))
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%d bytes, %x", len(body), sha256.Sum256(body))
	return b.String()
}

// request sends one GET with one header, follows no redirect and decodes nothing.
func request(t *testing.T, url, header, value string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set(header, value)
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}
