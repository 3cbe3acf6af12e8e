package search

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// A level says how a query word and a word of the index belong together. The
// order is that of how sure the match is; 0 is none.
type level uint8

const (
	whole     level = 1 + iota // the same word
	inflected                  // the same stem
	humps                      // the first letters of a code's words
	start                      // the beginning of a word
	synonym                    // another way to say it
	middle                     // inside a code
	typo                       // the same but for a typo or two
	short                      // beginnings of a code's words: "topnotex"
	typoStart                  // the beginning of a word, but for a typo
)

// A tolerance says which levels count. Each includes those before it.
type tolerance uint8

const (
	written  tolerance = iota // up to start
	alike                     // and synonyms
	repaired                  // and the first of the later levels that finds anything, for words not found before
	loose                     // and typos even for words found before
)

// A match is a need with everything in the index that may stand for it.
type match struct {
	need
	width int              // runes of the need, for highlighting beginnings
	words map[uint32]level // by word
	runs  []run            // by place
}

// A run is a match of several words, or of one word at one place only.
type run struct {
	at, n uint32 // tokens
	level level
	tail  int // runes matched of the last word; 0: all
}

func (x *Index) match(n need, t tolerance) *match {
	m := &match{need: n, width: utf8.RuneCountInString(n.text), words: make(map[uint32]level)}
	x.matchWritten(m, n)
	if t >= alike {
		for _, phrase := range n.other {
			x.matchPhrase(m, phrase, synonym)
		}
	}
	if t >= repaired && m.empty() {
		x.matchMiddle(m, n.text)
	}
	if t >= repaired && m.empty() || t >= loose {
		x.matchTypos(m, n.text, false)
	}
	if t >= repaired && m.empty() {
		x.matchShort(m, n.text)
	}
	if t >= repaired && m.empty() {
		x.matchTypos(m, n.text, true)
	}
	slices.SortFunc(m.runs, func(a, b run) int { return int(a.at) - int(b.at) })
	return m
}

func (m *match) empty() bool { return len(m.words) == 0 && len(m.runs) == 0 }

func (m *match) add(id uint32, l level) {
	if had := m.words[id]; had == 0 || l < had {
		m.words[id] = l
	}
}

func (x *Index) matchWritten(m *match, n need) {
	if len(n.stems) > 1 {
		x.matchPhrase(m, n.stems, inflected)
	}
	if id := x.number[n.text]; id != 0 {
		m.add(id, whole)
	}
	if len(n.stems) == 1 {
		for _, id := range x.stems[n.stems[0]] {
			m.add(id, inflected)
		}
	}
	for _, id := range x.startingWith(n.text) {
		if !digits(n.text) {
			m.add(id, start)
			continue
		}
		for _, at := range x.places[id] {
			if x.field[at] == inStatus {
				m.runs = append(m.runs, run{at, 1, start, 0})
			}
		}
	}
	x.matchJoined(m, n.text)
	if len(n.text) > 2 || n.capital && len(n.text) == 2 {
		for _, e := range x.initials[n.text] {
			m.runs = append(m.runs, run{x.codeAt[e], uint32(x.codeLen[e]), humps, 0})
		}
	}
}

// digits reports whether w is a number. Numbers match as a whole, for 20 is not
// the beginning of 200; only a status may be begun.
func digits(w string) bool { return strings.Trim(w, "0123456789") == "" }

// matchJoined finds text written as several words: topicnotexist, agentip, 5mb,
// or 日志主题, where each character is a word.
func (x *Index) matchJoined(m *match, text string) {
	for i := range text {
		if i == 0 || i == 1 && !digits(text[:1]) {
			continue
		}
		first := x.number[text[:i]]
		if first == 0 {
			continue
		}
		for _, at := range x.places[first] {
			if n, tail, ok := x.follow(at+1, text[i:]); ok {
				l := whole
				if tail > 0 {
					l = start
				}
				if 0 < tail && tail < 3 && x.field[at] != inCode && !han(text) {
					continue // "logst" is not "logs to"
				}
				m.runs = append(m.runs, run{at, n + 1, l, tail})
			}
		}
	}
}

// follow reports whether the tokens from at on, joined, begin with text, how
// many tokens that takes, and how many runes of the last one if not all.
func (x *Index) follow(at uint32, text string) (n uint32, tail int, ok bool) {
	for ; text != ""; at++ {
		id := x.tokens[at]
		if id == 0 {
			return 0, 0, false
		}
		w := x.vocabulary[id]
		rest, whole := strings.CutPrefix(text, w)
		if !whole {
			return n + 1, utf8.RuneCountInString(text), strings.HasPrefix(w, text)
		}
		text = rest
		n++
	}
	return n, 0, true
}

