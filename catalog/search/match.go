package search

import (
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
	tolerance
	width  int      // runes of the need, for highlighting beginnings
	words  []uint32 // that match anywhere
	levels []level  // by word number
	runs   []run    // that match where they stand
}

// A run is a match of several words, or of one word at one place only.
type run struct {
	at, n uint32 // tokens
	owner owner
	tail  uint32 // runes matched of the last word; 0: all
	level level
}

// match finds what may stand for n. What the search has found before it does not
// look for again.
func (s *search) match(n need, t tolerance) *match {
	for _, m := range s.matches[:s.made] {
		if m.tolerance == t && m.need.equal(n) {
			return m
		}
	}
	if t == written {
		m := s.newMatch(n, t)
		s.matchWritten(m, n)
		for _, other := range n.or {
			s.matchWritten(m, need{text: other, stems: []string{other}})
		}
		return m
	}
	if t == alike {
		m := s.match(n, written)
		if len(n.other) > 0 {
			m = s.extend(m, t)
			for _, phrase := range n.other {
				s.matchPhrase(m, phrase, synonym)
			}
		}
		return m
	}
	m := s.match(n, alike)
	if !m.empty() && t == repaired {
		return m
	}
	m = s.extend(m, t)
	if m.empty() {
		s.matchMiddle(m, n.text)
	}
	if m.empty() || t == loose {
		s.matchTypos(m, n.text, false)
	}
	if m.empty() {
		s.matchShort(m, n.text)
	}
	if m.empty() {
		s.matchTypos(m, n.text, true)
	}
	return m
}

// equal reports whether n and o look for the same in the same way.
func (n *need) equal(o need) bool {
	return n.text == o.text && n.size == o.size && n.capital == o.capital && n.letter == o.letter && n.option == o.option &&
		slices.Equal(n.or, o.or) && slices.Equal(n.stems, o.stems)
}

// newMatch returns an empty match, if it can one that an earlier search left.
func (s *search) newMatch(n need, t tolerance) *match {
	if s.made == len(s.matches) {
		s.matches = append(s.matches, new(match))
	}
	m := s.matches[s.made]
	s.made++
	for _, id := range m.words {
		m.levels[id] = 0
	}
	if len(m.levels) < len(s.x.words) {
		m.levels = make([]level, len(s.x.words))
	}
	m.need, m.tolerance, m.width = n, t, utf8.RuneCountInString(n.text)
	m.words, m.runs = m.words[:0], m.runs[:0]
	return m
}

// extend returns a copy of m to add to.
func (s *search) extend(m *match, t tolerance) *match {
	extended := s.newMatch(m.need, t)
	for _, id := range m.words {
		s.add(extended, id, m.levels[id])
	}
	extended.runs = append(extended.runs, m.runs...)
	return extended
}

func (m *match) empty() bool { return len(m.words) == 0 && len(m.runs) == 0 }

func (s *search) add(m *match, id uint32, l level) {
	switch had := m.levels[id]; {
	case had == 0:
		m.words = append(m.words, id)
		m.levels[id] = l
	case l < had:
		m.levels[id] = l
	}
}

// matchWritten finds a need as it is spelled: its words, begun or inflected,
// apart or joined, or the first letters of a code.
func (s *search) matchWritten(m *match, n need) {
	x := s.x
	if len(n.stems) > 1 {
		s.matchPhrase(m, n.stems, inflected)
	}
	if id := x.number(n.text); id != 0 {
		s.add(m, id, whole)
	}
	if len(n.stems) == 1 {
		for _, id := range s.stemmed(n.stems[0]) {
			s.add(m, id, inflected)
		}
	}
	for _, id := range x.beginning(n.text) {
		if !digits(n.text) {
			s.add(m, id, start)
			continue
		}
		for _, p := range x.stretches[statusStretch].of(id) {
			m.runs = append(m.runs, run{p.at(), 1, p.owner(), 0, start})
		}
	}
	s.matchJoined(m, n.text)
	if len(n.text) > 2 || n.capital && len(n.text) == 2 {
		for _, e := range x.withInitials(n.text) {
			m.runs = append(m.runs, run{x.codes.at[e], x.codes.length(e), newOwner(e, inCode), 0, humps})
		}
	}
}

// digits reports whether w is a number. Numbers match as a whole, for 20 is not
// the beginning of 200; only a status may be begun.
func digits(w string) bool { return strings.Trim(w, "0123456789") == "" }

