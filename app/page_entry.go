package app

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// entryPage explains one entry, in the order of the questions people have: what
// is it, what caused it, what to do, may it be sent again, who has to act.
func (r *root) entryPage(e *catalog.Entry) app.UI {
	c := catalog.Get(e.Catalog)
	in := scopeOf(e)
	crumbs := []app.UI{
		el("a").Attr("href", href(explorePath(in, "", nil))).Text(scopeNames[c.ID]),
	}
	if e.Status != 0 && c.ID != "cls-3.0" {
		crumbs = append(crumbs,
			el("span").Aria("hidden", "true").Text("/"),
			el("a").Attr("href", href(explorePath(in, "", []string{strconv.Itoa(e.Status)}))).Text(strconv.Itoa(e.Status)+" "+catalog.StatusText(e.Status)),
		)
	}
	return el("article.page.entry",
		el("nav.crumbs").Aria("label", "Breadcrumb").Body(crumbs...),
		el("header.entry-head",
			entryBadge(e, true),
			el("div.entry-title",
				el("h1.entry-code", breakable(e.Code)...).ID(idHeading).TabIndex(-1),
				r.copyButton("code", "Copy code", func() string { return e.Code }),
			),
			txt("p.entry-meaning", e.Meaning),
			succession(e),
		),
		el("div.entry-columns",
			el("div.entry-main",
				standsFor(e),
				section("do", "What to do", points(e.Actions, true)),
				section("causes", "Likely causes", points(e.Causes, false)),
				r.sampleView(e),
				twins(e),
				seeAlso(e),
				returnedBy(e),
			),
			el("aside.entry-side").Aria("label", "Facts").Body(
				facts(
					fact{"Retry", retryWords[e.Retry.When], e.Retry.Note},
					fact{"Who acts", whoWords[e.Who], ""},
					fact{"About", resourceWords[e.Resource], ""},
					fact{"Printed by", strings.Join(e.Clients, "; "), "Not a code of the server."},
					fact{"For", statusList(e.Statuses), ""},
					fact{"Documented message", e.Message, "Quoted. The server's own text may differ."},
					limitFact(e),
					sourceFact(c, e),
				),
			),
		),
	)
}

// scopeOf returns the edition to show e among others: the one that the catalog
// opens on, or the newest if that lacks it.
func scopeOf(e *catalog.Entry) scope {
	in := firstScope(e.Catalog)
	if !e.In(in.edition) {
		in.edition = catalog.Get(e.Catalog).Newest()
	}
	return in
}

func section(id, title string, body app.UI) app.UI {
	return el("section").Class("section", "section-"+id).Aria("labelledby", "h-"+id).Body(
		el("h2").ID("h-"+id).Text(title), body,
	)
}

// points lists causes or, numbered, actions. Each says how it is known.
func points(list []catalog.Point, numbered bool) app.UI {
	if len(list) == 0 {
		return txt("p.unknown", "Nothing more is known.")
	}
	items := make([]app.UI, len(list))
	for i, p := range list {
		items[i] = el("li",
			txt("span.point-text", p.Text+" "),
			el("span").Class("basis", "basis-"+string(p.Basis)).Text(string(p.Basis)),
		)
	}
	if numbered {
		return el("ol.points", items...)
	}
	return el("ul.points", items...)
}

// A fact is one line of a fact list; note is the small print.
type fact struct{ name, text, note string }

func facts(list ...fact) app.UI {
	var items []app.UI
	for _, f := range list {
		if f.text == "" {
			continue
		}
		text := []app.UI{txt("span.fact-text", f.text)}
		if f.note != "" {
			text = append(text, txt("span.fact-note", f.note))
		}
		items = append(items, el("div.fact",
			txt("dt", f.name), el("dd", text...),
		))
	}
	return el("dl.facts", items...)
}

// limitFact says which limit the message quotes, with its year: limits change
// and messages do not.
func limitFact(e *catalog.Entry) fact {
	if len(e.Limits) == 0 {
		return fact{}
	}
	opens := catalog.Get(e.Catalog).Opens
	f := fact{name: "Documented limit, " + opens[:4], text: e.Limit(opens), note: "Today's may differ."}
	if first := e.Limits[0]; first.Value != f.text {
		f.note = "Edition " + first.Edition + " said " + first.Value + ". " + f.note
	}
	return f
}

