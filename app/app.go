// Package app is what people see: the pages of CLS Error Explorer, as one
// go-app component over plain state.
//
// # Shape
//
// [root] is the only component. It holds the state of the session: where we are
// ([route]), the search ([explore]), the paste and its report ([decoder]).
// Everything else is either a method on that state, pure Go that runs and is
// tested without a browser, or a view: a function from state to [app.UI]. One
// page a file (page_*.go), one widget a file. A single component keeps the box
// in the header, its text and its focus alive across navigation, and rules out
// two go-app surprises: state that stays at a list's index, and properties that
// a parent overwrites. A third remains: a handler that captures something needs
// it as its scope too, or the first capture stays.
//
// The browser itself, meaning app.Window and the DOM, is touched in dom.go only.
//
// # Addresses
//
// route.go defines every address. The query of an address holds the search and
// the filters, never anything pasted.
//
// # Pre-rendering
//
// The exporter renders every one of [Pages] through the same component, so the
// first view in the browser equals the exported file and the swap is not seen.
package app

import (
	"net/url"
	"runtime/debug"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"cls-error-explorer/catalog"
)

// InBrowser tells whether this build runs in a browser. It is a constant, so
// the linker drops the branch that cannot run: the native commands from the
// wasm, and the browser start from the native binary.
const InBrowser = app.IsClient

// Prefix is the path the site is mounted on, without the closing slash: "" at
// the root of a host, "/tools/cls" below it. The exporter sets it before it
// renders; in the browser Run reads it from the page.
var Prefix string

// A Page is one address that is exported as a file.
type Page struct {
	Path        string // without Prefix: "/", "/decode"
	Title       string
	Description string
}

// Pages returns every page in the order of the site map. The last one is the
// page for unknown addresses; its Path is "/404.html".
func Pages() []Page {
	paths := []string{"/", "/decode", "/triage", "/catalog", "/help"}
	for _, c := range catalog.Default() {
		for i := range c.Entries {
			paths = append(paths, entryPath(&c.Entries[i]))
		}
	}
	paths = append(paths, "/404.html")

	pages := make([]Page, len(paths))
	for i, path := range paths {
		at := parseRoute(&url.URL{Path: path})
		pages[i] = Page{path, at.title(), at.description()}
	}
	return pages
}

// Routes registers the pages with go-app. Unknown addresses are ours too: one
// component answers all, and says itself when there is nothing.
func Routes() {
	app.RouteWithRegexp("^/", &root{})
}

// Run takes over the page. It returns only when the app has died.
func Run() {
	if inWorker() {
		runWorker()
	}
	Prefix = app.Getenv("GOAPP_ROOT_PREFIX")
	for _, name := range catalog.DataFiles {
		catalog.Provide(name, func() []byte { return loadedFile(name) })
	}
	if l, table := loadedWords(); speak(l, []byte(table)) == nil {
		declareLanguage()
	}
	debug.SetGCPercent(-1) // until the first page is there, see warmUp
	Routes()
	early.capture()
	watchHistory()
	app.RunWhenOnBrowser()
}

// home is the catalog that Explore opens on.
const home = "cls-2017"

// everything returns the entries of all catalogs.
func everything() []*catalog.Entry {
	var all []*catalog.Entry
	for _, c := range catalog.Default() {
		for i := range c.Entries {
			all = append(all, &c.Entries[i])
		}
	}
	return all
}
