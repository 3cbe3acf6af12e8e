package search

import (
	"math"
	"math/bits"
	"slices"
)

// A score is what ranking knows about a hit.
type score struct {
	readings uint16 // which readings found it, by bit
	covered  uint16 // words of the code that matched, by bit
	worst    level  // of its words, the best level of each
	weakest  field  // of its words, the best field of each
	outside  uint8  // words of the query that the code does not show
	optional uint8  // optional words that matched
	times    uint8  // how often its words stand in the entry, at most 255
	phrase   bool   // the query, all in one, stands somewhere in it
	exact    bool   // and is its code
	denied   bool   // the code says "not" to a word of the query
}

// A candidate is an entry that was found.
type candidate struct {
	entry uint32
	score
}

// A search collects what the readings of one query find.
type search struct {
	x        *Index
	optional []need
	readings [][]*match
	stems    map[string][]uint32 // words by stem
	*scratch
}

// scratch is the memory of a search that is as large as the index. Searches pass
// it on, for otherwise each key typed would leave megabytes behind.
type scratch struct {
	found  []candidate
	at     []uint32 // by entry: its place in found, plus one; 0: none
	drafts drafts
}

func (x *Index) newSearch() *search {
	s := &search{x: x, stems: make(map[string][]uint32)}
	if s.scratch, _ = x.scratch.Get().(*scratch); s.scratch == nil {
		s.scratch = &scratch{at: make([]uint32, len(x.entries))}
		s.drafts.at = make([]uint32, len(x.entries))
	}
	return s
}

// release ends a search. Its candidates must not be used any more.
func (s *search) release() {
	s.reset()
	s.x.scratch.Put(s.scratch)
}

// reset forgets what was found.
func (s *search) reset() {
	clear(s.at)
	s.found, s.readings = s.found[:0], nil
}

// read searches one reading: the entries that show all its needs. An entry that
// an earlier reading found keeps the better score. It reports whether each need is
// shown by some entry, if not by the same one.
func (s *search) read(needs []need, t tolerance) bool {
	var reading []*match
	for _, n := range needs {
		m := s.match(n, t)
		if m.empty() {
			return false
		}
		reading = append(reading, m)
	}
	// The need that is found at the fewest places says which entries can be hits.
	slices.SortStableFunc(reading, func(a, b *match) int { return s.x.size(a) - s.x.size(b) })
	d := &s.drafts
	d.reset()
	for _, m := range reading {
		d.require(s.x, m)
	}
	for _, n := range s.optional {
		n.option = true
		m := s.match(n, written)
		reading = append(reading, m)
		d.prefer(s.x, m)
	}
	bit := uint16(1) << len(s.readings)
	s.readings = append(s.readings, reading)
	for i := range d.list {
		sc := d.list[i].score
		if d.list[i].missed {
			continue
		}
		sc.readings = bit
		if len(needs) == 1 {
			sc.phrase = needs[0].size > 1 && sc.worst <= start
			sc.exact = (sc.worst <= humps || sc.worst == synonym) && bits.OnesCount16(sc.covered) == int(s.x.codes.length[d.list[i].entry])
		} else {
			negated := s.x.codes.negated[d.list[i].entry]
			sc.denied = sc.covered&negated != 0 && sc.covered&(negated>>1) == 0
		}
		s.keep(candidate{d.list[i].entry, sc})
	}
	return true
}

// keep notes a hit, which an earlier reading may have found too.
func (s *search) keep(c candidate) {
	if s.at[c.entry] == 0 {
		s.found = append(s.found, c)
		s.at[c.entry] = uint32(len(s.found))
		return
	}
	had := &s.found[s.at[c.entry]-1]
	c.phrase = c.phrase || had.phrase
	had.phrase = c.phrase
	c.readings |= had.readings
	had.readings = c.readings
	if s.x.rank(&c) < s.x.rank(had) {
		*had = c
	}
}

// exact reports whether the query is a code.
func (s *search) exact() bool {
	for i := range s.found {
		if s.found[i].exact {
			return true
		}
	}
	return false
}

// inCodes reports whether the code of a hit shows every word of the query.
func (s *search) inCodes() bool {
	for i := range s.found {
		if s.found[i].outside == 0 {
			return true
		}
	}
	return false
}

// everything finds all entries, none better than another.
func (s *search) everything() {
	for e := range s.x.entries {
		s.found = append(s.found, candidate{entry: uint32(e)})
	}
}

// drafts are the entries that show every need of a reading so far.
type drafts struct {
	list   []draft
	at     []uint32 // by entry: its place in list, plus one
	closed bool     // no more entries
}

// A draft is an entry and how it shows the needs.
type draft struct {
	candidate
	missed bool
	// How it shows the need that is looked at; level 0: not at all.
	level level
	field field
	cover uint16
}

func (d *drafts) reset() {
	clear(d.at)
	d.list, d.closed = d.list[:0], false
}

// require drops the entries that do not show m, and scores the others.
func (d *drafts) require(x *Index, m *match) {
	d.look(x, m)
	d.closed = true
	for i := range d.list {
		e := &d.list[i]
		if e.level == 0 {
			e.missed = true
			continue
		}
		e.covered |= e.cover
		e.worst = max(e.worst, e.level)
		e.weakest = max(e.weakest, e.field)
		if e.cover == 0 {
			e.outside += uint8(m.size)
		}
		e.level, e.cover = 0, 0
	}
}

// prefer scores the entries that show m.
func (d *drafts) prefer(x *Index, m *match) {
	d.look(x, m)
	for i := range d.list {
		e := &d.list[i]
		if e.level == whole || e.level == inflected {
			e.optional++
			e.covered |= e.cover
		}
		e.level, e.cover = 0, 0
	}
}

// look goes to all places of a match.
func (d *drafts) look(x *Index, m *match) {
	for _, id := range m.words {
		l := m.levels[id]
		for _, places := range x.places() {
			list, owners := places.of(id)
			for i, own := range owners {
				if !m.letter || own.field() == inCode {
					d.note(x, list[i], 1, own, l)
				}
			}
			if m.letter {
				break // no code stands in texts
			}
		}
	}
	for _, r := range m.runs {
		if !m.letter || r.owner.field() == inCode {
			d.note(x, r.at, r.n, r.owner, r.level)
		}
	}
}

// note takes down that n tokens match.
func (d *drafts) note(x *Index, at, n uint32, own owner, l level) {
	entry, f := own.entry(), own.field()
	i := d.at[entry]
	if i == 0 {
		if d.closed {
			return
		}
		d.list = append(d.list, draft{candidate: candidate{entry: entry}})
		i = uint32(len(d.list))
		d.at[entry] = i
	}
	e := &d.list[i-1]
	if e.level == 0 {
		e.level, e.field = l, f
	}
	if e.times < math.MaxUint8 {
		e.times++
	}
	e.level, e.field = min(e.level, l), min(e.field, f)
	if f == inCode {
		first := at - x.codes.at[entry]
		for i := first; i < min(first+n, maxCodeWords); i++ {
			e.cover |= 1 << i
		}
	}
}

// size returns at how many places m is found.
func (x *Index) size(m *match) int {
	n := len(m.runs)
	for _, id := range m.words {
		n += x.count(id)
	}
	return n
}
