package decode

import (
	"bytes"
	"slices"
)

// How far a secret reaches: over escapes, over lines that a terminal wrapped, over
// the pieces of a string.

// joined notes the other pieces of a string that ends at i and that a program
// wrote in pieces: '…' + '…'.
func (s *scanner) joined(kind secretKind, open quote, i int) {
	for open.char != 0 && i >= s.joinedEnd {
		q, after := quoteAt(s.in, i)
		if !open.closes(q) {
			return
		}
		in := s.in[:min(len(s.in), after+maxGlue)]
		plus := skipBlank(in, after)
		if plus == len(in) || in[plus] != '+' {
			return
		}
		start := skipBlank(in, plus+1)
		open, start = quoteAt(in, start)
		if open.char == 0 {
			return
		}
		v, _ := s.readString(start, open, maxQuoted)
		if namesSecret(s.in[v.start:v.end]) {
			return // of another value
		}
		if v.end > v.start {
			s.secret(kind, int(v.start), int(v.end))
		}
		s.joinedEnd, i = i+1, int(v.end)
	}
}

// isSecretByte are the bytes of secret words.
var isSecretByte = func() (set [256]bool) {
	for c := range set {
		set[c] = isWord[c] || bytes.IndexByte([]byte("+/=%*~"), byte(c)) >= 0
	}
	return set
}()

// secretRun returns the end of the secret word at i. A slash may be escaped, and
// = may be written \u003d or %3D; what else is percent-encoded ends the word. A
// terminal's colours may be inside.
func (s *scanner) secretRun(i int) int {
	in, j := s.in, i
	for j < len(in) {
		switch c := in[j]; {
		case isWord[c] && c != '.':
			j++
			continue
		case c == '%':
			c, next := percentByte(in, j)
			if isSecretByte[c] || c == '\n' || c == '\r' {
				j = next
				continue
			}
		case c == '.' && j+1 < len(in) && in[j+1] == '.': // a line break in a dump
		case isSecretByte[c]:
			j++
			continue
		case c == '\\':
			c, next := escapedByte(in, j)
			s.steps += next - j
			if isSecretByte[c] {
				j = next
				continue
			}
		case c == 0x1b:
			if next := colourEnd(in, j); next > j && next < len(in) && isSecretByte[in[next]] {
				j = next
				continue
			}
		}
		break
	}
	s.steps += j - i
	return j
}

// percentByte returns the byte that the percent escape at i stands for, however
// often it was encoded, and the offset after it. A percent sign that begins no
// escape stands for itself; other bytes are none.
func percentByte(in []byte, i int) (c byte, next int) {
	if i >= len(in) || in[i] != '%' {
		return 0, i
	}
	for next = i + 1; next < i+16 && next+3 < len(in) && in[next] == '2' && in[next+1] == '5' && isHex[in[next+2]] && isHex[in[next+3]]; {
		next += 2
	}
	if !hexAt(in, next, 2) {
		return '%', i + 1
	}
	return unhex(in[next])<<4 | unhex(in[next+1]), next + 2
}

// escapedByte returns the byte that the escape at i stands for, and the offset
// after it: \/ or \u003d, behind any number of backslashes. Of other escapes it
// returns 0 and the offset after the backslashes.
func escapedByte(in []byte, i int) (c byte, next int) {
	for i < len(in) && in[i] == '\\' {
		i++
	}
	switch {
	case i == len(in):
	case in[i] == '/':
		return '/', i + 1
	case in[i] == 'u':
		if r, ok := hexRune(in, i+1, 4); ok && r < 0x80 {
			return byte(r), i + 5
		}
	}
	return 0, i
}

// issued are the lengths in which secrets are issued.
var issued = [len(secretKinds)][]int{
	kindID:        {36},
	kindKey:       {32},
	kindSignature: {40, 64}, // hexadecimal SHA-1, SHA-256
}

// wrapEnd returns the end of the secret word [start, end) together with the
// lines on which it goes on where a mail program or a terminal broke it. It goes
// on as long as that makes it whole, or as the broken lines are full.
func (s *scanner) wrapEnd(kind secretKind, start, end int) int {
	length, best := end-start, end
	for j := end; !slices.Contains(issued[kind], length); {
		i, full := s.wrapped(j)
		if i == 0 {
			break
		}
		k, stop := i, min(len(s.in), i+maxSecretLine)
		for k < stop && isSecretByte[s.in[k]] {
			k++
		}
		s.steps += k - j
		part := s.in[i:k]
		rest := bytes.TrimRight(part, "=")
		if len(part) == 0 || secretIDBegins(part) || namesSecret(rest) || bytes.IndexByte(rest, '=') >= 0 || s.index.words.get(part) != nil {
			break // another key, or a code
		}
		length += len(part)
		if k < len(s.in) && s.in[k] == ':' && !(kind == kindID && slices.Contains(issued[kind], length)) {
			break // another key, and not id:key
		}
		alone := k == len(s.in) || bytes.IndexByte([]byte("\r\n\"'&,;}"), s.in[k]) >= 0
		whole := slices.Contains(issued[kind], length) && (kind != kindSignature || hexAt(part, 0, len(part)))
		if whole || full && (alone || randomWord(part)) {
			best = k
		} else if len(issued[kind]) == 0 || length > slices.Max(issued[kind]) {
			break
		}
		j = k
	}
	return best
}

// wrapped returns where the text of the next line begins if i is the end of a
// line, else 0, and whether the line is long enough for wrapping.
func (s *scanner) wrapped(i int) (next int, full bool) {
	in, end := s.in, i
	for i < len(in) && (in[i] == '\r' || in[i] == '\\' && i+1 < len(in) && (in[i+1] == '\n' || in[i+1] == '\r')) {
		i++
	}
	if i == len(in) || in[i] != '\n' {
		return 0, false
	}
	start := max(0, end-fullLine)
	full = end-start == fullLine && bytes.IndexByte(in[start:end], '\n') < 0
	next = skipQuoteMarks(in, i+1)
	if next == len(in) || in[next] == '\n' || in[next] == '\r' {
		return 0, false
	}
	return next, full
}

// randomWord reports whether a word looks made by a machine.
func randomWord(w []byte) bool {
	return len(w) >= minSecret || randomBytes.index(w) >= 0
}

var randomBytes = bytesOf("0123456789+/=%")

// quotedEnd returns where a string in quotes ends that stands at the end of a line
// before end and that a terminal wrapped there; else end.
func (s *scanner) quotedEnd(open quote, end int) int {
	next, full := s.wrapped(end)
	if next == 0 || !full || open.char == 0 {
		return end
	}
	line := s.in[next:min(len(s.in), next+maxSecretLine)]
	if n := bytes.IndexAny(line, "\n{}<"); n >= 0 {
		line = line[:n]
	}
	s.steps += len(line)
	for k := range line {
		if q, _ := quoteAt(line, k); q.char != 0 && open.closes(q) {
			if s.nameBefore(next, next+k) < next+k {
				return end // it opens the value of another
			}
			return next + k
		}
	}
	return end
}
