package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog/search"
)

// missingView says that nothing has this address and names what is near.
func missingView(at route) app.UI {
	body := []app.UI{el("h1").ID(idHeading).TabIndex(-1).Text(say("Not found"))}
	if at.missed != "" {
		body = append(body, el("p.lead",
			weave(say("No entry is called {0}. It may be newer than the catalogs, belong to another product, or be a client library's own word."),
				txt("code", clip(at.missed, 80)),
			)...,
		))
		if near := search.Nearest(everything(), at.missed, 5); len(near) > 0 {
			body = append(body, section("near", say("The nearest codes"), entryLinks(near)))
		}
	} else {
		body = append(body, txt("p.lead", say("No page has this address.")))
	}
	body = append(body, el("p.actions",
		el("a.button").Attr("href", href("/")).Text(say("All codes")),
		el("a.button").Attr("href", href("/decode")).Text(say("Decode a response")),
	))
	return el("div.page.missing", body...)
}
