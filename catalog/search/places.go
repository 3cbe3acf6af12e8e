package search

// places lists for each word where it stands in a stretch of tokens, ascending.
type places struct {
	from []uint32 // by word, where its list begins in all; one more at the end
	all  []uint32
}

// newPlaces reads the tokens from a place on. words is how many words there are.
func newPlaces(tokens []uint32, start, words int) places {
	p := places{from: make([]uint32, words+1)}
	for _, word := range tokens[start:] {
		p.from[word+1]++
	}
	p.from[1] = 0 // nobody looks for gaps
	for i := 1; i < len(p.from); i++ {
		p.from[i] += p.from[i-1]
	}
	p.all = make([]uint32, p.from[words])
	// As a list is filled its beginning moves to its end, where the next begins.
	for i, word := range tokens[start:] {
		if word != 0 {
			p.all[p.from[word]] = uint32(start + i)
			p.from[word]++
		}
	}
	copy(p.from[1:], p.from)
	p.from[0], p.from[1] = 0, 0
	return p
}

// of returns the places of a word.
func (p *places) of(word uint32) []uint32 {
	if int(word)+1 >= len(p.from) {
		return nil // it came later
	}
	return p.all[p.from[word]:p.from[word+1]]
}
