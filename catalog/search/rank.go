package search

import (
	"math/bits"
	"slices"
)

// rank returns what hits are ordered by, the smallest first. Each rule takes the
// bits below those of the rules before it, so that the first that tells two hits
// apart decides.
func (x *Index) rank(c *candidate) uint64 {
	left := 0 // words of the code that the query does not name
	if c.covered != 0 {
		left = int(x.codes.length(c.entry)) - bits.OnesCount16(c.covered)
	}
	r := no(c.exact)                          // the code itself before anything else
	r = r<<1 | no(!c.denied)                  // what the query affirms before what the code denies
	r = r<<2 | uint64(sureness[c.worst])      // words as written before synonyms before repaired words
	r = r<<1 | no(c.phrase != 0)              // the words together before the words apart
	r = r<<1 | no(c.phrase == whole)          // and as they are typed before inflected
	r = r<<5 | uint64(min(c.outside, 31))     // fewer words found outside the code
	r = r<<1 | no(c.worst != start)           // whole words before beginnings of words
	r = r<<5 | uint64(min(left, 31))          // fewer words left over in the code
	r = r<<4 | uint64(15-min(c.optional, 15)) // more of the optional words
	r = r<<3 | uint64(c.weakest)              // the field that says more
	r = r<<4 | uint64(c.worst)                // the surer match
	r = r<<4 | uint64(15-min(c.times, 15))    // named more often
	return r<<32 | uint64(c.entry)            // the order of the index
}

// sureness puts levels that are equally good into one class.
var sureness = [...]uint8{
	whole: 1, inflected: 1, humps: 1, start: 1,
	synonym: 2,
	middle:  3, typo: 3, short: 3, typoStart: 3,
}

func no(b bool) uint64 {
	if b {
		return 0
	}
	return 1
}

// A ranked is a candidate by its place in a list.
type ranked struct {
	rank uint64
	at   int
}

// fewBest is up to how many hits are picked one by one rather than sorted.
const fewBest = 512

// best returns the first n of list in their order, or all if n is 0.
func (x *Index) best(list []candidate, n int) []candidate {
	few := n > 0 && n <= fewBest
	var top []ranked
	for i := range list {
		r := ranked{x.rank(&list[i]), i}
		if !few {
			top = append(top, r)
			continue
		}
		if len(top) == n {
			if r.rank > top[n-1].rank {
				continue
			}
			top = top[:n-1]
		}
		at, _ := slices.BinarySearchFunc(top, r, byRank)
		top = slices.Insert(top, at, r)
	}
	if !few {
		slices.SortFunc(top, byRank)
	}
	if n > 0 && n < len(top) {
		top = top[:n]
	}
	hits := make([]candidate, len(top))
	for i, r := range top {
		hits[i] = list[r.at]
	}
	return hits
}

func byRank(a, b ranked) int {
	if a.rank < b.rank {
		return -1
	}
	return 1
}
