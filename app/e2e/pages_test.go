package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// The main job, as people do it. Each test checks, through [page.check], that no
// request left the origin and that no policy was violated on the way.

const trace = `* Connected to ap-guangzhou.cls.tencentcs.com (203.0.113.7) port 443
> GET /topic?topic_id=3f1c8f0a-aaaa-4bbb-8ccc-000000000001 HTTP/1.1
> Host: ap-guangzhou.cls.tencentcs.com
> Authorization: q-sign-algorithm=sha1&q-ak=AKIDmarkedsecretmarkedsecret00000000&q-sign-time=1557892000;1557895600&q-key-time=1557892000;1557895600&q-header-list=host&q-url-param-list=topic_id&q-signature=0123456789abcdef0123456789abcdef01234567
>
< HTTP/1.1 404 Not Found
< Content-Type: application/json
< x-cls-requestid: 0f7c1a52-1111-4222-8333-abcdefabcdef
<
{"errorcode":"TopicNotExist","errormessage":"topic not exist"}
`

// results returns the codes that Explore lists.
func (p *page) results() []string {
	p.t.Helper()
	return eval[[]string](p, `[...document.querySelectorAll(".result-code")].map((code) => code.innerText)`)
}

func (p *page) waitAddress(want string) {
	p.t.Helper()
	p.wait("the address "+want, "decodeURIComponent(location.pathname + location.search) === "+quote(want))
}

func (p *page) waitFocus(id string) {
	p.t.Helper()
	p.wait("the focus on "+id, "document.activeElement.id === "+quote(id))
}

func TestSearchFilterOpenAndBack(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/")
	if n := len(p.results()); n != 37 {
		t.Fatalf("%d results at first, want 37", n)
	}

	p.press("/")
	p.waitFocus("q")
	p.typeText("topic")
	p.waitText(".results-summary", "for “topic”")
	p.waitAddress("/?q=topic")
	unfiltered := p.results()
	if !slices.Contains(unfiltered, "TopicNotExist") || !slices.Contains(unfiltered, "TopicConflict") {
		t.Fatalf("results for topic: %q", unfiltered)
	}
	offered := p.text("#facet-404 .facet-count")

	p.click("#facet-404")
	p.waitAddress("/?q=topic&status=404")
	p.waitText(".results-summary", "filtered by 404")
	list := p.results()
	if got := fmt.Sprint(len(list)); got != offered {
		t.Errorf("the filter promised %s results and gave %s", offered, got)
	}
	if list[0] != "TopicNotExist" || slices.Contains(list, "TopicConflict") {
		t.Errorf("results for topic among 404: %q", list)
	}
	if got := p.text("#facet-404 .facet-count"); got != offered {
		t.Errorf("the count of the filter changed from %s to %s by choosing it", offered, got)
	}

	p.click("#r-TopicNotExist")
	p.waitAddress("/e/cls-2017/TopicNotExist")
	p.waitText("h1", "TopicNotExist")
	p.waitFocus("heading")
	if title := eval[string](p, "document.title"); !strings.Contains(title, "404 TopicNotExist") {
		t.Errorf("title %q", title)
	}

	eval[any](p, "history.back()")
	p.waitAddress("/?q=topic&status=404")
	p.waitFocus("r-TopicNotExist")
	if got := p.results(); !slices.Equal(got, list) {
		t.Errorf("results after going back: %q, want %q", got, list)
	}
	if got := p.text("#facet-404 .facet-count"); got != offered {
		t.Errorf("count after going back: %s, want %s", got, offered)
	}
	if got := eval[string](p, `document.querySelector("#q").value`); got != "topic" {
		t.Errorf("the box says %q after going back", got)
	}

	eval[any](p, "history.back()") // undoes the filter
	p.waitAddress("/?q=topic")
	p.wait("all results again", fmt.Sprintf(`document.querySelectorAll(".result").length === %d`, len(unfiltered)))
}

