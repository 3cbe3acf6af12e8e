package decode

import "iter"

// A wordFilter says quickly that a word is not in a set: it knows the lengths
// that occur with each first byte. Most words of a text end here.
type wordFilter [256]uint64

func (f *wordFilter) add(word []byte) { f[word[0]] |= 1 << min(len(word), 63) }

func (f *wordFilter) maybe(word []byte) bool {
	return f[word[0]]&(1<<min(len(word), 63)) != 0
}

// maybeFolded is maybe of the word in lower case.
func (f *wordFilter) maybeFolded(word []byte) bool {
	first := word[0]
	if 'A' <= first && first <= 'Z' {
		first += 'a' - 'A'
	}
	return f[first]&(1<<min(len(word), 63)) != 0
}

// A wordTable is a map from words to what they mean. The scan looks up every
// word of a text, and WebAssembly has no instruction for the hash of Go's maps,
// so this one takes a few bytes of a word for a hash. Its words are our own: no
// input makes it slow.
type wordTable[T any] struct {
	filter wordFilter
	chains [512][]wordMeaning[T]
}

type wordMeaning[T any] struct {
	word    string
	meaning T
}

// at returns the meaning of a word, to be set if it has none yet.
func (t *wordTable[T]) at(word string) *T {
	if found := t.get([]byte(word)); found != nil {
		return found
	}
	t.filter.add([]byte(word))
	chain := &t.chains[wordHash([]byte(word))]
	*chain = append(*chain, wordMeaning[T]{word: word})
	return &(*chain)[len(*chain)-1].meaning
}

// all ranges over the words, in no order.
func (t *wordTable[T]) all() iter.Seq2[string, T] {
	return func(yield func(string, T) bool) {
		for _, chain := range t.chains {
			for _, m := range chain {
				if !yield(m.word, m.meaning) {
					return
				}
			}
		}
	}
}

// get returns the meaning of a word, nil if it has none. A word is not empty.
func (t *wordTable[T]) get(word []byte) *T {
	if !t.filter.maybe(word) {
		return nil // inlined: calls are what costs most in WebAssembly
	}
	return t.find(word)
}

func (t *wordTable[T]) find(word []byte) *T {
	chain := t.chains[wordHash(word)]
	for i := range chain {
		if chain[i].word == string(word) {
			return &chain[i].meaning
		}
	}
	return nil
}

func wordHash(word []byte) uint32 {
	n := len(word)
	return (uint32(word[0]) + uint32(word[n/2])*7 + uint32(word[n-1])*31 + uint32(n)*61) % 512
}

// lower writes word in lower case to buf and returns it; word must fit.
func lower(buf *[maxKeyword]byte, word []byte) []byte {
	for i, c := range word {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return buf[:len(word)]
}

// hasFold reports whether b starts with prefix, whatever the case of ASCII
// letters.
func hasFold(b []byte, prefix string) bool {
	if len(b) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if c := b[i] ^ prefix[i]; c != 0 && (c != 'a'-'A' || b[i]|c < 'a' || b[i]|c > 'z') {
			return false
		}
	}
	return true
}
