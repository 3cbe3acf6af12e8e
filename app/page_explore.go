package app

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// explorePage lists the entries that the search and the filters leave: ranked
// if there is a query, else in the document's order under what groups them. A
// wide screen shows the current one beside the list.
func (r *root) explorePage() app.UI {
	x := &r.explore
	page, columns := "div.page.explore", "div.explore-columns"
	if x.scope.catalog == "cls-3.0" {
		columns = "div.explore-columns.explore-long" // its codes
	}
	if x.query != "" {
		page += ".searching"
	}
	return el(page,
		el("div.intro",
			el("h1").ID(idHeading).TabIndex(-1).Text(say("Error codes of Tencent Cloud Log Service")),
			el("p.lead",
				weave(sentences(x.scope.describe(), say("Got a failed response? {0}.")),
					el("a").Attr("href", href("/decode")).Text(say("Paste it to decode it")),
				)...,
			),
		),
		r.calm(r.scopeSwitch),
		el(columns,
			el("div.explore-side", r.calm(r.filters)),
			el("section.results").Aria("label", say("Results")).Body(
				r.recentBar(),
				el("div.results-bar",
					txt("p.results-summary", x.summary()),
					r.filtersButton(),
					r.chips(),
				),
				r.offerDecode(),
				r.results(),
				r.more(),
			),
			r.beside(),
		),
	)
}

// describe says in a sentence what in covers.
func (in scope) describe() string {
	listed := in.entries()
	withdrawn := 0
	for _, e := range listed {
		if !e.In(in.edition) {
			withdrawn++
		}
	}
	name := say(catalog.Get(in.catalog).Name)
	if withdrawn > 0 {
		return sayf("All %d codes of %s, edition %s, %d of them withdrawn.", len(listed), name, in.edition, withdrawn)
	}
	return sayf("All %d codes of %s, edition %s.", len(listed), name, in.edition)
}

// offerDecode leads to the decoder when the query is a response that was typed
// or dropped into the box; a pasted one goes there by itself.
func (r *root) offerDecode() app.UI {
	query := r.explore.query
	if !looksLikeResponse(query) {
		return nil
	}
	return el("p.note",
		app.Text(sentences(say("This looks like a response."), "")),
		el("button.button.button-quiet").Attr("type", "button").Text(say("Decode it")).
			OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, query) }, query),
	)
}

func (r *root) results() app.UI {
	x := &r.explore
	if len(x.result.Hits) == 0 {
		return r.nothingFound()
	}
	if x.query != "" || x.scope.catalog == "cls-clients" {
		return el("ul.result-list", r.resultRows(x.drawn(), true)...)
	}
	badged := x.scope.catalog == "http" // elsewhere the heading says it
	var groups []app.UI
	drawn := 0
	for hits := x.result.Hits; len(hits) > 0 && drawn < len(x.drawn()); {
		n := 1
		for n < len(hits) && groupOf(hits[n].Entry) == groupOf(hits[0].Entry) {
			n++
		}
		groups = append(groups, el("section.result-group",
			el("h2.result-status",
				groupName(hits[0].Entry),
				txt("span.result-count", codes(n)),
			),
			el("ul.result-list", r.resultRows(hits[:n], badged)...),
		))
		hits, drawn = hits[n:], drawn+n
	}
	if badged {
		return el("div.result-groups.result-groups-badged", groups...)
	}
	return el("div.result-groups", groups...)
}

// groupOf returns what a list without a query groups e by: its status in API
// 2017, its family in API 3.0, where the status says nothing, and the class of
// the status where every entry has its own.
func groupOf(e *catalog.Entry) string {
	switch e.Catalog {
	case "cls-3.0":
		return e.Family()
	case "http":
		return catalog.StatusClass(e.Status)
	}
	return strconv.Itoa(e.Status)
}

func groupName(e *catalog.Entry) app.UI {
	if e.Catalog == home {
		return statusBadge(e.Status, true)
	}
	return txt("span.result-family", groupOf(e))
}

