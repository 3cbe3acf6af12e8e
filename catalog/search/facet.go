package search

import (
	"slices"
	"strconv"

	"cls-error-explorer/catalog"
)

// Facets are the filters of a result, each with all values that the entries of
// the index have, those without hits too. An entry that has no value ("") is in
// none of them.
type Facets struct {
	Status   []Facet // each class and below it its statuses, ascending
	Resource []Facet // in the order of [catalog.Resources]
	Who      []Facet // caller, account-admin, cls
	Retry    []Facet // no, after-fix, backoff
}

// A Facet is one value of a filter.
type Facet struct {
	Value string // "4xx", "404", "topic", "caller", "backoff"
	// Count is the number of hits if it alone were selected in its filter, with
	// the selections in the other filters as they are.
	Count    int
	Selected bool
}

// filter returns those of found that show a selected value of every filter, and
// counts what there is to select. It reuses found.
func (x *Index) filter(found []candidate, q Query) ([]candidate, Facets) {
	selections := [filters][]string{q.Statuses, q.Resources, q.Who, q.Retry}
	var pass [filters][]bool // by value
	var counts [filters][]int
	selected := false
	for f, selection := range selections {
		selected = selected || len(selection) > 0
		values := x.columns[f].values
		pass[f], counts[f] = make([]bool, len(values)), make([]int, len(values))
		for i, v := range values {
			pass[f][i] = len(selection) == 0 || slices.Contains(selection, v) ||
				f == byStatus && slices.Contains(selection, classOf(v))
		}
	}
	kept := found[:0]
	if !selected {
		kept, found = found, nil
	}
	for _, c := range found {
		failed, fails := 0, 0 // a filter that c does not pass, and how many
		for f := range pass {
			if !pass[f][x.columns[f].of[c.entry]] {
				failed = f
				fails++
			}
		}
		switch fails {
		case 0:
			kept = append(kept, c)
		case 1:
			counts[failed][x.columns[failed].of[c.entry]]++
		}
	}
	for f := range counts {
		count, of := counts[f], x.columns[f].of
		for i := range kept {
			count[of[kept[i].entry]]++
		}
	}
	plain := func(f int) []Facet { return list(x.columns[f].values, counts[f], selections[f]) }
	return kept, Facets{
		Status:   withClasses(plain(byStatus), q.Statuses),
		Resource: plain(byResource),
		Who:      plain(byWho),
		Retry:    plain(byRetry),
	}
}

func list(values []string, counts []int, selection []string) []Facet {
	var list []Facet
	for i, v := range values {
		if v != "" {
			list = append(list, Facet{v, counts[i], slices.Contains(selection, v)})
		}
	}
	return list
}

// withClasses puts the class of statuses before the first of each.
func withClasses(statuses []Facet, selection []string) []Facet {
	var list []Facet
	class := -1 // where the class of the status stands in list
	for _, s := range statuses {
		if name := classOf(s.Value); class < 0 || list[class].Value != name {
			class = len(list)
			list = append(list, Facet{Value: name, Selected: slices.Contains(selection, name)})
		}
		list = append(list, s)
		list[class].Count += s.Count
	}
	return list
}

// classOf returns the class of a status that is written out: "4xx".
func classOf(status string) string {
	n, _ := strconv.Atoi(status)
	return catalog.StatusClass(n)
}