func TestResultsByKeyboard(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/help")
	p.press("/")
	p.waitFocus("q")
	p.typeText("topicc") // leads to Explore without losing the focus
	p.waitAddress("/?q=topicc")
	p.waitFocus("q")
	p.wait("results", `document.querySelectorAll(".result").length > 1`)
	first, second := p.results()[0], p.results()[1]
	p.press(kb.ArrowDown)
	p.waitFocus("r-" + first)
	p.press(kb.ArrowDown)
	p.waitFocus("r-" + second)
	p.press(kb.ArrowUp)
	p.press(kb.ArrowUp)
	p.waitFocus("q")
	p.press(kb.Enter)
	p.waitAddress("/e/cls-2017/" + first)
	p.waitFocus("heading")
	p.press("/")
	p.waitFocus("q")
	p.press(kb.Escape)
	p.wait("the box to be empty", `document.querySelector("#q").value === ""`)
	p.press(kb.Escape)
	p.wait("the focus to leave the box", `document.activeElement.id !== "q"`)
	p.waitAddress("/e/cls-2017/" + first) // emptying the box leads nowhere
}

func TestPasteDecodes(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/decode")
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
	finding := p.text(".finding")
	for _, want := range []string{"404", "certain", "0f7c1a52-1111-4222-8333-abcdefabcdef", "Status agrees"} {
		if !strings.Contains(finding, want) {
			t.Errorf("%q is not in the finding:\n%s", want, finding)
		}
	}
	if link := eval[string](p, `document.querySelector(".finding .actions a").getAttribute("href")`); link != "/e/cls-2017/TopicNotExist" {
		t.Errorf("the finding links to %s", link)
	}
	if marks := eval[[]string](p, `[...document.querySelectorAll(".mark-code, .mark-requestId")].map((mark) => mark.innerText)`); !slices.Contains(marks, "TopicNotExist") || !slices.Contains(marks, "0f7c1a52-1111-4222-8333-abcdefabcdef") {
		t.Errorf("marked in the text: %q", marks)
	}

	eval[any](p, `document.querySelector("#paste").select()`)
	p.paste(strings.Replace(trace, "404 Not Found", "500 Internal Server Error", 1))
	p.waitText(".finding .note-status-differs", "500")
	if finding := p.text(".finding"); strings.Contains(finding, "Status agrees") || !strings.Contains(finding, "TopicNotExist") {
		t.Errorf("the contradiction reads:\n%s", finding)
	}
}

// Whoever printed the error, the entry that explains it is one click away.
func TestEveryCatalogExplains(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/decode")
	for _, test := range []struct{ name, paste, says, entry string }{
		{
			"API 3.0",
			`{"Response":{"Error":{"Code":"ResourceNotFound.TopicNotExist","Message":"topic not exist"},"RequestId":"341023a0-0000-4000-8000-000000000001"}}`,
			"ResourceNotFound.TopicNotExist", "/e/cls-3.0/ResourceNotFound.TopicNotExist",
		},
		{
			"withdrawn",
			"HTTP/1.1 401 Unauthorized\nx-cls-requestid: 0f7c1a52-1111-4222-8333-abcdefabcdef\n\n" + `{"errorcode":"Unauthorized","errormessage":"authentication failed"}`,
			"AuthFailure.SignatureFailure", "/e/cls-2017/Unauthorized",
		},
		{
			"later edition",
			"HTTP/1.1 429 Too Many Requests\n\n" + `{"errorcode":"SpeedQuotaExceed","errormessage":"too fast"}`,
			"2020", "/e/cls-2017/SpeedQuotaExceed",
		},
		{
			"client code",
			`Result{successful=false, reservedAttempts=[Attempt{success=false, requestId='0f7c1a52-1111-4222-8333-abcdefabcdef', errorCode='SingleValueExceed1M', errorMessage='single log value exceed 1M', timestampMs=1700000000000}], attemptCount=1}`,
			"AccountArrears", "/e/cls-clients/SingleValueExceed1M",
		},
	} {
		eval[any](p, `document.querySelector("#paste").focus(); document.querySelector("#paste").select()`)
		p.paste(test.paste)
		p.waitText(".decode-output", test.says)
		if links := eval[[]string](p, `[...document.querySelectorAll(".finding .actions a")].map((a) => a.getAttribute("href"))`); len(links) != 1 || links[0] != test.entry {
			t.Errorf("%s: the findings lead to %q, want %s", test.name, links, test.entry)
		}
	}
}

