package search

import (
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

// columns reads what entries are filtered by.
func columns(entries []*catalog.Entry) (c [filters]column) {
	statuses := make([]string, 1000)
	for i := range statuses {
		statuses[i] = strconv.Itoa(i)
	}
	c[byStatus] = newColumn(entries, statuses, func(e *catalog.Entry) string {
		if e.Status < 0 || e.Status >= len(statuses) {
			return strconv.Itoa(e.Status)
		}
		return statuses[e.Status]
	})
	c[byResource] = newColumn(entries, catalog.Resources, func(e *catalog.Entry) string { return e.Resource })
	c[byWho] = newColumn(entries,
		[]string{string(catalog.Caller), string(catalog.AccountAdmin), string(catalog.CLS)},
		func(e *catalog.Entry) string { return string(e.Who) })
	c[byRetry] = newColumn(entries,
		[]string{string(catalog.RetryNo), string(catalog.RetryAfterFix), string(catalog.RetryBackoff)},
		func(e *catalog.Entry) string { return string(e.Retry.When) })
	return c
}

// newColumn reads the values of entries. They are ordered as in order; any that
// is not there comes behind.
func newColumn(entries []*catalog.Entry, order []string, value func(*catalog.Entry) string) column {
	number := make(map[string]uint16, len(order))
	for i, v := range order {
		number[v] = uint16(i)
	}
	c := column{of: make([]uint16, len(entries))}
	used := make([]bool, len(order))
	for i, e := range entries {
		v := value(e)
		n, known := number[v]
		if !known {
			n = uint16(len(used))
			number[v] = n
			used = append(used, false)
			order = append(order[:n:n], v)
		}
		used[n] = true
		c.of[i] = n
	}
	place := make([]uint16, len(order)) // in values, of those in order
	for n, v := range order {
		if used[n] {
			place[n] = uint16(len(c.values))
			c.values = append(c.values, v)
		}
	}
	for i, n := range c.of {
		c.of[i] = place[n]
	}
	return c
}
