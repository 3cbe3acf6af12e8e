package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog/search"
)

// missingView says that nothing has this address and names what is near.
func missingView(at route) app.UI {
	body := []app.UI{app.H1().ID(idHeading).TabIndex(-1).Text("Not found")}
	if at.missed != "" {
		body = append(body, app.P().Class("lead").Body(
			app.Text("No entry is called "), app.Code().Text(clip(at.missed, 80)),
			app.Text(". It may be newer than this edition of 2019, belong to another API, or be a client library's own word."),
		))
		if near := search.Nearest(entries(), at.missed, 5); len(near) > 0 {
			body = append(body, section("near", "The nearest codes", entryLinks(near)))
		}
	} else {
		body = append(body, app.P().Class("lead").Text("No page has this address."))
	}
	body = append(body, app.P().Class("actions").Body(
		app.A().Class("button").Href(href("/")).Text("All codes"),
		app.A().Class("button").Href(href("/decode")).Text("Decode a response"),
	))
	return app.Div().Class("page missing").Body(body...)
}
