package search

import (
	"slices"
	"unicode/utf8"
)

// prepare leaves only the runs of the hits in the readings, and sorts these by
// place.
func (x *Index) prepare(hits []candidate, readings [][]*match) {
	shown := make([]bool, len(x.entries))
	for _, c := range hits {
		shown[c.entry] = true
	}
	for _, reading := range readings {
		for _, m := range reading {
			m.runs = slices.DeleteFunc(m.runs, func(r run) bool { return r.owner.field() != inStatus && !shown[r.owner.entry()] })
			slices.SortFunc(m.runs, func(a, b run) int { return int(a.at) - int(b.at) })
		}
	}
}

// runsAt returns the runs that begin at a place.
func (m *match) runsAt(at uint32) []run {
	from, _ := slices.BinarySearchFunc(m.runs, at, func(r run, at uint32) int { return int(r.at) - int(at) })
	to := from
	for to < len(m.runs) && m.runs[to].at == at {
		to++
	}
	return m.runs[from:to]
}

// hit returns c with what of its entry the readings matched.
func (x *Index) hit(c candidate, readings [][]*match) Hit {
	e := x.entries[c.entry]
	h := Hit{Entry: e}
	if readings == nil { // named in a paste, or everything
		if c.exact {
			h.Code = []Span{{0, len(e.Code)}}
		}
		return h
	}
	var matches []*match
	for i, reading := range readings {
		if c.readings&(1<<i) != 0 {
			matches = append(matches, reading...)
		}
	}
	seen := make([]bool, len(matches)) // outside the tags
	h.Code, _ = x.spans(e.Code, x.codes.at[c.entry], true, matches, seen)
	status := x.columns[byStatus].of[c.entry]
	x.spans(x.statusText[status], x.statusAt[status], false, matches, seen)
	if !x.complete() {
		return h
	}
	at := x.textAt[c.entry]
	h.Message, at = x.spans(e.Message, at, false, matches, seen)
	h.Meaning, at = x.spans(e.Meaning, at, false, matches, seen)
	most, tagged := 0, make([]bool, len(matches))
	for _, tag := range e.Tags {
		clear(tagged)
		_, at = x.spans(tag, at, false, matches, tagged)
		n := 0
		for i, ok := range tagged {
			if ok && !seen[i] && !matches[i].option {
				n++
			}
		}
		if n > most {
			most, h.Tag = n, tag
		}
	}
	return h
}

// spans returns what of a field the matches found, given the place of its first
// token, and the place of the field after it. It notes in seen which did.
func (x *Index) spans(text string, at uint32, inCode bool, matches []*match, seen []bool) ([]Span, uint32) {
	var spans []Span
	var room [64]Span // enough for most fields
	list := room[:0]  // the words of text
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		list = append(list, Span{start, end})
	}
	for i, w := range list {
		here := at + uint32(i)
		for j, m := range matches {
			if m.letter && !inCode {
				continue
			}
			end := 0
			if l := m.levels[x.tokens[here]]; l == start || l == typoStart {
				end = w.Start + runes(text[w.Start:w.End], m.width)
			} else if l != 0 {
				end = w.End
			}
			for _, r := range m.runsAt(here) {
				last := list[i+int(r.n)-1]
				if r.tail > 0 {
					last.End = last.Start + runes(text[last.Start:last.End], int(r.tail))
				}
				end = max(end, last.End)
			}
			if end > 0 {
				seen[j] = true
				spans = merge(spans, Span{w.Start, end})
			}
		}
	}
	return spans, at + uint32(len(list)) + 1
}

// merge adds a span that starts no earlier than the last one, which it extends
// where they overlap.
func merge(spans []Span, s Span) []Span {
	if n := len(spans) - 1; n >= 0 && s.Start < spans[n].End {
		spans[n].End = max(spans[n].End, s.End)
		return spans
	}
	return append(spans, s)
}

// runs returns the bytes of the first n runes of s.
func runes(s string, n int) int {
	size := 0
	for ; n > 0 && size < len(s); n-- {
		_, width := utf8.DecodeRuneInString(s[size:])
		size += width
	}
	return size
}
