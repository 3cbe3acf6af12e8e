package decode

import "iter"

// A wordFilter says quickly that a word is not in a set: it knows the lengths
// that occur with each first and each last byte. Most words of a text end here.
type wordFilter struct {
	first, last [256]uint64 // a bit for each length
}

func (f *wordFilter) add(word []byte) {
	bit := uint64(1) << min(len(word), 63)
	f.first[word[0]] |= bit
	f.last[word[len(word)-1]] |= bit
}

// maybe reports whether a word, which is not empty, may be in the set. It is small,
// to be inlined: calls are what costs most in WebAssembly.
func (f *wordFilter) maybe(word []byte) bool {
	return f.has(word[0], word[len(word)-1], len(word))
}

// maybeFolded is maybe of the word in lower case.
func (f *wordFilter) maybeFolded(word []byte) bool {
	return f.has(word[0]|lowerBit, word[len(word)-1]|lowerBit, len(word))
}

func (f *wordFilter) has(first, last byte, n int) bool {
	return f.first[first]&f.last[last]>>min(n, 63)&1 != 0
}

// lowerBit makes a letter a small one. Digits have it already; the signs that
// have not begin and end no word.
const lowerBit = 'a' - 'A'

// A wordTable is a map from words to what they mean. The scan looks up every
// word of a text, and WebAssembly has no instruction for the hash of Go's maps,
// so this one takes a few bytes of a word for a hash. Its words are our own: no
// input makes it slow. Who looks up many words asks its filter first.
type wordTable[T any] struct {
	wordFilter
	chains [512][]wordMeaning[T]
}

type wordMeaning[T any] struct {
	word    string
	meaning T
}

func newWordTable[T any](words map[string]T) *wordTable[T] {
	t := new(wordTable[T])
	for word, meaning := range words {
		*t.at(word) = meaning
	}
	return t
}

// at returns the meaning of a word, to be set if it has none yet.
func (t *wordTable[T]) at(word string) *T {
	if found := t.get([]byte(word)); found != nil {
		return found
	}
	t.add([]byte(word))
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
	chain := t.chains[wordHash(word)]
	for i := range chain {
		if chain[i].word == string(word) {
			return &chain[i].meaning
		}
	}
	return nil
}

// getFolded is get of the word in lower case.
func (t *wordTable[T]) getFolded(word []byte) *T {
	chain := t.chains[wordHash(word)]
	for i := range chain {
		if len(chain[i].word) == len(word) && hasFold(word, chain[i].word) {
			return &chain[i].meaning
		}
	}
	return nil
}

// wordHash is the same for every case of the letters.
func wordHash(word []byte) uint32 {
	n := len(word)
	return (uint32(word[0]|lowerBit) + uint32(word[n/2]|lowerBit)*7 + uint32(word[n-1]|lowerBit)*31 + uint32(n)*61) % 512
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

// hasPrefix is bytes.HasPrefix, which calls a function to compare even where the
// first byte tells that there is no prefix. A prefix is not empty.
func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && b[0] == prefix[0] && string(b[:len(prefix)]) == prefix
}

// hasSuffix is bytes.HasSuffix, by the last byte first.
func hasSuffix(b []byte, suffix string) bool {
	n := len(b) - len(suffix)
	return n >= 0 && b[len(b)-1] == suffix[len(suffix)-1] && string(b[n:]) == suffix
}

// A byteSet is a set of bytes, made once.
type byteSet [256]bool

func bytesOf(text string) (set byteSet) {
	for i := range len(text) {
		set[text[i]] = true
	}
	return set
}

// index returns where the first byte of b stands that is in the set, or -1.
func (set *byteSet) index(b []byte) int {
	for i, c := range b {
		if set[c] {
			return i
		}
	}
	return -1
}

var digits = bytesOf("0123456789")
