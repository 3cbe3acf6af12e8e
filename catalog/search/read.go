package search

import "math/bits"

// A score is what ranking knows about a hit.
type score struct {
	readings uint16 // which readings found it, by bit
	covered  uint16 // words of the code that matched, by bit
	worst    level  // of its words, the best level of each
	weakest  field  // of its words, the best field of each
	outside  uint8  // words of the query that the code does not show
	optional uint8  // optional words that matched
	phrase   bool   // the query, all in one, stands somewhere in it
	exact    bool   // and is its code
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
	scores   []score // by entry; readings is 0 where nothing was found
	found    int
}

// read searches one reading: the entries that show all its needs. An entry that
// an earlier reading found keeps the better score.
func (s *search) read(needs []need, t tolerance) {
	x := s.x
	var reading []*match
	for _, n := range needs {
		m := x.match(n, t)
		if m.empty() {
			return
		}
		reading = append(reading, m)
	}
	bit := uint16(1) << len(s.readings)
	scores := make([]score, len(x.entries))
	grades := make([]grade, len(x.entries))
	for i, m := range reading {
		x.grade(m, grades)
		for e, g := range grades {
			sc := &scores[e]
			if g.level == 0 || i > 0 && sc.readings == 0 {
				sc.readings = 0
				continue
			}
			sc.readings = bit
			sc.covered |= g.covered
			sc.worst = max(sc.worst, g.level)
			sc.weakest = max(sc.weakest, g.field)
			if g.covered == 0 {
				sc.outside += uint8(m.size)
			}
		}
	}
	for _, n := range s.optional {
		n.option = true
		m := x.match(n, written)
		reading = append(reading, m)
		x.grade(m, grades)
		for e, g := range grades {
			if g.level == whole || g.level == inflected {
				scores[e].optional++
				scores[e].covered |= g.covered
			}
		}
	}
	s.readings = append(s.readings, reading)
	if s.scores == nil {
		s.scores = make([]score, len(x.entries))
	}
	for e, sc := range scores {
		if sc.readings == 0 {
			continue
		}
		if len(needs) == 1 {
			sc.phrase = needs[0].size > 1 && sc.worst <= start
			sc.exact = sc.worst <= humps && bits.OnesCount16(sc.covered) == int(x.codeLen[e])
		}
		had := &s.scores[e]
		if had.readings == 0 {
			s.found++
			*had = sc
			continue
		}
		sc.phrase = sc.phrase || had.phrase
		had.phrase = sc.phrase
		sc.readings |= had.readings
		had.readings = sc.readings
		if compare(x, candidate{uint32(e), sc}, candidate{uint32(e), *had}) < 0 {
			*had = sc
		}
	}
}

// inCodes reports whether the code of a hit shows every word of the query.
func (s *search) inCodes() bool {
	for _, sc := range s.scores {
		if sc.readings != 0 && sc.outside == 0 {
			return true
		}
	}
	return false
}

func (s *search) candidates() []candidate {
	list := make([]candidate, 0, s.found)
	for e, sc := range s.scores {
		if sc.readings != 0 {
			list = append(list, candidate{uint32(e), sc})
		}
	}
	return list
}

// everything returns all entries, none better than another.
func (x *Index) everything() []candidate {
	list := make([]candidate, len(x.entries))
	for e := range list {
		list[e].entry = uint32(e)
	}
	return list
}

// A grade is how well an entry shows one need; level 0: not at all.
type grade struct {
	level   level
	field   field
	covered uint16
}

// grade fills grades, by entry, for one match.
func (x *Index) grade(m *match, grades []grade) {
	clear(grades)
	note := func(at, n uint32, l level) {
		e, f := x.owner[at], x.field[at]
		if m.letter && f != inCode {
			return
		}
		g := &grades[e]
		if g.level == 0 {
			g.level, g.field = l, f
		}
		g.level = min(g.level, l)
		g.field = min(g.field, f)
		if f == inCode {
			first := at - x.codeAt[e]
			for i := first; i < min(first+n, maxCodeWords); i++ {
				g.covered |= 1 << i
			}
		}
	}
	for id, l := range m.words {
		for _, at := range x.places[id] {
			note(at, 1, l)
		}
	}
	for _, r := range m.runs {
		note(r.at, r.n, r.level)
	}
}