func TestOtherScopesAndEditions(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/?q=SpeedQuotaExceed")
	p.waitText(".empty", "edition 2021-12-21")
	p.click(".empty h3 a")
	p.waitAddress("/?edition=2021-12-21&q=SpeedQuotaExceed")
	p.wait("the result", `document.querySelector("#r-SpeedQuotaExceed")`)
	p.click(`#scope-cls-3\.0`)
	p.waitAddress("/?catalog=cls-3.0&q=SpeedQuotaExceed")
	eval[any](p, "history.back()")
	p.waitAddress("/?edition=2021-12-21&q=SpeedQuotaExceed")

	p.start("/catalog")
	p.waitText("#compare-to", "2021-12-21")
	eval[any](p, `(() => {
		const to = document.querySelector("#compare-to");
		to.value = "2020-05-20";
		to.dispatchEvent(new Event("change", { bubbles: true }));
	})()`)
	p.waitAddress("/catalog?from=2019-05-15&to=2020-05-20")
	p.waitText(".section-compare", "Added: 3")
}

func TestPasteAnywhere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, from, focus string }{
		{"into the search box", "/", "q"},
		{"on an entry, outside any field", "/e/cls-2017/LogsetExceed", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := open(t, serve(t, siteDir))
			p.start(test.from)
			if test.focus != "" {
				p.click("#" + test.focus)
			}
			p.paste(trace)
			p.waitAddress("/decode")
			p.waitText(".finding", "TopicNotExist")
			if got := eval[string](p, `document.querySelector("#paste").value`); got != trace {
				t.Errorf("the paste box holds %q", got)
			}
		})
	}
}

func TestPasteOfACodeSearches(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/")
	p.click("#q")
	p.paste("TopicNotExist")
	p.waitAddress("/?q=TopicNotExist")
	if got := p.results(); len(got) == 0 || got[0] != "TopicNotExist" {
		t.Errorf("results %q", got)
	}
}

// A paste must leave no trace but in the paste box and what is shown of it.
func TestPasteStaysInThePage(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/decode")
	p.waitOffline()
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "TopicNotExist")
	p.click(`.finding .actions a`)
	p.waitText("h1", "TopicNotExist")
	eval[any](p, "history.back()")
	p.waitAddress("/decode")
	p.wait("the paste to be there again", `document.querySelector("#paste")?.value.includes("markedsecret")`)

	traces := eval[[]string](p, `(async () => {
		const places = {
			address: location.href, title: document.title, history: JSON.stringify(history.state),
			local: JSON.stringify(localStorage), session: JSON.stringify(sessionStorage), cookie: document.cookie,
			databases: JSON.stringify(await indexedDB.databases()),
			shown: document.body.innerText,
		};
		for (const name of await caches.keys()) {
			for (const request of await (await caches.open(name)).keys()) places["cache " + request.url] = request.url;
		}
		return Object.entries(places).filter(([, text]) => /markedsecret|0123456789abcdef01234567/.test(text ?? "")).map(([place]) => place);
	})()`)
	if len(traces) > 0 {
		t.Errorf("a secret of the paste is in: %q", traces)
	}
	for _, asked := range p.asked() {
		if strings.Contains(asked, "markedsecret") || strings.Contains(asked, "TopicNotExist") && !strings.Contains(asked, "/e/") {
			t.Errorf("the paste is in the request %s", asked)
		}
	}
}

// holdTheApp keeps the app away until letTheAppCome is called.
const holdTheApp = `
	const real = fetch;
	window.fetch = (url, options) => String(url).endsWith("/web/app.wasm")
		? new Promise((go) => { window.letTheAppCome = () => go(real(url, options)); })
		: real(url, options);`

