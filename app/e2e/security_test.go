package e2e

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

func navigate(url string) chromedp.Action[chromedp.Void] { return chromedp.Navigate(url) }

// leaks looks for text where nothing of a paste may be: in what was requested,
// in the address, the title, the history, every kind of storage, the cache of
// the worker, and the console.
func (p *page) leaks(text string) {
	p.t.Helper()
	places := map[string]string{
		"requests": strings.Join(p.asked(), "\n"),
		"console":  strings.Join(p.troubles(), "\n"),
		"address":  eval[string](p, "location.href"),
		"title":    eval[string](p, "document.title"),
		"name":     eval[string](p, "window.name + document.referrer"),
		"state":    eval[string](p, "JSON.stringify(history.state)"),
		"storage":  eval[string](p, "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie"),
		"database": eval[string](p, "indexedDB.databases().then(JSON.stringify)"),
		"cache": eval[string](p, `caches.keys().then(async (names) => {
			let all = names.join();
			for (const name of names) {
				const cache = await caches.open(name);
				for (const request of await cache.keys()) {
					const response = await cache.match(request);
					all += request.url + (request.url.endsWith(".wasm") ? "" : await response.text());
				}
			}
			return all.includes(`+quote(text)+`) ? `+quote(text)+` : "";
		})`),
	}
	history := command(p, cdppage.GetNavigationHistory, cdp.Empty{})
	for _, entry := range history.Entries {
		places["history"] += entry.URL + entry.UserTypedURL + entry.Title + "\n"
	}
	for place, content := range places {
		for _, form := range []string{text, base64.StdEncoding.EncodeToString([]byte(text))} {
			if strings.Contains(content, form) {
				p.t.Errorf("%q is in: %s", text, place)
			}
		}
	}
}

func TestNothingOfAPasteIsLeft(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.start("/")
	p.waitOffline()
	p.press("/")
	p.paste(trace) // leads to Decode
	p.waitText(".finding", "TopicNotExist")
	p.leaks(secret)
	for _, path := range []string{"/", "/help", "/decode"} {
		p.click(`a[href="` + path + `"]`)
		p.waitAddress(path)
		p.leaks(secret)
	}
	if h.posts > 0 {
		t.Errorf("%d requests carried something to the host", h.posts)
	}

	// Nor on the disk, once the browser is closed.
	p.restart()
	err := filepath.WalkDir(p.profile, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // the browser comes and goes with its files
		}
		content, err := os.ReadFile(path)
		if err == nil && (bytes.Contains(content, []byte(secret)) || bytes.Contains(content, wide(secret))) {
			t.Errorf("the paste is in %s", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wide returns text in UTF-16.
func wide(text string) []byte {
	var b []byte
	for _, c := range []byte(text) {
		b = append(b, c, 0)
	}
	return b
}

// No string becomes code or HTML.
func TestTrustedTypes(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allow("Trusted", "Content Security Policy", "createPolicy")
	p.start("/")
	for _, attack := range []string{
		`document.createElement("div").innerHTML = "<b>x</b>"`,
		`document.body.insertAdjacentHTML("beforeend", "<b>x</b>")`,
		`document.createElement("script").text = "1"`,
		`document.createElement("script").src = "https://example.org/x.js"`,
		`document.createElement("iframe").srcdoc = "<b>x</b>"`,
		`eval("1")`,
		`new Function("1")`,
		`setTimeout("1")`,
		`new Worker("https://example.org/x.js")`,
		`new Worker("data:text/javascript,1")`,
		`navigator.serviceWorker.register("data:text/javascript,1")`,
		`trustedTypes.createPolicy("other", {})`,
		`trustedTypes.createPolicy("default", {})`,
	} {
		// DevTools may evaluate strings, so the page itself has to try.
		if eval[bool](p, `new Promise((done) => setTimeout(async () => {
			try { await (async () => (`+attack+`))(); done(true); } catch { done(false); }
		}))`) {
			t.Errorf("allowed: %s", attack)
		}
	}
	if !eval[bool](p, "crossOriginIsolated") {
		t.Error("the page shares its process with other origins")
	}
}
