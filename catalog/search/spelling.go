package search

import "strings"

// A spelling has the codes in one piece each, by entry. It is what words that are
// misspelled are compared with, so it is read with the texts.
type spelling struct {
	text   strings.Builder // the words of all codes, joined
	from   []uint32        // where each code begins in text; one more at the end
	prints []print         // of each, its words joined
}

// makeRoom lets a spelling grow once.
func (c *codes) makeRoom() {
	n := len(c.negated)
	c.from, c.prints = make([]uint32, 1, n+1), make([]print, 0, n)
	c.text.Grow(5 * int(c.at[n]-c.at[0]))
}

// spell reads the next code.
func (x *Index) spell(entry uint32) {
	c := &x.codes
	var p print
	var last byte
	for _, word := range x.tokens[c.at[entry] : c.at[entry+1]-1] {
		w, has := x.words[word], x.prints[word]
		c.text.WriteString(w)
		p.letters |= has.letters
		p.pairs |= has.pairs
		if last != 0 {
			p.pairs |= pair(last, w[0])
		}
		last = w[len(w)-1]
	}
	c.from = append(c.from, uint32(c.text.Len()))
	c.prints = append(c.prints, p)
}

// of returns the words of a code, joined.
func (s *spelling) of(entry uint32) string {
	return s.text.String()[s.from[entry]:s.from[entry+1]]
}
