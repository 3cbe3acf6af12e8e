package search

import (
	"strings"
)

// maxPaste bounds the bytes of a paste in which codes are looked for.
const maxPaste = 64 << 10

// looksPasted reports whether text looks like a piece of a response, a log or a
// program rather than like words to search for.
func looksPasted(text string) bool {
	return len(text) > maxText || strings.ContainsAny(text, "\n\r{}<>\"=:/")
}

// named finds the entries whose codes text names, if these have at least so many
// words, instead of all found before. It reports whether there are any. A code
// counts if it is spelled in one piece; a prefix with dots ("CLS.") may stand
// before it, and words that stand around any error in one piece with it
// ("ErrTopicNotExist", "TopicNotExistException").
func (s *search) named(text string, least uint32) bool {
	text = text[:min(len(text), maxPaste)]
	any := false
	for name := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != '.' && !isWordRune(r) }) {
		name = strings.Trim(name, ".")
		if len(name) > maxText {
			continue
		}
		entries := s.x.spelled(join(words(name)))
		if len(entries) == 0 {
			entries = s.x.wrapped(words(name[strings.LastIndexByte(name, '.')+1:]))
		}
		for _, e := range entries {
			length := s.x.codes.length(e)
			if length < least {
				continue
			}
			if !any {
				s.reset()
				any = true
			}
			if s.at[e] == 0 {
				all := uint16(1)<<min(length, maxCodeWords-1) - 1
				s.keep(candidate{e, score{covered: all, exact: true, phrase: whole}})
			}
		}
	}
	return any
}

// wrapped returns the entries whose codes are spelled by list, or by what is left
// of it without the noise at its ends.
func (x *Index) wrapped(list []word) []uint32 {
	for len(list) > 0 {
		if entries := x.spelled(join(list)); len(entries) > 0 {
			return entries
		}
		last := len(list) - 1
		switch {
		case noise[list[0].text]:
			list = list[1:]
		case noise[list[last].text]:
			list = list[:last]
		default:
			return nil
		}
	}
	return nil
}

// quoted finds the entry whose message a paste quotes, from its first word to its
// last; of several the one with the longest. A message of less than three words
// may stand anywhere.
func (s *search) quoted(q question) {
	x := s.x
	numbers := make([]uint32, len(q.list))
	for i, w := range q.list {
		numbers[i] = x.number(w.text)
	}
	var from, longest int
	for i, first := range numbers {
		for k := firstText; k < len(x.stretches) && first != 0; k++ {
			for _, p := range x.stretches[k].of(first) {
				if p.owner().field() != inMessage || x.tokens[p.at()-1] != 0 {
					continue
				}
				n, message := 0, x.tokens[p.at():]
				for message[n] != 0 && i+n < len(numbers) && message[n] == numbers[i+n] {
					n++
				}
				if message[n] == 0 && n >= 3 && n > longest {
					from, longest = i, n
				}
			}
		}
	}
	if longest > 0 {
		s.read([]need{q.need(q.list[from : from+longest])}, written)
	}
}

// saidStatus returns the first status that text says is one: it stands behind
// noise, as in "returned error: 401", "status=403" or "HTTP/1.1 404"; "" if there
// is none. A status below 200 only announces another.
func saidStatus(text string) string {
	text = text[:min(len(text), maxPaste)]
	said := false
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		w := text[start:end]
		if said && len(w) == 3 && digits(w) && w[0] >= '2' {
			return w
		}
		if len(w) > 1 || !digits(w) { // not the version of HTTP
			said = noise[fold(w)]
		}
	}
	return ""
}

// withoutVersion drops the first HTTP version ("HTTP/1.1") from text.
func withoutVersion(text string) string {
	const protocol = "http"
	for i := len(protocol); i < len(text); i++ {
		if text[i] != '/' || !strings.EqualFold(text[i-len(protocol):i], protocol) {
			continue
		}
		end := i + 1
		for end < len(text) && (text[end] == '.' || text[end] >= '0' && text[end] <= '9') {
			end++
		}
		if end > i+1 {
			return text[:i-len(protocol)] + text[end:]
		}
	}
	return text
}
