package app

import (
	"slices"
	"strings"
	"sync"

	"cls-error-explorer/catalog/search"
)

// index is the search index over entries.
var index = sync.OnceValue(func() *search.Index { return search.New(entries()) })

// explore is the state of the search.
type explore struct {
	query    string
	statuses []string // "404" or "4xx"
	result   search.Result
}

// find searches for query among the entries of statuses.
func (x *explore) find(query string, statuses []string) {
	x.query, x.statuses = query, statuses
	x.result = index().Search(search.Query{Text: query, Statuses: statuses})
}

// path returns the address of the state.
func (x *explore) path() string { return explorePath(strings.TrimSpace(x.query), x.statuses) }

// toggled returns the address after the filter status was clicked.
func (x *explore) toggled(status string) string {
	statuses := slices.Clone(x.statuses)
	if i := slices.Index(statuses, status); i >= 0 {
		statuses = slices.Delete(statuses, i, i+1)
	} else {
		statuses = append(statuses, status)
		slices.Sort(statuses)
	}
	return explorePath(x.query, statuses)
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
