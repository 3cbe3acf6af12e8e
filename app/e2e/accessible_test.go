package e2e

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// These tests hold every kind of page to WCAG 2.2 AA, as far as a program can
// tell: on the accessibility tree that the browser gives to assistive tools, on
// the computed styles, and with the keyboard.

// A kindOfPage is one address as people meet it, or a state that a page can be
// in: act brings it there once the app runs.
type kindOfPage struct {
	name, path string
	act        func(p *page)
}

// kindsOfPages are all there are. A new page or state joins by one line.
var kindsOfPages = []kindOfPage{
	{name: "explore", path: "/"},
	{name: "search", path: "/?q=topic"},
	{name: "filters", path: "/?q=topic&status=404&status=4xx"},
	{name: "found elsewhere", path: "/?q=SpeedQuotaExceed", act: lookAround},
	{name: "nothing here", path: "/?q=kubernetes", act: lookAround},
	{name: "nothing found", path: "/?q=zzqqxx", act: lookAround},
	{name: "bare statuses", path: "/?catalog=http"},
	{name: "decode", path: "/decode"},
	{name: "report", path: "/decode", act: pasteAndOpen(trace)},
	{name: "report that contradicts", path: "/decode", act: pasteAndOpen(strings.Replace(trace, "404 Not Found", "500 Internal Server Error", 1))},
	{name: "text without an error", path: "/decode", act: func(p *page) {
		p.click("#paste")
		p.paste("nothing of interest")
		p.wait("the verdict", `document.querySelector(".verdict")`)
	}},
	{name: "triage", path: "/triage"},
	{name: "triaged logs", path: "/triage", act: triageTwoLogs},
	{name: "entry", path: "/e/cls-2017/TopicNotExist"},
	{name: "withdrawn entry", path: "/e/cls-2017/Unauthorized"},
	{name: "entry of API 3.0", path: "/e/cls-3.0/ResourceNotFound.TopicNotExist"},
	{name: "entry of a client", path: "/e/cls-clients/SingleValueExceed1M"},
	{name: "entry of a status", path: "/e/http/BadGateway"},
	{name: "catalogs", path: "/catalog"},
	{name: "help", path: "/help"},
	{name: "not found", path: "/nowhere"},
	{name: "unknown code", path: "/e/TopicNotExits"},
}

// lookAround waits until the app has looked in the other catalogs, which adds links
// to a page without results some time after it is loaded.
func lookAround(p *page) {
	p.wait("the look around", `document.querySelector(".empty a")`)
}

// pasteAndOpen pastes text and opens all that the report folds.
func pasteAndOpen(text string) func(p *page) {
	return func(p *page) {
		p.click("#paste")
		p.paste(text)
		p.waitText(".finding", "TopicNotExist")
		eval[any](p, `document.querySelectorAll("main details").forEach((d) => { d.open = true; })`)
	}
}

// A look is how the pages are shown: colours, and the language of the browser.
type look struct {
	name, language string
	media          [][2]string
}

var looks = []look{
	{"light", "en", [][2]string{{"prefers-color-scheme", "light"}}},
	{"dark, in Chinese", "zh-CN", [][2]string{{"prefers-color-scheme", "dark"}}},
	{"forced colours", "en", [][2]string{{"prefers-color-scheme", "light"}, {"forced-colors", "active"}}},
}

// A pageCheck looks at a page in some of the looks.
type pageCheck struct {
	name  string
	looks []look
	check func(t *testing.T, p *page)
}

// pageChecks are made one after the other on a page: those that change it for good
// come last.
var pageChecks = []pageCheck{
	{"names and landmarks", looks[:2], tellsAssistiveTools},
	{"contrast", looks, textStandsOut},
	{"size of controls at 360 pixels", looks[:1], func(t *testing.T, p *page) { controlsAreLarge(t, p, 360) }}, // colours have no size
	{"size of controls at 1280 pixels", looks[1:2], func(t *testing.T, p *page) { controlsAreLarge(t, p, 1280) }},
	{"keyboard", looks[:1], keyboardReachesEverything},
	{"growing text", looks[:1], textMayGrow},
}