// matchJoined finds text written as several words: topicnotexist, agentip, 5mb,
// or 日志主题, where each character is a word.
func (s *search) matchJoined(m *match, text string) {
	x := s.x
	h := uint32(0)
	for i := range len(text) - 1 {
		h = h*factor + uint32(text[i])
		if i == 0 && !digits(text[:1]) {
			continue
		}
		first := x.numberOf(text[:i+1], h)
		if first == 0 {
			continue
		}
		rest := text[i+1:]
		seconds := x.within(rest)
		if len(rest) >= 3 {
			for _, id := range x.beginning(rest) {
				if len(x.words[id]) > len(rest) {
					seconds = append(seconds, id)
				}
			}
		}
		for k := range x.stretches {
			// A short rest may begin a word only where addJoined accepts that; such
			// words are many, so they are not looked for one by one.
			many := len(rest) < 3 && (k == codeStretch || han(text))
			s.joinIn(m, &x.stretches[k], first, seconds, rest, many)
		}
	}
}

// joinIn finds where the first word and behind it rest stand in a stretch. It goes
// through the places of first, or, if these are more and the words behind not too
// many, through those of seconds.
func (s *search) joinIn(m *match, in *stretch, first uint32, seconds []uint32, rest string, many bool) {
	x := s.x
	places, n := in.of(first), 0
	for _, id := range seconds {
		n += len(in.of(id))
	}
	if many || n >= len(places) {
		for _, p := range places {
			if x.heads[x.tokens[p.at()+1]] == rest[0] {
				s.addJoined(m, p.at(), rest, p.owner())
			}
		}
		return
	}
	for _, id := range seconds {
		for _, p := range in.of(id) {
			if x.tokens[p.at()-1] == first {
				s.addJoined(m, p.at()-1, rest, p.owner())
			}
		}
	}
}

// within returns the words that text begins with.
func (x *Index) within(text string) (list []uint32) {
	h := uint32(0)
	for i := range len(text) {
		h = h*factor + uint32(text[i])
		if n := x.numberOf(text[:i+1], h); n != 0 {
			list = append(list, n)
		}
	}
	return list
}

// addJoined adds the token at a place if rest stands behind it.
func (s *search) addJoined(m *match, at uint32, rest string, own owner) {
	n, tail, ok := s.x.follow(at+1, rest)
	if !ok {
		return
	}
	l := whole
	if tail > 0 {
		l = start
	}
	// "logst" is not "logs to", but 日志主 may begin 日志主题.
	if 0 < tail && tail < 3 && own.field() != inCode && !han(m.text) {
		return
	}
	m.runs = append(m.runs, run{at, n + 1, own, tail, l})
}

// follow reports whether the tokens from at on, joined, begin with text, how
// many tokens that takes, and how many runes of the last one if not all.
func (x *Index) follow(at uint32, text string) (n, tail uint32, ok bool) {
	for ; text != ""; at++ {
		w := x.words[x.tokens[at]]
		switch {
		case w == "" || w[0] != text[0]:
			return 0, 0, false
		case len(text) < len(w):
			return n + 1, uint32(utf8.RuneCountInString(text)), w[:len(text)] == text
		case text[:len(w)] != w:
			return 0, 0, false
		}
		text = text[len(w):]
		n++
	}
	return n, 0, true
}

// matchPhrase finds the words with these stems, one after the other. It begins
// with the one that stands at the fewest places.
func (s *search) matchPhrase(m *match, stems []string, l level) {
	x := s.x
	var sets [][]uint32 // the words with each stem
	rare, fewest := 0, -1
	for i, stem := range stems {
		set, n := s.stemmed(stem), 0
		for _, id := range set {
			n += x.count(id)
		}
		if n == 0 {
			return
		}
		if fewest < 0 || n < fewest {
			rare, fewest = i, n
		}
		sets = append(sets, set)
	}
	for _, id := range sets[rare] {
		if len(sets) == 1 {
			s.add(m, id, l)
			continue
		}
		for i := range x.stretches {
			for _, p := range x.stretches[i].of(id) {
				if at := p.at() - uint32(rare); x.stands(sets, at) {
					m.runs = append(m.runs, run{at, uint32(len(sets)), p.owner(), 0, l})
				}
			}
		}
	}
}

// stands reports whether words of sets stand one after the other from a place on.
func (x *Index) stands(sets [][]uint32, at uint32) bool {
	if int64(at)+int64(len(sets)) > int64(len(x.tokens)) {
		return false // before the first token, or behind the last
	}
	for i, set := range sets {
		if !slices.Contains(set, x.tokens[at+uint32(i)]) {
			return false
		}
	}
	return true
}

// stemmed returns the words that have a stem. It remembers them, for queries ask
// for the same stems again.
func (s *search) stemmed(stem string) []uint32 {
	list, known := s.stems[stem]
	if !known {
		list = s.x.stemmed(stem)
		s.stems[stem] = list
	}
	return list
}
