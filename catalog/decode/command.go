package decode

import (
	"bytes"
	"slices"
)

// A command is a request as curl is told to send it, or as wget says that it does.
// It stands before the answer, and names what the answer does not.
type command struct{ text, method, host, path, time Span }

// maxCommand is how much of a command is read.
const maxCommand = 2 << 10

func init() {
	register(recogniser{name: "curl command", words: []string{"curl"}, read: func(s *scanner, start, end int) int {
		if start < s.commandEnd {
			return 0
		}
		text := s.commandText(end)
		s.commandEnd = end + len(text)
		scheme := bytes.Index(text, []byte("://"))
		if scheme < 0 {
			return 0
		}
		c := command{text: Span{end, end + len(text)}}
		c.host, c.path = splitURL(s.in, urlAt(s.in, end+scheme+len("://"), end+len(text)))
		for _, option := range []string{"-X ", "-X", "--request ", "--request="} {
			if i := bytes.Index(text, []byte(" "+option)); i >= 0 {
				c.method = methodAt(s.in, end+i+1+len(option))
				if c.method.End > 0 {
					break
				}
			}
		}
		s.addCommand(c)
		return 0
	}})
}

func init() {
	// curl -f: (22) The requested URL returned error: 404
	register(recogniser{name: "status in an error of curl", words: []string{"requested"}, read: func(s *scanner, start, end int) int {
		i, ok := s.wordsFollow([]string{"url", "returned", "error"}, end, end+48)
		if !ok {
			return 0
		}
		if _, at, ok := s.afterKey(i); ok {
			if status, ok := statusAt(s.in, at); ok {
				s.mark(mark{kind: markStatus, flag: flagReason, start: int32(at), end: int32(at + 3), n: int32(status)})
				s.explain(start, at+3)
				return at + 3
			}
		}
		return 0
	}})
}

// tccli reads "tccli cls SearchLog", whose name ends at end. It says whose answer
// follows, as a host does. Where a line begins with it, a command is run there:
// what is asked for says nothing about the answer, and the object that is printed
// is what a success returns, without an envelope.
func (s *scanner) tccli(start, end int) {
	if start < s.commandEnd {
		return
	}
	in := s.in
	service := s.wordBehind(end)
	action := s.wordBehind(service.End)
	m := mark{kind: markSign, sign: signTencent, start: int32(service.Start), end: int32(service.End)}
	if string(in[service.Start:service.End]) == "cls" {
		m.sign, m.start = signCLS, int32(start)
	}
	if !s.atPrompt(start) || !isAction(in[action.Start:action.End]) || !endsOrGoesOn(in, action.End) {
		if m.sign == signCLS {
			s.mark(m)
		}
		return
	}
	m.flag = flagCommand
	s.mark(m)
	s.noProse = true
	s.commandEnd = end + len(s.commandText(end))
	at := skipBlank(in, s.commandEnd)
	s.steps += at - s.commandEnd
	if at < len(in) && in[at] == '{' && !startsError(in[at:min(len(in), at+maxStart)]) {
		s.addBody(&body{start: int32(at), end: int32(at + 1), form: formEnvelope, api: API3, noError: true, whole: true})
		s.isData(at)
	}
}

// wordBehind returns the word that follows i behind blanks, or an empty span.
func (s *scanner) wordBehind(i int) Span {
	in := s.in[:min(len(s.in), i+maxGlue)]
	for i < len(in) && in[i] == ' ' {
		i++
	}
	j := i
	for j < len(in) && isWord[in[j]] {
		j++
	}
	s.steps += j - i
	return Span{i, j}
}

// atPrompt reports whether nothing but the prompt of a shell stands before i on
// its line.
func (s *scanner) atPrompt(i int) bool {
	before := bytes.TrimRight(s.in[max(min(s.lineStart, i), i-maxGlue):i], " ")
	return len(before) == 0 && i-s.lineStart < maxGlue || len(before) > 0 && bytes.IndexByte([]byte("$#%>"), before[len(before)-1]) >= 0
}

// isAction reports whether a word is written like an action of API 3.0, with two
// capitals: SearchLog.
func isAction(word []byte) bool {
	return len(word) > 2 && 'A' <= word[0] && word[0] <= 'Z' &&
		bytes.ContainsFunc(word[2:], func(r rune) bool { return 'A' <= r && r <= 'Z' })
}

// endsOrGoesOn reports whether a command ends at i, or goes on with options. Else
// it is a part of a sentence.
func endsOrGoesOn(in []byte, i int) bool {
	for i < len(in) && in[i] == ' ' {
		i++
	}
	return i == len(in) || bytes.IndexByte([]byte("-\\\r\n|&;>"), in[i]) >= 0
}

