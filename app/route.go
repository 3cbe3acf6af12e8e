package app

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cls-error-explorer/catalog"
)

// The addresses:
//
//	/                      Explore; ?q= the search; ?status= 404 or 4xx, ?who=, ?retry=
//	                       and ?resource=, each repeatable, the filters; ?catalog= and
//	                       ?edition= where they are not the first ones
//	/decode                Decode; what is pasted there is never in the address
//	/triage                Triage; nor is anything of the files that are read there
//	/e/{catalog}/{code}    one entry; ?status= a status that was seen with it
//	/e/{code}              leads to it; so does any spelling that differs in
//	                       case or in the signs between words
//	/catalog               what the catalogs cover; ?from= and ?to= compare two editions
//	/help                  Help
//	anything else          not found

// pageKind is which page an address shows.
type pageKind int

const (
	explorePage pageKind = iota
	decodePage
	triagePage
	entryPage
	catalogPage
	helpPage
	missingPage
)

// A route is an address, understood.
type route struct {
	page     pageKind
	path     string         // canonical, without Prefix
	entry    *catalog.Entry // of entryPage
	missed   string         // of missingPage: the code that was asked for, if any
	scope    scope          // of explorePage
	query    string         // of explorePage
	selected selection      // of explorePage
	seen     int            // of entryPage: the status that it was seen with, if it was another
	from, to string         // of catalogPage: the editions to compare
}

// A scope is what Explore searches: one edition of a catalog.
type scope struct{ catalog, edition string }

// firstScope is the edition that a catalog opens on.
func firstScope(id string) scope { return scope{id, catalog.Outlines[id].Opens} }

// parseScope returns the scope that a query names, and what it leaves open or
// names wrongly as it is at first.
func parseScope(query url.Values) scope {
	id := query.Get("catalog")
	if !slices.Contains(catalog.IDs, id) {
		id = home
	}
	at := firstScope(id)
	if edition := query.Get("edition"); edition != "" && catalog.Get(id).Edition(edition) != nil {
		at.edition = edition
	}
	return at
}

// parseRoute understands u, whose path may start with Prefix. It never fails:
// what cannot be understood is missingPage.
func parseRoute(u *url.URL) route {
	path := strings.TrimPrefix(u.Path, Prefix)
	if trimmed := strings.TrimSuffix(path, "/"); trimmed != "" {
		path = trimmed
	}
	path = strings.TrimSuffix(path, "/index.html")

	switch {
	case path == "" || path == "/":
		query := u.Query()
		return route{
			page:     explorePage,
			path:     "/",
			scope:    parseScope(query),
			query:    query.Get("q"),
			selected: validSelection(query),
		}
	case path == "/decode":
		return route{page: decodePage, path: path}
	case path == "/triage":
		return route{page: triagePage, path: path}
	case path == "/catalog":
		c := catalog.Get(home)
		at := route{page: catalogPage, path: path, from: c.Opens, to: c.Newest()}
		if from := u.Query().Get("from"); c.Edition(from) != nil {
			at.from = from
		}
		if to := u.Query().Get("to"); c.Edition(to) != nil {
			at.to = to
		}
		return at
	case path == "/help":
		return route{page: helpPage, path: path}
	case strings.HasPrefix(path, "/e/"):
		within, code, found := strings.Cut(path[len("/e/"):], "/")
		if !found {
			within, code = "", within
		}
		if e := resolveCode(within, code); e != nil {
			at := route{page: entryPage, path: entryPath(e), entry: e}
			if seen := u.Query().Get("status"); validValue(byStatus, seen) {
				at.seen, _ = strconv.Atoi(seen)
			}
			return at
		}
		return route{page: missingPage, path: path, missed: code}
	}
	return route{page: missingPage, path: path}
}

// resolveCode finds the entry that code names in the catalog with the id
// within, or in any catalog if within is "". It prefers the exact spelling to
// one that differs in case or in the signs between words.
func resolveCode(within, code string) *catalog.Entry {
	var loose *catalog.Entry
	for _, id := range catalog.IDs {
		if within != "" && !strings.EqualFold(within, id) {
			continue
		}
		c := catalog.Get(id)
		for i := range c.Entries {
			e := &c.Entries[i]
			if e.Code == code {
				return e
			}
			if loose == nil && foldCode(e.Code) == foldCode(code) {
				loose = e
			}
		}
	}
	return loose
}

// foldCode reduces a code to what all its spellings share.
func foldCode(code string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_-.: ", r) {
			return -1
		}
		return r
	}, strings.ToLower(code))
}

// title returns the title of the page, for the tab and for assistive tools that
// announce it.
func (at route) title() string {
	const site = "CLS Error Explorer"
	switch at.page {
	case explorePage:
		return site
	case decodePage:
		return say("Decode a response") + " · " + site
	case triagePage:
		return say("Triage a log") + " · " + site
	case entryPage:
		title := at.entry.Code + " · " + site
		if at.entry.Catalog != home {
			title = at.entry.Code + " · " + say(scopeNames[at.entry.Catalog]) + " · " + site
		}
		if at.entry.Status != 0 {
			title = strconv.Itoa(at.entry.Status) + " " + title
		}
		return title
	case catalogPage:
		return say("Catalogs") + " · " + site
	case helpPage:
		return say("Help") + " · " + site
	}
	return say("Not found") + " · " + site
}

// description returns one sentence about the page for search engines, which read
// the exported pages; these are English.
func (at route) description() string {
	switch at.page {
	case explorePage:
		return "Every documented error code of Tencent Cloud Log Service (CLS): what it means and what to do. Works offline."
	case decodePage:
		return "Paste a failed response of Tencent Cloud Log Service (CLS) and read which error it is. Nothing leaves the browser."
	case triagePage:
		return "Count the errors of whole logs and HAR files: which, how often, since when. The files are read in the browser and sent nowhere."
	case entryPage:
		return at.entry.Meaning
	case catalogPage:
		return "Which errors of CLS are covered, by status, family and edition, and what changed between editions."
	case helpPage:
		return "How to search and decode CLS errors, what stays private, and where the data comes from."
	}
	return "No page has this address."
}

// entryPath returns the path of the page of e, without Prefix.
func entryPath(e *catalog.Entry) string {
	return "/e/" + e.Catalog + "/" + url.PathEscape(e.Code)
}

// explorePath returns the path and query that show a search.
func explorePath(in scope, query string, selected selection) string {
	values := url.Values{}
	if in.catalog != home {
		values.Set("catalog", in.catalog)
	}
	if in != firstScope(in.catalog) {
		values.Set("edition", in.edition)
	}
	if query != "" {
		values.Set("q", query)
	}
	for f, list := range selected {
		if len(list) > 0 {
			values[filterKeys[f]] = list
		}
	}
	if len(values) == 0 {
		return "/"
	}
	return "/?" + values.Encode()
}

// comparePath returns the path and query that compare two editions.
func comparePath(from, to string) string {
	return "/catalog?" + url.Values{"from": {from}, "to": {to}}.Encode()
}

// href returns what a link to path has to say. go-app puts the prefix before
// /web/ addresses only, so links to pages need it here.
func href(path string) string { return Prefix + path }
