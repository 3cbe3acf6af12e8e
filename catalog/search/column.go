package search

import (
	"slices"
	"strconv"

	"cls-error-explorer/catalog"
)

// A column holds what one filter goes by.
type column struct {
	values []string // that entries have, in the order they are shown in
	of     []uint16 // the value of each entry, as a place in values
}

// The columns by number.
const (
	byStatus = iota
	byResource
	byWho
	byRetry
	filters
)

// maxValues bounds the values of a column; any more count as the last.
const maxValues = 1 << 10

// columns reads what entries are filtered by.
func columns(entries []*catalog.Entry) (c [filters]column) {
	statuses := func(a, b int) int { return a - b }
	c[byStatus] = newColumn(entries, func(e *catalog.Entry) int { return e.Status }, statuses, strconv.Itoa)
	c[byResource] = newColumn(entries, func(e *catalog.Entry) string { return e.Resource },
		inOrder(catalog.Resources...), func(s string) string { return s })
	c[byWho] = newColumn(entries, func(e *catalog.Entry) catalog.Who { return e.Who },
		inOrder(catalog.Caller, catalog.AccountAdmin, catalog.CLS), func(w catalog.Who) string { return string(w) })
	c[byRetry] = newColumn(entries, func(e *catalog.Entry) catalog.RetryWhen { return e.Retry.When },
		inOrder(catalog.RetryNo, catalog.RetryAfterFix, catalog.RetryBackoff), func(r catalog.RetryWhen) string { return string(r) })
	return c
}

// inOrder compares values by their place in order. Others come before.
func inOrder[V comparable](order ...V) func(a, b V) int {
	return func(a, b V) int { return slices.Index(order, a) - slices.Index(order, b) }
}

// newColumn reads a value of every entry. They are few, so that looking through
// those seen so far is faster than a map.
func newColumn[V comparable](entries []*catalog.Entry, value func(*catalog.Entry) V, compare func(a, b V) int, name func(V) string) column {
	c := column{of: make([]uint16, len(entries))}
	var seen []V
	for i, e := range entries {
		v := value(e)
		n := 0
		for n < len(seen) && seen[n] != v {
			n++
		}
		if n == len(seen) {
			if n < maxValues {
				seen = append(seen, v)
			} else {
				n--
			}
		}
		c.of[i] = uint16(n)
	}
	sorted := slices.Clone(seen)
	slices.SortStableFunc(sorted, compare)
	place := make([]uint16, len(seen))
	for i, v := range sorted {
		c.values = append(c.values, name(v))
		place[slices.Index(seen, v)] = uint16(i)
	}
	for i, n := range c.of {
		c.of[i] = place[n]
	}
	return c
}
