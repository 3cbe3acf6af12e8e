package search

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"cls-error-explorer/catalog"
)

// An Index answers queries over a list of entries. It does not change after
// [New] and may be used by several goroutines.
//
// Every field of every entry is written out as words, one after the other, into
// tokens; the words themselves are kept once and known by number. A query word
// is compared with the distinct words, and the places of those that match are
// looked up, so that the work grows with the vocabulary and the number of
// matches rather than with the text.
type Index struct {
	entries []*catalog.Entry

	vocabulary []string            // the words by number; 0 is the gap between fields
	number     map[string]uint32   // of a word
	sorted     []uint32            // word numbers in the order of the words
	stems      map[string][]uint32 // words that share a stem
	masks      []uint32            // letters of each word

	tokens []uint32 // word numbers, one gap after each field
	owner  []uint32 // entry of each token
	field  []field  // field of each token
	places [][]uint32

	codeAt    []uint32            // where each entry's code begins in tokens
	codeLen   []uint8             // words of each code
	codes     []string            // the words of each code, joined
	codeMasks []uint32            // letters of each code
	byCode    map[string][]uint32 // entries by joined code
	initials  map[string][]uint32 // entries by the first letters of their code's words

	columns [filters]column // what the entries are filtered by
}

// A builder fills an Index.
type builder struct {
	*Index
	words    []word         // of the field added last
	statuses map[int]string // what each status is found by
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

// maxCodeWords bounds the words of a code that ranking tells apart.
const maxCodeWords = 16

// New indexes entries. Their order decides between equally good hits.
func New(entries []*catalog.Entry) *Index {
	x := builder{statuses: make(map[int]string), Index: &Index{
		entries:    entries,
		vocabulary: []string{""},
		number:     make(map[string]uint32),
		stems:      make(map[string][]uint32),
		byCode:     make(map[string][]uint32),
		initials:   make(map[string][]uint32),
	}}
	for i, e := range entries {
		x.addCode(uint32(i), e.Code)
		if x.statuses[e.Status] == "" {
			x.statuses[e.Status] = statusWords(e.Status)
		}
		x.add(uint32(i), inStatus, x.statuses[e.Status])
		x.add(uint32(i), inMessage, e.Message)
		x.add(uint32(i), inMeaning, e.Meaning)
		for _, tag := range e.Tags {
			x.add(uint32(i), inTag, tag)
		}
	}
	x.masks = make([]uint32, len(x.vocabulary))
	x.sorted = make([]uint32, 0, len(x.vocabulary)-1)
	for n, w := range x.vocabulary[1:] {
		id := uint32(n + 1)
		x.masks[id] = letters(w)
		x.sorted = append(x.sorted, id)
		s := stem(w)
		x.stems[s] = append(x.stems[s], id)
	}
	slices.SortFunc(x.sorted, func(a, b uint32) int { return strings.Compare(x.vocabulary[a], x.vocabulary[b]) })
	x.places = places(x.tokens, len(x.vocabulary))
	x.columns = columns(entries)
	return x.Index
}

// statusWords is what an HTTP status is found by: "404 4xx Not Found".
func statusWords(status int) string {
	return strconv.Itoa(status) + " " + catalog.StatusClass(status) + " " + catalog.StatusText(status)
}

func (x *builder) addCode(entry uint32, code string) {
	x.codeAt = append(x.codeAt, uint32(len(x.tokens)))
	x.add(entry, inCode, code)
	list := x.words
	joined := join(list)
	x.codes = append(x.codes, joined)
	x.codeLen = append(x.codeLen, uint8(min(len(list), math.MaxUint8)))
	x.codeMasks = append(x.codeMasks, letters(joined))
	x.byCode[joined] = append(x.byCode[joined], entry)
	if len(list) > 1 {
		var b strings.Builder
		for _, w := range list {
			for _, r := range w.text {
				b.WriteRune(r)
				break
			}
		}
		x.initials[b.String()] = append(x.initials[b.String()], entry)
	}
}

// add writes out a field.
func (x *builder) add(entry uint32, f field, text string) {
	x.words = appendWords(x.words[:0], text)
	for _, w := range x.words {
		id, known := x.number[w.text]
		if !known {
			id = uint32(len(x.vocabulary))
			x.vocabulary = append(x.vocabulary, w.text)
			x.number[w.text] = id
		}
		x.put(id, entry, f)
	}
	x.put(0, entry, f)
}

func (x *builder) put(id, entry uint32, f field) {
	x.tokens = append(x.tokens, id)
	x.owner = append(x.owner, entry)
	x.field = append(x.field, f)
}

// places lists for each word where it stands in tokens, ascending.
func places(tokens []uint32, words int) [][]uint32 {
	counts := make([]uint32, words)
	for _, id := range tokens {
		counts[id]++
	}
	counts[0] = 0 // nobody looks for gaps
	all := make([]uint32, 0, len(tokens))
	lists := make([][]uint32, words)
	for id, n := range counts {
		lists[id] = all[len(all) : len(all) : len(all)+int(n)]
		all = all[:len(all)+int(n)]
	}
	for at, id := range tokens {
		if id != 0 {
			lists[id] = append(lists[id], uint32(at))
		}
	}
	return lists
}

// startingWith returns the numbers of the words that begin with prefix.
func (x *Index) startingWith(prefix string) []uint32 {
	from, _ := slices.BinarySearchFunc(x.sorted, prefix, func(id uint32, p string) int {
		return strings.Compare(x.vocabulary[id], p)
	})
	to := from
	for to < len(x.sorted) && strings.HasPrefix(x.vocabulary[x.sorted[to]], prefix) {
		to++
	}
	return x.sorted[from:to]
}
