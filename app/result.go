package app

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// resultID returns the id of the result that shows e.
func resultID(e *catalog.Entry) string { return "r-" + e.Code }

// resultRow is one hit: a link without a handler, so nothing in it can go stale.
// badge tells whether it shows its status, which under a heading with the status
// it need not; current, whether it is shown beside the list.
func resultRow(hit *search.Hit, badge, current bool) app.UI {
	e := hit.Entry
	code := marked(e.Code, hit.Code)
	if e.Until != "" {
		code = append(code, app.Text(" "), txt("span.result-withdrawn", say("withdrawn")))
	}
	body := []app.UI{
		el("span.result-code", code...),
		inEnglish(el("span.result-meaning", marked(e.Meaning, hit.Meaning)...)),
	}
	if badge {
		body = slices.Insert(body, 0, entryBadge(e, false))
	}
	switch {
	case len(hit.Message) > 0 && len(hit.Code) == 0 && len(hit.Meaning) == 0:
		body = append(body, el("span.result-why",
			txt("span.result-where", sentences(say("Documented message:"), "")),
			inEnglish(el("span", marked(e.Message, hit.Message)...)),
		))
	case hit.Tag != "":
		body = append(body, el("span.result-why",
			txt("span.result-where", sentences(say("Also called:"), "")), inEnglish(txt("mark", hit.Tag)),
		))
	}
	row := el("a.result").ID(resultID(e)).Attr("href", href(entryPath(e))).Body(body...)
	if current {
		row.Class("result-current")
	}
	return row
}

// marked returns text with spans highlighted. spans are byte offsets, ascending.
func marked(text string, spans []search.Span) []app.UI {
	var parts []app.UI
	at := 0
	for _, s := range spans {
		parts = append(parts, breakable(text[at:s.Start])...)
		parts = append(parts, el("mark", breakable(text[s.Start:s.End])...))
		at = s.End
	}
	return append(parts, breakable(text[at:])...)
}

// breakable returns text that may wrap behind the dots of a long code.
func breakable(text string) []app.UI {
	var parts []app.UI
	for {
		dot := strings.IndexByte(text, '.')
		if dot < 0 || dot+1 == len(text) || text[dot+1] == ' ' {
			break
		}
		parts = append(parts, app.Text(text[:dot+1]), void("wbr"))
		text = text[dot+1:]
	}
	if text != "" {
		parts = append(parts, app.Text(text))
	}
	return parts
}

// entryLinks lists entries as links with their meaning.
func entryLinks(list []*catalog.Entry) app.UI {
	items := make([]app.UI, len(list))
	for i, e := range list {
		items[i] = el("li",
			el("a.entry-link").Attr("href", href(entryPath(e))).Body(
				entryBadge(e, false),
				el("span.result-code", breakable(e.Code)...),
				inEnglish(txt("span.result-meaning", e.Meaning)),
			),
		)
	}
	return el("ul.entry-links", items...)
}