// sourceFact says where the entry is documented, and in which editions.
func sourceFact(c *catalog.Catalog, e *catalog.Entry) fact {
	if e.Origin != nil {
		return fact{"Source", e.Origin.Document, "As of " + e.Origin.Edition}
	}
	first, last := "", ""
	for _, edition := range c.Editions {
		if e.In(edition.ID) {
			if first == "" {
				first = edition.ID
			}
			last = edition.ID
		}
	}
	note := "In editions " + first + " to " + last
	if first == last {
		note = "In edition " + first
	}
	return fact{"Source", c.Source.Document + ", " + c.Name, note}
}

func statusList(statuses []int) string {
	var words []string
	for _, s := range statuses {
		words = append(words, strconv.Itoa(s))
	}
	if len(words) == 0 {
		return ""
	}
	return "Status " + strings.Join(words, ", ")
}

// succession says that a newer edition dropped the code and what replaced it,
// or what the code replaced.
func succession(e *catalog.Entry) app.UI {
	if e.Until != "" {
		body := []app.UI{app.Text("Withdrawn: the edition of " + e.Until + " no longer lists it.")}
		for i, code := range e.ReplacedBy {
			join := " In its place: "
			if i > 0 {
				join = ", "
			}
			body = append(body, txt("span", join), codeLink(e.Catalog, code))
		}
		return el("p.note", body...)
	}
	for _, other := range catalog.Get(e.Catalog).Entries {
		if slices.Contains(other.ReplacedBy, e.Code) {
			return el("p.hint",
				app.Text("Took over from "), codeLink(e.Catalog, other.Code),
				app.Text(", withdrawn "+other.Until+"."),
			)
		}
	}
	return nil
}

// codeLink names a code, as a link if it has an entry.
func codeLink(id, code string) app.UI {
	if other := resolveCode(id, code); other != nil {
		return el("a").Attr("href", href(entryPath(other))).Text(code)
	}
	return txt("code", code)
}

func (r *root) sampleView(e *catalog.Entry) app.UI {
	sample := e.Sample()
	if sample == "" {
		return nil
	}
	return section("sample", "What it looks like", el("div.sample",
		el("pre.code").TabIndex(0).Aria("label", "Sample response").Body(txt("code", sample)),
		el("div.actions",
			el("button.button").Attr("type", "button").Text("Decode this sample").
				OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, sample) }, e.Catalog, e.Code),
			txt("span.hint", "Made up: ids and text are not from a real server."),
		),
	))
}

// standsFor lists the errors of the server that a client's code may hide.
func standsFor(e *catalog.Entry) app.UI {
	var list []*catalog.Entry
	for _, ref := range e.StandsFor {
		if other := catalog.Find(catalog.Default(), ref); other != nil {
			list = append(list, other)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return section("hides", "It may stand for", entryLinks(list))
}

// twins shows the counterparts of e in the other API, and warns of those that
// only look alike.
func twins(e *catalog.Entry) app.UI {
	var same, differs []app.UI
	for _, twin := range catalog.Twins([]*catalog.Catalog{catalog.Get("cls-2017"), catalog.Get("cls-3.0")}, e) {
		list := []app.UI{
			el("a.entry-link").Attr("href", href(entryPath(twin.Entry))).Body(
				entryBadge(twin.Entry, false),
				el("span.result-code", breakable(twin.Entry.Code)...),
				txt("span.result-meaning", scopeNames[twin.Entry.Catalog]+": "+twin.Entry.Meaning),
			),
		}
		if twin.Note != "" {
			list = append(list, txt("p.hint", twin.Note))
		}
		if twin.Differs {
			differs = append(differs, el("li", list...))
		} else {
			same = append(same, el("li", list...))
		}
	}
	var sections []app.UI
	if len(same) > 0 {
		sections = append(sections, section("twins", "The same in the other API", el("ul.entry-links", same...)))
	}
	if len(differs) > 0 {
		sections = append(sections, section("differs", "Same word, other meaning", el("ul.entry-links", differs...)))
	}
	if len(sections) == 0 {
		return nil
	}
	return el("div.sections", sections...)
}

func seeAlso(e *catalog.Entry) app.UI {
	var list []*catalog.Entry
	for _, code := range e.See {
		if other := resolveCode(e.Catalog, code); other != nil {
			list = append(list, other)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return section("see", "See also", entryLinks(list))
}

// returnedBy lists the actions of API 3.0 that can return the code.
func returnedBy(e *catalog.Entry) app.UI {
	names := e.ReturnedBy()
	if len(names) == 0 {
		return nil
	}
	items := make([]app.UI, len(names))
	for i, name := range names {
		items[i] = el("li", txt("code", name))
	}
	return section("actions", "Actions that can return it", el("details",
		txt("summary", plural(len(names), "action", "actions")),
		el("ul.tags", items...),
	))
}
