package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// copyButton copies what text returns at the time. The outcome is shown on the
// button and spoken; the focus stays on it.
func (r *root) copyButton(id, label string, text func() string) app.UI {
	shown := label
	if r.copied == id {
		shown = "Copied"
	}
	return el("button").ID("copy-"+id).Class("button", "button-quiet").Attr("type", "button").Text(shown).
		OnClick(func(ctx app.Context, _ app.Event) {
			copyText(ctx, text(), func(_ app.Context, ok bool) {
				if ok {
					r.copied, r.announcement = id, "Copied."
				} else {
					r.announcement = "The browser refused to copy. Select the text and copy it by hand."
				}
			})
		}, id, r.at.path, r.decoder.reads) // what text captured changes with these
}
