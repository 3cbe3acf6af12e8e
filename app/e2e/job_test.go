package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	devpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// allowClipboard lets the test read what the page copies.
func (p *page) allowClipboard() {
	p.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		command(p, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name},
			Setting:    browser.PermissionSettingGranted,
			Origin:     p.origin(),
		})
	}
}

// clipboard returns what was copied last.
func (p *page) clipboard() string {
	p.t.Helper()
	return eval[string](p, "navigator.clipboard.readText()")
}

// waitSaid waits until assistive tools were told text.
func (p *page) waitSaid(text string) {
	p.t.Helper()
	p.wait("the announcement "+text, `document.getElementById("announcement").innerText.trim() === `+quote(text))
}

// tabTo presses Tab until the element with id has the focus.
func (p *page) tabTo(id string) {
	p.t.Helper()
	for range 80 {
		if eval[string](p, "document.activeElement.id") == id {
			return
		}
		p.press(kb.Tab)
	}
	p.t.Fatalf("Tab does not lead to %s", id)
}

// The whole job, without a mouse.
func TestWholeJobByKeyboard(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allowClipboard()
	p.viewport(1440, 900)
	p.start("/")

	// Any letter begins a search.
	p.typeText("t")
	p.waitFocus("q")
	p.typeText("opic")
	p.waitAddress("/?q=topic")
	p.waitText(".preview-code", p.results()[0]) // the best one is read beside the list

	p.tabTo("facet-404")
	p.press(kb.Enter)
	p.waitAddress("/?q=topic&status=404")
	p.tabTo("facet-caller")
	p.press(kb.Enter)
	p.waitAddress("/?q=topic&status=404&who=caller")
	p.waitSaid(p.text(".results-summary"))

	p.press("k", chromedp.ModifierCtrl)
	p.waitFocus("q")
	p.press(kb.ArrowDown)
	first := p.results()[0]
	p.waitFocus("r-" + first)
	p.press(kb.End)
	last := p.results()[len(p.results())-1]
	p.waitFocus("r-" + last)
	p.waitText(".preview-code", last)
	p.press(kb.Home)
	p.waitFocus("r-" + first)
	p.press("c")
	p.waitSaid("Copied as code.")
	if got := p.clipboard(); got != first {
		t.Errorf("c on a result copied %q, want %q", got, first)
	}
	p.waitFocus("r-" + first)
	p.press(kb.Enter)
	p.waitAddress("/e/cls-2017/" + first)
	p.waitFocus("heading")

	p.press("m")
	p.waitSaid("Copied as Markdown.")
	if got := p.clipboard(); !strings.HasPrefix(got, "## 404 "+first+"\n") || !strings.Contains(got, "### What to do\n\n1. ") || !strings.Contains(got, p.url+"/e/cls-2017/"+first) {
		t.Errorf("copied as Markdown:\n%s", got)
	}
	p.waitFocus("heading")
	p.press("l")
	p.waitSaid("Copied as link.")
	if got, want := p.clipboard(), p.url+"/e/cls-2017/"+first; got != want {
		t.Errorf("copied as link: %s, want %s", got, want)
	}
	p.tabTo("copy-entry-Jira")
	p.press(kb.Enter)
	p.waitSaid("Copied as Jira markup.")
	p.waitFocus("copy-entry-Jira")
	if got := p.clipboard(); !strings.HasPrefix(got, "h3. 404 "+first+"\n") {
		t.Errorf("copied as Jira markup:\n%s", got)
	}

	p.paste(trace) // no field has the focus
	p.waitAddress("/decode")
	p.waitText(".finding", "TopicNotExist")
	p.press(kb.Tab) // out of the paste box
	p.press("]")
	p.waitFocus("finding-0")
	p.tabTo("copy-pack-Markdown-0")
	p.press(kb.Enter)
	p.waitSaid("Copied as Markdown.")
	pack := p.clipboard()
	for _, want := range []string{
		"## 404 TopicNotExist\n", "`0f7c1a52-1111-4222-8333-abcdefabcdef`", "### Next steps\n\n1. ", "### Evidence\n",
		`{"errorcode":"TopicNotExist"`, "### Reply to the customer\n\nHello,", p.url + "/e/cls-2017/TopicNotExist",
	} {
		if !strings.Contains(pack, want) {
			t.Errorf("%q is not in the ticket pack:\n%s", want, pack)
		}
	}
	for _, secret := range []string{"markedsecret", "0123456789abcdef0123456789"} {
		if strings.Contains(pack, secret) {
			t.Errorf("the secret %q is in the ticket pack", secret)
		}
	}
}