func (r *root) resultRows(hits []search.Hit, badged bool) []app.UI {
	current := r.explore.current()
	rows := make([]app.UI, len(hits))
	for i := range hits {
		rows[i] = el("li", resultRow(&hits[i], badged, r.wide && hits[i].Entry == current))
	}
	return rows
}

// more shows more results, where there are more.
func (r *root) more() app.UI {
	x := &r.explore
	left := x.result.Total - len(x.result.Hits)
	if left == 0 || x.partly {
		return nil
	}
	return el("p.results-more",
		el("button.button").ID("more").Attr("type", "button").Text(sayf("Show %d more", min(left, moreResults))).
			OnClick(r.onMore),
		txt("span.hint", sayf("%d of %d shown", len(x.result.Hits), x.result.Total)),
	)
}

// onMore shows more results and leads to the first of them.
func (r *root) onMore(ctx app.Context, _ app.Event) {
	x := &r.explore
	shown := len(x.result.Hits)
	x.showMore()
	r.announce(sayf("%d of %d shown", len(x.result.Hits), x.result.Total))
	ctx.Defer(func(app.Context) { focus(resultID(x.result.Hits[shown].Entry)) })
}

// nothingFound says what was looked for, which filters hide it, and where else
// there is something.
func (r *root) nothingFound() app.UI {
	x := &r.explore
	where := sayf("Nothing in %s.", x.scope.name())
	if x.query != "" {
		where = sayf("Nothing for “%s” in %s.", clip(x.query, 80), x.scope.name())
	}
	body := []app.UI{txt("h2", say("No code matches")), txt("p", where)}
	if !x.around {
		return el("div.empty", append(body, txt("p.hint", say("Looking in the other catalogs…")))...)
	}
	if x.unfiltered > 0 {
		return el("div.empty", append(body,
			txt("p", sayf("Filters are on. Without them: %s.", codes(x.unfiltered))),
			el("p.actions",
				el("a.button").ID("clear-filters").Attr("href", href(explorePath(x.scope, x.query, selection{}))).Text(say("Remove the filters")),
			),
		)...)
	}
	for _, other := range x.elsewhere {
		list := make([]*catalog.Entry, len(other.result.Hits))
		for i, hit := range other.result.Hits {
			list[i] = hit.Entry
		}
		where := say(scopeNames[other.scope.catalog])
		if other.scope.catalog == x.scope.catalog {
			where = other.scope.name()
		}
		body = append(body,
			el("h3",
				el("a").Attr("href", href(explorePath(other.scope, x.query, selection{}))).
					Text(sayf("%s: %s", where, codes(other.result.Total))),
			),
			entryLinks(list),
		)
	}
	if len(x.suggestions) > 0 {
		items := make([]app.UI, len(x.suggestions))
		for i, s := range x.suggestions {
			items[i] = el("li",
				el("a.chip").Attr("href", href(explorePath(x.scope, s.query, selection{}))).Body(
					inEnglish(txt("span", s.query)), txt("span.chip-count", strconv.Itoa(s.total)),
				),
			)
		}
		body = append(body, txt("h3", say("Try instead")), el("ul.chips", items...))
	}
	if len(x.elsewhere) == 0 {
		if near := search.Nearest(everything(), x.query, 3); len(near) > 0 {
			body = append(body, txt("h3", say("Spelled nearly the same")), entryLinks(near))
		}
		body = append(body, el("p",
			weave(say("No other catalog has it either. If you have the whole response, {0}: the text around the code often tells more."),
				el("a").Attr("href", href("/decode")).Text(say("decode it")),
			)...,
		))
	}
	return el("div.empty", body...)
}

// name names what in covers: "API 2017, edition 2019-05-15".
func (in scope) name() string {
	name := say(scopeNames[in.catalog])
	if len(catalog.Get(in.catalog).Editions) > 1 {
		name = sayf("%s, edition %s", name, in.edition)
	}
	return name
}
