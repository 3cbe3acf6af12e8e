package app

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// The entries that were opened last are kept in this browser, to be one click
// away on an empty search. Entries only: what is searched for or pasted is never
// kept.

const (
	keyRecent  = storagePrefix + "recent" // catalog/code, one a line, the last one first
	mostRecent = 8
)

// parseRecent returns the entries of a stored list, without those that no
// catalog has.
func parseRecent(stored string) []*catalog.Entry {
	var list []*catalog.Entry
	for line := range strings.Lines(stored) {
		id, code, _ := strings.Cut(strings.TrimSpace(line), "/")
		if !slices.Contains(catalog.IDs, id) {
			continue
		}
		if e := catalog.Get(id).Lookup(code); e != nil && len(list) < mostRecent {
			list = append(list, e)
		}
	}
	return list
}

// formatRecent is the inverse of parseRecent.
func formatRecent(list []*catalog.Entry) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.Catalog + "/" + e.Code + "\n")
	}
	return b.String()
}

// withRecent returns list with e in front.
func withRecent(list []*catalog.Entry, e *catalog.Entry) []*catalog.Entry {
	list = append([]*catalog.Entry{e}, withoutRecent(list, e)...)
	return list[:min(len(list), mostRecent)]
}

// withoutRecent returns list without e.
func withoutRecent(list []*catalog.Entry, e *catalog.Entry) []*catalog.Entry {
	return slices.DeleteFunc(slices.Clone(list), func(other *catalog.Entry) bool { return other == e })
}

// readRecent reads the list that this browser has kept. It is not needed at the
// start, and may take catalogs that are not decoded yet.
func (r *root) readRecent() {
	if !r.recentRead {
		r.recent, r.recentRead = parseRecent(stored(keyRecent)), true
	}
}

// keepRecent changes the list, here and where it is kept.
func (r *root) keepRecent(list []*catalog.Entry) {
	r.recent = list
	store(keyRecent, formatRecent(list))
}

// recentEntries lists the recent entries; each can be removed, and all of them.
func (r *root) recentEntries() app.UI {
	if len(r.recent) == 0 {
		return nil
	}
	items := make([]app.UI, len(r.recent))
	for i, e := range r.recent {
		items[i] = el("li.recent-item",
			el("a.recent-link").Attr("href", href(entryPath(e))).Body(
				entryBadge(e, false),
				el("span.result-code", breakable(e.Code)...),
			),
			el("button.recent-remove").Attr("type", "button").Aria("label", sayf("Forget %s", e.Code)).Text("×").
				OnClick(func(app.Context, app.Event) {
					r.keepRecent(withoutRecent(r.recent, e))
					r.announce(sayf("%s is forgotten.", e.Code))
				}, e.Catalog, e.Code),
		)
	}
	return el("section.recent").Aria("labelledby", "h-recent").Body(
		el("div.recent-bar",
			el("h3").ID("h-recent").Text(say("Opened last")),
			el("button.link-button").Attr("type", "button").Text(say("Clear")).OnClick(r.onForget),
		),
		el("ul.recent-list", items...),
	)
}

func (r *root) onForget(app.Context, app.Event) {
	r.keepRecent(nil)
	focus(idBox)
	r.announce(say("The list is empty."))
}

// recentBar shows the recent entries above the results, on a narrow screen and
// once the box was used: before that they would push the results down while
// somebody reads them.
func (r *root) recentBar() app.UI {
	if r.wide || !r.boxUsed || r.explore.query != "" {
		return nil
	}
	return r.recentEntries()
}