// TestEveryKindOfPage makes all checks on all kinds of pages in all looks: it is the
// longest test.
func TestEveryKindOfPage(t *testing.T) {
	t.Parallel()
	for _, shown := range looks {
		t.Run(shown.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, serve(t, siteDir))
			p.allow("404 (Not Found)") // unknown addresses are among them
			p.show(shown)
			for _, kind := range kindsOfPages {
				t.Run(kind.name, func(t *testing.T) {
					p.t = t
					p.viewport(1280, 900)
					p.start(kind.path)
					if kind.act != nil {
						kind.act(p)
					}
					for _, c := range pageChecks {
						if slices.ContainsFunc(c.looks, func(l look) bool { return l.name == shown.name }) {
							t.Run(c.name, func(t *testing.T) {
								p.t = t
								c.check(t, p)
							})
						}
					}
				})
			}
			p.t = t
		})
	}
}

// show sets how the browser shows pages. Motion is reduced, so that what has
// the focus is where it stays.
func (p *page) show(l look) {
	p.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	for _, feature := range l.media {
		features = append(features, &emulation.MediaFeature{Name: feature[0], Value: feature[1]})
	}
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	p.prefer(l.language)
}

// prefer makes language the one that the browser asks for.
func (p *page) prefer(language string) {
	p.t.Helper()
	command(p, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
		UserAgent: eval[string](p, "navigator.userAgent"), AcceptLanguage: language,
	})
}

// ---- the accessibility tree ----------------------------------------------------

// controlRoles are the roles of what people operate.
var controlRoles = strings.Fields(`button link textbox searchbox combobox checkbox radio switch tab menuitem
	option listbox slider spinbutton DisclosureTriangle`)

// landmarkRoles are the roles of the regions that people jump to. A region is
// one only if it has a name.
var landmarkRoles = strings.Fields("banner main navigation contentinfo complementary search form region")

// A treeNode is a node of the accessibility tree.
type treeNode struct {
	role, name string
	level      int
	focusable  bool
}

// tree returns the accessibility tree in the order in which it is read.
func (p *page) tree() []treeNode {
	p.t.Helper()
	answer := command(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range answer.Nodes {
		byID[n.NodeID] = n
	}
	var list []treeNode
	var walk func(n *accessibility.Node)
	walk = func(n *accessibility.Node) {
		if !n.Ignored && n.Role != nil {
			node := treeNode{role: textOf(n.Role), name: strings.TrimSpace(textOf(n.Name))}
			for _, property := range n.Properties {
				switch string(property.Name) {
				case "level":
					json.Unmarshal(property.Value.Value, &node.level)
				case "focusable":
					json.Unmarshal(property.Value.Value, &node.focusable)
				}
			}
			list = append(list, node)
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child)
			}
		}
	}
	walk(answer.Nodes[0])
	return list
}

func textOf(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var s string
	json.Unmarshal(v.Value, &s)
	return s
}

func tellsAssistiveTools(t *testing.T, p *page) {
	controls, level, top := 0, 0, 0
	landmarks := map[string]int{}
	for _, n := range p.tree() {
		if slices.Contains(controlRoles, n.role) {
			controls++
		}
		if (slices.Contains(controlRoles, n.role) || n.focusable && n.role != "RootWebArea") && n.name == "" && n.role != "main" {
			t.Errorf("a %s has no name", n.role)
		}
		if n.role == "heading" {
			if n.level == 1 {
				top++
			}
			if n.level > level+1 {
				t.Errorf("the heading %q of level %d follows one of level %d", n.name, n.level, level)
			}
			if n.name == "" {
				t.Error("a heading is empty")
			}
			level = n.level
		}
		if slices.Contains(landmarkRoles, n.role) {
			landmarks[n.role+" "+n.name]++
		}
	}
	if controls < 8 {
		t.Errorf("only %d controls in the tree", controls)
	}
	if top != 1 {
		t.Errorf("%d headings of level 1", top)
	}
	for _, role := range []string{"banner ", "main ", "contentinfo "} {
		if landmarks[role] != 1 {
			t.Errorf("%d landmarks %s", landmarks[role], role)
		}
	}
	for name, n := range landmarks {
		if n > 1 {
			t.Errorf("%d landmarks are called %q", n, name)
		}
		if role, of, _ := strings.Cut(name, " "); of == "" && slices.Contains([]string{"navigation", "complementary", "region"}, role) {
			t.Errorf("a %s has no name", role)
		}
	}
	if got, want := eval[string](p, "document.documentElement.lang"), eval[string](p, `navigator.language === "zh-CN" ? "zh-CN" : "en"`); got != want {
		t.Errorf("the page says it is in %q, want %q", got, want)
	}
}

