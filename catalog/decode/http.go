package decode

import (
	"bytes"
	"slices"
)

// line looks at the line that starts at i, sets what the words of it may mean,
// and returns where its words begin.
func (s *scanner) line(i int) int {
	in := s.in
	s.quiet, s.noProse = s.secretsOnly, false
	start := skipQuoteMarks(in, i)
	s.lineStart = start
	if s.secretsOnly {
		return start
	}
	end := len(in)
	if n := bytes.IndexByte(in[start:], '\n'); n >= 0 {
		end = start + n
	}
	s.steps += end - i + 1
	rest := trimRight(in, start, end)

	marked := hasPrefix(in[start:rest], "< ") || start+1 == rest && in[start] == '<'
	if marked { // curl -v: what the server sent
		s.curl, s.verbose = true, true
		s.explain(i, start+1)
		start = min(start+2, rest)
		s.lineStart = start
	}
	text := in[start:rest]
	switch {
	case len(text) == 0:
		s.headEnds(i, rest)
	case s.statusLine(i, start, rest):
		return rest
	case s.requestLine(i, start, rest):
	case text[0] == ':' && s.pseudoHeader(i, start, rest):
	case (text[0] == '-' || text[0] == '<') && s.okhttpLine(i, start, rest):
	case text[0] == '-' && s.head == headNone:
		s.wgetLine(start, rest)
	case s.curlTalk(text):
		s.quiet = true
		s.explain(i, rest)
	case s.head != headNone || marked:
		s.headerLine(i, start, rest)
	}
	return start
}

// headEnds ends the header of a response at an empty line.
func (s *scanner) headEnds(i, end int) {
	if s.head == headResponse {
		s.mark(mark{kind: markHeadEnd, start: int32(i), end: int32(end)})
		if at := skipBlank(s.in, end); s.status >= 200 && s.status < 300 && at < len(s.in) && (s.in[at] == '[' || s.in[at] == '{' && !startsError(s.in[at:min(len(s.in), at+maxStart)])) {
			s.isData(at)
		}
	}
	if s.head != headNone {
		s.explain(i, end)
	}
	s.head = headNone
}

// statusLine reads "HTTP/1.1 404 Not Found".
func (s *scanner) statusLine(line, start, end int) bool {
	in := s.in
	if !hasPrefix(in[start:end], "HTTP/") {
		return false
	}
	i := start + len("HTTP/")
	for i < end && (in[i] == '.' || '0' <= in[i] && in[i] <= '9') {
		i++
	}
	version := i
	for i < end && in[i] == ' ' {
		i++
	}
	status, ok := statusAt(in[:end], i)
	if !ok || i == version {
		return false
	}
	reason := bytes.TrimSpace(in[i+3 : end])
	if bytes.IndexByte(reason, '{') >= 0 {
		return false // the body stands on the same line
	}
	m := mark{kind: markResponse, start: int32(i), end: int32(i + 3), n: int32(status)}
	if status < 200 || status >= 300 && status < 400 || bytes.EqualFold(reason, []byte("Connection established")) {
		m.flag |= flagInterim
	}
	s.mark(m)
	s.explain(line, end)
	s.head, s.status = headResponse, status
	return true
}

// isData keeps the object at i from being read: in what a success returns, such
// as logs that were searched, errors are data. A broken one ends with its line.
func (s *scanner) isData(i int) {
	if i < s.dataEnd {
		return
	}
	h := &harReader{in: s.in}
	if s.dataEnd = h.skip(i); h.broken {
		s.dataEnd = len(s.in)
		if n := bytes.IndexByte(s.in[i:], '\n'); n >= 0 {
			s.dataEnd = i + n
		}
	}
	s.steps += s.dataEnd - i
}

// maxQuery is somewhat more than the longest statement that CLS takes.
const maxQuery = 16 << 10

func init() {
	// What somebody searches for says nothing about the answer: "Query":"status:500",
	// --Query "status:500", ?query_string=status%3A500.
	register(recogniser{name: "statement of a search", words: []string{"query", "query_string", "querystring"}, read: func(s *scanner, start, end int) int {
		in := s.in
		if start > 0 && (in[start-1] == '?' || in[start-1] == '&') && end < len(in) && in[end] == '=' {
			i := end
			for i < len(in) && i-end < maxQuery && in[i] > ' ' && in[i] != '&' && in[i] != '"' && in[i] != '\'' {
				i++
			}
			s.steps += i - end
			s.dataEnd = max(s.dataEnd, i)
			return 0
		}
		option := hasSuffix(in[:start], "--")
		open, at, ok := s.afterKey(end)
		if !ok && option {
			open, at = quoteAt(in, skipBlank(in[:min(len(in), end+maxGlue)], end))
			ok = true
		}
		if !ok || open.char == 0 || !option && (start == 0 || isWord[in[start-1]]) || s.tooDeep(at) {
			return 0
		}
		v, next := s.readString(at, open, maxQuery)
		s.nested = append(s.nested, next)
		if v.closed {
			s.dataEnd = max(s.dataEnd, int(v.end))
		}
		return 0
	}})
	register(recogniser{name: "answer to a search", words: []string{"listover", "results"}, read: func(s *scanner, start, end int) int {
		s.searchAnswer(start)
		return 0
	}})
}

