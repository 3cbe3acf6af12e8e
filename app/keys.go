package app

import (
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// The focus moves: the arrows carry it from the box onto the results, which are
// links, and from one to the next. The other way, a list box whose options are
// named by aria-activedescendant while the focus stays in the box, was turned
// down. Options are no links: a screen reader could neither list nor open them
// as such, would read every row as one long name, and on phones would not follow
// at all. A focused link is read by all of them, opens with Enter, in a new tab
// with Ctrl+Enter, and has its context menu. What the list box has for it, that
// one can type on, is here too: a letter typed on a result lands in the box.
//
// Keys that belong to an input method's composition are left alone, and so is
// whatever is held with Alt: with Ctrl it types letters on many keyboards.

// A keyGroup is what keys do in one place.
type keyGroup struct {
	name string
	keys []keyHelp
}

// keyGroups returns every key, as the sheet and the page Help show it.
func keyGroups() []keyGroup {
	return []keyGroup{
		{say("Search"), []keyHelp{
			{[]string{"/"}, say("to the search box"), true},
			{[]string{"Ctrl K", "⌘ K"}, say("to the search box, from anywhere"), false},
			{[]string{"a–z", "0–9"}, say("outside a field: search for it"), true},
			{[]string{"↓", "↑"}, say("from the box into the results, and among them"), false},
			{[]string{"Home", "End"}, say("the first and the last result"), false},
			{[]string{"↵"}, say("open the result; in the box, the first one"), false},
			{[]string{"Esc"}, say("clear the box; then the filters; then leave the box"), false},
		}},
		{say("An entry, or the result in focus"), []keyHelp{
			{[]string{"c"}, say("copy the code"), true},
			{[]string{"m"}, say("copy as Markdown"), true},
			{[]string{"l"}, say("copy the link"), true},
		}},
		{say("Decode"), []keyHelp{
			{[]string{"Ctrl V", "⌘ V"}, say("outside a field: decode what is pasted"), false},
			{[]string{"Ctrl ↵", "⌘ ↵"}, say("from the paste box to what it says"), false},
			{[]string{"]", "["}, say("the next and the previous finding"), true},
		}},
		{say("Everywhere"), []keyHelp{
			{[]string{"?"}, say("this list"), true},
		}},
	}
}

// A keyHelp is one line of the list; single says that the key can be switched
// off.
type keyHelp struct {
	names  []string
	what   string
	single bool
}

// afterComposing is for how many milliseconds keys still belong to a composition
// that has ended: WebKit sends the Enter that ends it afterwards.
const afterComposing = 100

// composed is when the last composition ended, in the time of events.
var composed = -1000.0

// onCompositionEnd remembers when a composition ended.
func onCompositionEnd(e app.Event) { composed = e.Get("timeStamp").Float() }

// composing tells whether a key belongs to an input method.
func composing(e app.Event) bool {
	return e.Get("isComposing").Truthy() || e.Get("keyCode").Int() == 229 ||
		e.Get("timeStamp").Float()-composed < afterComposing
}

// onKey handles a key pressed anywhere.
func (r *root) onKey(ctx app.Context, e app.Event) {
	r.keyed = e.Get("timeStamp").Float()
	if r.notices.ready { // it would cover what gets the focus
		ctx.Dispatch(func(app.Context) { r.notices.ready = false })
	}
	if composing(e) || dialogOpen() {
		return
	}
	key := e.Get("key").String()
	chord := e.Get("ctrlKey").Truthy() || e.Get("metaKey").Truthy()
	bracket := key == "[" || key == "]" // where these need AltGr or Option, that is no chord
	if e.Get("altKey").Truthy() && !bracket {
		return
	}
	handled := false
	switch {
	case chord && !bracket && key == "k":
		selectField(idBox)
		handled = true
	case chord && !bracket && key == "Enter" && focusedID() == idPaste:
		ctx.Dispatch(r.decodeNow)
		handled = true
	case chord && !bracket:
	case utf8.RuneCountInString(key) > 1:
		handled = r.onNamedKey(ctx, key)
	case !r.keysOff && !typing():
		handled = r.onSingleKey(ctx, key)
	}
	if handled {
		e.PreventDefault()
	}
}

// onNamedKey handles a key that types nothing.
func (r *root) onNamedKey(ctx app.Context, key string) (handled bool) {
	inBox := focusedID() == idBox
	switch key {
	case "ArrowDown":
		return (inBox || !typing()) && focusResult(+1)
	case "ArrowUp":
		return (inBox || !typing()) && focusResult(-1)
	case "Home":
		return focusedResult() != "" && focusResult(-everyResult)
	case "End":
		return focusedResult() != "" && focusResult(+everyResult)
	case "Backspace": // on a result, the query can be changed on
		return focusedResult() != "" && focusEnd(idBox)
	case "Enter":
		if inBox {
			ctx.Dispatch(r.openFirst)
		}
		return inBox
	case "Escape":
		switch {
		case !inBox && focusedResult() != "":
			focus(idBox)
		case !inBox:
			return false
		case fieldValue(idBox) != "":
			setField(idBox, "")
			ctx.Dispatch(func(ctx app.Context) { r.search(ctx, "") })
		case r.at.page == explorePage && !r.explore.selected.none():
			ctx.Navigate(href(explorePath(r.explore.scope, "", selection{})))
		default:
			focus(idHeading)
		}
		return true
	}
	return false
}

// onSingleKey handles a key that types something, pressed outside every field.
func (r *root) onSingleKey(ctx app.Context, key string) (handled bool) {
	switch key {
	case "/":
		selectField(idBox)
		return true
	case "?":
		ctx.Dispatch(r.openSheet)
		return true
	case "]":
		return r.at.page == decodePage && focusFinding(+1)
	case "[":
		return r.at.page == decodePage && focusFinding(-1)
	}
	if e := r.entryInHand(); e != nil {
		for f, k := range formatKeys {
			if k == key && k != "" {
				ctx.Dispatch(func(ctx app.Context) { r.copyEntry(ctx, e, format(f)) })
				return true
			}
		}
	}
	// The letter itself goes where the focus is by then.
	if alphanumeric(key, 0) {
		if r.at.page == explorePage {
			focusEnd(idBox)
		} else {
			selectField(idBox)
		}
	}
	return false
}

// entryInHand returns the entry that the keys for copying are about: that of the
// page, or of the result that has the focus.
func (r *root) entryInHand() *catalog.Entry {
	switch r.at.page {
	case entryPage:
		return r.at.entry
	case explorePage:
		id := focusedResult()
		for _, hit := range r.explore.result.Hits {
			if resultID(hit.Entry) == id {
				return hit.Entry
			}
		}
	}
	return nil
}
