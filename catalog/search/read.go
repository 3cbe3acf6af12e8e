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
	phrase   level  // how the query, all in one, stands somewhere in it; 0: nowhere
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
	made     int                 // of the matches in scratch, those of this search
	stems    map[string][]uint32 // words by stem
	*scratch
}

// scratch is the memory of a search that is as large as the index. Searches pass
// it on, for otherwise each key typed would leave megabytes behind.
type scratch struct {
	found  []candidate
	at     []uint32 // by entry: its place in found, plus one; 0: none
	drafts drafts

	matches []*match
}

func (x *Index) newSearch() *search {
	s := &search{x: x}
	if s.scratch, _ = x.scratch.Get().(*scratch); s.scratch == nil {
		s.scratch = &scratch{at: make([]uint32, len(x.entries))}
		s.drafts.at = make([]uint32, len(x.entries))
	}
	s.reset()
	return s
}

// release ends a search. Its candidates must not be used any more.
func (s *search) release() { s.x.scratch.Put(s.scratch) }

// reset forgets what was found.
func (s *search) reset() {
	clear(s.at)
	s.found, s.readings, s.made = s.found[:0], nil, 0
	s.stems = make(map[string][]uint32)
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
			if needs[0].size > 1 && sc.worst <= start {
				sc.phrase = sc.worst
			}
			sc.exact = (sc.worst <= humps || sc.worst == synonym) && bits.OnesCount16(sc.covered) == int(s.x.codes.length(d.list[i].entry))
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
	if c.phrase == 0 || had.phrase != 0 && had.phrase < c.phrase {
		c.phrase = had.phrase
	}
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
	sight  // of the need that is looked at
	cover  uint16
}

// A sight is how a need is shown.
type sight struct {
	level level // the best; 0: not at all
	field field // the best
	times uint8 // at most 255
}

// add counts that it is shown in another place.
func (s *sight) add(other sight) {
	if s.level == 0 {
		*s = other
		return
	}
	s.level, s.field = min(s.level, other.level), min(s.field, other.field)
	s.times = uint8(min(uint(s.times)+uint(other.times), math.MaxUint8))
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
		e.forget()
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
		e.forget()
	}
}

// forget gets a draft ready for the next need.
func (d *draft) forget() {
	d.score.times = uint8(min(uint(d.score.times)+uint(d.sight.times), math.MaxUint8))
	d.sight, d.cover = sight{}, 0
}

// look goes to all places of a match.
func (d *drafts) look(x *Index, m *match) {
	statuses := make([]sight, len(x.statusSize))
	for _, id := range m.words {
		l := m.levels[id]
		d.noteAll(x.codes.at, x.stretches[codeStretch].of(id), l)
		if m.letter {
			continue // no code stands elsewhere
		}
		for _, p := range x.stretches[statusStretch].of(id) {
			statuses[p.owner().entry()].add(sight{l, inStatus, 1})
		}
		for i := firstText; i < len(x.stretches); i++ {
			d.noteAll(x.codes.at, x.stretches[i].of(id), l)
		}
	}
	for _, r := range m.runs {
		e, seen := r.owner.entry(), sight{r.level, r.owner.field(), 1}
		switch {
		case seen.field == inCode:
			d.note(e, seen, coverOf(r.at-x.codes.at[e], r.n))
		case m.letter:
		case seen.field == inStatus:
			statuses[e].add(seen)
		default:
			d.note(e, seen, 0)
		}
	}
	d.lookAtStatuses(x.columns[byStatus].of, statuses)
}

// noteAll takes down that a word of a level stands at places, given where codes
// begin. It does for one place what note does for a match.
func (d *drafts) noteAll(codeAt []uint32, places []place, l level) {
	list := d.list
	for _, p := range places {
		own := p.owner()
		entry, seen, cover := own.entry(), sight{l, own.field(), 1}, uint16(0)
		if seen.field == inCode {
			cover = 1 << (p.at() - codeAt[entry]) // 0 from the 17th word on
		}
		i := d.at[entry]
		if i == 0 {
			if !d.closed {
				list = append(list, draft{candidate: candidate{entry: entry}, sight: seen, cover: cover})
				d.at[entry] = uint32(len(list))
			}
			continue
		}
		e := &list[i-1]
		e.cover |= cover
		if e.sight.level == 0 {
			e.sight = seen
			continue
		}
		e.sight.level, e.sight.field = min(e.sight.level, l), min(e.sight.field, seen.field)
		if e.sight.times < math.MaxUint8 {
			e.sight.times++
		}
	}
	d.list = list
}

// lookAtStatuses takes down what the status of each entry shows, given what each
// status does.
func (d *drafts) lookAtStatuses(of []uint16, statuses []sight) {
	if !slices.ContainsFunc(statuses, func(s sight) bool { return s.level != 0 }) {
		return
	}
	if d.closed {
		for i := range d.list {
			e := &d.list[i]
			if seen := statuses[of[e.entry]]; seen.level != 0 {
				e.sight.add(seen)
			}
		}
		return
	}
	for entry, status := range of {
		if seen := statuses[status]; seen.level != 0 {
			d.note(uint32(entry), seen, 0)
		}
	}
}

// note takes down what was seen of an entry, and which words of its code.
func (d *drafts) note(entry uint32, seen sight, cover uint16) {
	i := d.at[entry]
	if i == 0 {
		if d.closed {
			return
		}
		d.list = append(d.list, draft{candidate: candidate{entry: entry}, sight: seen, cover: cover})
		d.at[entry] = uint32(len(d.list))
		return
	}
	e := &d.list[i-1]
	e.sight.add(seen)
	e.cover |= cover
}

// coverOf returns the bits of n words of a code from the first-th on.
func coverOf(first, n uint32) uint16 {
	if first >= maxCodeWords {
		return 0
	}
	return uint16((1<<min(n, maxCodeWords) - 1) << first)
}

// size returns at how many places m is found, a status counted once.
func (x *Index) size(m *match) int {
	n := len(m.runs)
	for _, id := range m.words {
		n += x.count(id)
	}
	return n
}
