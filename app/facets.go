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
	if len(r.explore.result.Facets.Status) <= 2 {
		return nil // one class with one status is no choice
	}
	var items []app.UI
	for _, facet := range r.explore.result.Facets.Status {
		class := "facet"
		name := facet.Value
		if strings.HasSuffix(facet.Value, "xx") {
			class += " facet-class"
			name += " " + classWords[facet.Value]
		} else if status, err := strconv.Atoi(facet.Value); err == nil {
			name += " " + catalog.StatusText(status)
		}
		number, words, _ := strings.Cut(name, " ")
		link := el("a").ID("facet-"+facet.Value).Class(class).Attr("href", href(r.explore.toggled(facet.Value))).Body(
			el("span.facet-mark").Aria("hidden", "true"),
			el("span.facet-name",
				txt("span.facet-number", number),
				txt("span.facet-words", words),
			),
			txt("span.facet-count", strconv.Itoa(facet.Count)),
		)
		if facet.Selected {
			link.Class("facet-on").Aria("current", "true")
		}
		if facet.Count == 0 {
			link.Class("facet-none")
		}
		items = append(items, el("li", link))
	}
	return el("nav.facets").Aria("label", "Filter by HTTP status").Body(
		txt("h2.facets-title", "HTTP status"),
		el("ul.facet-list", items...),
	)
}

// classWords says what the classes of HTTP statuses mean for an error.
var classWords = map[string]string{
	"2xx": "answered all the same",
	"3xx": "sent elsewhere",
	"4xx": "request refused",
	"5xx": "service failed",
}

// chips shows the active filters; each removes itself.
func (r *root) chips() app.UI {
	var chips []app.UI
	for _, status := range r.explore.statuses {
		chips = append(chips, el("li",
			el("a.chip").Attr("href", href(r.explore.toggled(status))).
				Aria("label", "Remove the filter "+status).Body(
				app.Text(status), el("span.chip-x").Aria("hidden", "true").Text("×"),
			),
		))
	}
	return el("ul.chips", chips...)
}
