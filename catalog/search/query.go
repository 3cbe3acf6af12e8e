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
	or      []string   // words that do as well
	stems   []string   // of the words
	other   [][]string // stems of the phrases that mean the same
	size    int        // words of the query it stands for
	capital bool       // typed in capitals: perhaps the first letters of a code
	letter  bool       // a single letter and all there is: begins words of codes
	option  bool       // only ranks
}

// A question is a query taken apart.
type question struct {
	list     []word   // all words of the text
	required []word   // those that a hit has to show
	optional []word   // those that only rank
	either   []string // statuses of which a hit needs one; one of required
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
		case all(identifier, noise), len(identifier) == 1 && isSource(q.list, i):
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

// hanRuns makes words of neighbouring Han characters, as Chinese puts no blanks:
// the longest that the vocabulary knows, and one of all between two of these.
func hanRuns(list []word) []word {
	var runs []word
	open := false // whether the last of runs is not known and may go on
	for i := 0; i < len(list); {
		w := list[i]
		if !han(w.text) {
			runs, open = append(runs, w), false
			i++
			continue
		}
		if n := knownHan(list[i:]); n > 0 {
			w.text, w.end = join(list[i:i+n]), list[i+n-1].end
			w.glued = false // so that each counts by itself
			runs, open = append(runs, w), false
			i += n
			continue
		}
		if open && w.glued {
			last := &runs[len(runs)-1]
			last.text, last.end = last.text+w.text, w.end
		} else {
			w.glued = false
			runs, open = append(runs, w), true
		}
		i++
	}
	return runs
}

// knownHan returns how many of the first characters make the longest word that
// the vocabulary knows.
func knownHan(list []word) int {
	known, text := 0, ""
	for i, w := range list {
		if text += w.text; i > 0 && !w.glued || !han(w.text) || len(text) > phrases().hanMax {
			break
		}
		if phrases().han[text] {
			known = i + 1
		}
	}
	return known
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
		if len(q.either) > 0 && w.text == q.either[0] {
			needs[i].or = q.either[1:]
		}
		needs[i].letter = len(q.list) == 1 && len(w.text) == 1 && plain(w.text)
	}
	return needs
}

// need returns the need of a phrase.
func (q question) need(phrase []word) need {
	n := need{text: join(phrase), size: len(phrase)}
	for _, w := range phrase {
		if han(w.text) {
			n.stems = append(n.stems, strings.Split(w.text, "")...)
		} else {
			n.stems = append(n.stems, stem(w.text))
		}
	}
	// What was deleted does not exist, but what somebody wants to delete does.
	if key := strings.Join(n.stems, " "); !phrases().states[key] || strings.HasSuffix(n.text, "ed") {
		n.other = phrases().other(key)
	}
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

// eitherStatus returns q with its statuses taken as "one of these", if it has
// several, for no answer has two.
func (q question) eitherStatus() (question, bool) {
	var rest []word
	var either []string
	for _, w := range q.required {
		if !beginsStatus(w.text) {
			rest = append(rest, w)
			continue
		}
		if either = append(either, w.text); len(either) == 1 {
			rest = append(rest, w)
		}
	}
	q.required, q.either = rest, either
	return q, len(either) > 1
}

// beginsStatus reports whether w is a status, a class ("4xx"), or begins one.
func beginsStatus(w string) bool {
	return len(w) <= 3 && '1' <= w[0] && w[0] <= '5' && strings.Trim(w[1:], "0123456789x") == ""
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
