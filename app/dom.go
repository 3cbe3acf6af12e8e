package app

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// This file is the only one that touches the window and the DOM. The rules:
//
//   - Text fields are uncontrolled: nothing renders their value. go-app trims a
//     rendered value, and skips one that equals the last rendered value, so a
//     field could neither keep blanks nor be cleared. fieldValue and setField
//     read and write the property instead.
//   - Whatever the browser may refuse (clipboard, storage, service worker) is
//     asked for here and answers with a value, never with a panic: an exception
//     in JavaScript is a panic in Go and would end the app.

// The ids of elements that the code refers to.
const (
	idBox     = "q"       // the search box
	idPaste   = "paste"   // the paste box
	idVerdict = "verdict" // what the decoder found, in a few words
	idMain    = "main"    // the content, below the header
	idHeading = "heading" // the page's h1, which takes the focus after navigation
	idFiles   = "files"   // the input for files of the triage page
	idChart   = "chart"   // its chart
)

// pageURL returns the address of the page.
func pageURL() *url.URL { return app.Window().URL() }

// loadedFile returns a file of the catalogs in the form that load.js has loaded.
func loadedFile(name string) []byte {
	return []byte(app.Window().Get("clsData").Get(catalog.PackedName(name)).String())
}

// bridge returns window.cls, which boot.js and offline.js share with us.
func bridge() app.Value { return app.Window().Get("cls") }

// keepPaste hands the paste to boot.js, which keeps it in memory should the app
// die, and across an update if asked to.
func keepPaste(text string) {
	if app.IsClient {
		bridge().Set("paste", text)
	}
}

// keptPaste returns the paste from before an update, "" if there is none.
func keptPaste() string { return bridge().Get("paste").String() }

// hostState reads what the scripts of the page know.
func hostState() host {
	state := bridge().Get("state")
	h := host{
		storage:     state.Get("storage").String(),
		offline:     state.Get("offline").String(),
		installable: state.Get("installable").Bool(),
		update:      state.Get("update").String(),
		appChanged:  state.Get("app").Bool(),
		tooLarge:    state.Get("tooLarge").Bool(),
	}
	catalogs := state.Get("catalogs")
	for i := range catalogs.Get("length").Int() {
		c := catalogs.Index(i)
		h.catalogs = append(h.catalogs, catalogChange{c.Get("id").String(), c.Get("added").Int(), c.Get("withdrawn").Int()})
	}
	return h
}

// askInstall shows the browser's question whether to install the app.
func askInstall() { bridge().Call("install") }

// parcelText returns the text that another app has handed over. It is ours then.
// Files that are too large for it stay, and ok is false.
func parcelText() (text string, ok bool) {
	parcel := bridge().Get("parcel")
	if !parcel.Truthy() || parcel.Get("text").IsUndefined() {
		return "", false
	}
	bridge().Set("parcel", nil)
	return parcel.Get("text").String(), true
}

// parcelFiles returns the files that another app has handed over for Triage. They
// are ours then.
func parcelFiles() []app.Value {
	parcel := bridge().Get("parcel")
	if !parcel.Truthy() || !parcel.Get("files").Truthy() {
		return nil
	}
	bridge().Set("parcel", nil)
	return list(parcel.Get("files"))
}

// loadedWords returns the language that boot.js chose and the table of its words,
// which it has loaded. In English there is none.
func loadedWords() (l language, table string) {
	if loaded := app.Window().Get("clsWords"); loaded.Truthy() {
		return language(loaded.Get("language").String()), loaded.Get("table").String()
	}
	return english, ""
}

// loadWords makes l the choice for this browser, and calls done on the UI
// goroutine with the table of its words and whether it could be loaded.
func loadWords(ctx app.Context, l language, done func(ctx app.Context, table string, ok bool)) {
	var fulfilled, rejected app.Func
	settle := func(ok bool) func(app.Value, []app.Value) any {
		return func(_ app.Value, args []app.Value) any {
			fulfilled.Release()
			rejected.Release()
			table := ""
			if ok {
				table = args[0].String()
			}
			ctx.Dispatch(func(ctx app.Context) { done(ctx, table, ok) })
			return nil
		}
	}
	fulfilled, rejected = app.FuncOf(settle(true)), app.FuncOf(settle(false))
	app.Window().Call("clsChooseLanguage", string(l)).Call("then", fulfilled, rejected)
}

