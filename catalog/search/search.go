// Package search finds entries of a catalog from whatever a person types: a
// code in any spelling, a part of one, its first letters, an HTTP status, words
// of the message, other words for the same thing, any of them with a typo, or a
// short paste that holds a code.
//
// # What is found
//
// Every word of the query has to be accounted for by an entry: by its code,
// status, message, meaning or tags. Words that say nothing about an error
// ("the", "is", "status code") need not be. A query that is not about any entry
// finds nothing rather than something near.
//
// A query is read strictly first: words as they are spelled, inflected or
// begun, and words written apart or together. Synonyms come next, unless the
// codes themselves already answered; then a code spelled out among other words;
// then words divided otherwise; and only if there is still no hit, parts of
// codes, typos and abbreviations. So what is
// spelled right never drags in what merely looks like it.
//
// # Order
//
// Hits are ordered by the rules in rank.go, the first that tells two hits apart
// decides. There are no weights.
//
// # Bounds
//
// The first 512 bytes and 32 words of a text are searched as words. In a longer
// one, and in one that looks like a piece of a response or a log, the codes it
// names are the hits, looked for in its first 64 KiB. Words of more than 64
// bytes are not matched with typos.
package search

import (
	"strings"

	"cls-error-explorer/catalog"
)

// A Query is what to look for. A blank Text finds every entry. The selections
// filter what Text finds: a hit has to show one value of each that is not empty.
type Query struct {
	Text      string
	Statuses  []string // "404" or "4xx"
	Resources []string // of [catalog.Resources]
	Who       []string // "caller"
	Retry     []string // "after-fix"
	Limit     int      // the most hits to return; 0: all
}

// A Result is the answer to a query.
type Result struct {
	Hits   []Hit // best first
	Total  int   // hits before Limit
	Facets Facets
}

// A Hit is an entry that was found and what of it matched.
type Hit struct {
	Entry                  *catalog.Entry
	Code, Message, Meaning []Span
	Tag                    string // the tag that matched, where a word was found only in tags; else ""
}

// A Span is a piece of a field, in bytes. The spans of a field ascend, do not
// overlap, and begin and end on rune borders.
type Span struct{ Start, End int }

// Search answers q. Any text is allowed.
func (x *Index) Search(q Query) Result {
	s := x.find(q.Text)
	defer s.release()
	found, facets := x.filter(s.found, q)
	r := Result{Total: len(found), Facets: facets}
	best := x.best(found, q.Limit)
	x.prepare(best, s.readings)
	r.Hits = make([]Hit, len(best))
	for i, c := range best {
		r.Hits[i] = x.hit(c, s.readings)
	}
	return r
}

// find returns a search with the entries that text is about, in no order.
func (x *Index) find(text string) *search {
	s := x.newSearch()
	text = strings.TrimSpace(text)
	if text == "" {
		s.everything()
		return s
	}
	if looksPasted(text) {
		if s.named(text, 1) {
			return s
		}
		if line := statusLine(text); line != "" {
			text = line
		}
	}
	if q, ok := parse(text); ok {
		s.answer(q)
	}
	return s
}

// answer reads q strictly first, then ever more loosely until something is found.
func (s *search) answer(q question) {
	s.optional = q.needs(q.optional)
	s.read(q.needs(q.required), written)
	for _, reading := range q.asOne() {
		s.read(reading, written)
	}
	if s.exact() {
		return
	}
	// A sentence around a code: the code is what it is about. A code of one word
	// may be just a word of the sentence.
	if s.named(q.text, 2) || s.inCodes() {
		return
	}
	if !s.x.complete() {
		s.x.readAll()
		s.reset()
		s.answer(q)
		return
	}
	s.read(q.grouped(), alike)
	if either, ok := q.eitherStatus(); ok && len(s.found) == 0 {
		q = either
		s.read(q.grouped(), alike)
	}
	if len(s.found) > 0 {
		return
	}
	for _, reading := range q.respaced(s.x) {
		s.read(reading, alike)
	}
	if len(s.found) > 0 {
		return
	}
	all := s.read(q.grouped(), repaired)
	for _, reading := range q.asOne() {
		s.read(reading, repaired)
	}
	if all && len(s.found) == 0 {
		s.read(q.grouped(), loose)
	}
}
