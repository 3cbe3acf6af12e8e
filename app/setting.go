package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The choices that this browser keeps. Where it keeps nothing they hold until
// the page is left.

const (
	storagePrefix = "cls-error-explorer." // other sites may share the storage

	keyTheme = storagePrefix + "theme" // "light", "dark"; theme.js reads it too, before the first paint
	keyKeys  = storagePrefix + "keys"  // "off": single keys do nothing
)

// ids of the controls.
const (
	idTheme = "theme"
	idSheet = "keys"
)

// loadSettings reads what was chosen earlier.
func (r *root) loadSettings() {
	r.keysOff = stored(keyKeys) == "off"
	setField(idTheme, stored(keyTheme))
}

// themeSelect switches between light and dark. Its value is not rendered: it is
// that of the page, see loadSettings.
func (r *root) themeSelect() app.UI {
	return el("label.setting",
		txt("span", say("Theme")),
		el("select.setting-select").ID(idTheme).Body(
			el("option").Attr("value", "").Text(say("As the system")),
			el("option").Attr("value", "light").Text(say("Light")),
			el("option").Attr("value", "dark").Text(say("Dark")),
		).OnChange(r.onTheme),
	)
}

func (r *root) onTheme(app.Context, app.Event) {
	theme := fieldValue(idTheme)
	setTheme(theme)
	store(keyTheme, theme)
}

// sheetButton opens the list of keys.
func (r *root) sheetButton(selector, label string) app.HTMLElem {
	return txt("button."+selector, label).Attr("type", "button").Aria("haspopup", "dialog").
		OnClick(func(ctx app.Context, _ app.Event) { r.openSheet(ctx) })
}

// openSheet shows the list of keys.
func (r *root) openSheet(ctx app.Context) {
	r.sheetUsed = true
	ctx.Defer(func(app.Context) { openDialog(idSheet) })
}

// sheet is the list of keys, with the switch for single ones.
func (r *root) sheet() app.UI {
	dialog := el("dialog.sheet").ID(idSheet).Aria("labelledby", "h-keys-sheet")
	if !r.sheetUsed {
		return dialog // most never open it, and every keystroke renders
	}
	pressed := "true"
	if r.keysOff {
		pressed = "false"
	}
	return dialog.Body(
		el("div.sheet-head",
			el("h2").ID("h-keys-sheet").Text(say("Keys")),
			el("button.button.button-quiet").Attr("type", "button").Text(say("Close")).
				OnClick(func(app.Context, app.Event) { closeDialog(idSheet) }),
		),
		keyList(),
		el("div.sheet-foot",
			el("button.switch").ID("single-keys").Attr("type", "button").Attr("role", "switch").Aria("checked", pressed).
				Text(say("Single keys")).OnClick(r.onSingleKeys),
			txt("p.hint", say("Off, the keys marked with a dot do nothing; those with Ctrl or ⌘, the arrows, Enter and Esc still work.")),
		),
	)
}

func (r *root) onSingleKeys(app.Context, app.Event) {
	r.keysOff = !r.keysOff
	if r.keysOff {
		store(keyKeys, "off")
		r.announce(say("Single keys are off."))
		return
	}
	store(keyKeys, "")
	r.announce(say("Single keys are on."))
}

// keyList is every key, for the sheet and for the page Help. What is single can
// be switched off.
func keyList() app.UI {
	var groups []app.UI
	for _, group := range keyGroups() {
		items := make([]app.UI, len(group.keys))
		for i, k := range group.keys {
			keys := []app.UI{}
			for _, name := range k.names {
				keys = append(keys, txt("kbd", name))
			}
			class := "div.key"
			if k.single {
				class = "div.key.key-single"
			}
			items[i] = el(class, el("dt", keys...), txt("dd", k.what))
		}
		groups = append(groups, el("div.key-group", txt("h3", group.name), el("dl.key-list", items...)))
	}
	return el("div.key-groups", groups...)
}
