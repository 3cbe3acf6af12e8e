package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The keys, also listed on the help page:
//
//	/ or Ctrl+K or ⌘K   to the search box
//	↓ ↑                 from the box into the results, and among them
//	Enter               open the result; in the box, the first one
//	Esc                 in the box: clear it, then leave it
//
// Keys that belong to an input method's composition are left alone.

// onKey handles a key pressed anywhere.
func (r *root) onKey(ctx app.Context, e app.Event) {
	if e.Get("isComposing").Truthy() || e.Get("keyCode").Int() == 229 {
		return
	}
	chord := e.Get("ctrlKey").Truthy() || e.Get("metaKey").Truthy()
	if e.Get("altKey").Truthy() {
		return
	}
	inBox := focusedID() == idBox
	handled := false
	switch key := e.Get("key").String(); {
	case chord && key == "k", !chord && key == "/" && !typing():
		selectField(idBox)
		handled = true
	case chord:
	case key == "ArrowDown":
		handled = (inBox || !typing()) && focusResult(+1)
	case key == "ArrowUp":
		handled = (inBox || !typing()) && focusResult(-1)
	case key == "Enter" && inBox:
		ctx.Dispatch(r.openFirst)
		handled = true
	case key == "Escape" && inBox:
		if fieldValue(idBox) == "" {
			focus(idHeading)
		} else {
			setField(idBox, "")
			ctx.Dispatch(func(ctx app.Context) { r.search(ctx, "") })
		}
		handled = true
	}
	if handled {
		e.PreventDefault()
	}
}
