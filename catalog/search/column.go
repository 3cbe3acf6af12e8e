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
	var status valueSet[int]
	var resource, who, retry valueSet[string]
	for f := range c {
		c[f].of = make([]uint16, len(entries))
	}
	for i, e := range entries {
		c[byStatus].of[i] = status.number(e.Status, uint8(e.Status))
		c[byResource].of[i] = resource.number(e.Resource, hint(e.Resource))
		c[byWho].of[i] = who.number(string(e.Who), hint(string(e.Who)))
		c[byRetry].of[i] = retry.number(string(e.Retry.When), hint(string(e.Retry.When)))
	}
	arrange(&c[byStatus], status.values, func(a, b int) int { return a - b }, strconv.Itoa)
	same := func(s string) string { return s }
	arrange(&c[byResource], resource.values, inOrder(catalog.Resources...), same)
	arrange(&c[byWho], who.values, inOrder(string(catalog.Caller), string(catalog.AccountAdmin), string(catalog.CLS)), same)
	arrange(&c[byRetry], retry.values, inOrder(string(catalog.RetryNo), string(catalog.RetryAfterFix), string(catalog.RetryBackoff)), same)
	return c
}

// A valueSet numbers values. They are few, so that it is faster than a map: a
// guess by the print of a value is right nearly always.
type valueSet[V comparable] struct {
	values []V
	guess  [256]uint16 // by hint
}

// number returns the number of a value. The hint depends on the value only.
func (s *valueSet[V]) number(v V, hint uint8) uint16 {
	if g := s.guess[hint]; int(g) < len(s.values) && s.values[g] == v {
		return g
	}
	n := slices.Index(s.values, v)
	if n < 0 {
		n = min(len(s.values), maxValues-1)
		if n == len(s.values) {
			s.values = append(s.values, v)
		}
	}
	s.guess[hint] = uint16(n)
	return uint16(n)
}

// hint returns a few bits that tell most short strings apart.
func hint(s string) uint8 {
	if s == "" {
		return 0
	}
	return s[0] ^ s[len(s)-1]<<3 ^ uint8(len(s))<<5
}

// arrange renumbers a column by the order that its values are shown in.
func arrange[V comparable](c *column, values []V, compare func(a, b V) int, name func(V) string) {
	sorted := slices.Clone(values)
	slices.SortStableFunc(sorted, compare)
	place := make([]uint16, len(values))
	for i, v := range sorted {
		c.values = append(c.values, name(v))
		place[slices.Index(values, v)] = uint16(i)
	}
	for i, n := range c.of {
		c.of[i] = place[n]
	}
}

// inOrder compares values by their place in order. Others come before.
func inOrder[V comparable](order ...V) func(a, b V) int {
	return func(a, b V) int { return slices.Index(order, a) - slices.Index(order, b) }
}
