package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// A firefox is a tab of Firefox with a fresh profile, driven over WebDriver BiDi,
// which Firefox speaks itself. When the test ends it is checked like a [page].
type firefox struct {
	t       testing.TB
	url     string // of the site, see server.URL
	socket  *websocket.Conn
	context string    // the tab, as the protocol calls it
	closed  chan bool // closed with the connection

	mu      sync.Mutex
	last    int                    // the number of the last command
	waiting map[int]chan bidiReply // for the answers to commands
	trouble []string               // console messages, exceptions, requests that leave the origin
}

// A bidiReply is the answer to a command; an event has a method in place of the id.
type bidiReply struct {
	ID      int
	Method  string
	Params  json.RawMessage
	Result  json.RawMessage
	Error   string
	Message string
}

// firefoxPreferences keep the browser from errands of its own. The proxy sees what
// tries to leave this machine all the same.
const firefoxPreferences = `
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.safebrowsing.downloads.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.search.update", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.healthreport.uploadEnabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.push.connection.enabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("intl.accept_languages", "en");
user_pref("media.gmp-manager.url", "");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("network.prefetch-next", false);
user_pref("network.proxy.type", 1);
user_pref("network.trr.mode", 5);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("toolkit.telemetry.enabled", false);
user_pref("toolkit.telemetry.server", "data:,");
user_pref("toolkit.telemetry.unified", false);
`

var firefoxListens = regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)

// openFirefox starts Firefox for the site at url. No page is loaded yet.
func openFirefox(t testing.TB, url string) *firefox {
	t.Helper()
	path := ""
	for _, name := range []string{"firefox-esr", "firefox"} {
		if path, _ = exec.LookPath(name); path != "" {
			break
		}
	}
	if path == "" {
		t.Fatal("the tests need Firefox: install the package firefox-esr")
	}
	f := &firefox{t: t, url: url, closed: make(chan bool), waiting: map[int]chan bidiReply{}}

	// The browser does not use the proxy for this machine.
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isVendor(r.Host) {
			f.note("the browser tried to reach another machine: " + r.Host)
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(proxy.Close)
	home, err := os.MkdirTemp(workDir, "firefox-")
	if err != nil {
		t.Fatal(err)
	}
	profile := filepath.Join(home, "profile")
	host, port, _ := strings.Cut(strings.TrimPrefix(proxy.URL, "http://"), ":")
	preferences := firefoxPreferences
	for _, kind := range []string{"http", "ssl"} {
		preferences += fmt.Sprintf("user_pref(\"network.proxy.%s\", %q);\nuser_pref(\"network.proxy.%s_port\", %s);\n", kind, host, kind, port)
	}
	if err := os.Mkdir(profile, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences), 0o666); err != nil {
		t.Fatal(err)
	}

	cmd := exec.Command(path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank")
	cmd.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "MOZ_CRASHREPORTER_DISABLE=1", "LANG=C.UTF-8"}
	stderr, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan bool)
	address := make(chan string, 1)
	go func() {
		defer close(ended)
		lines := bufio.NewScanner(stderr)
		for lines.Scan() {
			if found := firefoxListens.FindStringSubmatch(lines.Text()); found != nil {
				address <- found[1]
			}
		}
		io.Copy(io.Discard, stderr)
		cmd.Wait()
	}()
	t.Cleanup(func() {
		if f.socket != nil {
			f.try("browser.close", nil, nil)
			f.socket.CloseNow()
		}
		select {
		case <-ended:
		case <-time.After(patience):
			cmd.Process.Kill()
			<-ended
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, trouble := range f.trouble {
			t.Error(trouble)
		}
	})

	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	select {
	case found := <-address:
		if f.socket, _, err = websocket.Dial(ctx, found+"/session", nil); err != nil {
			t.Fatal(err)
		}
	case <-ended:
		t.Fatal("Firefox ended at its start")
	case <-ctx.Done():
		t.Fatal("Firefox does not say where it listens")
	}
	f.socket.SetReadLimit(64 << 20)
	go f.listen()

	f.command("session.new", map[string]any{"capabilities": map[string]any{}}, nil)
	f.command("session.subscribe", map[string]any{"events": []string{"log.entryAdded", "network.beforeRequestSent"}}, nil)
	var tree struct{ Contexts []struct{ Context string } }
	f.command("browsingContext.getTree", map[string]any{}, &tree)
	if len(tree.Contexts) != 1 {
		t.Fatalf("Firefox has %d tabs", len(tree.Contexts))
	}
	f.context = tree.Contexts[0].Context
	f.command("browsingContext.setViewport", map[string]any{"context": f.context, "viewport": map[string]int{"width": 1440, "height": 900}}, nil)
	return f
}

// listen hands out what the browser sends until it ends.
func (f *firefox) listen() {
	defer close(f.closed)
	for {
		var message bidiReply
		if err := wsjson.Read(context.Background(), f.socket, &message); err != nil {
			return
		}
		if message.Method != "" {
			f.event(message.Method, message.Params)
			continue
		}
		f.mu.Lock()
		waiting := f.waiting[message.ID]
		delete(f.waiting, message.ID)
		f.mu.Unlock()
		if waiting != nil {
			waiting <- message
		}
	}
}

