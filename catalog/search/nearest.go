package search

import (
	"sort"

	"cls-error-explorer/catalog"
)

// Nearest returns up to n entries whose codes are spelled most like code, the
// nearest first, for "not found, did you mean". At most two letters in five may
// differ, so it may return none.
func Nearest(entries []*catalog.Entry, code string, n int) []*catalog.Entry {
	if len(code) > maxText {
		return nil
	}
	want := join(words(code))
	if want == "" || len(want) > maxFuzzy {
		return nil
	}
	type near struct {
		entry *catalog.Entry
		typos int
	}
	var list []near
	for _, e := range entries {
		have := join(words(e.Code))
		if len(have) > maxFuzzy {
			continue
		}
		if d := distance(want, have, max(len(want), len(have))*2/5, false); d >= 0 {
			list = append(list, near{e, d})
		}
	}
	sort.SliceStable(list, func(a, b int) bool { return list[a].typos < list[b].typos })
	list = list[:max(0, min(n, len(list)))]
	nearest := make([]*catalog.Entry, len(list))
	for i, x := range list {
		nearest[i] = x.entry
	}
	return nearest
}