// declareLanguage tells the browser which language the page is in.
func declareLanguage() { document().Get("documentElement").Set("lang", spoken.tag()) }

func document() app.Value { return app.Window().Get("document") }

// fieldValue returns what stands in the field with id, "" if there is none.
func fieldValue(id string) string {
	field := app.Window().GetElementByID(id)
	if !field.Truthy() {
		return ""
	}
	return field.Get("value").String()
}

// setField writes text into the field with id, unless it stands there already:
// writing would move the caret.
func setField(id, text string) {
	field := app.Window().GetElementByID(id)
	if field.Truthy() && field.Get("value").String() != text {
		field.Set("value", text)
	}
}

// focus moves the focus to the element with id and tells whether it is there.
func focus(id string) bool {
	element := app.Window().GetElementByID(id)
	if !element.Truthy() {
		return false
	}
	element.Call("focus")
	return true
}

// selectField moves the focus into a text field and selects its text.
func selectField(id string) {
	if focus(id) {
		app.Window().GetElementByID(id).Call("select")
	}
}

// focusedID returns the id of the element that has the focus.
func focusedID() string {
	active := document().Get("activeElement")
	if !active.Truthy() {
		return ""
	}
	return active.Get("id").String()
}

// typing tells whether the focus is where keys are text or choices.
func typing() bool {
	active := document().Get("activeElement")
	return active.Truthy() && active.Call("matches", "input, textarea, select, [contenteditable]").Bool()
}

// scrollToTop shows the top of the page.
func scrollToTop() { app.Window().Call("scrollTo", 0, 0) }

// reveal scrolls the element with id into view and moves the focus to it.
func reveal(id string) {
	element := app.Window().GetElementByID(id)
	if element.Truthy() {
		element.Call("scrollIntoView", map[string]any{"block": "center"})
		element.Call("focus", map[string]any{"preventScroll": true})
	}
}

// everyResult is a step that leads past the last result from anywhere.
const everyResult = 1 << 20

// focusResult moves the focus by step among the results; from the search box
// the first step goes to the first result, and a step before it goes back. A
// longer step ends at the first or the last one.
func focusResult(step int) bool {
	links := document().Call("querySelectorAll", ".result")
	count := links.Get("length").Int()
	active := document().Get("activeElement")
	at := -1
	for i := range count {
		if links.Index(i).Equal(active) {
			at = i
		}
	}
	if at < 0 && focusedID() != idBox || count == 0 {
		return false
	}
	next := at + step
	if step > 1 || step < -1 {
		next = max(0, min(next, count-1))
	}
	switch {
	case next >= 0 && next < count:
		links.Index(next).Call("focus")
		return true
	case next < 0 && at >= 0:
		return focus(idBox)
	}
	return false
}

// focusedResult returns the id of the result that has the focus, or "".
func focusedResult() string {
	return resultAround(document().Get("activeElement"))
}

// resultAround returns the id of the result that element is or is in, or "".
func resultAround(element app.Value) string {
	if !element.Truthy() || !element.Get("closest").Truthy() { // a text has none
		return ""
	}
	result := element.Call("closest", ".result")
	if !result.Truthy() {
		return ""
	}
	return result.Get("id").String()
}

// focusFinding moves the focus by step among the headings of the findings; from
// elsewhere to the first one.
func focusFinding(step int) bool {
	headings := document().Call("querySelectorAll", ".finding-code")
	count := headings.Get("length").Int()
	if count == 0 {
		return false
	}
	at := -1
	if finding := document().Get("activeElement").Call("closest", ".finding"); finding.Truthy() {
		for i := range count {
			if finding.Call("contains", headings.Index(i)).Bool() {
				at = i
			}
		}
	}
	headings.Index(max(0, min(at+step, count-1))).Call("focus")
	return true
}

