package decode

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Statuses outside a status line: which error they belong to, and which numbers
// are none.

// statusAlone takes a status for the answer if the input is one line that is
// it, begins with it or ends with it as the text of an error, or that names it
// with its reason phrase. In a longer text a lone number of three digits is noise.
func (a *assembly) statusAlone() {
	first, last := a.filled()
	if at, ok := a.errorText(first, last); ok && len(a.list) == 0 {
		status, _ := statusAt(a.in, at)
		a.conclude(&answer{http: true, status: status, statusAt: Span{at, at + 3}, line: first})
		return
	}
	if status, ok := statusAt(a.in, first); ok && last-first == 3 {
		a.conclude(&answer{http: true, status: status, statusAt: Span{first, last}})
		return
	}
	if len(a.loose) == 0 || len(a.list) > 0 {
		return
	}
	if m := a.loose[len(a.loose)-1]; m.kind == markStatus && m.flag&flagReason != 0 && m.n >= 400 {
		x := answer{http: true, status: int(m.n), statusAt: m.span(), line: int(m.start)}
		if a.command.sign == signCLS {
			a.asked(&x, int(m.start))
		}
		s, from, to := a.lastSign, a.lastSign.end, m.start
		if m.start < s.start {
			from, to = m.end, s.start // 403 Client Error: Forbidden for url: …
		}
		if s.sign == signCLS && int(to-from) <= signReach && (m.start > s.start || bytes.IndexByte(a.in[from:to], '\n') < 0) {
			x.take(s.sign, s.span(), false)
			if a.lastHost.sign == signCLS && x.host.End == 0 {
				x.host = a.lastHost.span()
			}
		}
		if x.sign == signCLS {
			a.conclude(&x)
			return
		}
	}
	if bytes.IndexByte(a.in[first:last], '\n') >= 0 {
		return
	}
	if m := a.loose[0]; m.kind == markStatus && m.flag&(flagLineStart|flagReason) != 0 {
		a.conclude(&answer{http: true, status: int(m.n), statusAt: m.span()})
	}
}

// errorText returns where the status stands that is all an error says, in a
// line such as "2021/03/04 08:00:00 put logs: error: 401". A Go client prints so.
func (a *assembly) errorText(first, last int) (at int, ok bool) {
	line := a.in[first:last]
	if len(line) > reach || bytes.IndexByte(line, '\n') >= 0 || len(line) < 4 {
		return 0, false
	}
	at = last - 3
	if status, ok := statusAt(a.in[:last], at); !ok || status < 400 {
		return 0, false
	}
	if _, end := timeAt(a.in, first); end > first && end <= at && len(bytes.TrimSpace(a.in[end:at])) == 0 {
		return at, true
	}
	before := bytes.ToLower(bytes.TrimRight(a.in[first:at], " "))
	for _, word := range []string{"error:", "err:", "error=", "err=", "failed:", "failed,", "fail:"} {
		if hasSuffix(before, word) {
			return at, true
		}
	}
	return 0, false
}

func (a *assembly) statusAtMark(i int) {
	m := *a.marks.at(i)
	switch x := &a.cur; {
	case x.http && !x.found():
		// It has its status already; this is text in its body.
	case x.body != nil && x.statusAt.End > 0 && int(m.start) < x.end:
		// So does this record: it is its own status, read before, or text in it.
	case a.inNextObject(i):
		a.wait(m)
	case x.found() && x.statusAt.End == 0 && a.sameLine(m):
		x.status, x.statusAt = int(m.n), m.span()
	case a.joinsNext(i):
		a.wait(m)
	case (x.found() && (m.n >= 400 || m.flag&flagLineStart != 0) || x.html.End > 0) && x.statusAt.End == 0 && a.belongs(m, reach):
		x.status, x.statusAt = int(m.n), m.span()
	default:
		a.wait(m)
	}
}

// statusBeside finds a status that stands without any word directly before a
// body or code, as in `404 {…}`, or, from curl -w, after it, as in `{…}404`.
func (a *assembly) statusBeside(start, end int) {
	i := start
	for n := 0; i > 0 && n < 8 && bytes.IndexByte([]byte(" \t:,-()=>|[]"), a.in[i-1]) >= 0; n++ {
		i--
	}
	if i >= 3 {
		if status, ok := statusAt(a.in[:i], i-3); ok && a.standsAlone(i-3) {
			a.beside(status, i-3)
			return
		}
	}
	if i = end; i > 0 && a.in[i-1] != '}' {
		return
	}
	for i < len(a.in) && i-end < 4 && (a.in[i] == '\r' || a.in[i] == '\n' || a.in[i] == ' ') {
		i++
	}
	status, ok := statusAt(a.in, i)
	if !ok {
		return
	}
	if j := i + 3; j == len(a.in) || a.in[j] == '\n' || a.in[j] == '\r' {
		a.beside(status, i)
	}
}

// standsAlone reports whether the number at i stands where only a status does: it
// begins its line or cell, or follows a mark that ends what was said before it, a
// time, a path, or a word that says that something failed or was answered.
// Numbers of lines, ports, threads and processes, milliseconds and counts stick
// to what is before them, or follow their names.
func (a *assembly) standsAlone(i int) bool {
	in := a.in[max(0, i-maxKeyword):i]
	text := bytes.TrimRight(in, " \t")
	if n := len(text); n > 0 && (text[n-1] == '(' || text[n-1] == '[') {
		thread := text[n-1] == '['
		in, text = text[:n-1], bytes.TrimRight(text[:n-1], " \t")
		if thread && len(text) > 0 && text[len(text)-1] != '\n' {
			return false
		}
	}
	n := len(text)
	switch {
	case n == 0, text[n-1] == '\n', text[n-1] == '>', text[n-1] == '|':
		return true
	case n == len(in):
		return false
	case in[len(in)-1] == '\t', text[n-1] >= utf8.RuneSelf, bytes.IndexByte([]byte("-,;)]\"'`"), text[n-1]) >= 0:
		return true
	}
	text = bytes.TrimRight(text, ":=")
	word := text[bytes.LastIndexAny(text, " \t\n\"'(")+1:]
	id := word[max(0, len(word)-12):] // the end of one, in a path
	return bytes.IndexByte(word, '/') >= 0 || digitsLike(word, 0, "00:00:00") > 0 || len(word) > 0 && answered.getFolded(word) != nil ||
		len(id) == 12 && !bytes.ContainsFunc(id, func(r rune) bool { return r >= utf8.RuneSelf || !isHex[byte(r)] })
}

// answered are the words after which a number without a name is a status.
var answered = func() *wordTable[bool] {
	words := map[string]bool{}
	for word := range strings.FieldsSeq("a an the is was with warn warning info fatal error err errors failed fails failure failing " +
		"return returns returned get gets got received gives gave answer answers answered respond responds responded response resp reply result body " +
		"put post send upload search request logs http status") {
		words[word] = true
	}
	return newWordTable(words)
}()

func (a *assembly) beside(status, at int) {
	a.cur.status, a.cur.statusAt = status, Span{at, at + 3}
	a.bareStatus = true
	a.explain(at, at+3)
}
