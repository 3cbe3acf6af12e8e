package search

import (
	"strings"
	"unicode/utf8"
)

// codes holds the codes of the entries, by entry.
type codes struct {
	at       []uint32 // where each begins in the tokens; one more at the end
	negated  []uint16 // by bit, the words of each that stand behind "not"
	joined   chain    // entry+1 by the joined code
	initials chain    // entry+1 by the first letters of a code's words
	spelling          // read with the texts
}

// maxCodeWords bounds the words of a code that ranking tells apart.
const maxCodeWords = 16

// readCodes indexes the codes of all entries.
func (x *Index) readCodes() {
	n := len(x.entries)
	lists := 1
	for lists < n {
		lists *= 2
	}
	c := &x.codes
	c.at = append(make([]uint32, 0, n+1), uint32(len(x.tokens)))
	c.negated = make([]uint16, n)
	c.joined, c.initials = newChain(lists, n), newChain(lists, n)
	not, _, _ := x.take("not", 0)
	for e := range x.entries {
		x.readCode(uint32(e), not)
	}
	x.stretches = append(x.stretches, newStretch(x.tokens, c.at, 0, []field{inCode}, len(x.words)))
}

// readCode indexes one code. not is the number of the word "not".
func (x *Index) readCode(entry, not uint32) {
	c, code := &x.codes, x.entries[entry].Code
	var joined, initials uint32
	n := 0
	for number, h, end := x.take(code, 0); number != 0; number, h, end = x.take(code, end) {
		x.tokens = append(x.tokens, number)
		joined = joinHash(joined, h, len(x.words[number]))
		if head := x.heads[number]; head < utf8.RuneSelf {
			initials = initials*factor + uint32(head)
		} else {
			initials = hashOn(initials, initial(x.words[number]))
		}
		n++
		if number == not && n < maxCodeWords {
			c.negated[entry] |= 1 << n
		}
	}
	x.tokens = append(x.tokens, 0)
	c.at = append(c.at, uint32(len(x.tokens)))
	c.joined.add(joined, entry+1)
	if n > 1 {
		c.initials.add(initials, entry+1)
	} else {
		c.initials.skip()
	}
}

// length returns how many words a code has.
func (c *codes) length(entry uint32) uint32 { return c.at[entry+1] - c.at[entry] - 1 }

// spelled returns the entries whose codes are spelled as joined, when their words
// are joined, the last first.
func (x *Index) spelled(joined string) (list []uint32) {
	c := &x.codes
	for n := c.joined.first(hash(joined)); n > 0; n = c.joined.next[n] {
		size, tail, ok := x.follow(c.at[n-1], joined)
		if ok && tail == 0 && size == c.length(n-1) {
			list = append(list, n-1)
		}
	}
	return list
}

// withInitials returns the entries whose codes have these first letters, one for
// each of their words.
func (x *Index) withInitials(letters string) (list []uint32) {
	c := &x.codes
	for n := c.initials.first(hash(letters)); n > 0; n = c.initials.next[n] {
		rest := letters
		at := c.at[n-1]
		for ; x.tokens[at] != 0; at++ {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, initial(x.words[x.tokens[at]])); !ok {
				break
			}
		}
		if rest == "" && x.tokens[at] == 0 {
			list = append(list, n-1)
		}
	}
	return list
}

// initial returns the first letter of a word.
func initial(w string) string {
	if w[0] < utf8.RuneSelf {
		return w[:1]
	}
	_, size := utf8.DecodeRuneInString(w)
	return w[:size]
}
