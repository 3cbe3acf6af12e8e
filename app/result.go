package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// resultID returns the id of the result that shows e.
func resultID(e *catalog.Entry) string { return "r-" + e.Code }

// resultRow is one hit: a link without a handler, so nothing in it can go stale.
func resultRow(hit *search.Hit) app.UI {
	e := hit.Entry
	body := []app.UI{
		statusBadge(e.Status, false),
		app.Span().Class("result-code").Body(marked(e.Code, hit.Code)...),
		app.Span().Class("result-meaning").Body(marked(e.Meaning, hit.Meaning)...),
	}
	switch {
	case len(hit.Message) > 0 && len(hit.Code) == 0 && len(hit.Meaning) == 0:
		body = append(body, app.Span().Class("result-why").Body(
			append([]app.UI{app.Span().Class("result-where").Text("Documented message: ")}, marked(e.Message, hit.Message)...)...,
		))
	case hit.Tag != "":
		body = append(body, app.Span().Class("result-why").Body(
			app.Span().Class("result-where").Text("Also called: "), app.Mark().Text(hit.Tag),
		))
	}
	return app.A().ID(resultID(e)).Class("result").Href(href(entryPath(e))).Body(body...)
}

// marked returns text with spans highlighted. spans are byte offsets, ascending.
func marked(text string, spans []search.Span) []app.UI {
	var parts []app.UI
	at := 0
	for _, s := range spans {
		if s.Start > at {
			parts = append(parts, app.Text(text[at:s.Start]))
		}
		parts = append(parts, app.Mark().Text(text[s.Start:s.End]))
		at = s.End
	}
	if at < len(text) || len(parts) == 0 {
		parts = append(parts, app.Text(text[at:]))
	}
	return parts
}

// entryLinks lists entries as links with their meaning.
func entryLinks(list []*catalog.Entry) app.UI {
	items := make([]app.UI, len(list))
	for i, e := range list {
		items[i] = app.Li().Body(
			app.A().Class("entry-link").Href(href(entryPath(e))).Body(
				statusBadge(e.Status, false),
				app.Span().Class("result-code").Text(e.Code),
				app.Span().Class("result-meaning").Text(e.Meaning),
			),
		)
	}
	return app.Ul().Class("entry-links").Body(items...)
}
