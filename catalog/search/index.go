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
// The statuses that entries have come first, once each, then the codes of all
// entries, then their texts.
type Index struct {
	entries []*catalog.Entry
	columns [filters]column
	dictionary

	tokens    []uint32  // word numbers, one gap after each field
	stretches []stretch // where the words stand: in statuses, in codes, and in the texts of some entries each

	statusAt   []uint32 // where each value of the column begins in tokens; one more at the end
	statusSize []uint32 // how many entries have each
	statusText []string // "404 4xx Not Found"

	codes codes

	textAt []uint32 // where the message of each entry read begins in tokens, followed by its meaning and tags; one more at the end
	placed int      // entries whose texts are in stretches

	scratch sync.Pool // of *scratch, from one search to the next
}

// The first stretches.
const (
	statusStretch = iota
	codeStretch
	firstText
)

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

const (
	eager = 4000 // entries that New reads in full
	slice = 1000 // entries whose texts ReadOn reads
	most  = 8000 // entries of a stretch
)

// New indexes entries. Their order decides between equally good hits. What of
// more than 4000 is left to [Index.ReadOn], and what is answered before, stands
// under "What is read when".
func New(entries []*catalog.Entry) *Index {
	x := &Index{entries: entries, dictionary: newDictionary(), columns: columns(entries)}
	x.readStatuses()
	x.readCodes()
	x.textAt = append(x.textAt, uint32(len(x.tokens)))
	if len(entries) <= eager {
		x.readAll()
	}
	return x
}

// ReadOn reads the texts of the next thousand entries, which takes a few
// milliseconds, and reports whether there is more to do.
func (x *Index) ReadOn() (more bool) {
	if x.complete() {
		return false
	}
	read := len(x.textAt) - 1
	if read == len(x.entries) || read == x.placed+most {
		x.stretches = append(x.stretches, newStretch(x.tokens, x.textAt[x.placed:], uint32(x.placed), []field{inMessage, inMeaning, inTag}, len(x.words)))
		x.placed = read
		return !x.complete()
	}
	if read == 0 {
		x.makeRoom()
	}
	for e := read; e < min(read+slice, len(x.entries)); e++ {
		x.readTexts(uint32(e))
		x.spell(uint32(e))
	}
	return true
}

func (x *Index) readAll() {
	for x.ReadOn() {
	}
}

// complete reports whether all texts are read.
func (x *Index) complete() bool { return x.placed == len(x.entries) }

// makeRoom lets tokens grow once, if the first entries are like the others. A
// word and what stands behind it have about six bytes.
func (x *Index) makeRoom() {
	size, sample := 0, min(len(x.entries), slice)
	for _, e := range x.entries[:sample] {
		size += len(e.Message) + len(e.Meaning) + 12
		for _, tag := range e.Tags {
			size += len(tag) + 6
		}
	}
	x.tokens = slices.Grow(x.tokens, size/6*len(x.entries)/sample)
	x.textAt = slices.Grow(x.textAt, len(x.entries))
	x.codes.makeRoom()
}

// readTexts indexes the texts of one entry.
func (x *Index) readTexts(entry uint32) {
	e := x.entries[entry]
	x.readField(e.Message)
	x.readField(e.Meaning)
	for _, tag := range e.Tags {
		x.readField(tag)
	}
	x.textAt = append(x.textAt, uint32(len(x.tokens)))
}

// readField writes out a text.
func (x *Index) readField(text string) {
	for number, _, end := x.take(text, 0); number != 0; number, _, end = x.take(text, end) {
		x.tokens = append(x.tokens, number)
	}
	x.tokens = append(x.tokens, 0)
}

// readStatuses indexes the statuses.
func (x *Index) readStatuses() {
	values := x.columns[byStatus].values
	x.tokens = make([]uint32, 1, 7*len(x.entries)+16) // the first token is a gap
	x.statusAt = append(x.statusAt, uint32(len(x.tokens)))
	x.statusSize = make([]uint32, len(values))
	for _, value := range values {
		text := statusWords(value)
		x.statusText = append(x.statusText, text)
		x.readField(text)
		x.statusAt = append(x.statusAt, uint32(len(x.tokens)))
	}
	for _, value := range x.columns[byStatus].of {
		x.statusSize[value]++
	}
	x.stretches = append(x.stretches, newStretch(x.tokens, x.statusAt, 0, []field{inStatus}, len(x.words)))
}

// count returns at how many places a word stands.
func (x *Index) count(word uint32) int {
	n := 0
	for _, p := range x.stretches[statusStretch].of(word) {
		n += int(x.statusSize[p.owner().entry()])
	}
	for i := codeStretch; i < len(x.stretches); i++ {
		n += len(x.stretches[i].of(word))
	}
	return n
}

// statusWords is what an HTTP status is found by: "404 4xx Not Found".
func statusWords(status string) string {
	n, _ := strconv.Atoi(status)
	return status + " " + catalog.StatusClass(n) + " " + catalog.StatusText(n)
}
