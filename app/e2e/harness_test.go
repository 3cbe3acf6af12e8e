// Package e2e tests the exported site in a real browser: Chromium, driven over
// its DevTools protocol, against the program's own server. What has to work
// everywhere, see corePath, is tested in Firefox and from nginx too.
//
// A test opens a [page] on a [server] and acts on it. Nothing sleeps; what is
// awaited is a condition in the page, polled until a deadline. When a test ends,
// its page is checked for what no test may cause: a request to another origin,
// an uncaught exception, a violation of the content security policy, or any
// message on the console that the test did not allow.
//
// With SCREENSHOTS=folder in the environment, [page.screenshot] writes there.
package e2e

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cls-error-explorer/app/site"
)

// patience is how long a condition may take on a slow machine. Passing tests
// never wait for it.
const patience = 30 * time.Second

// pause is the time between two looks at a condition.
const pause = 10 * time.Millisecond

// Made once by TestMain.
var (
	projectDir  string // the root of the repository
	workDir     string // temporary; every folder below is in it
	chromium    string // the browser
	program     string // the native binary
	siteDir     string // exported for the root of a host
	prefixedDir string // exported for prefix
)

const prefix = "/tools/cls"

func TestMain(m *testing.M) {
	code, err := prepareAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func prepareAndRun(m *testing.M) (code int, err error) {
	if chromium = findChromium(); chromium == "" {
		return 1, fmt.Errorf("the browser tests need Chromium: install the package chromium, or put google-chrome on the PATH")
	}
	if projectDir, err = filepath.Abs("../.."); err != nil {
		return 1, err
	}
	if workDir, err = os.MkdirTemp("", "cls-e2e-"); err != nil {
		return 1, err
	}
	defer os.RemoveAll(workDir)
	program = filepath.Join(workDir, "cls-error-explorer")
	siteDir = filepath.Join(workDir, "site")
	prefixedDir = filepath.Join(workDir, "prefixed")
	for _, command := range [][]string{
		{"make", "build"},
		{"go", "build", "-o", program, "."},
		{program, "export", "-out", siteDir},
		{program, "export", "-out", prefixedDir, "-prefix", prefix},
	} {
		if err := runIn(projectDir, command...); err != nil {
			return 1, err
		}
	}
	return m.Run(), nil
}

func findChromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func runIn(dir string, command ...string) error {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, out)
	}
	return nil
}

// ---- server ------------------------------------------------------------------

// A server is the program's own server in a process of its own.
type server struct {
	t    testing.TB
	dir  string
	addr string // "127.0.0.1:port", the same after a restart
	URL  string // of the home page, without its closing slash: origin and prefix
	cmd  *exec.Cmd
}

// serve starts a server for an exported folder. It is stopped when t ends.
func serve(t testing.TB, dir string) *server {
	t.Helper()
	s := &server{t: t, dir: dir, addr: "127.0.0.1:0"}
	s.start()
	t.Cleanup(s.stop)
	return s
}

var served = regexp.MustCompile(`http://(\S+?:\d+)(/\S*)?`)

// start starts the server, after stop at the address it had.
func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(program, "serve", "-addr", s.addr, "-dir", s.dir)
	s.cmd.Stderr = os.Stderr
	stdout, err := s.cmd.StdoutPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	found := served.FindStringSubmatch(line)
	if found == nil {
		s.t.Fatalf("serve printed %q (%v), want the URL it serves on", line, err)
	}
	go io.Copy(io.Discard, stdout)
	s.addr = found[1]
	s.URL = strings.TrimSuffix(found[0], "/")
}

// stop kills the server: from the browser's view the network is gone.
func (s *server) stop() {
	if s.cmd == nil {
		return
	}
	s.cmd.Process.Kill()
	s.cmd.Wait()
	s.cmd = nil
}

// A host serves exported folders in the process of the test, which can take it
// down, cut it short and see what it was asked for.
type host struct {
	server
	t *testing.T

	mu    sync.Mutex
	site  http.Handler
	down  bool
	cut   string         // files whose path contains this are cut off in the middle
	sent  map[string]int // answers with a body, by path
	posts int            // requests that carried something here
}

// hosting starts a host for an exported folder. It is stopped when t ends.
func hosting(t *testing.T, dir string) *host {
	t.Helper()
	h := &host{server: server{t: t}, t: t, sent: map[string]int{}}
	h.deploy(dir)
	listener := httptest.NewServer(h)
	t.Cleanup(listener.Close)
	h.URL = listener.URL
	return h
}

// deploy replaces the site by another export.
func (h *host) deploy(dir string) {
	h.t.Helper()
	handler, err := site.NewServer(dir)
	if err != nil {
		h.t.Fatal(err)
	}
	h.change(func() { h.site = handler })
}

