package search

// A stretch lists for each word where it stands in some of the tokens, ascending.
type stretch struct {
	from   []uint32 // by word, where its list begins in places; one more at the end
	places []place
}

// A place is a token, with the entry and the field that it belongs to. In the
// stretch of the statuses a status stands for the entry, by its place in the
// values of the column.
type place uint64

func (p place) at() uint32   { return uint32(p >> 32) }
func (p place) owner() owner { return owner(p) }

// An owner is the entry and the field of a token.
type owner uint32

const fieldBits = 3

func newOwner(entry uint32, f field) owner { return owner(entry<<fieldBits | uint32(f)) }

func (o owner) entry() uint32 { return uint32(o) >> fieldBits }
func (o owner) field() field  { return field(o & (1<<fieldBits - 1)) }

// newStretch reads tokens that have the same fields of each entry, in this order;
// the last may come any number of times. starts says where each entry begins, the
// first of which is entry, and where the last one ends. words is how many words
// there are.
func newStretch(tokens, starts []uint32, entry uint32, fields []field, words int) stretch {
	s := stretch{from: make([]uint32, words+1)}
	first, end := starts[0], starts[len(starts)-1]
	for _, word := range tokens[first:end] {
		s.from[word+1]++
	}
	s.from[1] = 0 // nobody looks for gaps
	for i := 1; i < len(s.from); i++ {
		s.from[i] += s.from[i-1]
	}
	s.places = make([]place, s.from[words])
	// As a list is filled its beginning moves to its end, where the next begins.
	for i, start := range starts[:len(starts)-1] {
		s.read(tokens[start:starts[i+1]], start, entry+uint32(i), fields)
	}
	copy(s.from[1:], s.from)
	s.from[0], s.from[1] = 0, 0
	return s
}

// read puts the tokens of one entry into the lists.
func (s *stretch) read(tokens []uint32, start, entry uint32, fields []field) {
	own := newOwner(entry, fields[0])
	for i, word := range tokens {
		if word == 0 {
			if len(fields) > 1 {
				fields = fields[1:]
			}
			own = newOwner(entry, fields[0])
			continue
		}
		at := s.from[word]
		s.places[at] = place(start+uint32(i))<<32 | place(own)
		s.from[word] = at + 1
	}
}

// of returns the places of a word.
func (s *stretch) of(word uint32) []place {
	if int(word)+1 >= len(s.from) {
		return nil // it came later
	}
	return s.places[s.from[word]:s.from[word+1]]
}