// focusEnd moves the focus into a text field, behind its text.
func focusEnd(id string) bool {
	if !focus(id) {
		return false
	}
	const end = 1 << 30 // further than any text; the browser ends at its end
	app.Window().GetElementByID(id).Call("setSelectionRange", end, end)
	return true
}

// openDialog shows the dialog with id above the page. The browser keeps the
// focus in it, closes it with Esc and then gives the focus back.
func openDialog(id string) { app.Window().GetElementByID(id).Call("showModal") }

// closeDialog closes it.
func closeDialog(id string) { app.Window().GetElementByID(id).Call("close") }

// dialogOpen tells whether a dialog is above the page.
func dialogOpen() bool { return document().Call("querySelector", "dialog[open]").Truthy() }

// siteURL returns the address of the home page without its closing slash.
func siteURL() string { return app.Window().Get("location").Get("origin").String() + Prefix }

// stored returns what this browser keeps under key, "" if that is nothing or
// may not be read.
func stored(key string) (text string) {
	if !app.IsClient {
		return ""
	}
	defer func() { _ = recover() }() // an exception in JavaScript
	if value := app.Window().Get("localStorage").Call("getItem", key); value.Truthy() {
		text = value.String()
	}
	return text
}

// store makes this browser keep text under key, or nothing if it is "". Where it
// may not or has no room, that is no loss but of comfort.
func store(key, text string) {
	if !app.IsClient {
		return
	}
	defer func() { _ = recover() }()
	storage := app.Window().Get("localStorage")
	if text == "" {
		storage.Call("removeItem", key)
		return
	}
	storage.Call("setItem", key, text)
}

// setTheme shows the page in "light" or "dark", or as the system does for "".
func setTheme(theme string) { app.Window().Call("clsTheme", theme) }

// isWide tells whether the screen has room for the column beside the results. The
// style sheet has the same limit.
func isWide() bool { return wideScreen().Get("matches").Bool() }

// onWide calls changed when that changes.
func onWide(changed func(wide bool)) (release func()) {
	query := wideScreen()
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		changed(args[0].Get("matches").Bool())
		return nil
	})
	query.Call("addEventListener", "change", listener)
	return func() {
		query.Call("removeEventListener", "change", listener)
		listener.Release()
	}
}

func wideScreen() app.Value { return app.Window().Call("matchMedia", "(min-width: 75rem)") }

// pastedText returns the text that a paste event carries.
func pastedText(e app.Event) string {
	data := e.Get("clipboardData")
	if !data.Truthy() {
		return ""
	}
	return data.Call("getData", "text").String()
}

// copyText puts text on the clipboard and calls done on the UI goroutine with
// whether that worked. Browsers refuse where the origin is not secure or the
// user said no.
func copyText(ctx app.Context, text string, done func(ctx app.Context, ok bool)) {
	answer := func(ok bool) { ctx.Dispatch(func(ctx app.Context) { done(ctx, ok) }) }
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		answer(false)
		return
	}
	var fulfilled, rejected app.Func
	settle := func(ok bool) func(app.Value, []app.Value) any {
		return func(app.Value, []app.Value) any {
			fulfilled.Release()
			rejected.Release()
			answer(ok)
			return nil
		}
	}
	fulfilled, rejected = app.FuncOf(settle(true)), app.FuncOf(settle(false))
	// Value.Then takes no second function, so a refusal would go unhandled.
	clipboard.Call("writeText", text).Call("then", fulfilled, rejected)
}

// onWindow calls handle for every event of that name until release is called.
func onWindow(event string, handle func(e app.Event)) (release func()) {
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		handle(app.Event{Value: args[0]})
		return nil
	})
	app.Window().Call("addEventListener", event, listener, true)
	return func() {
		app.Window().Call("removeEventListener", event, listener, true)
		listener.Release()
	}
}

// onIdle calls fn in a pause of the browser, after a second at the latest.
func onIdle(fn func()) {
	var callback app.Func
	callback = app.FuncOf(func(app.Value, []app.Value) any {
		callback.Release()
		fn()
		return nil
	})
	if !app.Window().Get("requestIdleCallback").Truthy() { // Safari
		app.Window().Call("setTimeout", callback, 50)
		return
	}
	app.Window().Call("requestIdleCallback", callback, map[string]any{"timeout": 1000})
}