// ---- what is seen ----------------------------------------------------------------

// tooFaint lists the texts whose contrast with what is behind them is too low:
// below 4.5, or below 3 for large ones (WCAG 1.4.3). It adds up the backgrounds
// of the ancestors, with what shines through.
const tooFaint = `(() => {
	const parse = (color) => {
		const numbers = color.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
		if (color.startsWith("rgb")) return { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 };
		if (color.startsWith("color(srgb")) return { rgb: numbers.slice(0, 3).map((n) => n * 255), alpha: numbers[3] ?? 1 };
		throw new Error("a colour in a form that the test does not know: " + color);
	};
	const over = (front, back) => front.rgb.map((n, i) => n * front.alpha + back[i] * (1 - front.alpha));
	const luminance = (rgb) => {
		const [r, g, b] = rgb.map((n) => n / 255).map((n) => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const canvas = matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
	const backOf = (element) => element ? over(parse(getComputedStyle(element).backgroundColor), backOf(element.parentElement)) : canvas;
	const opacityOf = (element) => element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1;
	const judge = (element, style, text) => {
		const back = backOf(element);
		const color = parse(style.color);
		color.alpha *= opacityOf(element);
		const [dark, light] = [luminance(over(color, back)), luminance(back)].sort((a, b) => a - b);
		const ratio = (light + 0.05) / (dark + 0.05);
		const size = parseFloat(style.fontSize);
		const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
		judged++;
		if (ratio < (large ? 3 : 4.5)) faint.push(ratio.toFixed(2) + " " + element.tagName.toLowerCase() + "." + element.className + ": " + text.trim().slice(0, 40));
	};
	let judged = 0;
	const faint = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const text = texts.currentNode, element = text.parentElement;
		if (!text.data.trim() || element.closest("script, textarea, option, :disabled, .visually-hidden")) continue;
		if (!element.checkVisibility({ visibilityProperty: true })) continue;
		judge(element, getComputedStyle(element), text.data);
	}
	for (const field of document.querySelectorAll("[placeholder]")) judge(field, getComputedStyle(field, "::placeholder"), field.placeholder);
	if (judged < 10) faint.push("only " + judged + " texts were judged");
	return faint;
})()`

func textStandsOut(t *testing.T, p *page) {
	for _, text := range eval[[]string](p, tooFaint) {
		t.Errorf("contrast %s", text)
	}
}

// tooSmall lists the controls that are smaller than 24 by 24 pixels (WCAG
// 2.5.8); links within a sentence may be.
const tooSmall = `(() => {
	const inSentence = (link) => getComputedStyle(link).display === "inline" &&
		[...link.closest("p, li, dd, td, span:not(a span)")?.childNodes ?? []].some((node) => node !== link && !node.contains(link) && node.textContent.trim());
	return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
		.filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.matches(".skip") && !(control.matches("a") && inSentence(control)))
		.map((control) => [control, control.getBoundingClientRect()])
		.filter(([, box]) => box.width < 23.9 || box.height < 23.9)
		.map(([control, box]) => control.tagName.toLowerCase() + "." + control.className + " " + control.innerText.slice(0, 40) + ": " + box.width.toFixed(1) + " by " + box.height.toFixed(1));
})()`

func controlsAreLarge(t *testing.T, p *page, width int64) {
	p.viewport(width, 900)
	for _, control := range eval[[]string](p, tooSmall) {
		t.Error(control)
	}
}

