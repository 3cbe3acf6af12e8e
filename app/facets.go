package app

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// The filters stand beside the results. Values are links, so that the address
// holds the filter and the back button undoes it. A count is what a click would
// give; values without results stay in view, and cannot be clicked.

// A calm is a part of Explore that is drawn again when the search has settled: its
// links hold the query, so every key would change them all.
type calm struct {
	app.Compo
	draw func() app.UI

	Settled     int // as in [explore]
	Language    language
	FiltersOpen bool
}

func (c *calm) Render() app.UI { return c.draw() }

// calm returns what draw, a method of r, draws.
func (r *root) calm(draw func() app.UI) app.UI {
	return &calm{draw: draw, Settled: r.explore.settled, Language: spoken, FiltersOpen: r.filtersOpen}
}

// filterNames name the filters above their values.
var filterNames = [filterCount]string{
	byStatus: "HTTP status", byWho: "Who acts", byRetry: "Retry", byResource: "About",
}

// filters shows all filters, and what the catalog has for editions.
func (r *root) filters() app.UI {
	f := r.explore.result.Facets
	values := [filterCount][]search.Facet{byStatus: f.Status, byWho: f.Who, byRetry: f.Retry, byResource: f.Resource}
	body := make([]app.UI, 0, filterCount+2)
	for filter, list := range values {
		if distinct(list) < 2 {
			continue // one value is no choice
		}
		items := make([]app.UI, 0, len(list))
		for _, facet := range list {
			if facet.Value != "" { // the class of those without a status
				items = append(items, el("li", r.facetLink(filter, facet)))
			}
		}
		body = append(body, el("nav").Class("facets", "facets-"+filterKeys[filter]).Aria("label", sayf("Filter by %s", say(filterNames[filter]))).Body(
			txt("h2.facets-title", say(filterNames[filter])),
			el("ul.facet-list", items...),
		))
	}
	body = append(body, r.editions())
	class := "filters"
	if r.filtersOpen {
		class = "filters filters-open"
	}
	return el("div").Class(class).ID("filters").Body(body...)
}

// distinct counts values, without the classes that stand above statuses.
func distinct(list []search.Facet) int {
	n := 0
	for _, f := range list {
		if f.Value != "" && !strings.HasSuffix(f.Value, "xx") {
			n++
		}
	}
	return n
}

// facetLink is one value of a filter.
func (r *root) facetLink(filter int, facet search.Facet) app.UI {
	class := "facet"
	name := []app.UI{app.Text(filterValueName(filter, facet.Value))}
	if filter == byStatus {
		name[0] = el("span.facet-number", name[0])
		words := say(classWords[facet.Value])
		if status, _ := strconv.Atoi(facet.Value); status != 0 {
			words = catalog.StatusText(status)
		} else {
			class += " facet-class"
		}
		name = append(name, txt("span.facet-words", words))
	}
	link := el("a").ID("facet-" + facet.Value)
	switch {
	case facet.Selected:
		class += " facet-on"
		link.Attr("href", href(r.explore.toggled(filter, facet.Value))).Aria("current", "true")
	case facet.Count == 0:
		class += " facet-none"
		link.Attr("role", "link").Aria("disabled", "true")
	default:
		link.Attr("href", href(r.explore.toggled(filter, facet.Value)))
	}
	return link.Class(class).Body(
		el("span.facet-mark").Aria("hidden", "true"),
		el("span.facet-name", name...),
		txt("span.facet-count", strconv.Itoa(facet.Count)),
	)
}

// classWords says what the classes of HTTP statuses mean for an error.
var classWords = map[string]string{
	"2xx": "answered all the same",
	"3xx": "sent elsewhere",
	"4xx": "request refused",
	"5xx": "service failed",
}

// chips shows the active filters; each removes itself, the last one all of them.
func (r *root) chips() app.UI {
	x := &r.explore
	var chips []app.UI
	for f, values := range x.selected {
		for _, value := range values {
			name := filterValueName(f, value)
			chips = append(chips, el("li",
				el("a.chip").Attr("href", href(x.toggled(f, value))).
					Aria("label", sayf("Remove the filter %s", name)).Body(
					app.Text(name), el("span.chip-x").Aria("hidden", "true").Text("×"),
				),
			))
		}
	}
	if len(chips) > 1 {
		chips = append(chips, el("li",
			el("a.chip-all").Attr("href", href(explorePath(x.scope, x.query, selection{}))).Text(say("Clear all")),
		))
	}
	return el("ul.chips").Aria("label", say("Active filters")).Body(chips...)
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
		in := scope{c.ID, edition.ID}
		link := el("a").ID("edition-"+edition.ID).
			Attr("href", href(explorePath(in, x.query, x.selected))).Body(
			el("span.facet-mark.facet-mark-one").Aria("hidden", "true"),
			txt("span.facet-name", edition.ID),
			txt("span.facet-count", strconv.Itoa(x.counts[in])),
		)
		if in == x.scope {
			link.Class("facet facet-on").Aria("current", "true")
		} else {
			link.Class("facet")
		}
		items[i] = el("li", link)
	}
	return el("nav.facets.facets-edition").Aria("label", say("Edition")).Body(
		txt("h2.facets-title", say("Edition")),
		el("ul.facet-list", items...),
		el("p.facets-more",
			el("a").Attr("href", href(comparePath(c.Opens, c.Newest()))).Text(say("Compare editions")),
		),
	)
}

// scopeSwitch leads to the same search in another catalog. The counts are of
// the edition that it opens on.
func (r *root) scopeSwitch() app.UI {
	x := &r.explore
	items := make([]app.UI, len(catalog.IDs))
	for i, id := range catalog.IDs {
		link, count := el("a").ID("scope-"+id).Class("scope"), x.counts[firstScope(id)]
		if id == x.scope.catalog {
			count = x.result.Total
			link.Attr("href", href(x.path())).Aria("current", "true")
		} else {
			link.Attr("href", href(explorePath(firstScope(id), x.query, selection{})))
		}
		items[i] = el("li", link.Body(
			txt("span.scope-name", say(scopeNames[id])),
			txt("span.scope-count", strconv.Itoa(count)),
		))
	}
	return el("nav.scopes").Aria("label", say("Catalog")).Body(
		el("ul.scope-list", items...),
		el("a.scope-about").Attr("href", href("/catalog")).Text(say("What they cover")),
	)
}

// filtersButton shows and hides the filters but the first on a narrow screen.
func (r *root) filtersButton() app.UI {
	more := 0
	for f, values := range r.explore.selected {
		if f != byStatus {
			more += len(values)
		}
	}
	label := say("More filters")
	if more > 0 {
		label += " (" + strconv.Itoa(more) + ")"
	}
	expanded := "false"
	if r.filtersOpen {
		expanded = "true"
	}
	return el("button").ID("filters-button").Class("button button-quiet filters-button").Attr("type", "button").
		Aria("expanded", expanded).Aria("controls", "filters").Text(label).
		OnClick(func(app.Context, app.Event) { r.filtersOpen = !r.filtersOpen })
}
