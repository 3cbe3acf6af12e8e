package search

import (
	"slices"
	"strconv"

	"cls-error-explorer/catalog"
)

// A Facet is one value of the status filter.
type Facet struct {
	Value    string // "4xx" or "404"
	Count    int    // hits if it alone were selected
	Selected bool
}

// facets counts the hits of a text by status, whatever statuses are selected.
func (x *Index) facets(found []candidate, statuses []string) []Facet {
	counts := make(map[int]int)
	for _, e := range x.entries {
		counts[e.Status] = 0
	}
	for _, c := range found {
		counts[x.entries[c.entry].Status]++
	}
	var list []Facet
	class := -1 // where the class of the status stands in list
	for _, status := range sortedKeys(counts) {
		if name := catalog.StatusClass(status); class < 0 || list[class].Value != name {
			class = len(list)
			list = append(list, Facet{Value: name, Selected: slices.Contains(statuses, name)})
		}
		value := strconv.Itoa(status)
		list = append(list, Facet{value, counts[status], slices.Contains(statuses, value)})
		list[class].Count += counts[status]
	}
	return list
}

func sortedKeys(m map[int]int) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// selected reports whether the filter lets status through.
func selected(statuses []string, status int) bool {
	return len(statuses) == 0 ||
		slices.Contains(statuses, strconv.Itoa(status)) ||
		slices.Contains(statuses, catalog.StatusClass(status))
}
