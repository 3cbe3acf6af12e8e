package app

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// catalogPage says what the catalogs cover and what they do not, offers them as
// files, and compares the editions of the one that has several.
func (r *root) catalogPage() app.UI {
	body := []app.UI{
		el("div.intro",
			el("h1").ID(idHeading).TabIndex(-1).Text(say("Catalogs")),
			el("p.lead",
				weave(say("What is known about the errors of CLS, as data. The files follow {0}."),
					el("a").Attr("href", href("/data/schema.json")).Attr("download", "schema.json").Text(say("this schema")),
				)...,
			),
		),
	}
	for _, c := range catalog.Default() {
		body = append(body, catalogSection(c))
		if c.ID == home {
			body = append(body, r.compareSection(c))
		}
	}
	return el("div.page.catalogs", body...)
}

func catalogSection(c *catalog.Catalog) app.UI {
	file := c.ID + ".json"
	return section(c.ID, say(c.Name), el("div",
		txt("p", say(c.About)),
		el("p.hint",
			weave(say("Source: {0}, {1}. {2}"),
				inEnglish(el("a").Attr("href", c.Source.URL).Attr("rel", "noopener noreferrer").Text(c.Source.Document)),
				app.Text(c.Source.Updated),
				el("a").Attr("href", href("/data/"+file)).Attr("download", file).Text(sayf("Download %s", file)),
			)...,
		),
		el("div.catalog-columns", editionHistory(c), chart(c)),
		codeIndex(c),
	))
}

// codeIndex links every entry, so that all can be reached without a search, and
// without JavaScript.
func codeIndex(c *catalog.Catalog) app.UI {
	items := make([]app.UI, len(c.Entries))
	for i := range c.Entries {
		e := &c.Entries[i]
		items[i] = el("li", el("a", breakable(e.Code)...).Attr("href", href(entryPath(e))))
	}
	return el("details",
		txt("summary", sayf("All %d codes", len(items))),
		el("ul.code-index", items...),
	)
}

// editionHistory lists the editions with what changed in each.
func editionHistory(c *catalog.Catalog) app.UI {
	rows := make([]app.UI, len(c.Editions))
	for i, edition := range c.Editions {
		rows[i] = el("tr",
			el("th", el("a").Attr("href", href(explorePath(scope{c.ID, edition.ID}, "", selection{}))).Text(edition.ID)).Attr("scope", "row"),
			txt("td.number", strconv.Itoa(edition.Rows)),
			txt("td", say(edition.Note)),
		)
	}
	heading := func(selector, text string) app.UI { return txt(selector, text).Attr("scope", "col") }
	return el("table.table",
		txt("caption", say("Editions")),
		el("thead", el("tr", heading("th", say("Edition")), heading("th.number", say("Codes")), heading("th", say("What changed")))),
		el("tbody", rows...),
	)
}

// A bar is one line of a chart.
type bar struct {
	name  string
	count int
}

// chart shows how the entries spread over statuses or, in API 3.0, families.
func chart(c *catalog.Catalog) app.UI {
	caption, bars := say("Codes by status, all editions"), barsOf(c, func(e *catalog.Entry) string {
		if e.Status == 0 {
			return say("no answer")
		}
		return strconv.Itoa(e.Status) + " " + catalog.StatusText(e.Status)
	})
	switch c.ID {
	case "cls-3.0":
		caption, bars = say("Codes by family, all editions"), barsOf(c, (*catalog.Entry).Family)
	case "http":
		caption, bars = say("Codes by class of status, all editions"), barsOf(c, func(e *catalog.Entry) string { return catalog.StatusClass(e.Status) })
	}
	bars = gather(bars)
	most := 0
	for _, b := range bars {
		most = max(most, b.count)
	}
	rows := make([]app.UI, len(bars))
	for i, b := range bars {
		rows[i] = el("tr",
			el("th").Attr("scope", "row").Text(b.name),
			txt("td.number", strconv.Itoa(b.count)),
			el("td.bar").Aria("hidden", "true").Body(
				el("progress").Attr("max", most).Attr("value", b.count).TabIndex(-1),
			),
		)
	}
	return el("table.table.chart",
		txt("caption", caption),
		el("tbody", rows...),
	)
}

// barsOf counts the entries by what key gives, in the order of the catalog.
func barsOf(c *catalog.Catalog, key func(*catalog.Entry) string) []bar {
	var bars []bar
	at := map[string]int{}
	for i := range c.Entries {
		name := key(&c.Entries[i])
		if _, seen := at[name]; !seen {
			at[name] = len(bars)
			bars = append(bars, bar{name: name})
		}
		bars[at[name]].count++
	}
	return bars
}

// gather puts the bars of one or two entries together at the end, where there
// are too many to read.
func gather(bars []bar) []bar {
	if len(bars) <= 12 {
		return bars
	}
	var long []bar
	rest, count := 0, 0
	for _, b := range bars {
		if b.count > 2 {
			long = append(long, b)
		} else {
			rest, count = rest+1, count+b.count
		}
	}
	return append(long, bar{sayn(rest, "%d other", "%d others"), count})
}

// compareSection says what changed between two editions.
func (r *root) compareSection(c *catalog.Catalog) app.UI {
	diff := c.Diff(r.at.from, r.at.to)
	body := []app.UI{el("div.compare",
		r.editionSelect("from", say("From"), c, r.at.from),
		r.editionSelect("to", say("To"), c, r.at.to),
	)}
	list := func(title string, entries []*catalog.Entry) {
		if len(entries) > 0 {
			body = append(body, txt("h3", fmt.Sprintf(title, len(entries))), entryLinks(entries))
		}
	}
	list(say("Added: %d"), diff.Added)
	list(say("Withdrawn: %d"), diff.Withdrawn)
	if len(diff.Limits) > 0 {
		changes := make([]app.UI, len(diff.Limits))
		for i, l := range diff.Limits {
			changes[i] = el("li", weave(sayf("{0}: %s became %s", l.From, l.To), codeLink(c.ID, l.Entry.Code))...)
		}
		body = append(body, txt("h3", sayf("Limits changed: %d", len(changes))), el("ul.points", changes...))
	}
	if len(body) == 1 {
		body = append(body, txt("p", say("Nothing changed between the two.")))
	}
	return section("compare", sayf("Compare editions of %s", say(c.Name)), el("div", body...))
}

func (r *root) editionSelect(name, label string, c *catalog.Catalog, chosen string) app.UI {
	options := make([]app.UI, len(c.Editions))
	for i, edition := range c.Editions {
		options[i] = el("option").Attr("value", edition.ID).Text(sayf("%s, %s", edition.ID, sayn(edition.Rows, "%d code", "%d codes"))).
			Attr("selected", edition.ID == chosen)
	}
	return el("label.select",
		txt("span", label),
		el("select").ID("compare-"+name).Body(options...).OnChange(r.onCompare),
	)
}

// onCompare shows the comparison that the two lists name.
func (r *root) onCompare(ctx app.Context, _ app.Event) {
	ctx.Navigate(href(comparePath(fieldValue("compare-from"), fieldValue("compare-to"))))
}
