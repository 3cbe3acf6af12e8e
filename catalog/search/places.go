package search

// places lists for each word where it stands in a stretch of tokens, ascending.
type places struct {
	from  []uint32 // by word, where its list begins in at; one more at the end
	at    []uint32 // tokens
	owner []owner  // of each of at
}

// An owner is the entry and the field of a token.
type owner uint32

const fieldBits = 3

func newOwner(entry uint32, f field) owner { return owner(entry<<fieldBits | uint32(f)) }

func (o owner) entry() uint32 { return uint32(o) >> fieldBits }
func (o owner) field() field  { return field(o & (1<<fieldBits - 1)) }

// newPlaces reads a stretch of tokens that has the same fields of each entry, in
// this order; the last may come any number of times. starts says where each entry
// begins. words is how many words there are.
func newPlaces(tokens, starts []uint32, fields []field, words int) places {
	p := places{from: make([]uint32, words+1)}
	if len(starts) == 0 {
		return p
	}
	end := func(entry int) uint32 {
		if entry+1 < len(starts) {
			return starts[entry+1]
		}
		return uint32(len(tokens))
	}
	for entry, start := range starts {
		p.tally(tokens[start:end(entry)])
	}
	p.from[1] = 0 // nobody looks for gaps
	for i := 1; i < len(p.from); i++ {
		p.from[i] += p.from[i-1]
	}
	n := p.from[words]
	p.at, p.owner = make([]uint32, n), make([]owner, n)
	// As a list is filled its beginning moves to its end, where the next begins.
	for entry, start := range starts {
		p.read(tokens[start:end(entry)], start, uint32(entry), fields)
	}
	copy(p.from[1:], p.from)
	p.from[0], p.from[1] = 0, 0
	return p
}

// tally counts the words of one entry, each at the place of the next.
func (p *places) tally(tokens []uint32) {
	for _, word := range tokens {
		p.from[word+1]++
	}
}

// read puts the tokens of one entry into the lists.
func (p *places) read(tokens []uint32, start, entry uint32, fields []field) {
	own := newOwner(entry, fields[0])
	for i, word := range tokens {
		if word == 0 {
			if len(fields) > 1 {
				fields = fields[1:]
			}
			own = newOwner(entry, fields[0])
			continue
		}
		at := p.from[word]
		p.at[at], p.owner[at] = start+uint32(i), own
		p.from[word] = at + 1
	}
}

// of returns the places of a word.
func (p *places) of(word uint32) (at []uint32, owners []owner) {
	if int(word)+1 >= len(p.from) {
		return nil, nil // it came later
	}
	from, to := p.from[word], p.from[word+1]
	return p.at[from:to], p.owner[from:to]
}

// count returns at how many places a word stands.
func (p *places) count(word uint32) int {
	at, _ := p.of(word)
	return len(at)
}
