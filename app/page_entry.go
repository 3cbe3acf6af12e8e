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
		el("a").Attr("href", href(explorePath(in, "", selection{}))).Text(say(scopeNames[c.ID])),
	}
	if e.Status != 0 && c.ID != "cls-3.0" {
		crumbs = append(crumbs,
			el("span").Aria("hidden", "true").Text("/"),
			el("a").Attr("href", href(explorePath(in, "", selection{byStatus: {strconv.Itoa(e.Status)}}))).Text(strconv.Itoa(e.Status)+" "+catalog.StatusText(e.Status)),
		)
	}
	return el("article.page.entry",
		el("nav.crumbs").Aria("label", say("Breadcrumb")).Body(crumbs...),
		el("header.entry-head",
			entryBadge(e, true),
			el("h1.entry-code", breakable(e.Code)...).ID(idHeading).TabIndex(-1),
			inEnglish(txt("p.entry-meaning", e.Meaning)),
			succession(e),
			r.seenView(e),
			r.entryCopies(e, asCode, asLink, asLine, asMarkdown, asJira, asPlain, asJSON),
		),
		el("div.entry-columns",
			el("div.entry-main",
				standsFor(e),
				section("do", say("What to do"), points(e.Actions, true)),
				section("causes", say("Likely causes"), points(e.Causes, false)),
				r.sampleView(e),
				twins(e),
				seeAlso(e),
				returnedBy(e),
			),
			el("aside.entry-side").Aria("label", say("Facts")).Body(
				facts(
					fact{name: say("Retry"), text: say(retryWords[e.Retry.When]), note: e.Retry.Note, noteEnglish: true},
					fact{name: say("Who acts"), text: say(whoWords[e.Who])},
					fact{name: say("About"), text: say(resourceWords[e.Resource])},
					fact{name: say("Printed by"), text: strings.Join(e.Clients, "; "), note: say("Not a code of the server."), textEnglish: true},
					fact{name: say("For"), text: statusList(e.Statuses)},
					fact{name: say("Documented message"), text: e.Message, note: say("Quoted. The server's own text may differ."), textEnglish: true},
					limitFact(e),
					sourceFact(c, e),
				),
			),
		),
	)
}

// seenView says that the link came from a response with another status.
func (r *root) seenView(e *catalog.Entry) app.UI {
	if r.at.seen == 0 || r.at.seen == e.Status {
		return nil
	}
	return txt("p.note", sayf("It was seen with status %d; %d is documented. Something between client and server may have changed it.", r.at.seen, e.Status))
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
		return txt("p.unknown", say("Nothing more is known."))
	}
	items := make([]app.UI, len(list))
	for i, p := range list {
		items[i] = el("li",
			inEnglish(txt("span.point-text", p.Text+" ")),
			el("span").Class("basis", "basis-"+string(p.Basis)).Text(say(basisWords[p.Basis])),
		)
	}
	if numbered {
		return el("ol.points", items...)
	}
	return el("ul.points", items...)
}

// A fact is one line of a fact list; note is the small print. What comes from the
// catalog or the paste is English in every language of the page.
type fact struct {
	name, text, note         string
	textEnglish, noteEnglish bool
}

func facts(list ...fact) app.UI {
	var items []app.UI
	for _, f := range list {
		if f.text == "" {
			continue
		}
		text, note := txt("span.fact-text", f.text), txt("span.fact-note", f.note)
		if f.textEnglish {
			text = inEnglish(text)
		}
		if f.noteEnglish {
			note = inEnglish(note)
		}
		body := []app.UI{text}
		if f.note != "" {
			body = append(body, note)
		}
		items = append(items, el("div.fact", txt("dt", f.name), el("dd", body...)))
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
	f := fact{name: sayf("Documented limit, %s", opens[:4]), text: e.Limit(opens), note: say("Today's may differ.")}
	if first := e.Limits[0]; first.Value != f.text {
		f.note = sayf("Edition %s said %s. Today's may differ.", first.Edition, first.Value)
	}
	return f
}

// sourceFact says where the entry is documented, and in which editions.
func sourceFact(c *catalog.Catalog, e *catalog.Entry) fact {
	if e.Origin != nil {
		return fact{name: say("Source"), text: e.Origin.Document, note: sayf("As of %s", e.Origin.Edition), textEnglish: true}
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
	note := sayf("In editions %s to %s", first, last)
	if first == last {
		note = sayf("In edition %s", first)
	}
	return fact{name: say("Source"), text: c.Source.Document + ", " + c.Name, note: note, textEnglish: true}
}

func statusList(statuses []int) string {
	var words []string
	for _, s := range statuses {
		words = append(words, strconv.Itoa(s))
	}
	if len(words) == 0 {
		return ""
	}
	return sayf("Status %s", listed(words))
}

// succession says that a newer edition dropped the code and what replaced it,
// or what the code replaced.
func succession(e *catalog.Entry) app.UI {
	if e.Until != "" {
		body := []app.UI{txt("span", sayf("Withdrawn: the edition of %s no longer lists it.", e.Until))}
		for i, code := range e.ReplacedBy {
			join := say(", ")
			if i == 0 {
				join = sentences("", say("In its place:"), "")
			}
			body = append(body, txt("span", join), codeLink(e.Catalog, code))
		}
		return el("p.note", body...)
	}
	for _, other := range catalog.Get(e.Catalog).Entries {
		if slices.Contains(other.ReplacedBy, e.Code) {
			return el("p.hint", weave(sayf("Took over from {0}, withdrawn %s.", other.Until), codeLink(e.Catalog, other.Code))...)
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
	return section("sample", say("What it looks like"), el("div.sample",
		el("pre.code").TabIndex(0).Aria("label", say("Sample response")).Body(txt("code", sample)),
		el("div.actions",
			el("button.button").Attr("type", "button").Text(say("Decode this sample")).
				OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, sample) }, e.Catalog, e.Code),
			txt("span.hint", say("Made up: ids and text are not from a real server.")),
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
	return section("hides", say("It may stand for"), entryLinks(list))
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
				el("span.result-meaning",
					app.Text(sayf("%s: ", say(scopeNames[twin.Entry.Catalog]))),
					inEnglish(txt("span", twin.Entry.Meaning)),
				),
			),
		}
		if twin.Note != "" {
			list = append(list, inEnglish(txt("p.hint", twin.Note)))
		}
		if twin.Differs {
			differs = append(differs, el("li", list...))
		} else {
			same = append(same, el("li", list...))
		}
	}
	var sections []app.UI
	if len(same) > 0 {
		sections = append(sections, section("twins", say("The same in the other API"), el("ul.entry-links", same...)))
	}
	if len(differs) > 0 {
		sections = append(sections, section("differs", say("Same word, other meaning"), el("ul.entry-links", differs...)))
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
	return section("see", say("See also"), entryLinks(list))
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
	return section("actions", say("Actions that can return it"), el("details",
		txt("summary", sayn(len(names), "%d action", "%d actions")),
		el("ul.tags", items...),
	))
}
