package decode

import "bytes"

// The Go upload SDK prints {"httpCode":…,"errorCode":…,"errorMessage":…,"requestID":…},
// which api2017.go reads: the server's code for 400, 401, 403, 404 and 413, one
// of its own for anything else. Programs print its Attempt with %+v, or the six
// lines of the callback in its README.
func init() {
	registerShape(shape{client: clientGo, api: API2017, anchor: "success", templates: []string{
		"Success:false RequestId:{id} ErrorCode:{code} ErrorMessage:{message} TimeStampMs:{time}",
	}})
	register(recogniser{name: clientGo, words: []string{"false"}, read: func(s *scanner, start, end int) int {
		if b, ok := s.goAttempt(start, end); ok {
			s.addBody(&b)
		}
		return 0
	}})
	queueFull := cause{client: clientGo, text: "The queue of the producer was full for longer than it may wait; this was never sent."}
	registerCauses(causeText{"over producer set maximum blocking time", queueFull})
}

// goAttempt reads an Attempt that begins with the word false:
//
//	{false 0f7c1a52-… TopicNotExist topic not exist 1700000000000}
//
// or, a line each, false, code, message, [pointers], id and time.
func (s *scanner) goAttempt(start, end int) (b body, ok bool) {
	in := s.in
	b = body{start: int32(start), form: formRecord, api: API2017, client: clientGo, clientAt: Span{start, end}, whole: true}
	stop := min(len(in), end+maxSkip)
	if start > 0 && in[start-1] == '{' {
		n := bytes.IndexByte(in[end:stop], '}')
		if n < 0 {
			return b, false
		}
		text := in[end : end+n]
		s.steps += n
		words := bytes.Fields(text)
		if len(words) < 3 || !isUnixMilli(words[len(words)-1]) || idEnd(words[0], 0) != len(words[0]) {
			return b, false
		}
		id := spanOf(text, words[0], end)
		code := spanOf(text, words[1], end)
		at := bytes.LastIndex(text, words[len(words)-1])
		b.start, b.end = int32(start-1), int32(end+n+1)
		b.id = value{start: int32(id.Start), end: int32(id.End), closed: true}
		b.code = value{start: int32(code.Start), end: int32(code.End), closed: true}
		b.message = s.message(code.End, end+at)
		b.time = Span{end + at, end + at + len(words[len(words)-1])}
		return b, b.code.start < b.message.end
	}
	if start != s.lineStart {
		return b, false
	}
	var lines [6]Span
	i := start
	for n := range lines {
		if i >= stop {
			return b, false
		}
		i = skipQuoteMarks(in[:stop], i)
		j := stop
		if k := bytes.IndexByte(in[i:stop], '\n'); k >= 0 {
			j = i + k
		}
		lines[n] = Span{i, trimRight(in, i, j)}
		s.steps += j - i
		i = j + 1
	}
	pointers, id, when := lines[3], lines[4], lines[5]
	if lines[0].len() != len("false") || pointers.len() == 0 || in[pointers.Start] != '[' || in[pointers.End-1] != ']' ||
		!isUnixMilli(in[when.Start:when.End]) {
		return b, false
	}
	b.end = int32(when.End)
	b.code = value{start: int32(lines[1].Start), end: int32(lines[1].End), closed: true}
	b.message = value{start: int32(lines[2].Start), end: int32(lines[2].End), closed: true}
	b.id = value{start: int32(id.Start), end: int32(id.End), closed: true}
	b.time = when
	return b, b.code.end > b.code.start && b.code.end-b.code.start < maxCode
}

// spanOf returns where word, a part of text, stands; text starts at base.
func spanOf(text, word []byte, base int) Span {
	i := bytes.Index(text, word)
	return Span{base + i, base + i + len(word)}
}

// isUnixMilli reports whether text is a Unix time in milliseconds.
func isUnixMilli(text []byte) bool {
	if len(text) != 13 {
		return false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
