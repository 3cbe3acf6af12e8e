package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"

	"cls-error-explorer/app"
	"cls-error-explorer/app/site"
)

// somePages are one address of every kind.
var somePages = []string{"/", "/?q=topic&status=404", "/decode", "/help", "/e/cls-2017/TopicNotExist"}

// unknown is an address that has no page.
const unknown = "/no/such/page"

func TestPagesAreCompleteWithoutJavaScript(t *testing.T) {
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

func TestOffline(t *testing.T) {
	places := []struct{ name, dir, prefix string }{
		{"at the root of a host", siteDir, ""},
		{"below a prefix", prefixedDir, prefix},
	}
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			s := serve(t, place.dir)
			if !strings.HasSuffix(s.URL, place.prefix) {
				t.Fatalf("serve says %s, want the prefix %s", s.URL, place.prefix)
			}
			p := open(t, s)
			p.start("/")
			p.waitOffline()
			s.stop()

			p.reload()
			// None of these but the first has been visited before.
			for _, path := range append(somePages, "/decode/", unknown) {
				p.start(path)
				address := eval[string](p, "location.pathname")
				if !strings.HasPrefix(address, place.prefix+"/") {
					t.Errorf("%s: the address became %s", path, address)
				}
				if heading := p.text("h1"); strings.TrimSpace(heading) == "" {
					t.Errorf("%s: no heading", path)
				}
			}
		})
	}
}

// The worker stores what the page has just loaded; visitors pay for it once.
func TestFirstVisitLoadsNothingTwice(t *testing.T) {
	files, err := site.NewServer(siteDir)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	sent := map[string]int{} // answers with a body, by path
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := &statusRecorder{ResponseWriter: w}
		files.ServeHTTP(answer, r)
		if answer.status == http.StatusOK {
			mu.Lock()
			defer mu.Unlock()
			sent[r.URL.Path]++
		}
	}))
	defer host.Close()
	p := open(t, &server{URL: host.URL})
	p.start("/")
	p.waitOffline()
	mu.Lock()
	defer mu.Unlock()
	if sent["/web/app.wasm"] == 0 || sent["/e/cls-2017/TopicNotExist"] == 0 {
		t.Errorf("the site was not loaded: %v", sent)
	}
	for path, n := range sent {
		if n > 1 {
			t.Errorf("%s was sent %d times", path, n)
		}
	}
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func TestLinksStayBelowThePrefix(t *testing.T) {
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
	p.allow("Content Security Policy")
	eval[bool](p, `(() => {
		const script = document.createElement("script");
		script.textContent = "window.injected = true";
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

func TestDeniedStorage(t *testing.T) {
	p := open(t, serve(t, siteDir), denyStorage)
	p.allow("not available offline")
	for _, path := range somePages {
		p.start(path)
	}
	if kind := eval[string](p, "localStorage.constructor.name"); kind != "PageStorage" {
		t.Fatalf("localStorage is a %s: the browser did not deny it, so this test shows nothing", kind)
	}
	got := eval[[]string](p, `(() => {
		sessionStorage.clear();
		sessionStorage.setItem("a", 1);
		sessionStorage.setItem("b", "x");
		sessionStorage.removeItem("b");
		return [String(sessionStorage.length), sessionStorage.key(0), sessionStorage.getItem("a"),
			String(sessionStorage.getItem("b")), ...Object.keys(sessionStorage)];
	})()`)
	if want := []string{"1", "a", "1", "null", "a"}; !slices.Equal(got, want) {
		t.Errorf("the stand-in for a storage answers %q, want %q", got, want)
	}
}

func TestUpdate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS(siteDir)); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir)
	p := open(t, s)
	// go-app says this when it hears of the update.
	const heard = "app has been updated"
	p.allow(heard)
	const rule = `getComputedStyle(document.documentElement).getPropertyValue("--second-version")`
	p.start("/decode")
	p.waitOffline()
	old := eval[[]string](p, "caches.keys()")
	if p.said(heard) {
		t.Fatal("the first install was announced as an update")
	}

	s.stop()
	exportSecondVersion(t, dir)
	s.start()
	eval[bool](p, "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)")
	p.waitConsole(heard)

	// Waiting: a reload still gets the old version, whole, and hears of the new
	// one although that was there before the app.
	p.forget()
	p.reload()
	p.waitConsole(heard)
	if got := eval[string](p, rule); got != "" {
		t.Error("the new version came unasked")
	}

	eval[bool](p, `window.dispatchEvent(new Event("activate-update"))`)
	p.wait("the new version", rule+` === "1"`)
	p.waitApp()
	now := eval[[]string](p, "caches.keys()")
	if len(now) != 1 || slices.Equal(now, old) {
		t.Errorf("caches %q, before the update %q; want the new one only", now, old)
	}
	s.stop()
	p.reload()
	p.wait("the new version offline", rule+` === "1"`)
}

// exportSecondVersion replaces the site in dir by one with a changed stylesheet.
func exportSecondVersion(t *testing.T, dir string) {
	t.Helper()
	project := t.TempDir()
	if err := os.CopyFS(filepath.Join(project, "web"), os.DirFS(filepath.Join(projectDir, "web"))); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]string{
		"go.mod":      "", // names the toolchain
		"web/app.css": "\n:root { --second-version: 1; }\n",
	} {
		text, err := os.ReadFile(filepath.Join(projectDir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(project, name), append(text, change...), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	// The compressed forms of what stayed the same are in the cache.
	if err := os.Symlink(filepath.Join(projectDir, ".cache"), filepath.Join(project, ".cache")); err != nil {
		t.Fatal(err)
	}
	if err := runIn(project, program, "export", "-out", dir); err != nil {
		t.Fatal(err)
	}
}

func TestAppThatStopsSaysSo(t *testing.T) {
	p := open(t, serve(t, siteDir))
	p.allow("") // a dying Go program prints its stack
	p.start("/")
	p.click("#q")
	p.typeText("typed before")
	// go-app trusts this function to be called with an address.
	eval[bool](p, `(() => { try { window.goappNav(); } catch {} return true; })()`)
	p.waitText("#boot-status", "The app stopped")
	if text := eval[string](p, `document.getElementById("q").value`); text != "typed before" {
		t.Errorf("the typed text became %q", text)
	}
	p.click("#boot-status a")
	p.wait("the reload", `!document.getElementById("boot-status").innerText`)
	p.waitApp()
}

func TestAppThatCannotBeLoaded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS(siteDir)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app.wasm", "app.wasm.br", "app.wasm.gz"} {
		if err := os.Remove(filepath.Join(dir, "web", name)); err != nil {
			t.Fatal(err)
		}
	}
	p := open(t, serve(t, dir))
	p.allow("404", "not available offline")
	p.load("/e/cls-2017/TopicNotExist")
	p.waitText("#boot-status", "could not be loaded")
	p.waitText("#boot-status a", "Try again")
	p.waitText("main", "TopicNotExist")
}

func TestBrowserWithoutWebAssembly(t *testing.T) {
	p := open(t, serve(t, siteDir))
	command(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		Source: "delete globalThis.WebAssembly",
	})
	p.load("/e/cls-2017/TopicNotExist")
	p.waitText("#boot-status", "WebAssembly")
	p.waitText("main", "TopicNotExist")
}

// The script has to be of the Go that compiled the wasm; go-app brings another.
func TestWasmExecIsTheToolchains(t *testing.T) {
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
