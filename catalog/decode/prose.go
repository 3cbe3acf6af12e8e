package decode

import (
	"bytes"
	"strings"

	"cls-error-explorer/catalog"
)

// plainEnglish reports whether the code [start, end) is more likely an ordinary
// word: one of a single hump ("Unauthorized") that opens a sentence.
func (s *scanner) plainEnglish(w []byte, start, end int) bool {
	if string(w) == "SyntaxError" {
		// JavaScript and Python name their own so: "SyntaxError: invalid syntax".
		return end < len(s.in) && s.in[end] == ':'
	}
	for _, c := range w[1:] {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	rest := s.in[end:min(len(s.in), end+2)]
	if len(rest) < 2 || rest[0] != ' ' || rest[1] < 'a' || rest[1] > 'z' {
		return false // no sentence goes on
	}
	before := s.in[max(s.lineStart, start-2, 0):start]
	return start == s.lineStart || len(before) == 2 && before[0] == '.' && before[1] == ' '
}

// isListed are the bytes of a list of strings that are words.
var isListed = func() (set [256]bool) {
	for c := range set {
		set[c] = isWord[c] || strings.IndexByte("\", \t\r\n", byte(c)) >= 0
	}
	return set
}()

// inList reports whether the code [start, end) is one of several strings in a
// list, as settings name codes: ["InternalError", "Timeout"].
func (s *scanner) inList(start, end int) bool {
	in := s.in
	if start == 0 || in[start-1] != '"' || end >= len(in) || in[end] != '"' {
		return false
	}
	next := skipBlank(in, end+1)
	if next == len(in) || in[next] != ',' && in[next] != ']' {
		return false
	}
	i := start - 1
	for i > s.listAt && isListed[in[i-1]] {
		i--
	}
	s.steps += start - i
	before := bytes.IndexByte(in[i:start], ',') >= 0
	s.listed = i == s.listAt && s.listed || i > 0 && in[i-1] == '['
	s.listAt = start
	return s.listed && (before || in[next] == ',')
}

const (
	// maxPhrase bounds the bytes that one documented message may fill.
	maxPhrase = 512
	// maxPhraseWords bounds its words; the longest has less than half as many.
	maxPhraseWords = 64
)

// phrase marks the first of phrases that starts with the word [start, end).
// Only its words count, not case, punctuation or line breaks.
func (s *scanner) phrase(phrases []phrase, start, end int) int {
	var ends [maxPhraseWords]int32 // of the words that are there
	ends[0] = int32(end)
	there := 1
	for _, p := range phrases {
		if there < p.alike {
			continue // it begins as the one before, whose words are not there
		}
		there = max(1, p.alike)
		i, ok := int(ends[there-1]), true
		for _, want := range p.words[there:] {
			from := i
			if i, ok = s.nextWordIs(i, want, start+maxPhrase); !ok {
				s.steps += i - from
				break
			}
			s.steps += i - from
			ends[there] = int32(i)
			there++
		}
		if !ok || len(p.words) < 4 && !s.aloneOnLine(start, i) {
			continue // two or three words are too common inside a sentence
		}
		for i < len(s.in) && s.in[i] == '.' {
			i++
		}
		s.mark(mark{kind: markPhrase, start: int32(start), end: int32(i), n: p.entry})
		return i
	}
	return 0
}

// nextWordIs reports whether the first word from i on is want, and returns the
// offset after it.
func (s *scanner) nextWordIs(i int, want string, limit int) (next int, ok bool) {
	in := s.in[:min(len(s.in), limit)]
	for i < len(in) && (!isWord[in[i]] || strings.IndexByte(wordEdge, in[i]) >= 0) {
		if c := in[i]; c == '"' || c == '{' || c == '}' || c == '\\' {
			return i, false
		}
		i++
	}
	if !hasFold(in[i:], want) {
		return wrappedIs(in, i, want)
	}
	i += len(want)
	if i < len(in) && isWord[in[i]] && in[i] != '.' {
		return i, false
	}
	return i, true
}

// wrappedIs reports whether the word at i is want, of which a part stands on its
// line and the rest on the next, and returns the offset after it.
func wrappedIs(in []byte, i int, want string) (next int, ok bool) {
	n := 0
	for n < len(want) && i+n < len(in) && isWord[in[i+n]] {
		n++
	}
	if n == 0 || n == len(want) || i+n == len(in) || in[i+n] != '\n' && in[i+n] != '\r' || !hasFold(in[i:], want[:n]) {
		return i, false
	}
	next = skipBlank(in, i+n)
	if !hasFold(in[next:], want[n:]) {
		return i, false
	}
	next += len(want) - n
	return next, next == len(in) || !isWord[in[next]] || in[next] == '.'
}

// aloneOnLine reports whether [start, end) is all there is on its line or
// between two quotes.
func (s *scanner) aloneOnLine(start, end int) bool {
	i := end
	for i < len(s.in) && (s.in[i] == '.' || s.in[i] == ' ' || s.in[i] == '\r') {
		i++
	}
	closed := i == len(s.in) || s.in[i] == '\n' || s.in[i] == '"'
	return closed && (start == s.lineStart || start > 0 && s.in[start-1] == '"')
}

// statusKeys are the words after which a number is an HTTP status.
var statusKeys = map[string]bool{
	"http": true, "status": true, "code": true,
	"statuscode": true, "status_code": true, "status-code": true,
	"httpcode": true, "http_code": true, "httpstatus": true, "http_status": true,
	"httpstatuscode": true, "ret_code": true,
}

// statusAfter notes the status after the key [start, end): "HTTP 404",
// "status=404", "HTTP/1.1 404", "http status code is 404".
func (s *scanner) statusAfter(key string, start, end int) int {
	in := s.in[:min(len(s.in), end+48)]
	i := end
	if key == "http" && i < len(in) && in[i] == '/' {
		for i++; i < len(in) && (in[i] == '.' || '0' <= in[i] && in[i] <= '9'); i++ {
		}
	}
	for words := 0; i < len(in); {
		c := in[i]
		switch {
		case '1' <= c && c <= '5':
			status, ok := statusAt(s.in, i)
			if !ok || key == "code" && (status < 400 || s.otherCode(start)) {
				return 0
			}
			m := mark{kind: markStatus, start: int32(i), end: int32(i + 3), n: int32(status)}
			if s.beginsLine(start) {
				m.flag = flagLineStart
			}
			if start < s.askedEnd {
				m.flag |= flagAsked
			}
			s.mark(m)
			next := s.reasonEnd(i+3, status)
			s.explain(start, next)
			return next
		case c == ' ' || c == '\t' || c == ':' || c == '=' || c == '|' || c == '"' || c == '\'' || c == '\\':
			i++
		case isWord[c]:
			j := i
			for j < len(in) && isWord[in[j]] {
				j++
			}
			switch strings.ToLower(string(in[i:j])) {
			case "status", "code", "error", "is", "was", "returned", "response":
			default:
				return 0
			}
			if words++; words > 3 {
				return 0
			}
			i = j
		default:
			return 0
		}
	}
	return 0
}

// beginsLine reports whether nothing but the sign of an item or a quote stands
// before i on its line.
func (s *scanner) beginsLine(i int) bool {
	return i-s.lineStart <= len(`- "`) && len(bytes.Trim(s.in[min(s.lineStart, i):i], "-*\" ")) == 0
}

// otherCode reports whether the word code at i is told by the word before it to
// be the code of something else: "exit code 404".
func (s *scanner) otherCode(i int) bool {
	before := s.in[max(s.lineStart, i-maxKeyword, 0):max(s.lineStart, i)]
	if len(before) < 2 || before[len(before)-1] != ' ' {
		return false
	}
	start, end := len(before)-1, len(before)-1
	for start > 0 && bytes.IndexByte([]byte(" \t(\"'"), before[start-1]) < 0 {
		start--
	}
	return start < end && isWord[before[end-1]] && ownCode.getFolded(before[start:end]) == nil
}

// ownCode are the words before "code" which say no more than that something was
// answered.
var ownCode = func() *wordTable[bool] {
	words := map[string]bool{"http": true, "ret": true}
	for word := range answered.all() {
		words[word] = true
	}
	return newWordTable(words)
}()

// statusWithReason notes a status with its reason phrase, "404 Not Found".
func (s *scanner) statusWithReason(start, end int) int {
	status, ok := statusAt(s.in, start)
	if !ok {
		return 0
	}
	next := s.reasonEnd(end, status)
	if next == end {
		return 0
	}
	m := mark{kind: markStatus, flag: flagReason, start: int32(start), end: int32(end), n: int32(status)}
	if s.beginsLine(start) {
		m.flag |= flagLineStart
	}
	s.mark(m)
	s.explain(start, next)
	return next
}

// statusAt reads the three digits of an HTTP status at i.
func statusAt(in []byte, i int) (status int, ok bool) {
	if i+3 > len(in) || i+3 < len(in) && isWord[in[i+3]] && in[i+3] != '.' || in[i] < '1' || in[i] > '5' {
		return 0, false
	}
	for _, c := range in[i : i+3] {
		if c < '0' || c > '9' {
			return 0, false
		}
		status = status*10 + int(c-'0')
	}
	return status, true
}

// reasonEnd returns the end of the reason phrase of status that follows i, or i.
// The phrase is no code, although one is spelled "Unauthorized".
func (s *scanner) reasonEnd(i, status int) int {
	if i >= len(s.in) || s.in[i] != ' ' {
		return i
	}
	from := i + 1
	for _, before := range reasonStarts {
		if hasFold(s.in[from:], before) {
			from += len(before)
			break
		}
	}
	if from == len(s.in) || s.in[from]|lowerBit < 'a' {
		return i // as most that follows a number
	}
	for _, reason := range [...]string{catalog.StatusText(status), oldReasons[status]} {
		if reason != "" && hasFold(s.in[from:], reason) {
			if j := from + len(reason); j == len(s.in) || !isWord[s.in[j]] || s.in[j] == '.' {
				return j
			}
		}
	}
	return i
}

// reasonStarts are what stands before a reason phrase: in the console of Chrome, and
// in what requests of Python says, twice.
var reasonStarts = [...]string{"(", "Client Error: ", "Server Error: "}

// oldReasons are phrases that servers still send, under names that the registry
// has since changed.
var oldReasons = [600]string{
	302: "Moved Temporarily",
	408: "Request Time-out",
	413: "Request Entity Too Large",
	414: "Request-URI Too Large",
	503: "Service Temporarily Unavailable",
	504: "Gateway Time-out",
}
