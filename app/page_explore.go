package app

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// explorePage lists the entries that the search and the filters leave: ranked
// if there is a query, else in the document's order under what groups them.
func (r *root) explorePage() app.UI {
	x := &r.explore
	page, columns := "div.page.explore", "div.explore-columns"
	if x.query != "" {
		page += ".searching"
	}
	if x.scope.catalog == "cls-3.0" {
		columns = "div.explore-columns.explore-wide" // no filter, and long codes
	}
	return el(page,
		el("div.intro",
			el("h1").ID(idHeading).TabIndex(-1).Text("Error codes of Tencent Cloud Log Service"),
			el("p.lead",
				app.Text(x.scope.describe()+" Got a failed response? "),
				el("a").Attr("href", href("/decode")).Text("Paste it to decode it"),
				app.Text("."),
			),
		),
		r.scopeSwitch(),
		el(columns,
			el("div.explore-side", r.facets(), r.editions()),
			el("section.results").Aria("label", "Results").Body(
				el("div.results-bar",
					txt("p.results-summary", x.summary()),
					r.chips(),
				),
				r.offerDecode(),
				r.results(),
			),
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
	s := "All " + strconv.Itoa(len(listed)) + " codes of " + catalog.Get(in.catalog).Name + ", edition " + in.edition
	if withdrawn > 0 {
		s += ", " + strconv.Itoa(withdrawn) + " of them withdrawn"
	}
	return s + "."
}

// scopeSwitch leads to the same search in another catalog.
func (r *root) scopeSwitch() app.UI {
	items := make([]app.UI, len(catalog.IDs))
	for i, id := range catalog.IDs {
		link := el("a").ID("scope-" + id).Class("scope").Text(scopeNames[id])
		if id == r.explore.scope.catalog {
			link.Attr("href", href(r.explore.path())).Aria("current", "true")
		} else {
			link.Attr("href", href(explorePath(firstScope(id), r.explore.query, nil)))
		}
		items[i] = el("li", link)
	}
	return el("nav.scopes").Aria("label", "Catalog").Body(
		el("ul.scope-list", items...),
		el("a.scope-about").Attr("href", href("/catalog")).Text("What they cover"),
	)
}

// editions leads to other editions of the catalog, where it has several.
func (r *root) editions() app.UI {
	x := &r.explore
	c := catalog.Get(x.scope.catalog)
	if len(c.Editions) < 2 {
		return nil
	}
	items := make([]app.UI, len(c.Editions))
	for i, edition := range c.Editions {
		link := el("a").ID("edition-"+edition.ID).Class("facet", "facet-class").
			Attr("href", href(explorePath(scope{c.ID, edition.ID}, x.query, x.statuses))).Body(
			el("span.facet-mark.facet-mark-one").Aria("hidden", "true"),
			txt("span.facet-name", edition.ID),
			txt("span.facet-count", strconv.Itoa(edition.Rows)),
		)
		if edition.ID == x.scope.edition {
			link.Class("facet-on").Aria("current", "true")
		}
		items[i] = el("li", link)
	}
	return el("nav.facets").Aria("label", "Edition").Body(
		txt("h2.facets-title", "Edition"),
		el("ul.facet-list", items...),
		el("p.facets-more",
			el("a").Attr("href", href(comparePath(c.Opens, c.Newest()))).Text("Compare editions"),
		),
	)
}

// offerDecode leads to the decoder when the query is a response that was typed
// or dropped into the box; a pasted one goes there by itself.
func (r *root) offerDecode() app.UI {
	query := r.explore.query
	if !looksLikeResponse(query) {
		return nil
	}
	return el("p.note",
		app.Text("This looks like a response. "),
		el("button.button.button-quiet").Attr("type", "button").Text("Decode it").
			OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, query) }, query),
	)
}

func (r *root) results() app.UI {
	x := &r.explore
	if len(x.result.Hits) == 0 {
		return r.nothingFound()
	}
	if x.query != "" || x.scope.catalog == "cls-clients" {
		return el("ul.result-list", resultRows(x.result.Hits)...)
	}
	var groups []app.UI
	for hits := x.result.Hits; len(hits) > 0; {
		n := 1
		for n < len(hits) && groupOf(hits[n].Entry) == groupOf(hits[0].Entry) {
			n++
		}
		groups = append(groups, el("section.result-group",
			el("h2.result-status",
				groupName(hits[0].Entry),
				txt("span.result-count", plural(n, "code", "codes")),
			),
			el("ul.result-list", resultRows(hits[:n])...),
		))
		hits = hits[n:]
	}
	if x.scope.catalog == "http" {
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

func resultRows(hits []search.Hit) []app.UI {
	rows := make([]app.UI, len(hits))
	for i := range hits {
		rows[i] = el("li", resultRow(&hits[i]))
	}
	return rows
}

// nothingFound says what was looked for, and where else there is something.
func (r *root) nothingFound() app.UI {
	x := &r.explore
	body := []app.UI{
		txt("h2", "No code matches"),
		txt("p", "This edition has nothing for “"+clip(x.query, 80)+"”."),
	}
	if len(x.statuses) > 0 {
		body = append(body, el("p",
			el("a").Attr("href", href(explorePath(x.scope, x.query, nil))).Text("Search without the status filter"),
		))
	}
	for _, other := range x.elsewhere {
		list := make([]*catalog.Entry, len(other.result.Hits))
		for i, hit := range other.result.Hits {
			list[i] = hit.Entry
		}
		where := scopeNames[other.scope.catalog]
		if other.scope.catalog == x.scope.catalog {
			where += ", edition " + other.scope.edition
		}
		body = append(body,
			el("h3",
				el("a").Attr("href", href(explorePath(other.scope, x.query, nil))).
					Text(where+": "+plural(other.result.Total, "code", "codes")),
			),
			entryLinks(list),
		)
	}
	if len(x.elsewhere) == 0 {
		if near := search.Nearest(everything(), x.query, 3); len(near) > 0 {
			body = append(body, txt("p", "Spelled nearly the same:"), entryLinks(near))
		}
		body = append(body, el("p",
			app.Text("No other catalog has it either. If you have the whole response, "),
			el("a").Attr("href", href("/decode")).Text("decode it"),
			app.Text(": the text around the code often tells more."),
		))
	}
	return el("div.empty", body...)
}
