package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxText  = 512 // bytes of a text that are read as words; more is a paste
	maxWords = 32  // words of a query; more is a paste
)

// A need is something that a hit has to show: a word, a phrase that has
// synonyms, or several words written as one.
type need struct {
	text    string     // the words, joined
	stems   []string   // of the words
	other   [][]string // stems of the phrases that mean the same
	size    int        // words of the query it stands for
	capital bool       // typed in capitals: perhaps the first letters of a code
	letter  bool       // a single letter and all there is: begins words of codes
	option  bool       // only ranks
}

// A question is a query taken apart.
type question struct {
	list     []word // all words of the text
	required []word // those that a hit has to show
	optional []word // those that only rank
	text     string
}

// parse takes a text apart. ok is false if it holds no word or too many.
func parse(text string) (q question, ok bool) {
	if len(text) > maxText {
		return q, false
	}
	text = withoutVersion(text)
	q.text = text
	q.list = hanRuns(words(text))
	if len(q.list) == 0 || len(q.list) > maxWords {
		return q, false
	}
	var around []word
	for i := 0; i < len(q.list); {
		n := i + 1 // the end of the identifier that begins at i
		for n < len(q.list) && q.list[n].glued {
			n++
		}
		identifier := q.list[i:n]
		switch {
		case all(identifier, glue):
			around = append(around, identifier...)
		case all(identifier, noise):
			q.optional = append(q.optional, identifier...)
		default:
			q.required = append(q.required, identifier...)
		}
		i = n
	}
	if len(q.required) == 0 {
		q.required, q.optional = q.optional, nil
	}
	if len(q.required) == 0 {
		q.required = around
	}
	q.required, q.optional = distinct(q.required), distinct(q.optional)
	return q, true
}

func all(list []word, in map[string]bool) bool {
	return !slices.ContainsFunc(list, func(w word) bool { return !in[w.text] })
}

func distinct(list []word) []word {
	var kept []word
	for _, w := range list {
		if !slices.ContainsFunc(kept, func(k word) bool { return k.text == w.text }) {
			kept = append(kept, w)
		}
	}
	return kept
}

// hanRuns makes one word of neighbouring Han characters: together they are one
// substring to find.
func hanRuns(list []word) []word {
	var runs []word
	for _, w := range list {
		if n := len(runs) - 1; n >= 0 && w.glued && han(w.text) && han(runs[n].text) {
			runs[n].text += w.text
			runs[n].end = w.end
			continue
		}
		runs = append(runs, w)
	}
	return runs
}

// han reports whether w, a word, is Han. Words do not mix scripts with it.
func han(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return isHan(r)
}

// needs returns one need for each word.
func (q question) needs(list []word) []need {
	needs := make([]need, len(list))
	for i, w := range list {
		needs[i] = q.need(list[i : i+1])
		needs[i].capital = len(w.text) == w.end-w.start && q.text[w.start:w.end] == strings.ToUpper(w.text)
		needs[i].letter = len(q.list) == 1 && len(w.text) == 1 && plain(w.text)
	}
	return needs
}

// need returns the need of a phrase.
func (q question) need(phrase []word) need {
	n := need{text: join(phrase), size: len(phrase)}
	for _, w := range phrase {
		n.stems = append(n.stems, stem(w.text))
	}
	n.other = phrases().other[strings.Join(n.stems, " ")]
	return n
}

// grouped returns the needs of the required words, the longest phrases that have
// synonyms taken together.
func (q question) grouped() []need {
	var needs []need
	for list := q.required; len(list) > 0; {
		size := min(phrases().longest, len(list))
		for size > 1 && q.need(list[:size]).other == nil {
			size--
		}
		if size == 1 {
			needs = append(needs, q.needs(list[:1])...)
		} else {
			needs = append(needs, q.need(list[:size]))
		}
		list = list[size:]
	}
	return needs
}

// asOne returns the ways to read several words as one, as in "topic not exist"
// for TopicNotExist: all words, and the required ones.
func (q question) asOne() [][]need {
	var readings [][]need
	if len(q.list) > 1 {
		readings = append(readings, []need{q.need(q.list)})
	}
	if n := len(q.required); n > 1 && n < len(q.list) {
		readings = append(readings, []need{q.need(q.required)})
	}
	return readings
}

// respaced returns the readings in which words are not divided as they were
// typed: neighbours that make a word of the index when joined ("log set"), and
// capitals that do not start a word ("tOPIC").
func (q question) respaced(x *Index) [][]need {
	var readings [][]need
	var joined []word
	for i := 0; i < len(q.required); i++ {
		w := q.required[i]
		if i+1 < len(q.required) {
			if both := w.text + q.required[i+1].text; x.number(both) != 0 {
				w = word{text: both}
				i++
			}
		}
		joined = append(joined, w)
	}
	if len(joined) < len(q.required) {
		readings = append(readings, q.needs(joined))
	}
	if lower := strings.ToLower(q.text); lower != q.text {
		if flat, ok := parse(lower); ok && len(flat.required) != len(q.required) {
			readings = append(readings, flat.needs(flat.required))
		}
	}
	return readings
}
