package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog/search"
)

// missingView says that nothing has this address and names what is near.
func missingView(at route) app.UI {
	body := []app.UI{el("h1").ID(idHeading).TabIndex(-1).Text("Not found")}
	if at.missed != "" {
		body = append(body, el("p.lead",
			app.Text("No entry is called "), txt("code", clip(at.missed, 80)),
			app.Text(". It may be newer than the catalogs, belong to another product, or be a client library's own word."),
		))
		if near := search.Nearest(everything(), at.missed, 5); len(near) > 0 {
			body = append(body, section("near", "The nearest codes", entryLinks(near)))
		}
	} else {
		body = append(body, txt("p.lead", "No page has this address."))
	}
	body = append(body, el("p.actions",
		el("a.button").Attr("href", href("/")).Text("All codes"),
		el("a.button").Attr("href", href("/decode")).Text("Decode a response"),
	))
	return el("div.page.missing", body...)
}
