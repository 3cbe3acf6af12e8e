package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"cls-error-explorer/app"
)

// somePages are one address of every kind.
var somePages = []string{"/", "/?q=topic&status=404", "/decode", "/triage", "/help", "/e/cls-2017/TopicNotExist"}

// unknown is an address that has no page.
const unknown = "/no/such/page"

func TestPagesAreCompleteWithoutJavaScript(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	command(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, page := range app.Pages() {
		p.load(page.Path)
		if title := eval[string](p, "document.title"); title != page.Title {
			t.Errorf("%s: title %q, want %q", page.Path, title, page.Title)
		}
		if heading := p.text("h1"); strings.TrimSpace(heading) == "" {
			t.Errorf("%s: no heading", page.Path)
		}
		if code, ok := strings.CutPrefix(page.Path, "/e/cls-2017/"); ok && !strings.Contains(p.text("main"), code) {
			t.Errorf("%s: does not name its code", page.Path)
		}
		if status := p.text("#boot-status"); status != "" {
			t.Errorf("%s: the status line says %q", page.Path, status)
		}
	}
}

// The app replaces the exported content when it starts; nobody should see that.
func TestTakingOverChangesNoText(t *testing.T) {
	t.Parallel()
	s := serve(t, siteDir)
	still, live := open(t, s), open(t, s)
	command(still, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	// A wider screen has a column beside the list that the app alone can fill.
	still.viewport(1100, 900)
	live.viewport(1100, 900)
	for _, path := range []string{"/", "/decode", "/help", "/e/cls-2017/TopicNotExist"} {
		still.load(path)
		live.start(path)
		// The footer tells how the app is doing, so it may differ.
		for _, expression := range []string{"document.title", `document.querySelector("header").innerText`, `document.querySelector("main").innerText`} {
			want, got := eval[string](still, expression), eval[string](live, expression)
			if got != want {
				t.Errorf("%s: %s changes from\n%q\nto\n%q", path, expression, want, got)
			}
		}
	}
}

// The worker stores what the page has just loaded; visitors pay for it once.
func TestFirstVisitLoadsNothingTwice(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.start("/")
	p.waitOffline()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sent["/web/app.wasm"] == 0 || h.sent["/e/cls-2017/TopicNotExist"] == 0 {
		t.Errorf("the site was not loaded: %v", h.sent)
	}
	for path, n := range h.sent {
		if n > 1 {
			t.Errorf("%s was sent %d times", path, n)
		}
	}
}

func TestLinksStayBelowThePrefix(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, prefixedDir))
	p.start("/")
	outside := eval[[]string](p, `[...document.querySelectorAll("a[href], link[href], img[src], script[src]")]
		.map((e) => new URL(e.href || e.src))
		.filter((u) => u.origin === location.origin && !u.pathname.startsWith(`+quote(prefix+"/")+`))
		.map((u) => u.pathname)`)
	if len(outside) > 0 {
		t.Errorf("links outside %s: %q", prefix, outside)
	}
}

func TestUnknownAddressIsNotFound(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allow("the server responded with a status of 404")
	p.start(unknown)
	if status := eval[int](p, `performance.getEntriesByType("navigation")[0].responseStatus`); status != http.StatusNotFound {
		t.Errorf("status %d, want 404", status)
	}
}

// Hosts such as GitHub Pages redirect /decode to /decode/, send no headers of
// ours, and may not know the type of a wasm file.
func TestPlainStaticHost(t *testing.T) {
	t.Parallel()
	files := http.FileServer(http.Dir(siteDir))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			w.Header().Set("Content-Type", "application/octet-stream")
		}
		files.ServeHTTP(w, r)
	}))
	defer host.Close()
	p := open(t, &server{URL: host.URL})
	p.start("/decode")
	p.waitOffline()

	// The policy in the page holds without the header.
	p.allow("Content Security Policy", "TrustedScript")
	eval[bool](p, `(() => {
		const script = document.createElement("script");
		try {
			script.textContent = "window.injected = true";
		} catch {
			return true; // Trusted Types, where the browser has them
		}
		document.head.append(script);
		return true;
	})()`)
	if eval[bool](p, "window.injected === true") {
		t.Error("an inline script ran")
	}

	host.CloseClientConnections()
	host.Close()
	for _, path := range append(somePages, "/decode/", unknown) {
		p.start(path)
	}
}

// The script has to be of the Go that compiled the wasm; go-app brings another.
func TestWasmExecIsTheToolchains(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, serve(t, siteDir))
	p.start("/")
	got := eval[string](p, fmt.Sprintf("fetch(%s).then((r) => r.text())", quote(p.url+"/web/wasm_exec.js")))
	if got != string(want) {
		t.Error("web/wasm_exec.js is not the one of the installed Go")
	}
}
