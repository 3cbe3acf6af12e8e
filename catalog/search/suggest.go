package search

import (
	"slices"
	"strings"
)

const (
	maxSuggestions = 3
	maxTries       = 8 // queries that are tried out
)

// Suggest returns up to three queries near text that do find something, the
// nearest first: with a word put right, or without a word that is known nowhere
// or only elsewhere. It is for texts that find nothing.
func (x *Index) Suggest(text string) []string {
	q, ok := parse(strings.TrimSpace(text))
	if !ok {
		return nil
	}
	list := q.required[:min(len(q.required), maxTries)]
	known, right := make([]string, 0, len(list)), make([]string, 0, len(list))
	for _, w := range list {
		typed := q.text[w.start:w.end]
		if x.finds(typed) {
			known, right = append(known, typed), append(right, typed)
		} else if near := x.nearestWord(w.text); near != "" {
			right = append(right, near)
		}
	}
	tries := [][]string{right, known}
	for i := len(known) - 1; i >= 0 && len(known) > 1; i-- {
		tries = append(tries, slices.Delete(slices.Clone(known), i, i+1))
	}
	for i := range known {
		tries = append(tries, known[i:i+1])
	}
	var suggestions []string
	for _, try := range tries[:min(len(tries), maxTries)] {
		s := strings.Join(try, " ")
		if s == "" || strings.EqualFold(s, strings.TrimSpace(text)) || slices.Contains(suggestions, s) {
			continue
		}
		if x.finds(s) {
			suggestions = append(suggestions, s)
		}
		if len(suggestions) == maxSuggestions {
			break
		}
	}
	return suggestions
}

// finds reports whether text finds anything.
func (x *Index) finds(text string) bool {
	s := x.find(text)
	defer s.release()
	return len(s.found) > 0
}

// nearestWord returns the word of the index that is spelled most like w, and of
// several the one that stands at most places; "" if none is near. Up to two
// letters in five may differ, but not the first.
func (x *Index) nearestWord(w string) string {
	if len(w) < 4 || len(w) > maxFuzzy || !plain(w) {
		return ""
	}
	nearest, typos, most := "", len(w)*2/5, 0
	p := printOf(w)
	for number, has := range x.prints {
		other := x.words[number]
		if p.lacks(has, typos) || other == "" || other[0] != w[0] || len(other) > maxFuzzy {
			continue
		}
		d, n := distance(w, other, typos, false), x.count(uint32(number))
		if d >= 0 && (d < typos || n > most) {
			nearest, typos, most = other, d, n
		}
	}
	return nearest
}
