package app

import (
	"slices"
	"strconv"
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

// size returns how many entries in has.
func (in scope) size() int {
	if in == firstScope(in.catalog) {
		return catalog.Outlines[in.catalog].Entries
	}
	return len(in.entries())
}

// The filters, in the order in which they are shown. Inside one, any selected
// value will do; across them, all have to be met.
const (
	byStatus = iota
	byWho
	byRetry
	byResource
	filterCount
)

// filterKeys are the names of the filters in an address.
var filterKeys = [filterCount]string{"status", "who", "retry", "resource"}

// A selection is the chosen values of each filter.
type selection [filterCount][]string

// none tells whether nothing is selected.
func (s selection) none() bool {
	for _, values := range s {
		if len(values) > 0 {
			return false
		}
	}
	return true
}

// equal tells whether s and t select the same.
func (s selection) equal(t selection) bool {
	for f := range s {
		if !slices.Equal(s[f], t[f]) {
			return false
		}
	}
	return true
}

// toggled returns s with the value of a filter changed from on to off, or back.
func (s selection) toggled(filter int, value string) selection {
	values := slices.Clone(s[filter])
	if i := slices.Index(values, value); i >= 0 {
		values = slices.Delete(values, i, i+1)
	} else {
		values = append(values, value)
		slices.Sort(values)
	}
	s[filter] = values
	return s
}

// query returns the search for text under s.
func (s selection) query(text string, limit int) search.Query {
	return search.Query{
		Text: text, Limit: limit,
		Statuses: s[byStatus], Who: s[byWho], Retry: s[byRetry], Resources: s[byResource],
	}
}

const (
	firstResults = 60  // results shown at first
	moreResults  = 100 // and with each "Show more"
	inAFrame     = 8   // results drawn in the frame of a keystroke; the others follow a moment later
)

// explore is the state of the search.
type explore struct {
	scope    scope
	query    string
	selected selection
	limit    int // results shown at most
	result   search.Result

	// partly tells that a key was just pressed: the first results are drawn, the
	// others a moment later, and beside them there is still what was there before.
	partly bool
	before *catalog.Entry
	// settled counts what lookAround did; see calm.
	settled int

	// chosen is the result that was pointed at or has the focus; see current.
	chosen *catalog.Entry

	// cold tells that the other indexes are still to be made, see warmUp.
	cold bool

	// What lookAround finds; around tells whether it has, for this search.
	around bool
	// counts are the results that the same search has in other catalogs, and
	// with the same filters in other editions. While somebody types they are
	// those of a moment ago.
	counts map[scope]int
	// And what helps when there is nothing here.
	unfiltered  int          // results without the filters
	elsewhere   []elsewhere  // what other catalogs and editions have
	suggestions []suggestion // queries that find something
}

// An elsewhere is what the query finds in another scope.
type elsewhere struct {
	scope  scope
	result search.Result
}

// A suggestion is another query that finds something.
type suggestion struct {
	query string
	total int
}

// find searches for query among what the filters let through.
func (x *explore) find(query string, selected selection) {
	if x.limit == 0 || query != x.query || !selected.equal(x.selected) {
		x.limit = firstResults
	}
	if !x.partly {
		x.before = x.current()
	}
	x.query, x.selected, x.partly = query, selected, false
	x.chosen, x.around, x.unfiltered, x.elsewhere, x.suggestions = nil, false, 0, nil, nil
	x.result = x.scope.index().Search(selected.query(query, x.limit))
}

// shows tells whether the state is that of at already.
func (x *explore) shows(at route) bool {
	return x.limit > 0 && at.scope == x.scope && at.query == x.query && at.selected.equal(x.selected)
}

// lookAround finds out what the rest of the page says of the search: how much
// there is in other catalogs and editions, and what helps where there is
// nothing. It takes several times as long as find, so typing does not wait for
// it.
func (x *explore) lookAround() {
	x.settled++
	x.count()
	if x.cold {
		return
	}
	x.around = true
	if x.result.Total > 0 {
		return
	}
	if !x.selected.none() {
		x.unfiltered = x.scope.index().Search(search.Query{Text: x.query, Limit: 1}).Total
	}
	if x.unfiltered > 0 || strings.TrimSpace(x.query) == "" {
		return
	}
	for _, id := range catalog.IDs {
		in := scope{id, catalog.Get(id).Newest()}
		if in == x.scope {
			continue
		}
		if result := in.index().Search(search.Query{Text: x.query, Limit: 3}); result.Total > 0 {
			x.elsewhere = append(x.elsewhere, elsewhere{in, result})
		}
	}
	x.suggest()
}

// count fills counts. Without a query the indexes of the other scopes are not
// needed, and before they are made, the counts are those without a query.
func (x *explore) count() {
	x.counts = map[scope]int{}
	add := func(in scope, selected selection) {
		switch {
		case in == x.scope && selected.equal(x.selected):
			x.counts[in] = x.result.Total
		case x.cold || strings.TrimSpace(x.query) == "" && selected.none():
			x.counts[in] = in.size()
		default:
			x.counts[in] = in.index().Search(selected.query(x.query, 1)).Total
		}
	}
	for _, id := range catalog.IDs {
		if id != x.scope.catalog {
			add(firstScope(id), selection{})
		}
	}
	for _, edition := range catalog.Get(x.scope.catalog).Editions {
		add(scope{x.scope.catalog, edition.ID}, x.selected)
	}
}

// suggest fills suggestions, with how much each finds.
func (x *explore) suggest() {
	index := x.scope.index()
	for _, query := range index.Suggest(x.query) {
		x.suggestions = append(x.suggestions, suggestion{query, index.Search(search.Query{Text: query, Limit: 1}).Total})
	}
}

// drawn returns the results to draw now.
func (x *explore) drawn() []search.Hit {
	if x.partly {
		return x.result.Hits[:min(inAFrame, len(x.result.Hits))]
	}
	return x.result.Hits
}

// showMore shows more of the results.
func (x *explore) showMore() {
	x.limit += moreResults
	x.result = x.scope.index().Search(x.selected.query(x.query, x.limit))
}

// choose makes the result with the id the current one.
func (x *explore) choose(id string) {
	for _, hit := range x.result.Hits {
		if resultID(hit.Entry) == id {
			x.chosen = hit.Entry
		}
	}
}

// current returns the result to show beside the list: the chosen one, else the
// best one of a query, else nil.
func (x *explore) current() *catalog.Entry {
	if x.chosen == nil && strings.TrimSpace(x.query) != "" && len(x.result.Hits) > 0 {
		return x.result.Hits[0].Entry
	}
	return x.chosen
}

// beside returns the result to draw beside the list now, nil for none.
func (x *explore) beside() *catalog.Entry {
	if x.partly {
		return x.before
	}
	return x.current()
}

// path returns the address of the state.
func (x *explore) path() string { return explorePath(x.scope, strings.TrimSpace(x.query), x.selected) }

// toggled returns the address after a value of a filter was clicked.
func (x *explore) toggled(filter int, value string) string {
	return explorePath(x.scope, x.query, x.selected.toggled(filter, value))
}

// summary says in one sentence what is shown.
func (x *explore) summary() string {
	s := codes(x.result.Total)
	if q := strings.TrimSpace(x.query); q != "" {
		s = sayf("%s for “%s”", s, clip(q, 60))
	}
	if !x.selected.none() {
		var names []string
		for f, values := range x.selected {
			for _, value := range values {
				names = append(names, filterValueName(f, value))
			}
		}
		s = sayf("%s, filtered by %s", s, listed(names))
	}
	return s
}

// codes returns "1 code", "2 codes".
func codes(n int) string { return sayn(n, "%d code", "%d codes") }

// filterValueName names a value of a filter in words.
func filterValueName(filter int, value string) string {
	switch filter {
	case byWho:
		return say(whoNames[catalog.Who(value)])
	case byRetry:
		return say(retryNames[catalog.RetryWhen(value)])
	case byResource:
		return say(resourceWords[value])
	}
	if value == "0" {
		return say("no status")
	}
	return value
}

// validSelection returns the selection that the parameters of an address name,
// each value once and without those that do not exist.
func validSelection(query map[string][]string) selection {
	var s selection
	for f, key := range filterKeys {
		for _, value := range query[key] {
			value = strings.ToLower(value)
			if validValue(f, value) && !slices.Contains(s[f], value) {
				s[f] = append(s[f], value)
			}
		}
	}
	return s
}

func validValue(filter int, value string) bool {
	if filter == byStatus && value != "0" { // a client's code may come without any
		n, err := strconv.Atoi(strings.Replace(value, "xx", "00", 1))
		return err == nil && len(value) == 3 && n >= 100 && n <= 599
	}
	return filterValueName(filter, value) != ""
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
