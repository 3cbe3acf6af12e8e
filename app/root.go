package app

import (
	"net/url"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/decode"
)

// root is the app: its state, and what happens on navigation. keys.go and the
// pages hold the rest of its event handlers.
type root struct {
	app.Compo

	at      route
	explore explore
	decoder decoder
	triage  triaging

	typed int // counts keystrokes, so that only the last one writes the address

	announcement string           // for the live region
	cleared      string           // the paste that Clear removed
	copied       string           // the copy button that was pressed last
	wide         bool             // there is room beside the results
	boxUsed      bool             // the search box had the focus since the page was shown
	filtersOpen  bool             // on a narrow screen: all filters are shown
	keyed        float64          // when a key was pressed last, in the time of events
	pointed      string           // id of the result under the pointer
	sheetUsed    bool             // the list of keys was opened
	keysOff      bool             // single keys do nothing
	recent       []*catalog.Entry // opened last, the last one first
	recentRead   bool             // recent holds what the browser has kept
	notices      notices

	release []func() // of listeners on the window
}

// OnInit runs before the first render. In the browser it has to bring the state
// to what the exported page shows, or the page would flash.
func (r *root) OnInit() {
	r.explore.scope = firstScope(home)
	if !app.IsClient {
		return
	}
	at := parseRoute(pageURL())
	if text := early.text(idBox); text != "" && at.page == explorePage {
		at.query = text // OnMount goes on from there
	}
	r.explore.cold, r.wide = true, isWide()
	r.show(at)
}

// OnPreRender is the exporter's navigation.
func (r *root) OnPreRender(ctx app.Context) { r.show(parseRoute(ctx.Page().URL())) }

// show brings the state to a route.
func (r *root) show(at route) {
	r.at = at
	if at.page == explorePage && !r.explore.shows(at) {
		r.explore.scope = at.scope
		r.explore.find(at.query, at.selected)
		r.explore.lookAround()
	}
}

// OnMount takes over from the exported page.
func (r *root) OnMount(ctx app.Context) {
	switch text := early.restore(idBox); {
	case text == "":
		setField(idBox, r.explore.query)
	case looksLikeResponse(text):
		r.decode(ctx, text)
	default:
		if r.at.page == explorePage && r.explore.query == text { // OnInit searched for it
			r.announce(r.explore.summary())
			r.settle(ctx)
		} else {
			r.search(ctx, text)
		}
		r.writeAddress(ctx) // the first OnNav is still to come, and reads it
	}
	if text := early.restore(idPaste); text != "" {
		r.read(text)
	} else if text := keptPaste(); text != "" {
		r.read(text)
	}
	r.loadSettings()
	r.release = []func(){
		onWindow("keydown", func(e app.Event) { r.onKey(ctx, e) }),
		onWindow("compositionend", onCompositionEnd),
		onWindow("paste", func(e app.Event) { r.onPaste(ctx, e) }),
		onWindow("focusin", func(e app.Event) { r.onFocus(ctx, e) }),
		onWindow("pointerover", func(e app.Event) { r.onPointer(ctx, e) }),
		onWide(func(wide bool) { ctx.Dispatch(func(app.Context) { r.wide = wide }) }),
		onWindow("cls-state", func(app.Event) { ctx.Dispatch(r.onHostState) }),
		onWindow("cls-parcel", func(app.Event) { ctx.Dispatch(r.onParcel) }),
		onWindow("dragover", onDragOver),
		onWindow("drop", func(e app.Event) { r.onDrop(ctx, e) }),
	}
	r.onHostState(ctx)
	r.onParcel(ctx)
	r.warmUp(ctx)
}

// read decodes text, which from then on outlives the app.
func (r *root) read(text string) {
	keepPaste(text) // first: should decoding it be what kills the app
	r.decoder.read(text)
}

// OnDismount gives the listeners back.
func (r *root) OnDismount() {
	for _, release := range r.release {
		release()
	}
}

// OnNav is called after every navigation, the first one included. go-app moves
// neither focus nor scroll position nor title, so that is done here.
func (r *root) OnNav(ctx app.Context) {
	was, back := r.at, wentBack
	wentBack = false
	at := parseRoute(ctx.Page().URL())
	if at.page == entryPage || at.page == decodePage || at.page == triagePage || at.page == helpPage {
		if u := *ctx.Page().URL(); u.Path != href(at.path) {
			u.Path, u.RawQuery = href(at.path), ""
			ctx.Page().ReplaceURL(&u)
		}
	}
	r.show(at)
	r.copied, r.boxUsed = "", focusedID() == idBox
	if at.page == entryPage {
		r.readRecent()
		r.keepRecent(withRecent(r.recent, at.entry))
	}
	ctx.Page().SetTitle(at.title())

	samePage := was.page == at.page && was.path == at.path
	if samePage && at.page == explorePage && (at.scope != was.scope || at.query != was.query || !at.selected.equal(was.selected)) {
		r.announce(r.explore.summary()) // a filter or a catalog was clicked
	}
	ctx.Defer(func(ctx app.Context) {
		r.fillFields()
		switch {
		case samePage: // the focus is where the user left it
		case at.page == explorePage && focusedID() == idBox: // typing led here
		case at.page == explorePage && back && was.page == entryPage && focus(resultID(was.entry)):
		case at.page == decodePage:
			scrollToTop()
			focus(idPaste)
		default:
			scrollToTop()
			focus(idHeading)
		}
	})
}

