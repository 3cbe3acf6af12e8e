package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// rules order two hits. The first that does not call them equal decides. Each
// puts the smaller value first.
var rules = []struct {
	name  string
	value func(*Index, candidate) int
}{
	{"the code itself before anything else", func(_ *Index, c candidate) int { return no(c.exact) }},
	{"words as written before synonyms before repaired words", func(_ *Index, c candidate) int { return int(sureness[c.worst]) }},
	{"the words together before the words apart", func(_ *Index, c candidate) int { return no(c.phrase) }},
	{"fewer words found outside the code", func(_ *Index, c candidate) int { return int(c.outside) }},
	{"whole words before beginnings of words", func(_ *Index, c candidate) int { return no(c.worst != start) }},
	{"fewer words left over in the code", func(x *Index, c candidate) int {
		if c.covered == 0 {
			return 0
		}
		return int(x.codeLen[c.entry]) - bits.OnesCount16(c.covered)
	}},
	{"more of the optional words", func(_ *Index, c candidate) int { return -int(c.optional) }},
	{"the field that says more", func(_ *Index, c candidate) int { return int(c.weakest) }},
	{"the surer match", func(_ *Index, c candidate) int { return int(c.worst) }},
	{"the order of the index", func(_ *Index, c candidate) int { return int(c.entry) }},
}

// sureness puts levels that are equally good into one class.
var sureness = [...]uint8{
	whole: 1, inflected: 1, humps: 1, start: 1,
	synonym: 2,
	middle:  3, typo: 3, short: 3, typoStart: 3,
}

func no(b bool) int {
	if b {
		return 0
	}
	return 1
}

func compare(x *Index, a, b candidate) int {
	for _, r := range rules {
		if c := cmp.Compare(r.value(x, a), r.value(x, b)); c != 0 {
			return c
		}
	}
	return 0
}

func (x *Index) sort(list []candidate) {
	slices.SortFunc(list, func(a, b candidate) int { return compare(x, a, b) })
}
