package decode

import "bytes"

// A cause is what certain words of a message tell about why it failed, beyond
// the code that they come with.
type cause struct {
	text   string // one or two sentences
	client string // whose words they are, empty: the server's
	code   string // the code they come with: a client's, or one of API 3.0

	shared  bool // other products use the words as well
	foreign bool // something other than CLS answered
}

// A causeText is a text that tells a cause. It is compared word by word,
// without regard to case, punctuation and line breaks; the word * stands for
// any words up to the next one.
type causeText struct {
	words string
	cause
}

// registerCauses makes recognisers of texts.
func registerCauses(texts ...causeText) {
	for _, t := range texts {
		words := phraseWords(t.words)
		register(recogniser{name: t.words, words: words[:1], read: func(s *scanner, start, end int) int {
			if next, ok := s.wordsFollow(words[1:], end, start+maxPhrase); ok {
				s.markCause(start, s.bracketEnd(start, next), &t.cause)
			}
			return 0
		}})
	}
}

// markCause marks words that tell a cause.
func (s *scanner) markCause(start, end int, c *cause) {
	if n := len(s.causes); n > 0 && s.causes[n-1] == c {
		s.mark(mark{kind: markCause, start: int32(start), end: int32(end), n: int32(n - 1)})
		return
	}
	s.mark(mark{kind: markCause, start: int32(start), end: int32(end), n: int32(len(s.causes))})
	s.causes = append(s.causes, c)
}

// wordsFollow reports whether words follow at i, and returns the offset after
// the last.
func (s *scanner) wordsFollow(words []string, i, limit int) (next int, ok bool) {
	for n := 0; n < len(words); n++ {
		if words[n] != "*" {
			if i, ok = s.nextWordIs(i, words[n], limit); !ok {
				return i, false
			}
			continue
		}
		if n++; n == len(words) {
			return i, true
		}
		for try := 0; ; try++ {
			if next, ok := s.nextWordIs(i, words[n], limit); ok {
				i = next
				break
			}
			if i, ok = s.skipWord(i, limit); !ok || try == 40 {
				return i, false
			}
		}
	}
	return i, true
}

// skipWord returns the offset after the next word.
func (s *scanner) skipWord(i, limit int) (next int, ok bool) {
	limit = min(limit, len(s.in))
	for i < limit && !isWord[s.in[i]] {
		i++
	}
	start := i
	for i < limit && isWord[s.in[i]] {
		i++
	}
	s.steps += i - start
	return i, i > start
}

// bracketEnd returns where a message that begins at start and goes on at i ends:
// with the bracket that was opened before i, or else with its line.
func (s *scanner) bracketEnd(start, i int) int {
	depth := 0
	for j := start; j < len(s.in) && j < start+maxPhrase && s.in[j] != '\n'; j++ {
		switch s.in[j] {
		case '[':
			depth++
		case ']':
			depth--
		}
		if j >= i-1 && depth <= 0 {
			return max(i, j+1)
		}
	}
	line, _, _ := bytes.Cut(s.in[i:max(i, min(len(s.in), start+maxPhrase))], []byte("\n"))
	return runeStart(s.in, trimRight(s.in, i, i+len(line)))
}