// run begins what a command prints. Nothing above it is of its answer, if that is
// of another command.
func (a *assembly) run() {
	if a.ran {
		a.next(answer{})
		a.forget()
	}
	a.ran = true
}

// commandText returns the text of a command from i on, its first maxCommand bytes.
func (s *scanner) commandText(i int) []byte {
	text := s.in[i:min(len(s.in), i+maxCommand)]
	for i := 0; ; { // a backslash continues it on the next line
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		if i += n + 1; !hasSuffix(bytes.TrimRight(text[:i-1], " \r"), `\`) {
			text = text[:i-1]
			break
		}
	}
	s.steps += len(text)
	return text
}

func (s *scanner) addCommand(c command) {
	if c.host.len() > 0 {
		s.mark(mark{kind: markCommand, sign: hostSign(s.in[c.host.Start:c.host.End]),
			start: int32(c.host.Start), end: int32(c.host.End), n: int32(len(s.commands))})
		s.commands = append(s.commands, c)
	}
}

// wgetLine reads the line in which wget says what it asks for, and when:
//
//	--2021-03-04 08:00:00--  https://ap-guangzhou.cls.tencentcs.com/topics
func (s *scanner) wgetLine(start, end int) {
	const stamp = "--0000-00-00 00:00:00--  "
	if digitsLike(s.in[:end], start, stamp) == 0 {
		return
	}
	at := start + len(stamp)
	if scheme := bytes.Index(s.in[at:min(end, at+len("https://"))], []byte("://")); scheme > 0 {
		c := command{text: Span{start, end}, time: Span{start + len("--"), at - len("--  ")}}
		c.host, c.path = splitURL(s.in, urlAt(s.in, at+scheme+len("://"), end))
		s.addCommand(c)
	}
}

// urlAt returns where the URL ends whose host starts at i.
func urlAt(in []byte, i, limit int) Span {
	j := i
	for j < limit && in[j] > ' ' && bytes.IndexByte([]byte("\"'`<>\\),"), in[j]) < 0 {
		j++
	}
	for j > i && (in[j-1] == ':' || in[j-1] == '.') { // of the sentence
		j--
	}
	return Span{i, runeStart(in, j)}
}

// methodAt returns the method at i, in quotes or without.
func methodAt(in []byte, i int) Span {
	_, i = quoteAt(in, i)
	j := i
	for j < len(in) && isWord[in[j]] && j-i < 8 {
		j++
	}
	if slices.Contains(methods, string(bytes.ToUpper(in[i:j]))) {
		return Span{i, j}
	}
	return Span{}
}

// asked gives x, an answer at an offset, what the command before it says.
func (a *assembly) asked(x *answer, at int) {
	m := a.command
	a.command = mark{}
	if m.end == 0 || at-int(m.end) > signReach || x.host.End > 0 {
		return
	}
	c := a.commands[m.n]
	x.method, x.host, x.path = c.method, c.host, c.path
	a.explain(c.host.Start, c.path.End)
	if t := c.time; t.End > 0 {
		x.context[markTime-markTopic] = mark{kind: markTime, start: int32(t.Start), end: int32(t.End)}
		a.explain(c.text.Start, c.host.End)
	}
	for k, l := range a.last {
		// Its options: when it was signed, by which program.
		if l.end > 0 && int(l.start) >= c.text.Start && int(l.end) <= c.text.End && x.context[k].end == 0 {
			x.context[k], a.last[k] = l, mark{}
		}
	}
	x.take(m.sign, m.span(), false)
}

// addressed completes what is known of a request by the URL around the host of
// x, as clients write it where they got no answer: Post "https://host/path": EOF.
func (a *assembly) addressed(x *answer) {
	in, host := a.in, x.host
	const scheme = "://"
	if host.len() == 0 || x.path.len() > 0 || !hasSuffix(in[:host.Start], scheme) {
		return
	}
	url := urlAt(in, host.Start, min(len(in), host.End+maxCommand))
	_, x.path = splitURL(in, url)
	i := host.Start - len(scheme)
	for i > 0 && isWord[in[i-1]] && host.Start-i < 16 {
		i--
	}
	const most = 20 // a quote in a string in a string has many backslashes
	for n := 0; i > 0 && n < most && bytes.IndexByte([]byte(" \"'\\:"), in[i-1]) >= 0; n++ {
		i--
	}
	j := i
	for i > 0 && isWord[in[i-1]] && j-i < 8 {
		i--
	}
	if x.method.len() == 0 && i < j {
		if m := methodAt(in, i); m.End == j {
			x.method = m
		}
	}
}
