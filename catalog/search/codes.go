package search

import (
	"math"
	"strings"
	"unicode/utf8"
)

// codes holds the codes of the entries, by entry.
type codes struct {
	at       []uint32 // where each begins in the tokens
	length   []uint8  // words of each, at most 255
	text     string   // the words of all codes, joined
	from     []uint32 // where each begins in text; one more at the end
	prints   []print  // of each, its words joined
	negated  []uint16 // by bit, the words of each that stand behind "not"
	joined   chain    // entry+1 by the joined code
	initials chain    // entry+1 by the first letters of a code's words
}

// maxCodeWords bounds the words of a code that ranking tells apart.
const maxCodeWords = 16

// readCodes indexes the codes and statuses of all entries.
func (x *Index) readCodes() {
	n := len(x.entries)
	lists := 1
	for lists < n {
		lists *= 2
	}
	c := &x.codes
	c.at, c.length = make([]uint32, n), make([]uint8, n)
	c.from, c.prints = make([]uint32, n+1), make([]print, n)
	c.negated = make([]uint16, n)
	c.joined, c.initials = newChain(lists, n), newChain(lists, n)
	status := &x.columns[byStatus]
	statusTokens := make([][]uint32, len(status.values))
	for i, value := range status.values {
		for _, w := range words(statusWords(value)) {
			number, _ := x.add(w.text)
			statusTokens[i] = append(statusTokens[i], number)
		}
		statusTokens[i] = append(statusTokens[i], 0)
	}
	size := 0
	for _, e := range x.entries {
		size += len(e.Code)
	}
	not, _ := x.add("not")
	x.tokens = make([]uint32, 0, 9*n)
	var text strings.Builder
	text.Grow(size)
	for e := range x.entries {
		x.readCode(&text, uint32(e), not)
		x.tokens = append(x.tokens, statusTokens[status.of[e]]...)
	}
	c.text = text.String()
	x.codePlaces = newPlaces(x.tokens, c.at, []field{inCode, inStatus}, len(x.words))
}

// readCode indexes one code, whose words it appends to text. not is the number of
// the word "not".
func (x *Index) readCode(text *strings.Builder, entry, not uint32) {
	c, code := &x.codes, x.entries[entry].Code
	c.at[entry] = uint32(len(x.tokens))
	var joined, initials uint32
	var p print
	var last byte
	n := 0
	for start, end := nextWord(code, 0); start < end; start, end = nextWord(code, end) {
		number, h := x.add(code[start:end])
		x.tokens = append(x.tokens, number)
		w := x.words[number]
		text.WriteString(w)
		joined = joinHash(joined, h, len(w))
		initials = hashOn(initials, initial(w))
		p.letters |= x.prints[number].letters
		p.pairs |= x.prints[number].pairs
		if n > 0 {
			p.pairs |= pair(last, w[0])
		}
		last = w[len(w)-1]
		n++
		if number == not && n < maxCodeWords {
			c.negated[entry] |= 1 << n
		}
	}
	x.tokens = append(x.tokens, 0)
	c.length[entry] = uint8(min(n, math.MaxUint8))
	c.prints[entry] = p
	c.from[entry+1] = uint32(text.Len())
	c.joined.add(joined, entry+1)
	if n > 1 {
		c.initials.add(initials, entry+1)
	} else {
		c.initials.skip()
	}
}

// of returns the words of a code, joined.
func (c *codes) of(entry uint32) string { return c.text[c.from[entry]:c.from[entry+1]] }

// written returns the entries whose codes are spelled as joined, when their words
// are joined, the last first.
func (c *codes) written(joined string) (list []uint32) {
	for n := c.joined.first(hash(joined)); n > 0; n = c.joined.next[n] {
		if c.of(n-1) == joined {
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