// event notes what no test may cause.
func (f *firefox) event(method string, params json.RawMessage) {
	var e struct {
		Level, Text, Type string
		Request           struct{ URL string }
	}
	if err := json.Unmarshal(params, &e); err != nil {
		f.note(err.Error())
		return
	}
	switch method {
	case "log.entryAdded":
		f.note(fmt.Sprintf("in the console: %s %s: %s", e.Type, e.Level, e.Text))
	case "network.beforeRequestSent":
		url := strings.TrimPrefix(e.Request.URL, "blob:")
		origin := (&page{url: f.url}).origin()
		if !strings.HasPrefix(url, origin+"/") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "about:") {
			f.note("a request left the origin: " + url)
		}
	}
}

func (f *firefox) note(trouble string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trouble = append(f.trouble, trouble)
}

// try sends a command and reads its result.
func (f *firefox) try(method string, params, result any) error {
	if params == nil {
		params = map[string]any{}
	}
	answer := make(chan bidiReply, 1)
	f.mu.Lock()
	f.last++
	id := f.last
	f.waiting[id] = answer
	f.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	if err := wsjson.Write(ctx, f.socket, map[string]any{"id": id, "method": method, "params": params}); err != nil {
		return err
	}
	select {
	case reply := <-answer:
		if reply.Error != "" {
			return errors.New(reply.Error + ": " + reply.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(reply.Result, result)
	case <-f.closed:
		return errors.New("the browser closed the connection")
	case <-ctx.Done():
		return errors.New("no answer")
	}
}

func (f *firefox) command(method string, params, result any) {
	f.t.Helper()
	if err := f.try(method, params, result); err != nil {
		f.t.Fatalf("%s: %v", method, err)
	}
}

// evaluate returns the value of a JavaScript expression as JSON; a promise is
// awaited. activated lets the page do what takes a click.
func (f *firefox) evaluate(expression string, activated bool, value any) error {
	var result struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := f.try("script.evaluate", map[string]any{
		"expression":     "Promise.resolve(" + expression + ").then((value) => JSON.stringify(value ?? null))",
		"target":         map[string]any{"context": f.context},
		"awaitPromise":   true,
		"userActivation": activated,
	}, &result)
	if err != nil {
		return err
	}
	if result.Type != "success" {
		return errors.New(result.ExceptionDetails.Text)
	}
	return json.Unmarshal([]byte(result.Result.Value), value)
}

func (f *firefox) start(path string) {
	f.t.Helper()
	f.command("browsingContext.navigate", map[string]any{"context": f.context, "url": f.url + path, "wait": "complete"}, nil)
	f.wait("the app to run", `document.documentElement.dataset.app === "running"`)
}

func (f *firefox) reload() {
	f.t.Helper()
	f.command("browsingContext.reload", map[string]any{"context": f.context, "wait": "complete"}, nil)
	f.wait("the app to run", `document.documentElement.dataset.app === "running"`)
}

func (f *firefox) waitOffline() {
	f.t.Helper()
	f.wait("the service worker to take control", `navigator.serviceWorker.controller?.state === "activated"`)
}

func (f *firefox) wait(what, expression string) {
	f.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(pause) {
		var ok bool
		err := f.evaluate("Boolean("+expression+")", false, &ok)
		if ok {
			return
		}
		if time.Now().After(deadline) {
			var body string
			f.evaluate("document.body.innerText.slice(0, 2000)", false, &body)
			f.t.Fatalf("waited in vain for %s: %s (%v)\nthe page says:\n%s", what, expression, err, body)
		}
	}
}

func (f *firefox) waitText(selector, text string) {
	f.t.Helper()
	f.wait(fmt.Sprintf("%q in %s", text, selector),
		fmt.Sprintf("document.querySelector(%s)?.innerText.includes(%s)", quote(selector), quote(text)))
}

// click clicks the middle of the first element that selector names.
func (f *firefox) click(selector string) {
	f.t.Helper()
	element := "document.querySelector(" + quote(selector) + ")"
	f.wait(selector, element)
	var middle struct{ X, Y int }
	err := f.evaluate(`(() => {
		const element = `+element+`;
		element.scrollIntoView({ block: "center", behavior: "instant" });
		const box = element.getBoundingClientRect();
		return { X: Math.round(box.x + box.width / 2), Y: Math.round(box.y + box.height / 2) };
	})()`, false, &middle)
	if err != nil {
		f.t.Fatalf("click %s: %v", selector, err)
	}
	f.act("pointer", map[string]any{"type": "pointerMove", "x": middle.X, "y": middle.Y},
		map[string]any{"type": "pointerDown", "button": 0}, map[string]any{"type": "pointerUp", "button": 0})
}

func (f *firefox) typeText(text string) {
	f.t.Helper()
	for _, key := range text {
		f.act("key", keyDown(string(key)), keyUp(string(key)))
	}
}

// paste copies text and presses Ctrl and V.
func (f *firefox) paste(text string) {
	f.t.Helper()
	var done bool
	if err := f.evaluate("navigator.clipboard.writeText("+quote(text)+").then(() => true)", true, &done); err != nil {
		f.t.Fatalf("copy: %v", err)
	}
	const control = "\ue009"
	f.act("key", keyDown(control), keyDown("v"), keyUp("v"), keyUp(control))
}

func keyDown(key string) any { return map[string]any{"type": "keyDown", "value": key} }
func keyUp(key string) any   { return map[string]any{"type": "keyUp", "value": key} }

// act moves the pointer or the keys.
func (f *firefox) act(device string, actions ...any) {
	f.t.Helper()
	f.command("input.performActions", map[string]any{
		"context": f.context,
		"actions": []any{map[string]any{"type": device, "id": device, "actions": actions}},
	}, nil)
}