// fillFields makes the text fields show the state.
func (r *root) fillFields() {
	if r.at.page == explorePage || focusedID() != idBox {
		setField(idBox, r.explore.query)
	}
	setField(idPaste, r.decoder.input)
}

// search shows the results for text as it is typed. The list follows every
// keystroke; the address follows a moment after the last one, because browsers
// limit how often it may change.
func (r *root) search(ctx app.Context, text string) {
	if r.at.page != explorePage {
		r.explore.query = text
		if text == "" {
			return // emptying the box is no reason to leave the page
		}
		ctx.Navigate(href(explorePath(r.explore.scope, text, selection{}))) // a history entry: back leads to where typing began
		return
	}
	r.explore.find(text, r.explore.selected)
	r.explore.partly = true
	r.announce(r.explore.summary())
	renderNow(ctx)
	r.settle(ctx)
}

// settle lets what does not follow every keystroke follow the last one.
func (r *root) settle(ctx app.Context) {
	r.typed++
	typed := r.typed
	after(ctx, 30*time.Millisecond, func(app.Context) {
		if typed == r.typed {
			r.explore.partly = false
		}
	})
	after(ctx, 120*time.Millisecond, func(app.Context) {
		if typed == r.typed {
			r.explore.lookAround()
		}
	})
	after(ctx, 400*time.Millisecond, func(ctx app.Context) {
		if typed == r.typed {
			r.writeAddress(ctx)
		}
	})
}

// writeAddress makes the address of Explore say what is searched for.
func (r *root) writeAddress(ctx app.Context) {
	u := *ctx.Page().URL()
	next, err := url.Parse(href(r.explore.path()))
	if err == nil && r.at.page == explorePage && u.RequestURI() != next.RequestURI() {
		u.RawQuery = next.RawQuery
		ctx.Page().ReplaceURL(&u)
	}
}

// onBoxInput handles typing in the search box.
func (r *root) onBoxInput(ctx app.Context, _ app.Event) { r.search(ctx, fieldValue(idBox)) }

// announce has assistive tools say text. They say what changes, so the same
// again is made to differ.
func (r *root) announce(text string) {
	if text == r.announcement {
		text += "\u00a0"
	}
	r.announcement = text
}

// onFocus shows the result that gets the focus beside the list.
func (r *root) onFocus(ctx app.Context, e app.Event) {
	target := e.Get("target")
	id := resultAround(target)
	switch {
	case id != "":
		ctx.Dispatch(func(app.Context) { r.explore.choose(id) })
	case focusedID() == idBox:
		ctx.Dispatch(func(app.Context) { r.boxUsed = true })
	}
}

// restTime is how long the pointer rests on a result before that is shown: less,
// and every result on the way of the pointer would be.
const restTime = 90 * time.Millisecond

// afterKey is for how many milliseconds after a key the pointer is not heeded:
// while somebody types, results come to lie under a mouse that does not move.
const afterKey = 500

// onPointer shows the result that the mouse rests on beside the list.
func (r *root) onPointer(ctx app.Context, e app.Event) {
	if !r.wide || e.Get("pointerType").String() != "mouse" || e.Get("timeStamp").Float()-r.keyed < afterKey {
		return
	}
	id := resultAround(e.Get("target"))
	if id == r.pointed {
		return
	}
	r.pointed = id
	if id == "" {
		return
	}
	after(ctx, restTime, func(app.Context) {
		if r.pointed == id {
			r.explore.choose(id)
		}
	})
}

// onPaste decodes what is pasted anywhere outside a field, and in the search box
// what looks like a response.
func (r *root) onPaste(ctx app.Context, e app.Event) {
	inBox := focusedID() == idBox
	if typing() && !inBox {
		return
	}
	text := pastedText(e)
	if text == "" || (inBox && !looksLikeResponse(text)) {
		return
	}
	e.PreventDefault()
	r.decode(ctx, text)
}

// decode shows the decode page with the report on text, or triages what is too
// large for it.
func (r *root) decode(ctx app.Context, text string) {
	if len(text) > decode.MaxInput {
		ctx.Dispatch(func(ctx app.Context) { r.triageText(ctx, text) })
		return
	}
	ctx.Dispatch(func(ctx app.Context) {
		r.read(text)
		r.announce(r.decoder.summary())
		if r.at.page == decodePage {
			ctx.Defer(func(app.Context) { r.fillFields() })
			return
		}
		ctx.Navigate(href("/decode"))
	})
}

// openFirst opens the best result, or the one that stands beside the list.
func (r *root) openFirst(ctx app.Context) {
	hits := r.explore.result.Hits
	if r.at.page != explorePage || len(hits) == 0 || r.explore.query == "" {
		return
	}
	e := hits[0].Entry
	if r.wide {
		e = r.explore.current()
	}
	ctx.Navigate(href(entryPath(e)))
}
