package app

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// entryPage explains one entry, in the order of the questions people have: what
// is it, what caused it, what to do, may it be sent again, who has to act.
func (r *root) entryPage(e *catalog.Entry) app.UI {
	c := catalogOf(e)
	return app.Article().Class("page entry").Body(
		app.Nav().Class("crumbs").Aria("label", "Breadcrumb").Body(
			app.A().Href(href("/")).Text("All codes"),
			app.Span().Aria("hidden", "true").Text("/"),
			app.A().Href(href(explorePath("", []string{strconv.Itoa(e.Status)}))).Text(strconv.Itoa(e.Status)+" "+catalog.StatusText(e.Status)),
		),
		app.Header().Class("entry-head").Body(
			statusBadge(e.Status, true),
			app.Div().Class("entry-title").Body(
				app.H1().ID(idHeading).Class("entry-code").TabIndex(-1).Text(e.Code),
				r.copyButton("code", "Copy code", e.Code),
			),
			app.P().Class("entry-meaning").Text(e.Meaning),
			withdrawn(e),
		),
		app.Div().Class("entry-columns").Body(
			app.Div().Class("entry-main").Body(
				section("do", "What to do", points(e.Actions, true)),
				section("causes", "Likely causes", points(e.Causes, false)),
				section("sample", "What it looks like", r.sampleView(e)),
				r.seeAlso(e),
			),
			app.Aside().Class("entry-side").Aria("label", "Facts").Body(
				facts(
					fact{"Retry", retryWords[e.Retry.When], e.Retry.Note},
					fact{"Who acts", whoWords[e.Who], ""},
					fact{"About", resourceWords[e.Resource], ""},
					fact{"Documented message", e.Message, "Quoted. The server's own text may differ."},
					fact{"Source", c.Source.Document + ", " + c.Name, "Edition " + c.Source.Updated},
				),
			),
		),
	)
}

// catalogOf returns the catalog that holds e.
func catalogOf(e *catalog.Entry) *catalog.Catalog {
	for _, c := range catalog.Default() {
		if c.ID == e.Catalog {
			return c
		}
	}
	return nil
}

func section(id, title string, body app.UI) app.UI {
	return app.Section().Class("section", "section-"+id).Aria("labelledby", "h-"+id).Body(
		app.H2().ID("h-"+id).Text(title), body,
	)
}

// points lists causes or, numbered, actions. Each says how it is known.
func points(list []catalog.Point, numbered bool) app.UI {
	if len(list) == 0 {
		return app.P().Class("unknown").Text("Nothing more is known.")
	}
	items := make([]app.UI, len(list))
	for i, p := range list {
		items[i] = app.Li().Body(
			app.Span().Class("point-text").Text(p.Text+" "),
			app.Span().Class("basis", "basis-"+string(p.Basis)).Text(string(p.Basis)),
		)
	}
	if numbered {
		return app.Ol().Class("points").Body(items...)
	}
	return app.Ul().Class("points").Body(items...)
}

// A fact is one line of a fact list; note is the small print.
type fact struct{ name, text, note string }

func facts(list ...fact) app.UI {
	var items []app.UI
	for _, f := range list {
		if f.text == "" {
			continue
		}
		text := []app.UI{app.Span().Class("fact-text").Text(f.text)}
		if f.note != "" {
			text = append(text, app.Span().Class("fact-note").Text(f.note))
		}
		items = append(items, app.Div().Class("fact").Body(
			app.Dt().Text(f.name), app.Dd().Body(text...),
		))
	}
	return app.Dl().Class("facts").Body(items...)
}

// withdrawn says that a newer edition dropped the code, and what replaced it.
func withdrawn(e *catalog.Entry) app.UI {
	if e.Until == "" {
		return nil
	}
	return app.P().Class("note").Text("Withdrawn: editions from " + e.Until + " on no longer list it. In its place: " + joinWords(e.ReplacedBy) + ".")
}

func (r *root) sampleView(e *catalog.Entry) app.UI {
	sample := e.Sample()
	return app.Div().Class("sample").Body(
		app.Pre().Class("code").TabIndex(0).Aria("label", "Sample response").Body(app.Code().Text(sample)),
		app.Div().Class("actions").Body(
			app.Button().Class("button").Type("button").Text("Decode this sample").
				OnClick(func(ctx app.Context, _ app.Event) { r.decode(ctx, sample) }, e.Code),
			app.Span().Class("hint").Text("Made up: ids and text are not from a real server."),
		),
	)
}

func (r *root) seeAlso(e *catalog.Entry) app.UI {
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

// joinWords returns "a, b and c".
func joinWords(words []string) string {
	words = slices.Clone(words)
	if n := len(words); n > 1 {
		words[n-2] += " and " + words[n-1]
		words = words[:n-1]
	}
	joined := ""
	for i, w := range words {
		if i > 0 {
			joined += ", "
		}
		joined += w
	}
	return joined
}
