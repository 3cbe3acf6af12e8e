package search

import "strings"

// A dictionary holds the distinct words of an index and knows them by number.
// Number 0 is the gap between fields, no word.
type dictionary struct {
	words    []string // by number
	heads    []byte   // the first byte of each word
	prints   []print  // of each word
	table    []slot   // open addressing, at most half full; the length is a power of two
	openings chain    // words of three bytes or more by their first three
}

// A slot is a place for a word: its hash, and its number or 0 if it is free.
type slot struct{ hash, number uint32 }

func newDictionary() dictionary {
	return dictionary{
		words:    []string{""},
		heads:    []byte{0},
		prints:   []print{{}},
		table:    make([]slot, 1<<10),
		openings: newChain(1<<12, 0),
	}
}

// factor is what a hash is multiplied by for each byte. So the hashes of two words
// give that of both together: hash(a+b) is hash(a)*factors[len(b)] + hash(b).
const factor = 0x01000193

// factors are the powers of factor.
var factors = func() (f [64]uint32) {
	f[0] = 1
	for i := range len(f) - 1 {
		f[i+1] = f[i] * factor
	}
	return f
}()

// joinHash returns the hash of a word with another of n bytes behind it.
func joinHash(h, next uint32, n int) uint32 {
	for ; n >= len(factors); n-- {
		h *= factor
	}
	return h*factors[n] + next
}

func hash(s string) uint32 { return hashOn(0, s) }

// hashOn returns the hash of a text with s behind it, given its own.
func hashOn(h uint32, s string) uint32 {
	for i := range len(s) {
		h = h*factor + uint32(s[i])
	}
	return h
}

// spread makes all bits of a hash count in its upper ones, of which the tables
// take as many as they need.
func spread(hash uint32) uint32 { return hash * 0x9E3779B1 }

// number returns the number of a folded word, or 0.
func (d *dictionary) number(w string) uint32 {
	if w == "" {
		return 0
	}
	return d.numberOf(w, hash(w))
}

// numberOf is number for a word whose hash is known.
func (d *dictionary) numberOf(w string, h uint32) uint32 { return d.table[d.slotOf(w, h)].number }

// home is where the search for a hash begins.
func (d *dictionary) home(h uint32) int { return int(spread(h)>>8) & (len(d.table) - 1) }

// take finds the first word of text from a place on, takes it in if it is new, and
// returns its number, its hash, and where it ends; number 0 if there is none.
//
// It is nextWord, fold and hash in one for the words that most text is made of:
// letters and digits of ASCII, at most the first a capital. The others are read
// by these three.
func (d *dictionary) take(text string, from int) (number, h uint32, end int) {
	start := from
	for start < len(text) && (kinds[text[start]] == between || kinds[text[start]] == apostrophe) {
		start++
	}
	if start == len(text) {
		return 0, 0, start
	}
	head := text[start]
	switch kinds[head] {
	case upper:
		head += 'a' - 'A'
	case wide:
		return d.takeAny(text, start)
	}
	h = uint32(head)
	for end = start + 1; end < len(text); end++ {
		c := text[end]
		if k := kinds[c]; k > digit {
			if k == between || k == upper && kinds[text[end-1]] == lower {
				break
			}
			return d.takeAny(text, start)
		}
		h = h*factor + uint32(c)
	}
	raw := text[start:end]
	i := d.home(h)
	for ; d.table[i].number != 0; i = (i + 1) & (len(d.table) - 1) {
		if s := d.table[i]; s.hash == h {
			if w := d.words[s.number]; len(w) == len(raw) && w[0] == head && w[1:] == raw[1:] {
				return s.number, h, end
			}
		}
	}
	return d.add(fold(raw), h, i), h, end
}

// takeAny is take for any word.
func (d *dictionary) takeAny(text string, from int) (number, h uint32, end int) {
	start, end := nextWord(text, from)
	if start == end {
		return 0, 0, end
	}
	w := fold(text[start:end])
	h = hash(w)
	i := d.slotOf(w, h)
	if number = d.table[i].number; number == 0 {
		number = d.add(w, h, i)
	}
	return number, h, end
}

// slotOf returns the slot of a word, or the free one where it would be.
func (d *dictionary) slotOf(w string, h uint32) int {
	i := d.home(h)
	for ; d.table[i].number != 0; i = (i + 1) & (len(d.table) - 1) {
		if s := d.table[i]; s.hash == h && d.words[s.number] == w {
			break
		}
	}
	return i
}

// add puts a new word into a free slot.
func (d *dictionary) add(w string, h uint32, at int) (number uint32) {
	number = uint32(len(d.words))
	d.table[at] = slot{h, number}
	d.words = append(d.words, w)
	d.heads = append(d.heads, w[0])
	d.prints = append(d.prints, printOf(w))
	if len(w) >= 3 {
		d.openings.add(hash(w[:3]), number)
	} else {
		d.openings.skip()
	}
	if len(d.words) > len(d.table)/2 {
		d.grow()
	}
	return number
}

func (d *dictionary) grow() {
	old := d.table
	d.table = make([]slot, 4*len(old))
	for _, s := range old {
		if s.number == 0 {
			continue
		}
		i := d.home(s.hash)
		for d.table[i].number != 0 {
			i = (i + 1) & (len(d.table) - 1)
		}
		d.table[i] = s
	}
}

// beginning returns the words that begin with prefix.
func (d *dictionary) beginning(prefix string) (list []uint32) {
	if len(prefix) < 3 {
		for n, head := range d.heads {
			if head == prefix[0] && n > 0 && strings.HasPrefix(d.words[n], prefix) {
				list = append(list, uint32(n))
			}
		}
		return list
	}
	for n := d.openings.first(hash(prefix[:3])); n > 0; n = d.openings.next[n] {
		if strings.HasPrefix(d.words[n], prefix) {
			list = append(list, n)
		}
	}
	return list
}

// stemmed returns the words that have a stem. A word begins with the first three
// letters of its stem, and has no other if it is shorter.
func (d *dictionary) stemmed(s string) (list []uint32) {
	if len(s) < 3 {
		if n := d.number(s); n > 0 {
			list = append(list, n)
		}
		return list
	}
	for n := d.openings.first(hash(s[:3])); n > 0; n = d.openings.next[n] {
		if stem(d.words[n]) == s {
			list = append(list, n)
		}
	}
	return list
}

// A chain lists numbers from 1 on by a hash, the latest first. Several hashes may
// share a list.
type chain struct {
	head []uint32 // by hash; the length is a power of two
	next []uint32 // by number; 0: no more
}

// newChain returns a chain with so many lists, and room for so many numbers.
func newChain(lists, numbers int) chain {
	return chain{make([]uint32, lists), make([]uint32, 1, numbers+1)}
}

// add puts the next number, which is one more than the last, into a list.
func (c *chain) add(hash, number uint32) {
	at := c.at(hash)
	c.next = append(c.next, c.head[at])
	c.head[at] = number
}

// skip puts the next number into no list.
func (c *chain) skip() { c.next = append(c.next, 0) }

func (c *chain) first(hash uint32) uint32 { return c.head[c.at(hash)] }

func (c *chain) at(hash uint32) int { return int(spread(hash)>>8) & (len(c.head) - 1) }
