package app

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// A host is what the scripts of the page know about where the app runs; boot.js
// explains the words.
type host struct {
	storage     string // "denied", "full", or "" as it should be
	offline     string // "new", "ready", "none", "full", "broken", or "" not known yet
	installable bool
	update      string // "waiting", "active", "full", or "" none
	appChanged  bool   // the update changes the app itself
	catalogs    []catalogChange
	tooLarge    bool // the paste cannot be kept across the update
}

// A catalogChange is what an update changes in a catalog.
type catalogChange struct {
	id               string
	added, withdrawn int // codes
}

// notices is what the app tells about itself rather than about errors: in the
// foot of the page what is so, in a corner what just happened.
type notices struct {
	host   host
	later  bool   // the update was put off
	ready  bool   // it has just become ready to work offline
	byHand string // a text that the browser refused to copy
}

const idByHand = "by-hand" // the text to copy by hand

// onHostState takes over what the scripts of the page know.
func (r *root) onHostState(ctx app.Context) {
	n := &r.notices
	was := n.host
	n.host = hostState()
	if n.host.offline == "new" && was.offline != "new" {
		n.ready = true
		r.announce(say("Ready to work offline."))
		after(ctx, 8*time.Second, func(app.Context) { n.ready = false })
	}
	if n.host.update != was.update {
		n.later = false
		r.announce(updateText(n.host))
	}
}

// onParcel shows what another app has handed over.
func (r *root) onParcel(ctx app.Context) {
	if text, ok := parcelText(); ok {
		r.decode(ctx, text)
	} else {
		r.triageFiles(ctx, parcelFiles())
	}
}

// hostView is the foot of the page: how the app is doing here.
func (r *root) hostView() app.UI {
	h := r.notices.host
	var items []app.UI
	switch h.storage {
	case "denied":
		items = append(items, txt("span.footer-lack", say("This browser stores nothing for this page: settings last until it is closed.")))
	case "full":
		items = append(items, txt("span.footer-lack", say("This browser's storage is full: settings last until the page is closed.")))
	}
	switch h.offline {
	case "new", "ready":
		items = append(items, txt("span.footer-ready", say("Works offline")))
	case "none":
		items = append(items, txt("span.footer-lack", say("Needs the network: this browser keeps no offline copy here.")))
	case "full":
		items = append(items, txt("span.footer-lack", say("Needs the network: there is no room for the offline copy.")))
	case "broken":
		items = append(items, txt("span.footer-lack", say("Needs the network: the offline copy is not complete.")))
	}
	if h.update == "full" {
		items = append(items, txt("span.footer-lack", say("There is a new version, but no room to load it.")))
	}
	if h.installable {
		items = append(items, el("button.button.button-quiet").ID("install").Attr("type", "button").Text(say("Install")).OnClick(r.onInstall))
	}
	return el("span.footer-state", items...)
}

// noticesView is the corner of the page. It is always there, so that what
// appears in it moves nothing.
func (r *root) noticesView() app.UI {
	n := &r.notices
	var items []app.UI
	if n.byHand != "" {
		items = append(items, el("div.notice",
			el("label").Attr("for", idByHand).Text(say("The browser refused to copy. The text is selected: copy it by hand.")),
			el("textarea").ID(idByHand).Class("notice-text").Attr("rows", 4).Attr("readonly", true).Spellcheck(false).Attr("autocomplete", "off"),
			el("div.actions", txt("button.button", say("Close")).Attr("type", "button").OnClick(r.onCloseByHand)),
		))
	}
	if (n.host.update == "waiting" || n.host.update == "active") && !n.later {
		items = append(items, r.updateView())
	}
	if n.ready {
		items = append(items, el("div.notice", txt("p", say("Ready to work offline"))))
	}
	return el("div.notices", items...)
}

// updateView offers a new version.
func (r *root) updateView() app.UI {
	h := r.notices.host
	text, action := updateText(h), say("Update")
	switch {
	case r.decoder.input == "":
	case h.tooLarge:
		text, action = say("The browser cannot keep this paste across an update. Copy what you need first."), say("Update and lose the paste")
	default:
		action = say("Update and keep my paste")
	}
	return el("div.notice.update",
		txt("p", text),
		el("div.actions",
			el("button.button").ID("update").Attr("type", "button").Text(action).OnClick(r.onUpdate),
			el("button.button.button-quiet").Attr("type", "button").Text(say("Later")).OnClick(r.onLater),
		),
	)
}

// updateText says what is new in a new version, "" if there is none.
func updateText(h host) string {
	switch h.update {
	case "active":
		return say("Another tab has switched to a new version. This one still runs the old.")
	case "waiting":
	default:
		return ""
	}
	var parts []string
	for _, c := range h.catalogs {
		what := say("texts changed")
		switch {
		case c.added > 0 && c.withdrawn > 0:
			what = sayf("codes added: %d, withdrawn: %d", c.added, c.withdrawn)
		case c.added > 0:
			what = sayf("codes added: %d", c.added)
		case c.withdrawn > 0:
			what = sayf("codes withdrawn: %d", c.withdrawn)
		}
		parts = append(parts, sayf("%s: %s", say(scopeNames[c.id]), what))
	}
	if h.appChanged || len(parts) == 0 {
		parts = append(parts, say("the app itself"))
	}
	return sayf("A new version is ready. What changed: %s.", strings.Join(parts, "; "))
}

// offerByHand shows a text that the browser refused to copy, selected.
func (r *root) offerByHand(ctx app.Context, text string) {
	r.notices.byHand = text
	r.announce(say("The browser refused to copy. The text is selected: copy it by hand."))
	ctx.Defer(func(app.Context) {
		setField(idByHand, text)
		selectField(idByHand)
	})
}

func (r *root) onCloseByHand(app.Context, app.Event) { r.notices.byHand = "" }

func (r *root) onLater(app.Context, app.Event) { r.notices.later = true }

func (r *root) onInstall(app.Context, app.Event) { askInstall() }

func (r *root) onUpdate(app.Context, app.Event) {
	h := r.notices.host
	applyUpdate(r.decoder.input != "" && !h.tooLarge)
}