// Ctrl and Enter in the paste box lead to what it says, of a short text, of one
// that waits for a pause in the typing, and of one in which nothing is found.
func TestCtrlEnterLeadsToTheResult(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/decode")
	for _, test := range []struct{ text, focus string }{
		{quote(trace), "finding-0"},
		{`"all is well\n".repeat(10000) + ` + quote(trace), "finding-0"},
		{`"nothing of interest"`, "verdict"},
	} {
		p.click("#paste")
		eval[any](p, `(() => {
			const box = document.querySelector("#paste");
			box.value = `+test.text+`;
			box.dispatchEvent(new InputEvent("input", { bubbles: true }));
		})()`)
		p.press(kb.Enter, chromedp.ModifierCtrl)
		p.waitFocus(test.focus)
		if !eval[bool](p, `document.querySelector("#paste").value === `+test.text) {
			t.Errorf("Ctrl and Enter changed the text in the paste box: %.40s", test.text)
		}
	}
}

func TestKeysCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/e/cls-2017/TopicNotExist")
	p.press("?", chromedp.ModifierShift)
	p.wait("the sheet", `document.querySelector("dialog[open] .key-list")`)
	p.press("c") // is no key while the sheet is open
	p.tabTo("single-keys")
	p.press(kb.Enter)
	p.waitSaid("Single keys are off.")
	p.press(kb.Escape)
	p.wait("the sheet to close", `!document.querySelector("dialog[open]")`)

	p.reload() // it is remembered
	p.wait("the keys to be gone from the buttons", `!document.querySelector(".copies kbd")`)
	for _, key := range []string{"m", "t", "/"} {
		p.press(key)
	}
	p.press("?", chromedp.ModifierShift)
	p.press("k", chromedp.ModifierCtrl) // works all the same, and shows that the keys before it are dealt with
	p.waitFocus("q")
	if said := eval[string](p, `document.getElementById("announcement").innerText`); said != "" {
		t.Errorf("%q was said", said)
	}
	if text := eval[string](p, `document.getElementById("q").value`); text != "" {
		t.Errorf("%q was typed", text)
	}
	p.waitAddress("/e/cls-2017/TopicNotExist")
}

// Enter that ends a composition chooses a word and opens nothing, in WebKit too,
// where it comes after the end.
func TestCompositionIsRespected(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/?q=topic")
	p.click("#q")
	eval[any](p, `(() => {
		const box = document.getElementById("q");
		const enter = (how, later) => {
			const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...how });
			if (later) Object.defineProperty(event, "timeStamp", { value: event.timeStamp + later });
			return box.dispatchEvent(event);
		};
		window.left = [
			enter({ isComposing: true }),
			enter({ keyCode: 229 }),
			(box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })), enter({})),
			enter({}, 1000),
		];
	})()`)
	if left := eval[[]bool](p, "left"); !left[0] || !left[1] || !left[2] {
		t.Errorf("Enter while composing, with key code 229, after the end: left to the input method %v", left)
	} else if left[3] {
		t.Error("a second later, Enter is left to the input method still")
	}
	p.wait("the entry", `location.pathname.startsWith("/e/")`)
}

func TestFiltersAreUndoneByBack(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.viewport(1440, 900)
	p.start("/")
	p.click("#facet-403")
	p.waitAddress("/?status=403")
	p.click("#facet-account-admin")
	p.waitAddress("/?status=403&who=account-admin")
	chips := eval[[]string](p, `[...document.querySelectorAll(".chips a")].map((a) => a.innerText)`)
	if got := strings.Join(chips, "|"); got != "403×|Account admin×|Clear all" && got != "403\n×|Account admin\n×|Clear all" {
		t.Errorf("chips %q", got)
	}
	eval[any](p, "history.back()")
	p.waitAddress("/?status=403")
	p.wait("one chip", `document.querySelectorAll(".chips a").length === 1`)
	eval[any](p, "history.forward()")
	p.waitAddress("/?status=403&who=account-admin")
	p.click(".chip-all")
	p.waitAddress("/")
	p.wait("all results", `document.querySelectorAll(".result").length === 37`)
}

