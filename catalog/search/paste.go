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
				s.keep(candidate{e, score{covered: all, exact: true, phrase: true}})
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

// version returns where an HTTP version ("HTTP/1.1") begins and ends in text from
// a place on, or -1.
func version(text string, from int) (start, end int) {
	const protocol = "http"
	for i := from; i < len(text); i++ {
		if text[i] != '/' || i < from+len(protocol) || !strings.EqualFold(text[i-len(protocol):i], protocol) {
			continue
		}
		end := i + 1
		for end < len(text) && (text[end] == '.' || text[end] >= '0' && text[end] <= '9') {
			end++
		}
		if end > i+1 {
			return i - len(protocol), end
		}
	}
	return -1, -1
}

// withoutVersion drops the first HTTP version from text.
func withoutVersion(text string) string {
	if start, end := version(text, 0); start >= 0 {
		return text[:start] + text[end:]
	}
	return text
}

// statusLine returns what stands behind the HTTP version in the first line that
// begins a response, "404 Not Found", or "".
func statusLine(text string) string {
	text = text[:min(len(text), maxPaste)]
	for _, end := version(text, 0); end >= 0; _, end = version(text, end) {
		line, _, _ := strings.Cut(text[end:], "\n")
		if line = strings.TrimSpace(line); len(line) >= 3 && digits(line[:3]) {
			return line
		}
	}
	return ""
}