// applyUpdate asks offline.js to switch to the new version, and reload.
func applyUpdate(keepPaste bool) { bridge().Call("update", keepPaste) }

// wentBack tells whether the navigation under way is the browser's back or
// forward. go-app does not say.
var wentBack bool

// watchHistory keeps wentBack. It has to listen before go-app does: listeners on
// the window run in the order in which they were added, and go-app's one
// navigates at once.
func watchHistory() { onWindow("popstate", func(app.Event) { wentBack = true }) }

// early is what people typed into the exported page before the app was up.
// go-app replaces the exported elements by its own instead of adopting them, so
// text, selection and focus have to be carried over.
var early earlyInput

type earlyInput struct {
	fields  map[string]app.Value // the exported fields, still readable when detached
	focused string
}

// capture takes hold of the exported fields. It runs before go-app does.
func (e *earlyInput) capture() {
	e.fields = map[string]app.Value{}
	for _, id := range []string{idBox, idPaste} {
		if field := app.Window().GetElementByID(id); field.Truthy() {
			e.fields[id] = field
		}
	}
	e.focused = focusedID()
}

// text returns what stands in the exported field with id.
func (e *earlyInput) text(id string) string {
	if field, ok := e.fields[id]; ok {
		return field.Get("value").String()
	}
	return ""
}

// restore puts the early text of the field with id into the field that took its
// place, with the selection and the focus, and returns it.
func (e *earlyInput) restore(id string) string {
	was, ok := e.fields[id]
	if !ok {
		return ""
	}
	delete(e.fields, id)
	text := was.Get("value").String()
	if text != "" {
		setField(id, text)
	}
	if e.focused == id && focus(id) {
		app.Window().GetElementByID(id).Call("setSelectionRange", was.Get("selectionStart"), was.Get("selectionEnd"))
	}
	return text
}

// ---- files and workers ----------------------------------------------------------

// inWorker tells whether this is a worker, which has no page.
func inWorker() bool { return !document().Truthy() }

// chosenFiles returns the files that were chosen in the field with id, and
// empties it, so that the same ones can be chosen again.
func chosenFiles(id string) []app.Value {
	field := app.Window().GetElementByID(id)
	if !field.Truthy() {
		return nil
	}
	files := list(field.Get("files"))
	field.Set("value", "")
	return files
}

// chooseFiles opens the browser's dialog of the field with id.
func chooseFiles(id string) {
	if field := app.Window().GetElementByID(id); field.Truthy() {
		field.Call("click")
	}
}

// carriesFiles tells whether what is dragged are files.
func carriesFiles(e app.Event) bool {
	data := e.Get("dataTransfer")
	return data.Truthy() && data.Get("types").Call("includes", "Files").Bool()
}

// droppedFiles returns the files that an event carries.
func droppedFiles(e app.Event) []app.Value {
	data := e.Get("dataTransfer")
	if !data.Truthy() {
		return nil
	}
	return list(data.Get("files"))
}

func list(of app.Value) []app.Value {
	if !of.Truthy() {
		return nil
	}
	values := make([]app.Value, of.Get("length").Int())
	for i := range values {
		values[i] = of.Index(i)
	}
	return values
}

// newFile makes a file of text.
func newFile(name, text string) app.Value {
	parts := app.Window().Get("Array").New()
	parts.Call("push", text)
	return app.Window().Get("File").New(parts, name)
}

// saveFile offers text as a file to keep. The link is not part of the page, or
// go-app would follow it.
func saveFile(name, mime, text string) {
	parts := app.Window().Get("Array").New()
	parts.Call("push", text)
	options := app.Window().Get("Object").New()
	options.Set("type", mime+";charset=utf-8")
	urls := app.Window().Get("URL")
	url := urls.Call("createObjectURL", app.Window().Get("Blob").New(parts, options))
	link := document().Call("createElement", "a")
	link.Set("href", url)
	link.Set("download", name)
	link.Call("click")
	var revoke app.Func
	revoke = app.FuncOf(func(app.Value, []app.Value) any {
		revoke.Release()
		urls.Call("revokeObjectURL", url)
		return nil
	})
	app.Window().Call("setTimeout", revoke, 60_000)
}

