package app

import (
	"slices"
	"strings"

	"cls-error-explorer/catalog"
	"cls-error-explorer/catalog/search"
)

// indexes holds the search indexes made so far. They are made when first asked
// for: most visits need one.
var indexes = map[scope]*search.Index{}

// index returns the search index over what in names.
func (in scope) index() *search.Index {
	if indexes[in] == nil {
		indexes[in] = search.New(in.entries())
	}
	return indexes[in]
}

// entries returns what in names. Withdrawn entries of a catalog without an older
// edition would be in no list at all, so they stay in that one, marked.
func (in scope) entries() []*catalog.Entry {
	c := catalog.Get(in.catalog)
	if len(c.Editions) > 1 {
		return slices.Collect(c.EntriesIn(in.edition))
	}
	all := make([]*catalog.Entry, len(c.Entries))
	for i := range c.Entries {
		all[i] = &c.Entries[i]
	}
	return all
}

// explore is the state of the search.
type explore struct {
	scope    scope
	query    string
	statuses []string // "404" or "4xx"
	result   search.Result

	// elsewhere is what other catalogs and editions have, if there is nothing
	// here.
	elsewhere []elsewhere
}

// An elsewhere is what the query finds in another scope.
type elsewhere struct {
	scope  scope
	result search.Result
}

// find searches for query among the entries of statuses.
func (x *explore) find(query string, statuses []string) {
	x.query, x.statuses, x.elsewhere = query, statuses, nil
	x.result = x.scope.index().Search(search.Query{Text: query, Statuses: statuses})
	if x.result.Total > 0 || strings.TrimSpace(query) == "" {
		return
	}
	for _, id := range catalog.IDs {
		in := scope{id, catalog.Get(id).Newest()}
		if in == x.scope {
			continue
		}
		if result := in.index().Search(search.Query{Text: query, Limit: 3}); result.Total > 0 {
			x.elsewhere = append(x.elsewhere, elsewhere{in, result})
		}
	}
}

// path returns the address of the state.
func (x *explore) path() string { return explorePath(x.scope, strings.TrimSpace(x.query), x.statuses) }

// toggled returns the address after the filter status was clicked.
func (x *explore) toggled(status string) string {
	statuses := slices.Clone(x.statuses)
	if i := slices.Index(statuses, status); i >= 0 {
		statuses = slices.Delete(statuses, i, i+1)
	} else {
		statuses = append(statuses, status)
		slices.Sort(statuses)
	}
	return explorePath(x.scope, x.query, statuses)
}

// summary says in one sentence what is shown.
func (x *explore) summary() string {
	s := plural(x.result.Total, "code", "codes")
	if q := strings.TrimSpace(x.query); q != "" {
		s += " for “" + clip(q, 60) + "”"
	}
	if len(x.statuses) > 0 {
		s += ", filtered by " + strings.Join(x.statuses, ", ")
	}
	return s
}

// clip shortens s to at most n runes for display.
func clip(s string, n int) string {
	runes := 0
	for i := range s {
		if runes == n {
			return s[:i] + "…"
		}
		runes++
	}
	return s
}
