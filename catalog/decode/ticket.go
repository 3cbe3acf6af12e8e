package decode

import "bytes"

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
		if _, i, ok := s.afterKey(end); ok && isUUID(s.in[i:min(len(s.in), i+uuidLen)]) {
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
)

// named reports whether one of names, a separator and nothing else stand before i.
func (s *scanner) named(names [][]byte, i int) bool {
	text := bytes.TrimRight(s.in[max(0, s.lineStart, i-24):i], " :=")
	text = bytes.TrimSuffix(bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("：")), []byte("为")), []byte("是"))
	for _, name := range names {
		if bytes.HasSuffix(text, name) {
			return true
		}
	}
	return false
}

// afterHan marks what a Chinese word names: a status or a region.
func (s *scanner) afterHan(start, end int) {
	switch word := s.in[start:end]; {
	case len(word) == 3:
		if status, ok := statusAt(s.in, start); ok && s.named(hanStatus, start) {
			s.mark(mark{kind: markStatus, start: int32(start), end: int32(end), n: int32(status)})
			s.explain(start, end)
		}
	case isRegion(word) && s.named(hanRegion, start):
		s.region(start)
	}
}
