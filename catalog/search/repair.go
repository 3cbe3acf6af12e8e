package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// matchMiddle finds text anywhere inside codes, from four letters on:
// "thorization", "setnotex".
func (s *search) matchMiddle(m *match, text string) {
	if utf8.RuneCountInString(text) < 4 || digits(text) {
		return
	}
	x, p := s.x, printOf(text)
	for e, has := range x.codes.prints {
		if p.lacks(has, 0) {
			continue
		}
		if i := strings.Index(x.codes.of(uint32(e)), text); i >= 0 {
			at, n := x.covering(uint32(e), i, i+len(text))
			m.runs = append(m.runs, run{at, n, newOwner(uint32(e), inCode), 0, middle})
		}
	}
}

// covering returns the tokens of the code of e that hold the bytes from start to
// end of the joined code.
func (x *Index) covering(e uint32, start, end int) (at, n uint32) {
	at = x.codes.at[e]
	pos := 0
	for pos+len(x.words[x.tokens[at]]) <= start {
		pos += len(x.words[x.tokens[at]])
		at++
	}
	for pos < end {
		pos += len(x.words[x.tokens[at+n]])
		n++
	}
	return at, n
}

// matchTypos finds the words, and the ends of codes from any of their words on,
// that differ from text by the fewest typos. With prefix they may go on after
// what text is compared with.
func (s *search) matchTypos(m *match, text string, prefix bool) {
	if !misspelled(text) || len(text) > maxFuzzy || prefix && len(text) < 5 {
		return
	}
	x := s.x
	best, l := 2, typo
	if len(text) < 6 {
		best = 1 // none has eight letters if it is that near
	}
	compare := func(w string) int {
		if len(w) > len(text)+best || len(w) < len(text)-best {
			return -1
		}
		return typos(text, w)
	}
	if prefix {
		best, l = 1, typoStart
		compare = func(w string) int {
			if w == "" || w[0] != text[0] || len(w) > maxFuzzy {
				return -1
			}
			return distance(text, w, best, true)
		}
	}
	var ids []uint32
	var runs []run
	// better reports whether d, a number of typos, is to be kept, and drops what
	// was kept before if d is fewer.
	better := func(d int) bool {
		if d < 0 || d > best {
			return false
		}
		if d < best {
			best, ids, runs = d, nil, nil
		}
		return true
	}
	p := printOf(text)
	for id, has := range x.prints {
		if !p.lacks(has, best) && (prefix || !has.lacks(p, best)) && !otherPair(text, x.words[id]) && better(compare(x.words[id])) {
			ids = append(ids, uint32(id))
		}
	}
	ends := endings{x: x, text: reversed(text), typos: best}
	for e, has := range x.codes.prints {
		if p.lacks(has, best) || int(x.codes.from[e+1]-x.codes.from[e]) < len(text)-best || !prefix && !ends.near(x.lastWord(uint32(e))) {
			continue
		}
		at, rest := x.codes.at[e], x.codes.of(uint32(e))
		for left := x.codes.length(uint32(e)); left > 1; left-- {
			if better(compare(rest)) {
				runs = append(runs, run{at, left, newOwner(uint32(e), inCode), 0, l})
			}
			rest = rest[len(x.words[x.tokens[at]]):]
			at++
		}
	}
	for _, id := range ids {
		for _, kin := range s.stemmed(stem(x.words[id])) {
			s.add(m, kin, l)
		}
	}
	m.runs = append(m.runs, runs...)
}

// misspelled reports whether text may be a word with typos: letters, between which
// a digit may have slipped ("t0pic"), but not a number, or a name with one ("http2").
func misspelled(text string) bool {
	i := strings.IndexAny(text, "0123456789")
	return plain(text) || 0 < i && i < len(text)-1 && plain(text[:i]) && plain(text[i+1:])
}

// endings tell whether a code that ends with some word may be a text, but for so
// many typos: only if the text ends with that word, but for as many. Codes end
// with few words, so most codes need not be read.
type endings struct {
	x     *Index
	text  string // backwards
	typos int
	known []uint8 // by word; 0: not asked for yet
}

func (e *endings) near(word uint32) bool {
	const yes, no = 1, 2
	if e.known == nil {
		e.known = make([]uint8, len(e.x.words))
	}
	if e.known[word] == 0 {
		e.known[word] = no
		if w := e.x.words[word]; len(w) <= maxFuzzy && distance(reversed(w), e.text, e.typos, true) >= 0 {
			e.known[word] = yes
		}
	}
	return e.known[word] == yes
}

// lastWord returns the last word of a code; 0 if it has none.
func (x *Index) lastWord(entry uint32) uint32 { return x.tokens[x.codes.at[entry+1]-2] }

// reversed returns the bytes of s from the last to the first.
func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

// matchShort finds codes whose words begin with the parts of text, from the
// first on: "topnotex", "MGNot".
func (s *search) matchShort(m *match, text string) {
	if len(text) < 3 || len(text) > maxFuzzy-1 || !plain(text) {
		return
	}
	x, p := s.x, printOf(text)
	for e, has := range x.codes.prints {
		if p.letters&^has.letters != 0 {
			continue
		}
		at := x.codes.at[e]
		if n := x.abbreviated(at, text); n > 1 {
			m.runs = append(m.runs, run{at, n, newOwner(uint32(e), inCode), 0, short})
		}
	}
}

// abbreviated returns how many of the words from at on text abbreviates, each by
// its first letter or more; 0 if it does not.
func (x *Index) abbreviated(at uint32, text string) (n uint32) {
	ends := uint64(1) // bit i: the words so far abbreviate the first i letters
	for ; ends != 0; at++ {
		if ends&(1<<len(text)) != 0 {
			return n
		}
		w := x.words[x.tokens[at]]
		var next uint64
		for i := range len(text) {
			if ends&(1<<i) == 0 {
				continue
			}
			for k := 0; k < len(w) && i+k < len(text) && w[k] == text[i+k]; k++ {
				next |= 1 << (i + k + 1)
			}
		}
		ends = next
		n++
	}
	return 0
}
