package decode

import "math/bits"

// A blocks is a list that grows without copying and without room to spare:
// hostile inputs make lists of a million.
type blocks[T any] struct {
	full [][]T // blocks of blockLen; the first may be smaller
	n    int
}

const (
	blockBits = 12
	blockLen  = 1 << blockBits
)

func (b *blocks[T]) add(v T) {
	switch last := len(b.full) - 1; {
	case b.n == 0:
		b.full = [][]T{{v}}
	case len(b.full[last]) == blockLen:
		b.full = append(b.full, append(make([]T, 0, blockLen), v))
	default:
		b.full[last] = append(b.full[last], v)
	}
	b.n++
}

// at returns the element i. It moves when an element is added.
func (b *blocks[T]) at(i int) *T { return &b.full[i>>blockBits][i&(blockLen-1)] }

// list returns all elements, nil if there are none.
func (b *blocks[T]) list() []T {
	switch len(b.full) {
	case 0:
		return nil
	case 1:
		return b.full[0]
	}
	all := make([]T, 0, b.n)
	for _, block := range b.full {
		all = append(all, block...)
	}
	return all
}

// A cover is a set of the offsets of a text, a bit for each.
type cover []uint64

// set adds [start, end), as far as it is inside the text.
func (c cover) set(start, end int) {
	end = min(end, len(c)*64)
	for start < end {
		n := min(64-start%64, end-start)
		c[start/64] |= (1<<n - 1) << (start % 64)
		start += n
	}
}

// next returns the first offset from i on that is in the set, or with in unset
// that is not; limit if there is none before it.
func (c cover) next(i, limit int, in bool) int {
	var flip uint64
	if !in {
		flip = ^flip
	}
	for i < limit {
		if w := (c[i/64] ^ flip) >> (i % 64); w != 0 {
			return min(limit, i+bits.TrailingZeros64(w))
		}
		i = (i/64 + 1) * 64
	}
	return limit
}
