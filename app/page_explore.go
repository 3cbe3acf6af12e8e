package app

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// explorePage lists the entries that the search and the filters leave: ranked
// if there is a query, else in the document's order under their status.
func (r *root) explorePage() app.UI {
	x := &r.explore
	c := catalog.Default()[0]
	class := "page explore"
	if x.query != "" {
		class += " searching"
	}
	return app.Div().Class(class).Body(
		app.Div().Class("intro").Body(
			app.H1().ID(idHeading).TabIndex(-1).Text("Error codes of Tencent Cloud Log Service"),
			app.P().Class("lead").Body(
				app.Text("All "+strconv.Itoa(len(c.Entries))+" codes of "+c.Name+", edition "),
				app.Time().Class("date").Text(c.Source.Updated),
				app.Text(". Got a failed response? "),
				app.A().Href(href("/decode")).Text("Paste it to decode it"),
				app.Text("."),
			),
		),
		app.Div().Class("explore-columns").Body(
			r.facets(),
			app.Section().Class("results").Aria("label", "Results").Body(
				app.Div().Class("results-bar").Body(
					app.P().Class("results-summary").Text(x.summary()),
					r.chips(),
				),
				r.offerDecode(),
				r.results(),
			),
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
	return app.P().Class("note").Body(
		app.Text("This looks like a response. "),
		app.Button().Class("button button-quiet").Type("button").Text("Decode it").
			OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, query) }, query),
	)
}

func (r *root) results() app.UI {
	x := &r.explore
	if len(x.result.Hits) == 0 {
		return r.nothingFound()
	}
	if x.query != "" {
		return app.Ul().Class("result-list").Body(resultRows(x.result.Hits)...)
	}
	var groups []app.UI
	for hits := x.result.Hits; len(hits) > 0; {
		status, n := hits[0].Entry.Status, 0
		for n < len(hits) && hits[n].Entry.Status == status {
			n++
		}
		groups = append(groups, app.Section().Class("result-group").Body(
			app.H2().Class("result-status").Body(
				statusBadge(status, true),
				app.Span().Class("result-count").Text(plural(n, "code", "codes")),
			),
			app.Ul().Class("result-list").Body(resultRows(hits[:n])...),
		))
		hits = hits[n:]
	}
	return app.Div().Class("result-groups").Body(groups...)
}

func resultRows(hits []search.Hit) []app.UI {
	rows := make([]app.UI, len(hits))
	for i := range hits {
		rows[i] = app.Li().Body(resultRow(&hits[i]))
	}
	return rows
}

// nothingFound says what was looked for and what could help.
func (r *root) nothingFound() app.UI {
	x := &r.explore
	body := []app.UI{
		app.H2().Text("No code matches"),
		app.P().Text("This edition documents nothing for “" + clip(x.query, 80) + "”."),
	}
	if len(x.statuses) > 0 {
		body = append(body, app.P().Body(
			app.A().Href(href(explorePath(x.query, nil))).Text("Search without the status filter"),
		))
	}
	if near := search.Nearest(entries(), x.query, 3); len(near) > 0 {
		body = append(body, app.P().Text("Spelled nearly the same:"), entryLinks(near))
	}
	body = append(body, app.P().Body(
		app.Text("Codes that CLS added after 2019, and codes that client libraries invent, are not in this edition. If you have the whole response, "),
		app.A().Href(href("/decode")).Text("decode it"),
		app.Text(": the text around the code often tells more."),
	))
	return app.Div().Class("empty").Body(body...)
}