// processors returns how many threads the machine runs at once.
func processors() int {
	n := app.Window().Get("navigator").Get("hardwareConcurrency")
	if !n.Truthy() {
		return 2
	}
	return n.Int()
}

// A workerHandle is a worker that counts; see triage_worker.go.
type workerHandle struct {
	value   app.Value
	release func()
}

// startWorker starts a worker. heard gets its messages; one of kind "stopped"
// says that it does not run.
func startWorker(heard func(m app.Value)) workerHandle {
	w := app.Window().Get("Worker").New(Prefix + "/web/triage-worker.js")
	message := app.FuncOf(func(_ app.Value, args []app.Value) any {
		heard(args[0].Get("data"))
		return nil
	})
	failed := app.FuncOf(func(app.Value, []app.Value) any {
		heard(object("kind", "stopped", "text", ""))
		return nil
	})
	w.Set("onmessage", message)
	w.Set("onerror", failed)
	w.Call("postMessage", object("data", app.Window().Get("clsData"), "module", bridge().Get("module")))
	return workerHandle{w, func() {
		w.Set("onmessage", nil)
		w.Set("onerror", nil)
		message.Release()
		failed.Release()
	}}
}

// post sends the worker a message.
func (w workerHandle) post(kind string, members ...any) {
	w.value.Call("postMessage", object(append(members, "kind", kind)...))
}

// forward sends the worker a message of another.
func (w workerHandle) forward(m app.Value) { w.value.Call("postMessage", m) }

// stop ends the worker at once.
func (w workerHandle) stop() {
	w.value.Call("terminate")
	w.release()
}

// object returns a JavaScript object with members: name, value, name, value.
func object(members ...any) app.Value {
	o := app.Window().Get("Object").New()
	for i := 0; i+1 < len(members); i += 2 {
		o.Set(members[i].(string), members[i+1])
	}
	return o
}

// hear makes this worker hear messages.
func hear(heard func(m app.Value)) {
	app.Window().Set("clsTriage", app.FuncOf(func(_ app.Value, args []app.Value) any {
		heard(args[0])
		return nil
	}))
}

// post sends a message from this worker to the page.
func post(kind string, members ...any) {
	app.Window().Call("postMessage", object(append(members, "kind", kind)...))
}

// memory returns how many bytes this worker takes.
func memory() float64 { return app.Window().Call("clsMemory").Float() }

// readFile returns the bytes [from, to) of a file, in a worker, or text that says
// why they cannot be read.
func readFile(file app.Value, from, to int64) app.Value {
	return app.Window().Call("clsRead", file, float64(from), float64(to))
}

// A fileStream is a file that is read block by block, in a worker.
type fileStream struct {
	value  app.Value
	heard  app.Func
	blocks chan app.Value
}

// openFile begins to read a file at an offset.
func openFile(file app.Value, from int64) *fileStream {
	s := &fileStream{blocks: make(chan app.Value, 1)}
	s.heard = app.FuncOf(func(_ app.Value, args []app.Value) any {
		s.blocks <- args[0]
		return nil
	})
	s.value = app.Window().Call("clsOpen", file, float64(from), s.heard)
	return s
}

// next waits for the next block: bytes that are there until the next call, none
// at the end of the file, or text that says why it cannot be read. The browser
// has to go on meanwhile, so this is not for its handlers.
func (s *fileStream) next() app.Value {
	s.value.Call("read")
	return <-s.blocks
}

func (s *fileStream) close() {
	s.value.Call("close")
	s.heard.Release()
}

// acrossElement returns where in the element with id, from 0 at its left to 1, an
// event of the pointer is.
func acrossElement(id string, e app.Event) float64 {
	element := app.Window().GetElementByID(id)
	if !element.Truthy() {
		return 0
	}
	box := element.Call("getBoundingClientRect")
	width := box.Get("width").Float()
	if width == 0 {
		return 0
	}
	return min(max((e.Get("clientX").Float()-box.Get("left").Float())/width, 0), 1)
}
