package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// On a wide screen the current result stands beside the list: what to do about
// it is read without leaving the search. The column is there from the start, so
// that nothing moves when it fills. A narrow screen has no such column, and the
// app does not render what would not be seen.

// beside is the column beside the list.
func (r *root) beside() app.UI {
	var body []app.UI
	if r.wide {
		if e := r.explore.beside(); e != nil {
			body = r.preview(e)
		} else {
			body = r.start()
		}
	}
	return el("aside.beside").Aria("label", say("Beside the list")).Body(
		el("div.beside-card", body...),
	)
}

// preview is an entry in short.
func (r *root) preview(e *catalog.Entry) []app.UI {
	body := []app.UI{
		entryBadge(e, true),
		el("h2.preview-code", el("a", breakable(e.Code)...).Attr("href", href(entryPath(e)))),
		inEnglish(txt("p.preview-meaning", e.Meaning)),
		succession(e),
		r.entryCopies(e, asCode, asLink, asMarkdown),
		txt("h3", say("What to do")), points(e.Actions, true),
	}
	if len(e.Causes) > 0 {
		body = append(body, txt("h3", say("Likely causes")), points(e.Causes, false))
	}
	return append(body,
		facts(
			fact{name: say("Retry"), text: say(retryWords[e.Retry.When]), note: e.Retry.Note, noteEnglish: true},
			fact{name: say("Who acts"), text: say(whoWords[e.Who])},
			fact{name: say("Documented message"), text: e.Message, textEnglish: true},
		),
		el("p.preview-open", el("a").Attr("href", href(entryPath(e))).Text(say("The whole entry"))),
	)
}

// start is what the column shows before anything is searched for.
func (r *root) start() []app.UI {
	body := []app.UI{
		txt("h2", say("Start here")),
		txt("p.hint", say("Type any spelling of a code, a status, or words of your own. Paste a whole response to decode it.")),
		el("p.actions", el("a.button").Attr("href", href("/decode")).Text(say("Decode a response"))),
	}
	if recent := r.recentEntries(); recent != nil {
		body = append(body, recent)
	}
	key := func(keys, what string) app.UI {
		return el("div.key", el("dt", txt("kbd", keys)), txt("dd", what))
	}
	keys := []app.UI{
		key("↓ ↑", say("through the results; the one in focus is shown here")),
		key("↵", say("open it")),
	}
	if !r.keysOff {
		keys = append([]app.UI{key("/", say("to the search box; any letter does it too"))}, keys...)
		keys = append(keys, key("?", say("all keys")))
	}
	return append(body, el("dl.start-keys", keys...))
}
