package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// secret stands for what may never get out of a paste.
const secret = "AKIDmarkedsecretmarkedsecret00000000"

// Whatever kills the app, the paste can be read and copied, and there is a
// report that does not quote it. Each case makes a function of the browser throw
// an error that quotes the paste, and has the app call it.
func TestDeathKeepsThePaste(t *testing.T) {
	t.Parallel()
	const fail = `() => { throw new Error(` + "`" + secret + "`" + `); }`
	tests := []struct {
		name  string
		spoil string // JavaScript
		act   func(p *page)
	}{
		{"in a render", `Node.prototype.appendChild = ` + fail,
			func(p *page) { p.click(".nav-keys") }},
		{"in a handler of the app", `HTMLElement.prototype.focus = ` + fail,
			func(p *page) { eval[any](p, `document.querySelector(".skip").click()`) }},
		{"in a handler of a key", `HTMLInputElement.prototype.select = ` + fail,
			func(p *page) { p.press("k", chromedp.ModifierCtrl) }},
		{"after a timer", `history.replaceState = ` + fail,
			func(p *page) { p.click(`a[href="/"]`); p.waitAddress("/"); p.press("/"); p.typeText("topic") }},
		{"at an edge of JavaScript", `true`,
			func(p *page) { eval[bool](p, `(() => { try { window.goappNav(); } catch {} return true; })()`) }},
		{"below Go", `performance.now = ` + fail,
			func(p *page) { p.press(kb.ArrowDown) }},
	}
	s := serve(t, siteDir)
	p := open(t, s)
	p.allow("CLS Error Explorer stopped.", "exit code:", "Error: "+secret)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p.t = t
			p.start("/decode")
			p.click("#paste")
			p.paste(trace)
			p.waitText(".finding", "TopicNotExist")
			eval[any](p, test.spoil+"; true")
			test.act(p)
			p.wait("the app to stop", `document.documentElement.dataset.app === "stopped"`)
			p.waitText("#boot-status", "The app stopped")
			kept := eval[string](p, `document.getElementById("stopped-paste").value`)
			if !strings.Contains(kept, trace) {
				t.Errorf("the paste became %q", kept)
			}
			report := eval[string](p, `document.getElementById("stopped-report").value`)
			for _, want := range []string{"version: ", "page: /", "browser: Mozilla/"} {
				if !strings.Contains(report, want) {
					t.Errorf("no %q in the report:\n%s", want, report)
				}
			}
			if test.name != "below Go" && !strings.Contains(report, "cls-error-explorer/") && !strings.Contains(report, "go-app") {
				t.Errorf("no stack in the report:\n%s", report)
			}
			if strings.Contains(report, "marked") || strings.Contains(report, "203.0.113.7") {
				t.Errorf("the report quotes the paste:\n%s", report)
			}
			if test.name != "below Go" && p.said(secret) { // there the browser itself prints the exception
				t.Errorf("the console quotes the paste: %q", p.troubles())
			}
		})
	}
	p.t = t
	p.click("#boot-status a")
	p.wait("the reload", `!document.getElementById("boot-status").innerText`)
	p.waitApp()
	if kept := eval[string](p, `document.getElementById("paste")?.value ?? ""`); kept != "" {
		t.Errorf("a reload keeps %q", kept)
	}
}

func TestDeathOnAnotherPageKeepsThePaste(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allow("CLS Error Explorer stopped.", "exit code:")
	p.start("/decode")
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
	p.click(`a[href="/help"]`)
	p.waitText("h1", "Help")
	eval[bool](p, `(() => { try { window.goappNav(); } catch {} return true; })()`)
	p.waitText("#boot-status", "The app stopped")
	if kept := eval[string](p, `document.getElementById("stopped-paste").value`); kept != trace {
		t.Errorf("the paste became %q", kept)
	}
	p.click(`a[href="/catalog"]`) // links work as in any page
	p.waitApp()
	p.waitAddress("/catalog")
}

// ---- what a browser may lack or deny -------------------------------------------

