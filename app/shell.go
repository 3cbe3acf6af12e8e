package app

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Render is the shell that every page stands in.
func (r *root) Render() app.UI {
	return el("div").ID("app").Body(
		el("a.skip").Attr("href", "#"+idMain).Text(say("Skip to content")).OnClick(r.onSkip),
		r.header(),
		el("main").ID(idMain).Class("main").TabIndex(-1).Body(r.page()),
		r.footer(),
		r.sheet(),
		r.noticesView(),
		el("div.visually-hidden").Aria("live", "polite").Body(
			el("p").ID("announcement").Text(r.announcement),
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
	case triagePage:
		return r.triagePage()
	case entryPage:
		return r.entryPage(r.at.entry)
	case catalogPage:
		return r.catalogPage()
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
	return el("header.header",
		el("div.header-row",
			el("a.brand").Attr("href", href("/")).Body(
				void("img.brand-mark").Attr("src", "/web/icons/icon.svg").Attr("alt", "").Attr("width", 28).Attr("height", 28),
				el("span.brand-name",
					app.Text("CLS Error Explorer"),
				),
			),
			el("div.box").Attr("role", "search").Body(
				el("label.visually-hidden").Attr("for", idBox).Text(say("Search a code, or paste a response")),
				void("input").ID(idBox).Class("box-input").Attr("type", "search").
					Attr("placeholder", say("Search a code, or paste a response")).
					Attr("autocomplete", "off").Spellcheck(false).
					Attr("autocapitalize", "none").Attr("enterkeyhint", "search").
					OnInput(r.onBoxInput),
				el("kbd.box-key").Aria("hidden", "true").Text("/"),
			),
			el("nav.nav").Aria("label", say("Pages")).Body(
				r.navLink("/", say("Explore"), explorePage),
				r.navLink("/decode", say("Decode"), decodePage),
				r.navLink("/triage", say("Triage"), triagePage),
				r.navLink("/catalog", say("Catalogs"), catalogPage),
				r.navLink("/help", say("Help"), helpPage),
				r.sheetButton("nav-link.nav-keys", "?").Aria("label", say("Keys")),
			),
		),
	)
}

func (r *root) navLink(path, text string, page pageKind) app.UI {
	link := el("a.nav-link").Attr("href", href(path)).Text(text)
	if r.at.page == page {
		link.Aria("current", "page")
	}
	return link
}

func (r *root) footer() app.UI {
	return el("footer.footer",
		el("div.footer-row",
			txt("span", say("Nothing you type or paste leaves this browser.")),
			el("div.footer-settings", r.sheetButton("link-button", say("Keys")), r.themeSelect()),
			r.hostView(),
			r.languageSwitch(),
		),
	)
}

// languageSwitch offers the other language, in that language, and says in any
// but English what stays English.
func (r *root) languageSwitch() app.UI {
	name, of := "中文", chinese
	if spoken == chinese {
		name, of = "English", english
	}
	body := []app.UI{ // the button first: in another place it would be another one, without the focus
		el("button.button.button-quiet").ID("language").Attr("type", "button").Attr("lang", of.tag()).
			Text(name).OnClick(r.onLanguage),
	}
	if spoken == chinese {
		body = append(body, txt("span", say("What the entries say is in English.")))
	}
	return el("span.footer-language", body...)
}