func TestSearchBeforeTheApp(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.before(holdTheApp)
	p.load("/")
	p.click("#q")
	type shown struct {
		Codes   []string
		Summary string
	}
	var last shown
	for _, test := range []struct {
		name, query string
		codes       []string // nil: all
	}{
		{"spelling", "topic_not_exist", []string{"TopicNotExist"}},
		{"status and word", "409 logset", []string{"LogsetConflict"}},
		{"words of the meaning", "compression accept", []string{"InvalidCompressType"}},
		{"nothing", "no such words", nil},
		{"a paste", trace, nil},
		{"again nothing typed", "", nil},
	} {
		eval[any](p, `document.getElementById("q").select()`)
		if test.query == "" {
			p.press(kb.Backspace)
		} else {
			p.paste(test.query)
		}
		last = eval[shown](p, `({
			codes: [...document.querySelectorAll(".result-code")].filter((e) => e.checkVisibility()).map((e) => e.textContent),
			summary: document.querySelector(".results-summary").textContent,
		})`)
		want := fmt.Sprintf("%d codes", len(test.codes))
		switch len(test.codes) {
		case 0:
			want = "37 codes"
		case 1:
			want = "1 code"
		}
		if last.Summary != want || test.codes != nil && !slices.Equal(last.Codes, test.codes) || test.codes == nil && len(last.Codes) != 37 {
			t.Errorf("%s: %s, %q", test.name, last.Summary, last.Codes)
		}
	}
	eval[any](p, `document.getElementById("q").select()`)
	p.paste("topicnotexxist") // a slip that only the app understands
	eval[any](p, "letTheAppCome()")
	p.waitApp()
	p.waitText(".result-code", "TopicNotExist")
}

func TestTextTypedEarlyIsKept(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, path, field, text, find, want string }{
		{"search", "/", "#q", "cursor", ".result-code", "CursorNotExist"},
		{"paste", "/decode", "#paste", trace, ".finding", "TopicNotExist"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := open(t, serve(t, siteDir))
			p.before(holdTheApp)
			p.load(test.path)
			p.click(test.field)
			p.paste(test.text)
			p.wait("the app to be on its way", "window.letTheAppCome")
			eval[any](p, "letTheAppCome()")
			p.waitApp()
			p.waitText(test.find, test.want)
			if got := eval[string](p, "document.querySelector("+quote(test.field)+").value"); got != test.text {
				t.Errorf("the field holds %q, want %q", got, test.text)
			}
			p.waitFocus(test.field[1:])
			p.typeText("x") // where the caret was
			p.wait("the caret to be at the end", "document.querySelector("+quote(test.field)+").value === "+quote(test.text+"x"))
		})
	}
}

func TestHostilePasteIsText(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.start("/decode")
	p.click("#paste")
	p.paste("HTTP/1.1 404 Not Found\n\n" + `{"errorcode":"<img src=x onerror=alert(1)>","errormessage":"</pre><script>alert(2)</script><a href=javascript:alert(3)>x</a>"}`)
	p.waitText(".decode-output", "<img src=x onerror=alert(1)>")
	if n := eval[int](p, `document.querySelectorAll("main img, main script, main a[href^=javascript], [onerror]").length`); n != 0 {
		t.Errorf("%d elements came out of the paste", n)
	}
}

func TestUnderstoodSpellingsLeadToTheEntry(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allow("404 (Not Found)") // the address is no file; the app knows it all the same
	for _, path := range []string{"/e/topic_not_exist", "/e/TopicNotExist", "/e/CLS-2017/topicnotexist"} {
		p.start(path)
		p.waitAddress("/e/cls-2017/TopicNotExist")
		p.waitText("h1", "TopicNotExist")
	}
	p.start("/e/TopicNotExits")
	p.waitText("main", "The nearest codes")
	p.waitText("main .entry-links", "TopicNotExist")
}

// Every page must fit the narrowest screen; text that sticks out would force
// people to scroll sideways.
func TestNothingSticksOut(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allow("404 (Not Found)")
	for _, width := range []int64{320, 360, 768, 1440} {
		p.viewport(width, 800)
		for _, path := range []string{"/", "/?q=topic", "/?q=nothing-like-it", "/decode", "/e/cls-2017/MissingAgentVersion", "/help", "/nowhere"} {
			p.start(path)
			if path == "/decode" {
				p.click("#paste")
				p.paste(trace + strings.Repeat("long", 300))
				p.waitText(".finding", "TopicNotExist")
			}
			if wide := eval[int64](p, "document.documentElement.scrollWidth"); wide > width {
				t.Errorf("%s is %d pixels wide on a screen of %d", path, wide, width)
			}
			p.screenshot(fmt.Sprintf("%d%s", width, strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(path)))
		}
	}
}