func TestDeniedStorage(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir), denyStorage)
	p.allow("not available offline")
	for _, path := range somePages {
		p.start(path)
	}
	p.waitText(".footer-state", "This browser stores nothing")
	p.waitText(".footer-state", "Needs the network")
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
	if got, want := strings.Join(got, " "), "1 a 1 null a"; got != want {
		t.Errorf("the stand-in for a storage answers %q, want %q", got, want)
	}
	p.decodes()
}

// decodes makes sure that the app does its work.
func (p *page) decodes() {
	p.t.Helper()
	p.click(`a[href$="/decode"]`)
	p.waitFocus("paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
}

func TestFullStorage(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(`Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); }`)
	p.start("/")
	eval[bool](p, `(localStorage.setItem("a", "b"), true)`)
	p.waitText(".footer-state", "storage is full")
	p.decodes()
}

func TestPrivateMode(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir)).private()
	p.start("/")
	p.decodes()
	p.waitText(".footer-ready", "Works offline")
}

func TestClipboardRefused(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	command(p, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"},
		Setting:    browser.PermissionSettingDenied,
	})
	p.start("/e/cls-2017/TopicNotExist")
	for _, test := range []struct{ name, spoil string }{
		{"denied", "true"},
		{"absent", `(Object.defineProperty(navigator, "clipboard", { value: undefined }), true)`},
	} {
		eval[bool](p, test.spoil)
		p.click(".copies button[id^=copy-]")
		p.waitText(".notice", "The browser refused to copy")
		p.waitFocus("by-hand")
		selected := eval[string](p, `(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)`)
		if !strings.Contains(selected, "TopicNotExist") {
			t.Errorf("%s: %q is selected", test.name, selected)
		}
		p.click(".notice button")
		p.wait("the notice to go", `document.getElementById("by-hand") === null`)
	}
}

func TestNoServiceWorker(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(`delete Navigator.prototype.serviceWorker`)
	p.start("/")
	p.waitText(".footer-lack", "Needs the network")
	p.decodes()
}

// As at an address that is not secure, where there is no crypto.subtle.
func TestNoCrypto(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(`delete Navigator.prototype.serviceWorker; Object.defineProperty(Crypto.prototype, "subtle", { value: undefined })`)
	p.start("/")
	p.decodes()
}

func TestBrowserWithoutWebAssembly(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(`delete globalThis.WebAssembly`)
	p.load("/e/cls-2017/TopicNotExist")
	p.waitText("#boot-status", "need WebAssembly")
	p.waitText("main", "TopicNotExist")
	p.click(`a[href="/help"]`)
	p.waitText("h1", "Help")
}

func TestJavaScriptOff(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	command(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.load("/e/cls-2017/TopicNotExist")
	p.waitText("#boot-none", "need JavaScript")
	p.waitText("main", "TopicNotExist")
}

// A script that is not the one the page was made with does not run, and the page
// says what that means.
func TestScriptOfAnotherVersion(t *testing.T) {
	t.Parallel()
	dir := secondVersion(t, nil)
	overwrite(t, dir, "web/boot.js", func(js []byte) []byte { return append(js, "window.tampered = true;\n"...) })
	p := open(t, serve(t, dir))
	p.allow("Failed to find a valid digest")
	p.load("/e/cls-2017/TopicNotExist")
	if eval[bool](p, "window.tampered === true") {
		t.Error("the script ran")
	}
	p.waitText("main", "TopicNotExist")
	eval[bool](p, `document.getAnimations().forEach((animation) => animation.finish()), true`)
	p.wait("the explanation", `getComputedStyle(document.getElementById("boot-late")).visibility === "visible"`)
}

func TestAppThatCannotBeLoaded(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	h.cut = "app.wasm"
	p := open(t, &h.server)
	p.allow("ERR_", "network error", "TypeError", "Failed to")
	p.load("/e/cls-2017/TopicNotExist")
	p.waitText("#boot-status", "could not be loaded")
	p.waitText("main", "TopicNotExist")
	h.change(func() { h.cut = "" })
	p.click("#boot-status a")
	p.waitApp()
}