// change changes what the host does.
func (h *host) change(do func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	do()
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	handler, down, cut := h.site, h.down, h.cut
	if r.Method != http.MethodGet {
		h.posts++
	}
	h.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler) // closes the connection
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, r)
	if answer.Code == http.StatusOK {
		h.change(func() { h.sent[r.URL.Path]++ })
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	body := answer.Body.Bytes()
	if cut != "" && strings.Contains(r.URL.Path, cut) {
		w.Write(body[:len(body)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	w.Write(body)
}

// secondVersion exports the site again with some files changed, by name, and
// returns the folder. Everything that names a file by hash follows.
func secondVersion(t *testing.T, changes map[string]func([]byte) []byte) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "second")
	if err := os.CopyFS(dir, os.DirFS(siteDir)); err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	write := func(name string, content []byte) {
		for _, packed := range []string{".br", ".gz"} {
			os.Remove(filepath.Join(dir, name+packed))
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	hash := func(content []byte) string {
		sum := sha256.Sum256(content)
		return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
	}
	var hashes []string // old and new, in turn
	for name, change := range changes {
		was := read(name)
		is := change(slices.Clone(was))
		write(name, is)
		if name == "web/app.wasm" {
			hashes = append(hashes, fmt.Sprintf(`data-wasm-bytes="%d"`, len(was)), fmt.Sprintf(`data-wasm-bytes="%d"`, len(is)))
		}
		hashes = append(hashes, html.EscapeString(hash(was)), html.EscapeString(hash(is)))
	}
	for i, text := range hashes { // as html/template escapes it
		hashes[i] = strings.ReplaceAll(text, "+", "&#43;")
	}
	inPages := strings.NewReplacer(hashes...)

	worker := string(read("sw.js"))
	head, rest, _ := strings.Cut(worker, "const FILES = ")
	list, rest, _ := strings.Cut(rest, ";\n")
	var files map[string]string
	if err := json.Unmarshal([]byte(list), &files); err != nil {
		t.Fatal(err)
	}
	for path := range files {
		name := strings.TrimPrefix(path, "/")
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.IsDir() {
			name = strings.TrimPrefix(name+"/index.html", "/")
		}
		content := read(name)
		if strings.HasSuffix(name, ".html") {
			content = []byte(inPages.Replace(string(content)))
			write(name, content)
		}
		files[path] = hash(content)
	}
	text, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	write("sw.js", []byte(strings.Replace(head, `VERSION = "`, `VERSION = "second`, 1)+"const FILES = "+string(text)+";\n"+rest))
	return dir
}

// ---- page --------------------------------------------------------------------

// A page is a tab of a browser with a fresh profile.
type page struct {
	t       testing.TB
	ctx     context.Context
	url     string // of the site, see server.URL
	profile string // the browser's folder
	proxy   *httptest.Server
	close   func() // ends the browser

	mu       sync.Mutex
	requests []string // every URL the page asked for
	outside  []string // every host the browser as a whole tried to reach, but this machine
	trouble  []string // console messages, exceptions, policy violations
	allowed  []string
	traced   []traceEvent // see watchTasks
	untraced chan struct{}
}

// A setup changes the profile of a browser before it starts.
type setup func(profile string) error

// open starts a browser for the site of s. No page is loaded yet.
func open(t testing.TB, s *server, setups ...setup) *page {
	t.Helper()
	p := &page{t: t, url: s.URL}
	var err error
	if p.profile, err = os.MkdirTemp(workDir, "profile-"); err != nil {
		t.Fatal(err)
	}
	for _, setup := range setups {
		if err := setup(p.profile); err != nil {
			t.Fatal(err)
		}
	}
	// The browser does not use the proxy for this machine, so all it gets is
	// what tries to leave: from the page, from the worker, or the errands of the
	// browser itself.
	p.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.outside = append(p.outside, r.URL.Hostname())
		p.mu.Unlock()
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(func() {
		p.close()
		p.proxy.Close()
		p.check()
	})
	p.launch()
	return p
}

// launch starts the browser of p on its profile.
func (p *page) launch() {
	p.t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.UserDataDir(p.profile),
		chromedp.ProxyServer(p.proxy.URL),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
	)
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeBrowser := chromedp.NewContext(allocator, chromedp.WithListener(p.listen))
	p.ctx = ctx
	p.close = func() {
		closeBrowser()
		closeAllocator()
	}
	p.attach()
}

// attach makes the tab. The browser lives as long as the context that starts it.
func (p *page) attach() {
	p.t.Helper()
	if err := chromedp.Do(p.ctx); err != nil {
		p.t.Fatal(err)
	}
	command(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
}

// restart closes the browser as people do, and starts it again.
func (p *page) restart() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Cancel(ctx); err != nil {
		p.t.Fatal(err)
	}
	p.close()
	p.launch()
}

// tab opens another tab in the same browser.
func (p *page) tab(options ...chromedp.ContextOption) *page {
	p.t.Helper()
	other := &page{t: p.t, url: p.url, allowed: p.allowed}
	ctx, closeTab := chromedp.NewContext(p.ctx, append(options, chromedp.WithListener(other.listen))...)
	other.ctx = ctx
	p.t.Cleanup(func() {
		closeTab()
		other.check()
	})
	other.attach()
	return other
}

// private opens a private window.
func (p *page) private() *page {
	p.t.Helper()
	return p.tab(chromedp.WithNewBrowserContext())
}

// before runs script in every page before the page's own.
func (p *page) before(script string) {
	p.t.Helper()
	command(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// denyStorage makes the browser refuse cookies and every kind of storage, as
// people do in its settings.
func denyStorage(profile string) error {
	preferences, err := json.Marshal(map[string]any{
		"profile": map[string]any{"default_content_setting_values": map[string]any{"cookies": 2}},
	})
	if err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(profile, "Default"), 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(profile, "Default", "Preferences"), preferences, 0o666)
}

// listen runs for every event of the tab and must not block.
func (p *page) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *network.EventWebSocketCreated:
		p.requests = append(p.requests, e.URL)
	case *tracing.EventDataCollected:
		for _, value := range e.Value {
			var event traceEvent
			if json.Unmarshal(value, &event) == nil {
				p.traced = append(p.traced, event)
			}
		}
	case *tracing.EventTracingComplete:
		close(p.untraced)
	case *runtime.EventExceptionThrown:
		p.trouble = append(p.trouble, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *runtime.EventConsoleAPICalled:
		text := []string{"console." + string(e.Type) + ":"}
		for _, arg := range e.Args {
			if arg.Description != "" {
				text = append(text, arg.Description)
			} else {
				text = append(text, string(arg.Value))
			}
		}
		p.trouble = append(p.trouble, strings.Join(text, " "))
	case *log.EventEntryAdded:
		// "info" is the browser talking, for example about our install button.
		if e.Entry.Level == log.EntryLevelWarning || e.Entry.Level == log.EntryLevelError {
			p.trouble = append(p.trouble, fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}
}

// said tells whether a console message contains text.
func (p *page) said(text string) bool {
	return slices.ContainsFunc(p.troubles(), func(trouble string) bool { return strings.Contains(trouble, text) })
}

// allow declares console messages that contain one of texts as expected.
func (p *page) allow(texts ...string) { p.allowed = append(p.allowed, texts...) }

// vendorHosts are where browsers go for themselves whatever the page: for updates,
// for the time, for hints on forms. Which ones, and how to stop that, changes
// with their versions. A page that went there would show among the requests.
var vendorHosts = []string{".google.com", ".googleapis.com", ".gstatic.com", ".gvt1.com", ".mozilla.com", ".mozilla.net", ".mozilla.org", ".firefox.com"}

// isVendor reports whether a browser goes to the host, which may have a port, for
// itself.
func isVendor(host string) bool {
	host, _, _ = strings.Cut(host, ":")
	return slices.ContainsFunc(vendorHosts, func(vendor string) bool { return strings.HasSuffix(host, vendor) })
}

// check reports what no test may cause.
func (p *page) check() {
	p.mu.Lock()
	defer p.mu.Unlock()
	origin := p.origin()
	for _, url := range p.requests {
		if !strings.HasPrefix(url, origin+"/") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:"+origin+"/") {
			p.t.Errorf("a request left the origin: %s", url)
		}
	}
	for _, host := range p.outside {
		if isVendor(host) {
			continue
		}
		p.t.Errorf("the browser tried to reach another machine: %s", host)
	}
	for _, trouble := range p.trouble {
		if !slices.ContainsFunc(p.allowed, func(text string) bool { return strings.Contains(trouble, text) }) {
			p.t.Errorf("in the console: %s", trouble)
		}
	}
}

func (p *page) origin() string {
	end := strings.Index(p.url[len("http://"):], "/")
	if end < 0 {
		return p.url
	}
	return p.url[:len("http://")+end]
}

// command sends one command of the DevTools protocol.
func command[P, R any](p *page, c cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, c, params)
	if err != nil {
		p.t.Fatalf("%s: %v", c.Method, err)
	}
	return result
}

// run runs actions of chromedp.
func (p *page) run(what string, actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// load loads the page at path, which starts after the prefix: "/decode".
func (p *page) load(path string) {
	p.t.Helper()
	p.run("load "+path, chromedp.Navigate(p.url+path))
}

// start loads the page at path and waits until the app runs in it.
func (p *page) start(path string) {
	p.t.Helper()
	p.load(path)
	p.waitApp()
}

// reload loads the page again and waits until the app runs in it.
func (p *page) reload() {
	p.t.Helper()
	p.run("reload", chromedp.Reload())
	p.waitApp()
}

// waitApp waits until the app has taken over the page.
func (p *page) waitApp() {
	p.t.Helper()
	p.wait("the app to run", `document.documentElement.dataset.app === "running"`)
}

// waitOffline waits until the service worker controls the page, which is when
// the whole site is on the machine.
func (p *page) waitOffline() {
	p.t.Helper()
	p.wait("the service worker to take control", `navigator.serviceWorker.controller?.state === "activated"`)
}

// wait polls the JavaScript expression until it is truthy.
func (p *page) wait(what, expression string) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		// Errors are expected while a page is being replaced by the next.
		ok, err := evaluate[bool](p, "Boolean("+expression+")")
		if ok {
			return
		}
		if time.Now().After(deadline) {
			body, _ := evaluate[string](p, "document.body.innerText.slice(0, 2000)")
			p.t.Fatalf("waited in vain for %s: %s (%v)\nin the console: %q\nthe page says:\n%s", what, expression, err, p.troubles(), body)
		}
		time.Sleep(pause)
	}
}

// waitText waits until the element that selector names contains text.
func (p *page) waitText(selector, text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("%q in %s", text, selector),
		fmt.Sprintf("document.querySelector(%s)?.innerText.includes(%s)", quote(selector), quote(text)))
}

