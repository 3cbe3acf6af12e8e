package decode

import (
	"bytes"
	"unicode/utf8"
)

// How people write into tickets what programs write as keys: in two words, or
// in Chinese, and what the tools of browsers call it.
func init() {
	// before reports whether the text before a word ends with one of names.
	before := func(s *scanner, start int, names ...string) bool {
		text := bytes.TrimRight(s.in[max(0, start-16):start], " ")
		for _, name := range names {
			if n := len(text) - len(name); n >= 0 && hasFold(text[n:], name) {
				return true
			}
		}
		return false
	}
	register(recogniser{name: "id in a ticket", words: []string{"id"}, read: func(s *scanner, start, end int) int {
		kind := markTopic
		switch {
		case before(s, start, "request", "请求"):
			return s.requestID(signNone, start, end)
		case before(s, start, "topic", "主题"):
		case before(s, start, "logset", "日志集"):
			kind = markLogset
		default:
			return 0
		}
		if i, ok := s.afterHanKey(end); ok && isUUID(s.in[i:min(len(s.in), i+uuidLen)]) {
			s.mark(mark{kind: kind, start: int32(i), end: int32(i + uuidLen)})
			s.explain(start, i+uuidLen)
		}
		return 0
	}})
	// Request URL: https://…
	// Request Method: POST
	register(recogniser{name: "request in the tools of a browser", words: []string{"request"}, read: func(s *scanner, start, end int) int {
		if start != s.lineStart {
			return 0
		}
		line, _, _ := bytes.Cut(s.in[end:min(len(s.in), end+maxCommand)], []byte("\n"))
		s.steps += len(line)
		switch {
		case hasFold(line, " url:"):
			if i := bytes.Index(line, []byte("://")); i >= 0 {
				c := command{}
				c.host, c.path = splitURL(s.in, urlAt(s.in, end+i+len("://"), end+len(line)))
				s.addCommand(c)
			}
		case hasFold(line, " method:"):
			i := skipBlank(s.in, end+len(" method:"))
			if n := len(s.commands); n > 0 && s.commands[n-1].method.End == 0 && i < end+len(line) {
				s.commands[n-1].method = methodAt(s.in, i)
			}
		}
		return 0
	}})
}

// Chinese has no blanks, so that its words are known by what follows them.
var (
	hanStatus = [][]byte{[]byte("状态码"), []byte("返回码"), []byte("错误码")}
	hanRegion = [][]byte{[]byte("地域"), []byte("区域")}
	hanIs     = [][]byte{[]byte("："), []byte("为"), []byte("是")}
)

// named returns where one of names stands before i, with a separator and nothing
// else between.
func (s *scanner) named(names [][]byte, i int) (at int, ok bool) {
	from, end := max(0, s.lineStart, i-24), i
	for end > from && (s.in[end-1] == ' ' || s.in[end-1] == ':' || s.in[end-1] == '=') {
		end--
	}
	text := s.in[from:end]
	if len(text) == 0 || text[len(text)-1] < utf8.RuneSelf {
		return 0, false
	}
	for _, is := range hanIs {
		text = bytes.TrimSuffix(text, is)
	}
	for _, name := range names {
		if bytes.HasSuffix(text, name) {
			return from + len(text) - len(name), true
		}
	}
	return 0, false
}

// afterHanKey is afterKey, also where a Chinese word says "is": 主题ID为….
func (s *scanner) afterHanKey(i int) (next int, ok bool) {
	if j := skipBlank(s.in, i); j < len(s.in) && s.in[j] >= utf8.RuneSelf {
		for _, is := range hanIs[1:] {
			if bytes.HasPrefix(s.in[j:], is) {
				return skipBlank(s.in, j+len(is)), true
			}
		}
	}
	_, next, ok = s.afterKey(i)
	return next, ok
}

// afterHan marks what a Chinese word names: a status or a region.
func (s *scanner) afterHan(start, end int) {
	switch word := s.in[start:end]; {
	case len(word) == 3:
		status, ok := statusAt(s.in, start)
		if !ok {
			return
		}
		if at, ok := s.named(hanStatus, start); ok {
			m := mark{kind: markStatus, start: int32(start), end: int32(end), n: int32(status)}
			if s.beginsLine(at) {
				m.flag = flagLineStart
			}
			s.mark(m)
			s.explain(start, end)
		}
	case isRegion(word):
		if _, ok := s.named(hanRegion, start); ok {
			s.region(start)
		}
	}
}
