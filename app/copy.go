package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// copyButton copies text. The outcome is shown on the button and spoken; the
// focus stays on it.
func (r *root) copyButton(id, label, text string) app.UI {
	shown := label
	if r.copied == id {
		shown = "Copied"
	}
	return app.Button().ID("copy-"+id).Class("button", "button-quiet").Type("button").Text(shown).
		OnClick(func(ctx app.Context, _ app.Event) {
			copyText(ctx, text, func(_ app.Context, ok bool) {
				if ok {
					r.copied, r.announcement = id, "Copied."
				} else {
					r.announcement = "The browser refused to copy. Select the text and copy it by hand."
				}
			})
		}, id, text)
}
