package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Render is the shell that every page stands in.
func (r *root) Render() app.UI {
	return app.Div().ID("app").Body(
		app.A().Class("skip").Href("#"+idMain).Text("Skip to content").OnClick(r.onSkip),
		r.header(),
		app.Main().ID(idMain).Class("main").TabIndex(-1).Body(r.page()),
		r.footer(),
		app.Div().Class("visually-hidden").Aria("live", "polite").Body(
			app.P().ID("announcement").Text(r.announcement),
		),
	)
}

// page returns the view of where we are.
func (r *root) page() app.UI {
	switch r.at.page {
	case explorePage:
		return r.explorePage()
	case decodePage:
		return r.decodePage()
	case entryPage:
		return r.entryPage(r.at.entry)
	case helpPage:
		return helpView()
	}
	return missingView(r.at)
}

// onSkip moves the focus too: following a fragment scrolls, no more.
func (r *root) onSkip(_ app.Context, e app.Event) {
	e.PreventDefault()
	e.StopImmediatePropagation() // or go-app navigates
	focus(idMain)
}

func (r *root) header() app.UI {
	return app.Header().Class("header").Body(
		app.Div().Class("header-row").Body(
			app.A().Class("brand").Href(href("/")).Body(
				app.Img().Class("brand-mark").Src("/web/icons/icon.svg").Alt("").Width(28).Height(28),
				app.Span().Class("brand-name").Body(
					app.Text("CLS"), app.Span().Class("brand-rest").Text(" Error Explorer"),
				),
			),
			app.Div().Class("box").Attr("role", "search").Body(
				app.Label().Class("visually-hidden").For(idBox).Text("Search a code, or paste a response"),
				app.Input().ID(idBox).Class("box-input").Type("search").
					Placeholder("Search a code, or paste a response").
					AutoComplete(false).Spellcheck(false).
					Attr("autocapitalize", "none").Attr("enterkeyhint", "search").
					OnInput(r.onBoxInput),
				app.Kbd().Class("box-key").Aria("hidden", "true").Text("/"),
			),
			app.Nav().Class("nav").Aria("label", "Pages").Body(
				r.navLink("/", "Explore", explorePage),
				r.navLink("/decode", "Decode", decodePage),
				r.navLink("/help", "Help", helpPage),
			),
		),
	)
}

func (r *root) navLink(path, text string, page pageKind) app.UI {
	link := app.A().Class("nav-link").Href(href(path)).Text(text)
	if r.at.page == page {
		link.Aria("current", "page")
	}
	return link
}

func (r *root) footer() app.UI {
	var state []app.UI
	if r.offline {
		state = append(state, app.Span().Class("footer-ready").Text("Ready to work offline"))
	}
	return app.Footer().Class("footer").Body(
		app.Div().Class("update").Hidden(!r.update).Body(
			app.Span().Text("A new version is ready. Reloading clears the paste."),
			app.Button().Class("button").Type("button").Text("Reload").OnClick(r.onUpdate),
		),
		app.Div().Class("footer-row").Body(
			app.Span().Text("Nothing you type or paste leaves this browser."),
			app.Span().Class("footer-state").Body(state...),
		),
	)
}

func (r *root) onUpdate(app.Context, app.Event) { activateUpdate() }