// eval returns the value of a JavaScript expression; a promise is awaited.
func eval[T any](p *page, expression string) T {
	p.t.Helper()
	value, err := evaluate[T](p, expression)
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func evaluate[T any](p *page, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// text returns the visible text of the first element that selector names.
func (p *page) text(selector string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf("document.querySelector(%s).innerText", quote(selector)))
}

// click clicks the first element that selector names, when it has come to rest: it
// is found first and clicked then, which misses what moves in between.
func (p *page) click(selector string) {
	p.t.Helper()
	_, _ = evaluate[bool](p, `(async () => {
		let was;
		for (let frame = 0; frame < 60; frame++) {
			const is = JSON.stringify(document.querySelector(`+quote(selector)+`)?.getBoundingClientRect());
			if (is && is === was) return true;
			was = is;
			await new Promise(requestAnimationFrame);
		}
		return false;
	})()`) // where it fails, so does the click
	p.run("click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// typeText types text, key by key, into whatever has the focus.
func (p *page) typeText(text string) {
	p.t.Helper()
	p.run("type "+text, chromedp.KeyEvent(text))
}

// press presses one key, for example "/" or kb.Enter, with modifiers held down.
// It sends what a keyboard sends: one event that the page can prevent. (KeyEvent
// sends the character apart, and it would arrive all the same.)
func (p *page) press(key string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	known := kb.Keys[[]rune(key)[0]]
	down := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: known.Key, Code: known.Code, WindowsVirtualKeyCode: known.Windows,
	}
	for _, m := range modifiers {
		down.Modifiers |= int64(m)
	}
	up := down
	up.Type = input.DispatchKeyEventTypeKeyUp
	if known.Print && len(modifiers) == 0 {
		down.Text = known.Text
	}
	command(p, input.DispatchKeyEvent, down)
	command(p, input.DispatchKeyEvent, up)
}

// paste pastes text where the focus is: the page gets the event, and the text
// goes into the field unless the page prevents that.
func (p *page) paste(text string) {
	p.t.Helper()
	eval[bool](p, `(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", `+quote(text)+`);
		const target = document.activeElement ?? document.body;
		const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
		return target.dispatchEvent(event) && document.execCommand("insertText", false, `+quote(text)+`);
	})()`)
}

// viewport sets the size of the page in CSS pixels.
func (p *page) viewport(width, height int64) {
	p.t.Helper()
	p.run("viewport", chromedp.EmulateViewport(width, height))
}

// screenshot writes SCREENSHOTS/name.png of the visible part, if asked to.
func (p *page) screenshot(name string) {
	p.t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(folder, 0o777)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), png, 0o666)
	}
	if err != nil {
		p.t.Errorf("screenshot %s: %v", name, err)
	}
}

// asked returns the URLs that the page has requested so far.
func (p *page) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

func (p *page) troubles() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.trouble)
}

// quote returns s as a JavaScript string.
func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(text)
}

// overwrite changes a file of an exported folder and nothing that names it.
func overwrite(t *testing.T, dir, name string, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	content, err := os.ReadFile(path)
	if err == nil {
		for _, packed := range []string{".br", ".gz"} {
			os.Remove(path + packed)
		}
		err = os.WriteFile(path, change(content), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}
