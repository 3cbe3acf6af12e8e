package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// copy puts text on the clipboard. The outcome is spoken and shown on the button
// with the id; the focus stays where it is.
func (r *root) copy(ctx app.Context, id, name, text string) {
	copyText(ctx, text, func(ctx app.Context, ok bool) {
		if !ok {
			r.offerByHand(ctx, text)
			return
		}
		r.copied = id
		r.announce(sayf("Copied as %s.", name))
	})
}

// copyButton copies what text returns at the time, as what name says.
func (r *root) copyButton(id, label, name string, text func() string) app.HTMLElem {
	button := el("button.button.button-quiet").ID("copy-"+id).Attr("type", "button").Body(txt("span.copy-label", label)).
		OnClick(func(ctx app.Context, _ app.Event) { r.copy(ctx, id, name, text()) }, id, r.at.path, r.decoder.reads) // what text captured changes with these
	if r.copied == id {
		button.Class("copied")
	}
	return button
}

// formatKeys are the keys that copy an entry, as long as single keys are on.
var formatKeys = [...]string{asCode: "c", asLink: "l", asMarkdown: "m", asJSON: ""}

// entryCopyID is the id of the button that copies in a format.
func entryCopyID(f format) string { return "entry-" + formatNames[f] }

// copyEntry copies e in a format.
func (r *root) copyEntry(ctx app.Context, e *catalog.Entry, f format) {
	r.copy(ctx, entryCopyID(f), say(formatWords[f]), entryText(e, f, siteURL()))
}

// formatWords are the formats within a sentence: "Copied as plain text."
var formatWords = [...]string{
	asCode: "code", asLink: "link", asLine: "one line", asMarkdown: "Markdown",
	asJira: "Jira markup", asPlain: "plain text", asJSON: "JSON",
}

// entryCopies offers e in formats.
func (r *root) entryCopies(e *catalog.Entry, formats ...format) app.UI {
	buttons := []app.UI{el("span.copies-title").ID("copies").Text(say("Copy"))}
	for _, f := range formats {
		label := []app.UI{txt("span.copy-label", say(formatNames[f]))}
		key := formatKeys[f]
		if key != "" && !r.keysOff {
			label = append(label, el("kbd").Aria("hidden", "true").Text(key))
		}
		button := el("button.button.button-quiet").ID("copy-"+entryCopyID(f)).Attr("type", "button").Body(label...).
			OnClick(func(ctx app.Context, _ app.Event) { r.copyEntry(ctx, e, f) }, e.Catalog, e.Code, int(f))
		if key != "" && !r.keysOff {
			button.Aria("keyshortcuts", key)
		}
		if r.copied == entryCopyID(f) {
			button.Class("copied")
		}
		buttons = append(buttons, button)
	}
	return el("div.copies").Attr("role", "group").Aria("labelledby", "copies").Body(buttons...)
}
