package search

import (
	"slices"
	"strconv"
	"sync"

	"cls-error-explorer/catalog"
)

// An Index answers queries over a list of entries. It may be used by several
// goroutines, but not while [Index.ReadOn] runs or has anything left to do.
//
// Every field of every entry is written out as words, one after the other, into
// tokens; the words themselves are kept once and known by number. A query word
// is compared with the distinct words, and the places of those that match are
// looked up, so that the work grows with the vocabulary and the number of
// matches rather than with the text. Numbers stand in flat arrays; nothing is
// allocated for an entry or a token.
//
// The codes and statuses of all entries come first, then their other texts.
type Index struct {
	entries []*catalog.Entry
	columns [filters]column
	dictionary

	tokens []uint32 // word numbers, one gap after each field

	codes      codes
	codePlaces places // in codes and statuses

	textAt     []uint32 // where the message of each entry begins in tokens, followed by its meaning and tags
	textPlaces places   // in these, once all are read

	scratch sync.Pool // of *scratch, from one search to the next
}

// A field is a part of an entry that is searched. The order is that of how much
// a match there says.
type field uint8

const (
	inCode field = iota
	inTag
	inMessage
	inMeaning
	inStatus // "404 4xx Not Found"
)

// eager is how many entries New reads in full, and slice how many ReadOn reads.
const (
	eager = 4000
	slice = 1000
)

// New indexes entries. Their order decides between equally good hits.
//
// Of a long list only the codes, the statuses and what is filtered by are read
// now. The texts are read by [Index.ReadOn], or by the first search that codes
// alone do not answer.
func New(entries []*catalog.Entry) *Index {
	x := &Index{entries: entries, dictionary: newDictionary(), columns: columns(entries)}
	x.readCodes()
	if len(entries) <= eager {
		x.readAll()
	}
	return x
}

// ReadOn reads the texts of the next thousand entries, which takes some
// milliseconds, and reports whether there are more.
func (x *Index) ReadOn() (more bool) {
	from := len(x.textAt)
	if from == len(x.entries) {
		return false
	}
	if from == 0 {
		x.makeRoom()
	}
	for e := from; e < min(from+slice, len(x.entries)); e++ {
		x.readTexts(uint32(e))
	}
	if len(x.textAt) < len(x.entries) {
		return true
	}
	x.textPlaces = newPlaces(x.tokens, x.textAt, []field{inMessage, inMeaning, inTag}, len(x.words))
	return false
}

func (x *Index) readAll() {
	for x.ReadOn() {
	}
}

// complete reports whether all texts are read.
func (x *Index) complete() bool { return len(x.textAt) == len(x.entries) }

// makeRoom lets tokens grow once. A word and what stands behind it have about
// six bytes.
func (x *Index) makeRoom() {
	size := 0
	for _, e := range x.entries {
		size += len(e.Message) + len(e.Meaning) + 12
		for _, tag := range e.Tags {
			size += len(tag) + 6
		}
	}
	x.textAt = make([]uint32, 0, len(x.entries))
	x.tokens = slices.Grow(x.tokens, size/6)
}

// readTexts indexes the texts of one entry.
func (x *Index) readTexts(entry uint32) {
	e := x.entries[entry]
	x.textAt = append(x.textAt, uint32(len(x.tokens)))
	x.readField(e.Message)
	x.readField(e.Meaning)
	for _, tag := range e.Tags {
		x.readField(tag)
	}
}

func (x *Index) readField(text string) {
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		number, _ := x.add(text[start:end])
		x.tokens = append(x.tokens, number)
	}
	x.tokens = append(x.tokens, 0)
}

// statusWords is what an HTTP status is found by: "404 4xx Not Found".
func statusWords(status string) string {
	n, _ := strconv.Atoi(status)
	return status + " " + catalog.StatusClass(n) + " " + catalog.StatusText(n)
}
