package app

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// facets is the filter by HTTP status. Values are links, so that the address
// holds the filter and the back button undoes it. A count is what a click would
// give; values without results stay in view.
func (r *root) facets() app.UI {
	var items []app.UI
	for _, facet := range r.explore.result.Facets {
		class := "facet"
		name := facet.Value
		if strings.HasSuffix(facet.Value, "xx") {
			class += " facet-class"
			name = map[string]string{"4xx": "4xx request refused", "5xx": "5xx service failed"}[facet.Value]
		} else if status, err := strconv.Atoi(facet.Value); err == nil {
			name += " " + catalog.StatusText(status)
		}
		number, words, _ := strings.Cut(name, " ")
		link := app.A().ID("facet-"+facet.Value).Class(class).Href(href(r.explore.toggled(facet.Value))).Body(
			app.Span().Class("facet-mark").Aria("hidden", "true"),
			app.Span().Class("facet-name").Body(
				app.Span().Class("facet-number").Text(number),
				app.Span().Class("facet-words").Text(words),
			),
			app.Span().Class("facet-count").Text(strconv.Itoa(facet.Count)),
		)
		if facet.Selected {
			link.Class("facet-on").Aria("current", "true")
		}
		if facet.Count == 0 {
			link.Class("facet-none")
		}
		items = append(items, app.Li().Body(link))
	}
	return app.Nav().Class("facets").Aria("label", "Filter by HTTP status").Body(
		app.H2().Class("facets-title").Text("HTTP status"),
		app.Ul().Class("facet-list").Body(items...),
	)
}

// chips shows the active filters; each removes itself.
func (r *root) chips() app.UI {
	var chips []app.UI
	for _, status := range r.explore.statuses {
		chips = append(chips, app.Li().Body(
			app.A().Class("chip").Href(href(r.explore.toggled(status))).
				Aria("label", "Remove the filter "+status).Body(
				app.Text(status), app.Span().Class("chip-x").Aria("hidden", "true").Text("×"),
			),
		))
	}
	return app.Ul().Class("chips").Body(chips...)
}
