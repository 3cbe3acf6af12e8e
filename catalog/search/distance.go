package search

import (
	"math"
	"math/bits"
	"strings"
)

// maxFuzzy bounds the bytes of a word that may be matched with typos.
const maxFuzzy = 64

// typos returns the number of typos that make query out of word, or -1 if they
// are too many to call it the same word: more than two, or more than one if
// neither has eight letters. Words of less than four letters have none, and two
// words of four ("role", "rule") may only be each other's letters swapped. The
// first letter has to be right, or swapped with the second, in words of less
// than six.
func typos(query, word string) int {
	if min(len(query), len(word)) < 4 || max(len(query), len(word)) > maxFuzzy {
		return -1
	}
	first := query[0] == word[0] || query[0] == word[1] && query[1] == word[0]
	if !first && len(query) < 6 {
		return -1
	}
	if len(query) == 4 && len(word) == 4 && !sameLetters(query, word) {
		return -1
	}
	allowed := 1
	if max(len(query), len(word)) >= 8 {
		allowed = 2
	}
	return distance(query, word, allowed, false)
}

// otherPair reports whether two words of one length are the same but for a pair of
// neighbours that have no letter in common. That is rather another word than two
// typos: "connection" and "collection", "external" and "internal".
func otherPair(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+2 <= len(a) && a[i+2:] == b[i+2:] && !strings.ContainsAny(a[i:i+2], b[i:i+2])
}

// sameLetters reports whether a and b, of one length, hold the same letters.
func sameLetters(a, b string) bool {
	var count [256]int8
	for i := range len(a) {
		count[a[i]]++
		count[b[i]]--
	}
	return count == [256]int8{}
}

// distance returns the Damerau distance of a and b (insert, delete, replace, and
// swap of neighbours count one each; no byte is edited twice), or -1 if it is
// more than limit. With prefix, b may go on after what a is compared with. Both
// have at most maxFuzzy bytes.
func distance(a, b string, limit int, prefix bool) int {
	if len(a)-len(b) > limit || !prefix && len(b)-len(a) > limit {
		return -1
	}
	if prefix && len(b) > len(a)+limit {
		b = b[:len(a)+limit]
	}
	var rows [3][maxFuzzy + 1]uint8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		row[j] = uint8(j)
	}
	over := uint8(limit + 1) // stands for all that is too much
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		// What is further from the diagonal than limit costs more than limit.
		from, to := max(1, i-limit), min(len(b), i+limit)
		row[from-1] = over
		best := uint8(math.MaxUint8)
		if from == 1 {
			row[0] = uint8(i)
			best = row[0]
		}
		for j := from; j <= to; j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := last[j-1] + cost
			if j < i+limit {
				d = min(d, last[j]+1)
			}
			d = min(d, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		// A swap looks two rows back and costs one, so a row that is over by
		// more than one can still not be saved; over by one it can.
		if int(best) > limit+1 {
			return -1
		}
	}
	d := int(row[len(b)])
	if prefix {
		for j := max(0, len(a)-limit); j <= len(b); j++ {
			d = min(d, int(row[j]))
		}
	}
	if d > limit {
		return -1
	}
	return d
}

// A print holds what of a word can be compared without reading it: its letters a
// to z, and its pairs of neighbouring bytes, of which several share a bit.
type print struct {
	pairs   uint64
	letters uint32
}

func printOf(w string) (p print) {
	for i := range len(w) {
		c := w[i]
		if c-'a' < 26 {
			p.letters |= 1 << (c - 'a')
		}
		if i > 0 {
			p.pairs |= pair(w[i-1], c)
		}
	}
	return p
}

func pair(a, b byte) uint64 { return 1 << ((uint32(a)*7 + uint32(b)*29) % 64) }

// lacks reports whether p, of a query word, has more that other lacks than so
// many typos explain. A typo brings at most one letter and three pairs.
func (p print) lacks(other print, typos int) bool {
	return bits.OnesCount32(p.letters&^other.letters) > typos ||
		bits.OnesCount64(p.pairs&^other.pairs) > 3*typos
}
