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
	pasted := looksPasted(text)
	if pasted && s.named(text, 1) {
		return s
	}
	q, ok := parse(text)
	if ok {
		s.answer(q)
	}
	if !pasted || len(s.found) > 0 {
		return s
	}
	s.reset()
	if ok {
		s.quoted(q)
	}
	if len(s.found) == 0 {
		if q, ok := parse(saidStatus(text)); ok {
			s.answer(q)
		}
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