// People may set their own text spacing and size (WCAG 1.4.4 and 1.4.12), and a
// screen at 400 % has 320 pixels (1.4.10): nothing may need scrolling sideways,
// or be cut off.
func textMayGrow(t *testing.T, p *page) {
	const spaced = `(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
		document.adoptedStyleSheets = [sheet];
	})()`
	const doubled = `(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("html { font-size: 200% }");
		document.adoptedStyleSheets = [sheet];
	})()`
	const cutOff = `[...document.querySelectorAll("body *")]
		.filter((e) => e.checkVisibility() && !e.closest(".visually-hidden") && ["hidden", "clip"].includes(getComputedStyle(e).overflowX) && getComputedStyle(e).clipPath === "none" && e.scrollWidth > e.clientWidth + 1)
		.map((e) => e.tagName.toLowerCase() + "." + e.className)`
	for _, test := range []struct {
		name, style string
		width       int64
	}{{"zoom of 400 %", "0", 320}, {"wide spacing", spaced, 320}, {"wide spacing", spaced, 1280}, {"letters of 200 %", doubled, 1280}} {
		p.viewport(test.width, 900)
		eval[any](p, test.style)
		if wide := eval[int64](p, "document.documentElement.scrollWidth"); wide > test.width {
			t.Errorf("%s: %d pixels wide on a screen of %d", test.name, wide, test.width)
		}
		for _, element := range eval[[]string](p, cutOff) {
			t.Errorf("%s: %s is cut off", test.name, element)
		}
		eval[any](p, "document.adoptedStyleSheets = []")
	}
}

// ---- the keyboard ------------------------------------------------------------------

// A stop is where the Tab key leads.
type stop struct {
	Name     string // of the element, for people
	Next     bool   // it follows the last stop in the order of the document
	Last     bool   // nothing follows it
	Ring     bool   // it looks other than without the focus
	Seen     bool   // it is in view, and nothing covers it
	Tabindex int
}

// nextStop describes the element that has the focus. What can have it is listed
// anew each time: the column beside the results follows the focus.
const nextStop = `(() => {
	const e = document.activeElement;
	const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
		.filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
	const last = window.lastStop;
	const at = stops.indexOf(e);
	const next = at >= 0 && (last && !last.isConnected || at === stops.indexOf(last) + 1);
	window.lastStop = e;

	const look = () => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
	const focused = look();
	const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
	const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
	const hit = right > left && bottom > top && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
	e.blur();
	const ring = look() !== focused;
	e.focus({ preventScroll: true, focusVisible: true });
	return { Name: e.tagName.toLowerCase() + "#" + e.id + " " + (e.innerText || e.ariaLabel || "").slice(0, 40), Next: next, Last: at === stops.length - 1,
		Ring: ring, Seen: Boolean(hit) && (e.contains(hit) || hit.contains(e)), Tabindex: e.tabIndex };
})()`

// toTheTop makes the next Tab key lead to the first stop.
const toTheTop = `(() => {
	scrollTo(0, 0);
	document.body.tabIndex = -1;
	document.body.focus();
	document.body.removeAttribute("tabindex");
	window.lastStop = null;
})()`

// jumps lists what stands before its predecessor of the same parent: above it
// and not in a column to the right, or left of it in the same row.
const jumps = `[...document.querySelectorAll("body *")].flatMap((parent) => {
	const found = [];
	let before = null;
	for (const child of parent.children) {
		const box = child.getBoundingClientRect();
		if (!box.width || !box.height || ["absolute", "fixed"].includes(getComputedStyle(child).position) || child.closest("svg, table")) continue;
		const inline = getComputedStyle(child).display.startsWith("inline") && getComputedStyle(parent).display === "block";
		if (before && !inline && (box.top < before.top - box.height && box.left < before.right || Math.abs(box.top - before.top) < 2 && box.right <= before.left + 1)) {
			found.push(child.tagName.toLowerCase() + "." + child.className);
		}
		before = box;
	}
	return found;
})`

func keyboardReachesEverything(t *testing.T, p *page) {
	p.viewport(1280, 900)
	eval[any](p, toTheTop)
	const most = 500 // more than any page has
	for stops := 1; ; stops++ {
		p.press(kb.Tab)
		at := eval[stop](p, nextStop)
		if !at.Next {
			t.Fatalf("Tab number %d leads to %q, which is not the next", stops, at.Name)
		}
		if at.Tabindex > 0 {
			t.Errorf("%q has the tabindex %d", at.Name, at.Tabindex)
		}
		if !at.Ring {
			t.Errorf("%q looks the same with the focus", at.Name)
		}
		if !at.Seen {
			t.Errorf("%q has the focus and cannot be seen", at.Name)
		}
		if at.Last {
			break
		}
		if stops == most {
			t.Fatalf("no end after %d stops", stops)
		}
	}
	for _, width := range []int64{360, 1280} {
		p.viewport(width, 900)
		for _, element := range eval[[]string](p, jumps) {
			t.Errorf("%d pixels wide, %s stands before what comes before it", width, element)
		}
	}
}
