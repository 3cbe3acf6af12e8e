package decode

import (
	"bytes"
	"slices"
)

// What logs print of a request and its answer in one line: access logs, the
// interceptor of OkHttp, and how requests, of Python, shows an answer.

func init() {
	// "POST /structuredlog?topic_id=… HTTP/1.1" 403
	words := []string{}
	for _, method := range methods {
		words = append(words, string(bytes.ToLower([]byte(method))))
	}
	register(recogniser{name: "request of an access log", words: words, read: func(s *scanner, start, end int) int {
		if start == 0 || s.in[start-1] != '"' || s.head != headNone || !slices.Contains(methods, string(s.in[start:end])) {
			return 0
		}
		text, _, _ := bytes.Cut(s.in[end:min(len(s.in), end+maxCommand)], []byte(`"`))
		s.steps += len(text)
		target, version, ok := bytes.Cut(bytes.TrimPrefix(text, []byte(" ")), []byte(" "))
		if !ok || len(target) == 0 || !hasPrefix(version, "HTTP/") {
			return 0
		}
		s.askedEnd = end + len(text)
		s.mark(mark{kind: markAsked, start: int32(start), end: int32(end + len(" ") + len(target))})
		s.explain(start, s.askedEnd)
		return 0
	}})
	// <Response [409]>
	register(recogniser{name: "answer in Python", words: []string{"response"}, read: func(s *scanner, start, end int) int {
		const before, after = " [", "]>"
		at := end + len(before)
		status, ok := statusAt(s.in, at)
		if !ok || start == 0 || s.in[start-1] != '<' || string(s.in[end:at]) != before || !hasPrefix(s.in[at+3:], after) {
			return 0
		}
		m := mark{kind: markStatus, start: int32(at), end: int32(at + 3), n: int32(status)}
		if s.beginsLine(start - 1) {
			m.flag = flagLineStart
		}
		s.mark(m)
		s.explain(start-1, at+3+len(after))
		return at + 3
	}})
}

// okhttpLine reads the first line that OkHttp logs of a request or an answer. Their
// headers follow as in HTTP.
//
//	--> POST https://ap-guangzhou.cls.tencentcs.com/structuredlog http/1.1
//	<-- 403 Forbidden https://ap-guangzhou.cls.tencentcs.com/structuredlog (55ms)
func (s *scanner) okhttpLine(line, start, end int) bool {
	text := s.in[start:end]
	i := start + len("--> ")
	if !hasPrefix(text, "--> ") && !hasPrefix(text, "<-- ") {
		return false
	}
	n := bytes.Index(text, []byte("://"))
	if n < 0 {
		return false
	}
	_, path := splitURL(s.in, urlAt(s.in, start+n+len("://"), end))
	if text[0] == '-' {
		method := methodAt(s.in, i)
		if method.End == 0 {
			return false
		}
		s.mark(mark{kind: markRequest, start: int32(method.Start), end: int32(method.End)})
		s.head = headRequest
	} else {
		status, ok := statusAt(s.in[:end], i)
		if !ok {
			return false
		}
		s.mark(mark{kind: markResponse, start: int32(i), end: int32(i + 3), n: int32(status)})
		s.head, s.status = headResponse, status
	}
	if path.len() > 0 {
		s.mark(mark{kind: markPath, start: int32(path.Start), end: int32(path.End)})
	}
	s.noProse = true
	s.explain(line, end)
	return true
}

// askedFor takes over the request of an access log that x belongs to.
func (a *assembly) askedFor(x *answer) {
	at := x.at(markAsked)
	if at.End == 0 || x.method.len() > 0 || x.path.len() > 0 {
		return
	}
	n := at.Start + bytes.IndexByte(a.in[at.Start:at.End], ' ')
	x.method, x.path = Span{at.Start, n}, Span{n + 1, at.End}
	if bytes.Contains(a.in[n:at.End], []byte("://")) { // as proxies are asked
		x.host, x.path = splitURL(a.in, x.path)
	}
}
