package e2e

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"

	"cls-error-explorer/catalog"
)

// The second version of the tests: another look, another wasm, one code more in
// one catalog and one withdrawn in it.
func second(t *testing.T) string {
	return secondVersion(t, map[string]func([]byte) []byte{
		"web/app.css":       func(css []byte) []byte { return append(css, "\n:root { --second: 1; }\n"...) },
		"web/app.wasm":      func(wasm []byte) []byte { return append(wasm, "\x00\x04\x03v2!"...) }, // a section that says v2!
		"data/http.json":    func(text []byte) []byte { return append(text, '\n') },
		"data/cls-3.0.json": func(text []byte) []byte { return changeCodes(t, text) },
		"data/cls-3.0.txt": func([]byte) []byte { // the same, packed
			text, err := os.ReadFile(filepath.Join(siteDir, "data", "cls-3.0.json"))
			if err != nil {
				t.Fatal(err)
			}
			packed, err := catalog.Pack(changeCodes(t, text))
			if err != nil {
				t.Fatal(err)
			}
			return packed
		},
	})
}

// changeCodes adds a code to a catalog and withdraws another.
func changeCodes(t *testing.T, text []byte) []byte {
	t.Helper()
	var c map[string]any
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	entries := c["entries"].([]any)
	first := entries[0].(map[string]any)
	added, withdrawn := map[string]any{}, map[string]any{}
	for key, value := range first {
		added[key], withdrawn[key] = value, value
	}
	added["code"] = "InvalidParameter.AddedInTheSecondVersion"
	withdrawn["until"] = "2026-01-01"
	entries[0] = withdrawn
	c["entries"] = append(entries, added)
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

const secondStyle = `getComputedStyle(document.documentElement).getPropertyValue("--second") === "1"`

// secondWasm tells whether the wasm that page names is the second one.
func (p *page) secondWasm(t *testing.T) bool {
	t.Helper()
	return eval[bool](p, `fetch("/web/app.wasm").then((r) => r.arrayBuffer()).then((b) => new TextDecoder().decode(b.slice(-3)) === "v2!")`)
}

// lookForUpdate does what the browser does when it looks for a new worker.
func (p *page) lookForUpdate() {
	p.t.Helper()
	eval[bool](p, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true, () => false)`)
}

func TestUpdateIsOfferedAndKeepsThePaste(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.start("/decode")
	p.waitOffline()
	if eval[bool](p, `document.getElementById("update") !== null`) {
		t.Fatal("the first install was offered as an update")
	}
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
	old := eval[[]string](p, "caches.keys()")

	// Without a network there is nothing to find, and nothing to say about it.
	h.change(func() { h.down = true })
	h.deploy(second(t))
	p.lookForUpdate()
	if p.wait("the app to be alive", "true"); eval[bool](p, `document.getElementById("update") !== null`) {
		t.Fatal("an update without a network")
	}

	h.change(func() { h.down = false })
	p.lookForUpdate()
	p.waitText(".update", "A new version is ready")
	for _, want := range []string{"API 3.0: codes added: 1, withdrawn: 1", "Bare HTTP: texts changed", "the app itself"} {
		if text := p.text(".update"); !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}

	// Waiting: a reload still gets the old version, whole, and is told again.
	// The network is not needed any more.
	h.change(func() { h.down = true })
	p.reload()
	p.waitText(".update", "A new version is ready")
	if eval[bool](p, secondStyle) || p.secondWasm(t) {
		t.Error("the new version came unasked")
	}
	if got := eval[string](p, `document.getElementById("paste").value`); got != "" {
		t.Errorf("a reload kept the paste without being asked: %q", got)
	}

	p.click("#paste")
	p.paste(trace)
	p.waitText("#update", "Update and keep my paste")
	p.click("#update")
	p.wait("the new version", secondStyle)
	p.waitText(".finding", "TopicNotExist")
	if got := eval[string](p, `document.getElementById("paste").value`); got != trace {
		t.Errorf("the paste became %q", got)
	}
	if got := eval[int](p, "sessionStorage.length"); got != 0 {
		t.Errorf("%d items left in the session's storage", got)
	}
	if !p.secondWasm(t) {
		t.Error("the wasm is of the first version, the style of the second")
	}
	if now := eval[[]string](p, "caches.keys()"); len(now) != 1 || now[0] == old[0] {
		t.Errorf("caches %q, before the update %q; want the new one only", now, old)
	}
	p.start("/e/cls-3.0/InvalidParameter.AddedInTheSecondVersion")
	p.waitText("h1", "AddedInTheSecondVersion")
}

func TestUpdateKeepsTheFilters(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	const filtered = "/?q=topic&status=404"
	p.start(filtered)
	p.waitOffline()
	before := p.results()
	h.deploy(second(t))
	p.lookForUpdate()
	p.waitText("#update", "Update")
	p.click("#update")
	p.wait("the new version", secondStyle)
	p.waitApp()
	p.waitAddress(filtered)
	if after := p.results(); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("results %q, before the update %q", after, before)
	}
}

// A download that was cut off never becomes current, and is taken up again.
func TestUpdateCutOff(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.before(`window.clock = 0; { const now = Date.now; Date.now = () => now() + window.clock; }`)
	p.start("/")
	p.waitOffline()
	p.waitText(".footer-ready", "Works offline")
	h.deploy(second(t))
	h.change(func() { h.cut = "app.wasm" })
	p.lookForUpdate()
	eval[bool](p, `navigator.serviceWorker.getRegistration().then(({ installing }) => new Promise((done) => {
		const check = () => installing?.state === "installing" || done(true);
		installing?.addEventListener("statechange", check);
		check();
	}))`)
	h.change(func() { clear(h.sent) })
	p.reload()
	if eval[bool](p, secondStyle) || p.secondWasm(t) {
		t.Error("half a version came")
	}

	// People come back an hour later.
	h.change(func() { h.cut = "" })
	p.waitText(".footer-ready", "Works offline")
	eval[bool](p, `window.clock = 3600 * 1000, window.dispatchEvent(new Event("focus"))`)
	p.waitText(".update", "A new version is ready")
	h.change(func() {
		if len(h.sent) > 5 {
			t.Errorf("what was there already was sent again: %d files", len(h.sent))
		}
	})
	p.click("#update")
	p.wait("the new version", secondStyle)
	p.waitApp()
	if !p.secondWasm(t) {
		t.Error("the wasm is of the first version")
	}
}

// New versions are looked for at the start, and on focus, but once an hour.
func TestLooksForUpdates(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.before(`window.clock = 0; { const now = Date.now; Date.now = () => now() + window.clock; }
		window.looked = 0; {
			const update = ServiceWorkerRegistration.prototype.update;
			ServiceWorkerRegistration.prototype.update = function () { window.looked++; return update.call(this); };
		}`)
	p.start("/")
	p.waitOffline()
	p.reload()
	p.wait("a look at the start", "window.looked === 1")
	focus := func(clock string) int {
		return eval[int](p, `(window.clock = `+clock+`, window.dispatchEvent(new Event("focus")), window.looked)`)
	}
	for _, step := range []struct {
		clock string
		want  int
	}{{"0", 1}, {"3500 * 1000", 1}, {"3601 * 1000", 2}, {"3602 * 1000", 2}, {"7202 * 1000", 3}} {
		if got := focus(step.clock); got != step.want {
			t.Errorf("after %s ms: %d looks, want %d", step.clock, got, step.want)
		}
	}
}

func TestUpdateWithTwoTabs(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	one := open(t, &h.server)
	one.start("/")
	one.waitOffline()
	two := one.tab()
	two.start("/decode")
	two.click("#paste")
	two.paste(trace)
	two.waitText(".finding", "TopicNotExist")
	h.deploy(second(t))
	one.lookForUpdate()
	one.waitText(".update", "A new version is ready")
	two.waitText(".update", "A new version is ready")
	one.click("#update")
	one.wait("the new version", secondStyle)
	one.waitApp()

	two.waitText(".update", "Another tab has switched to a new version")
	if eval[bool](two, secondStyle) {
		t.Error("the other tab was reloaded unasked")
	}
	two.click("#update")
	two.wait("the new version", secondStyle)
	two.waitText(".finding", "TopicNotExist") // the paste is there
}

func TestPasteThatCannotBeKept(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.before(`Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); }`)
	p.start("/decode")
	p.waitOffline()
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
	h.deploy(second(t))
	p.lookForUpdate()
	p.waitText("#update", "Update and keep my paste")
	p.click("#update")
	p.waitText(".update", "cannot keep this paste")
	p.waitText("#update", "Update and lose the paste")
	if got := eval[string](p, `document.getElementById("paste").value`); got != trace {
		t.Errorf("the paste became %q", got)
	}
	p.click("#update")
	p.wait("the new version", secondStyle)
	p.waitApp()
}

// A host in the middle of an update, or a cache before it, mixes versions.
func TestPageRunsNoOtherWasm(t *testing.T) {
	t.Parallel()
	mixed := secondVersion(t, map[string]func([]byte) []byte{})
	wasm := func(b []byte) []byte { // its last bytes are its version
		b = bytes.Clone(b)
		b[len(b)-1] ^= 1
		return b
	}
	overwrite(t, mixed, "web/app.wasm", wasm)
	h := hosting(t, mixed)
	p := open(t, &h.server)
	p.allow("another version than this page", "Failed to find a valid digest", "Failed to fetch")
	p.load("/")
	p.waitText("#boot-status", "could not be loaded")
	h.deploy(siteDir)
	p.click("#boot-status a")
	p.waitApp()
}

func TestBrokenCache(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.allow("net::ERR", "Failed to find a valid digest", "HTTP status", "Failed to fetch", "Failed to load")
	drop := func(what string) {
		eval[bool](p, `caches.keys().then((names) => caches.open(names[0])).then(async (cache) => {
			for (const request of await cache.keys()) if (request.url.includes(`+quote(what)+`)) await cache.delete(request);
			return true;
		})`)
	}
	p.start("/")
	p.waitOffline()
	p.waitText(".footer-ready", "Works offline")

	// The network stands in, and what was missing is stored again.
	drop("/web/")
	p.reload()
	p.waitText(".footer-ready", "Works offline")
	h.change(func() { h.down = true })
	p.reload()

	// Without a network nothing can, but the app says so as long as it runs.
	drop("/help")
	p.reload()
	p.waitText(".footer-lack", "the offline copy is not complete")

	// With another version on the host the rest of ours is of no use.
	drop("/web/app.wasm")
	h.deploy(second(t))
	h.change(func() { h.down = false })
	p.load("/")
	p.waitText("#boot-status", "could not be loaded")
	p.click("#boot-status a")
	p.waitApp()
	if !eval[bool](p, secondStyle) {
		t.Error("the network's version did not come")
	}
}

func TestNoRoomForTheCache(t *testing.T) {
	t.Parallel()
	h := hosting(t, siteDir)
	p := open(t, &h.server)
	p.allow("QuotaExceededError", "Quota exceeded")
	quota := 100_000.0
	command(p, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: p.origin(), QuotaSize: &quota})
	p.start("/")
	p.waitText(".footer-lack", "no room for the offline copy")
	p.reload() // still works with the network
	p.waitText(".footer-lack", "Needs the network")
	if got := eval[[]string](p, "caches.keys()"); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}
}