func TestRecentEntriesAreKept(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.viewport(1440, 900)
	p.start("/?q=secretsearch")
	for _, code := range []string{"TopicNotExist", "LogsetConflict"} {
		p.start("/e/cls-2017/" + code)
	}
	p.start("/")
	p.waitText(".recent-item", "LogsetConflict")
	if kept := eval[string](p, `JSON.stringify(localStorage)`); strings.Contains(kept, "secretsearch") || !strings.Contains(kept, "cls-2017/TopicNotExist") {
		t.Errorf("kept is %s", kept)
	}
	p.click(".recent-remove")
	p.waitSaid("LogsetConflict is forgotten.")
	p.wait("one to be left", `document.querySelectorAll(".recent-item").length === 1`)
	p.viewport(400, 800) // there it comes with the first use of the box
	p.wait("the column to go", `!document.querySelector(".recent")`)
	p.click("#q")
	p.waitText(".results .recent", "TopicNotExist")
	p.click(".recent-bar button")
	p.wait("none to be left", `!document.querySelector(".recent")`)
	if kept := eval[string](p, `JSON.stringify(localStorage)`); strings.Contains(kept, "TopicNotExist") {
		t.Errorf("kept is %s", kept)
	}
}

// A chosen theme is there before the app is, so that nothing flashes.
func TestThemeIsThereAtOnce(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	const background = `getComputedStyle(document.body).backgroundColor`
	p.start("/help")
	light := eval[string](p, background)
	eval[any](p, `(() => {
		const theme = document.getElementById("theme");
		theme.value = "dark";
		theme.dispatchEvent(new Event("change", { bubbles: true }));
	})()`)
	p.wait("the dark page", background+" !== "+quote(light))
	dark := eval[string](p, background)
	command(p, devpage.AddScriptToEvaluateOnNewDocument, devpage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		addEventListener("DOMContentLoaded", () => { window.first = getComputedStyle(document.body).backgroundColor; });`})
	p.reload()
	if got := eval[string](p, "first"); got != dark {
		t.Errorf("before the app the page is %s, want %s", got, dark)
	}
	if got := eval[string](p, `document.getElementById("theme").value`); got != "dark" {
		t.Errorf("the choice reads %q", got)
	}
	// By the system it looks the same as by choice.
	eval[any](p, `localStorage.clear()`)
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	p.reload()
	if got := eval[string](p, background); got != dark {
		t.Errorf("dark by the system is %s, by choice %s", got, dark)
	}
}

// Nothing moves while the app takes over the exported page.
func TestLayoutHoldsStill(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	command(p, devpage.AddScriptToEvaluateOnNewDocument, devpage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.shifts = [];
		new PerformanceObserver((list) => {
			for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts.push(shift);
		}).observe({ type: "layout-shift", buffered: true });`})
	for _, width := range []int64{1440, 1024, 768, 360} {
		p.viewport(width, 900)
		for _, path := range []string{"/", "/decode", "/e/cls-2017/TopicNotExist", "/help", "/catalog"} {
			p.start(path)
			p.waitOffline()
			eval[bool](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
			total := eval[float64](p, "shifts.reduce((sum, shift) => sum + shift.value, 0)")
			t.Logf("%s at %d: %.4f", path, width, total)
			if total >= 0.02 { // a fifth of what the Web Vitals call good
				t.Errorf("%s at %d: a layout shift of %.4f: %s", path, width, total, eval[string](p, `shifts.map((shift) => shift.sources.map((s) => s.node?.outerHTML?.slice(0, 120) + " from " + JSON.stringify(s.previousRect) + " to " + JSON.stringify(s.currentRect))).join("; ")`))
			}
			p.screenshot(fmt.Sprintf("still-%d%s", width, strings.ReplaceAll(path, "/", "-")))
		}
	}
}