// matchPhrase finds the words with these stems, one after the other.
func (x *Index) matchPhrase(m *match, stems []string, l level) {
	for _, id := range x.stems[stems[0]] {
		if len(stems) == 1 {
			m.add(id, l)
			continue
		}
		for _, at := range x.places[id] {
			if x.hasStems(at+1, stems[1:]) {
				m.runs = append(m.runs, run{at, uint32(len(stems)), l, 0})
			}
		}
	}
}

func (x *Index) hasStems(at uint32, stems []string) bool {
	for i, s := range stems {
		id := x.tokens[at+uint32(i)]
		if id == 0 || !slices.Contains(x.stems[s], id) {
			return false
		}
	}
	return true
}

// matchMiddle finds text anywhere inside codes, from four letters on:
// "thorization", "setnotex".
func (x *Index) matchMiddle(m *match, text string) {
	if utf8.RuneCountInString(text) < 4 || digits(text) {
		return
	}
	for e, code := range x.codes {
		if i := strings.Index(code, text); i >= 0 {
			at, n := x.covering(uint32(e), i, i+len(text))
			m.runs = append(m.runs, run{at, n, middle, 0})
		}
	}
}

// covering returns the tokens of the code of e that hold the bytes from start to
// end of the joined code.
func (x *Index) covering(e uint32, start, end int) (at, n uint32) {
	at = x.codeAt[e]
	pos := 0
	for pos+len(x.vocabulary[x.tokens[at]]) <= start {
		pos += len(x.vocabulary[x.tokens[at]])
		at++
	}
	for pos < end {
		pos += len(x.vocabulary[x.tokens[at+n]])
		n++
	}
	return at, n
}

// matchTypos finds the words, and the ends of codes from any of their words on,
// that differ from text by the fewest typos. With prefix they may go on after
// what text is compared with.
func (x *Index) matchTypos(m *match, text string, prefix bool) {
	if !plain(text) || len(text) > maxFuzzy || prefix && len(text) < 5 {
		return
	}
	best, l := 2, typo
	compare := func(w string) int { return typos(text, w) }
	if prefix {
		l = typoStart
		compare = func(w string) int {
			if w == "" || w[0] != text[0] || len(w) > maxFuzzy {
				return -1
			}
			return distance(text, w, 1, true)
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
	mask := letters(text)
	for id, w := range x.vocabulary {
		if far(mask, x.masks[id], best) || !better(compare(w)) {
			continue
		}
		ids = append(ids, uint32(id))
	}
	for e, code := range x.codes {
		if far(mask, x.codeMasks[e], best) {
			continue
		}
		at, pos := x.codeAt[e], 0
		for left := uint32(x.codeLen[e]); left > 1; left-- {
			if better(compare(code[pos:])) {
				runs = append(runs, run{at, left, l, 0})
			}
			pos += len(x.vocabulary[x.tokens[at]])
			at++
		}
	}
	for _, id := range ids {
		for _, kin := range x.stems[stem(x.vocabulary[id])] {
			m.add(kin, l)
		}
	}
	m.runs = append(m.runs, runs...)
}

// far reports whether the letters of a query word that another word lacks are
// more than its typos can explain.
func far(query, word uint32, typos int) bool {
	return bits.OnesCount32(query&^word) > typos
}

// matchShort finds codes whose words begin with the parts of text, from the
// first on: "topnotex", "MGNot".
func (x *Index) matchShort(m *match, text string) {
	if len(text) < 3 || len(text) > maxFuzzy-1 || !plain(text) {
		return
	}
	for e := range x.codes {
		at := x.codeAt[e]
		if n := x.abbreviated(at, text); n > 1 {
			m.runs = append(m.runs, run{at, n, short, 0})
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
		w := x.vocabulary[x.tokens[at]]
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

// runsAt returns the runs that begin at a place.
func (m *match) runsAt(at uint32) []run {
	from, _ := slices.BinarySearchFunc(m.runs, at, func(r run, at uint32) int { return int(r.at) - int(at) })
	to := from
	for to < len(m.runs) && m.runs[to].at == at {
		to++
	}
	return m.runs[from:to]
}