// searchAnswer reads the answer to a search, of which a key is at start:
//
//	{"Context":"…","ListOver":true,"Results":[…],"RequestId":"…"}
//
// The members have any order, those of the 2017 API begin with small letters, and
// tools leave out the envelope of API 3.0. All of it is data, and the id is that of
// a success.
func (s *scanner) searchAnswer(start int) {
	from := s.bodyStart(start)
	if start < s.searchedTo || from == start {
		return
	}
	b := body{start: int32(from), api: API2017, noError: true, whole: true}
	w := walk{s: s, i: from}
	if s.in[from] == '{' {
		w.i++
	}
	over, results := false, 0
	for {
		key, open, at, ok := w.next()
		if !ok {
			break
		}
		switch {
		case w.objects > 0 || w.lists > 0:
		case bytes.EqualFold(key, []byte("listover")):
			over = true
			if key[0] == 'L' {
				b.api = API3
			}
		case bytes.EqualFold(key, []byte("results")):
			if results = at; !hasPrefix(s.in[at:], "[") && !hasPrefix(s.in[at:], "null") {
				s.searchedTo = w.i
				return
			}
		case string(key) == "RequestId" && open.char != 0:
			b.id, _ = s.readString(at, open, maxID)
		}
	}
	s.searchedTo = w.i
	if !over || results == 0 {
		return
	}
	b.end = int32(results)
	s.addBody(&b)
	if w.i < len(s.in) {
		s.dataEnd = max(s.dataEnd, w.i)
	} else {
		s.isData(results) // it is cut off
	}
}

// methods are those that requests to CLS and its neighbours use.
var methods = []string{"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "CONNECT"}

// requestLine reads "POST /structuredlog?topic_id=1 HTTP/1.1".
func (s *scanner) requestLine(line, start, end int) bool {
	in, i := s.in[:end], start
	for i < end && 'A' <= in[i] && in[i] <= 'Z' {
		i++
	}
	if i == start || i == end || in[i] != ' ' || !slices.Contains(methods, string(in[start:i])) {
		return false
	}
	at := i
	for at < end && in[at] == ' ' {
		at++
	}
	n := bytes.IndexByte(in[at:], ' ')
	if n <= 0 || !hasPrefix(in[at+n+1:], "HTTP/") {
		return false
	}
	s.mark(mark{kind: markRequest, start: int32(start), end: int32(i)})
	s.mark(mark{kind: markPath, start: int32(at), end: int32(at + n)})
	s.explain(line, end)
	s.head, s.noProse = headRequest, true
	if line < start && bytes.IndexByte(s.in[line:start], '>') >= 0 {
		s.curl, s.verbose = true, true
	}
	return true
}

// pseudoHeader reads ":status: 404" and its like, which HTTP/2 has in the place
// of status and request line.
func (s *scanner) pseudoHeader(line, start, end int) bool {
	in := s.in[:end]
	name := start + 1
	for name < end && isWord[in[name]] {
		name++
	}
	if name == end || in[name] != ':' {
		return false
	}
	i := name + 1
	for i < end && in[i] == ' ' {
		i++
	}
	m := mark{start: int32(i), end: int32(end)}
	switch string(in[start:name]) {
	case ":status":
		status, ok := statusAt(in, i)
		if !ok || i+3 != end {
			return false
		}
		m.kind, m.n = markResponse, int32(status)
		if status < 200 || status >= 300 && status < 400 {
			m.flag = flagInterim
		}
		s.head, s.status = headResponse, status
	case ":method":
		m.kind = markRequest
	case ":path":
		m.kind = markPath
	case ":authority":
		m.kind, m.sign = markHost, hostSign(in[i:end])
	case ":scheme":
	default:
		return false
	}
	if m.kind != markResponse && s.head != headRequest {
		s.mark(mark{kind: markRequest, start: int32(start), end: int32(start)})
		s.head = headRequest
	}
	if i < end && string(in[start:name]) != ":scheme" {
		s.mark(m)
	}
	s.noProse = true
	s.explain(line, end)
	return true
}

// headerLine reads "Name: value". Anything else ends the header, for the empty
// line after it is easily lost in a ticket.
func (s *scanner) headerLine(line, start, end int) {
	in := s.in
	i := start
	if i < end && in[i] == ':' {
		i++ // :status and its like of HTTP/2
	}
	for i < end && isWord[in[i]] {
		i++
	}
	if i == start || i == end || in[i] != ':' {
		s.headEnds(line, line)
		return
	}
	s.noProse = true
	s.explain(line, end)
	for i++; i < end && in[i] == ' '; i++ {
	}
	m := mark{start: int32(i), end: int32(end)}
	switch name := in[start:]; {
	case i == end:
		return
	case hasFold(name, "host:"):
		m.kind, m.sign = markHost, hostSign(in[i:end])
	case hasFold(name, "date:"):
		m.kind = markDate
	default:
		return
	}
	m.flag = flagHeader
	s.mark(m)
}

// curlTalk reports whether a line is what curl -v says about itself.
func (s *scanner) curlTalk(text []byte) bool {
	if (text[0] == '{' || text[0] == '}') && hasSuffix(text, "bytes data]") {
		return true
	}
	if !hasPrefix(text, "* ") {
		return false
	}
	if s.curl {
		return true
	}
	for _, word := range []string{"Trying", "Connected to", "Host ", "Uses proxy", "Could not resolve", "Re-using", "Rebuilt URL", "Note: Unnecessary"} {
		if hasPrefix(bytes.TrimLeft(text[2:], " "), word) {
			s.curl = true
			return true
		}
	}
	return false
}

// tag marks the start of an HTML page.
func (s *scanner) tag(i int) {
	rest := s.in[i:]
	if hasFold(rest, "<!doctype html") || hasFold(rest, "<html") {
		s.mark(mark{kind: markHTML, start: int32(i), end: int32(i + len("<html"))})
	}
}
