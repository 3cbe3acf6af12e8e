package decode

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"cls-error-explorer/catalog"
)

// An answer is one response, or what stands for one in a text.
type answer struct {
	http     bool // begins with a request or a status line
	near     bool // sign is not of the answer's own record, exchange or line
	page     bool // a client prints an HTML page as the answer
	end      int  // offset after its last part
	status   int
	statusAt Span
	interim  bool // another response followed
	bodyAt   int  // where the body of a response begins, 0 if unseen
	method   Span
	path     Span
	host     Span
	date     Span
	id       Span      // End 0: none
	otherID  Span      // a second, different one
	exchange *exchange // of a HAR
	sign     sign
	signAt   Span
	html     Span
	body     *body // what the server said, or a client in its place
	outer    *body // what a client put around it
	context  [contextKinds]mark
	gateway  string // who answered in the place of CLS, in words of its own
	denial   Span   // the action that a denial names
	resource Span   // and its resource
	cause    *cause
	causeAt  Span
	line     int            // where the line of its first part begins
	word     Span           // or a code in prose
	entry    *catalog.Entry // of the word
	phrases  []*catalog.Entry
	phraseAt Span
}

// at returns where the context of a kind stands that belongs to x.
func (x *answer) at(kind markKind) Span { return x.context[kind-markTopic].span() }

// found reports whether x says which error it is.
func (x *answer) found() bool { return x.body != nil || x.word.End > 0 }

// reach is how far, in bytes, a request id or status outside a header belongs
// to the error before or after it. signReach is the same for signs.
const (
	reach     = 512
	signReach = 2048
	// recordReach is how far before a mark the beginning of its record is looked for.
	recordReach = 16 << 10
)

// An assembly is the third pass: it makes answers of marks and findings of
// answers.
type assembly struct {
	*scanner
	secrets []Redaction

	cur        answer
	loose      []mark             // ids and statuses that wait for the next error, at most 8
	lastSign   mark               // the last sign that no response claimed
	lastHost   mark               // and the last host
	last       [contextKinds]mark // the last of each kind that no error claimed
	bareStatus bool               // a status without any word stood beside a body
	command    mark               // a curl command that waits for its answer
	named      bool               // a client that is known printed one of them
	damaged    bool               // the HAR is broken somewhere
	record     int                // where the record of the current mark begins
	stamped    bool               // and whether with a time stamp
	seen       int                // up to where records were looked for

	hash      maphash.Hash
	like      map[likeness]int // position in list, or beyond
	merged    map[identity]int // position in list
	list      []listed
	responses int // that say success

	report Report
}

// group goes over the marks once.
func (a *assembly) group() {
	for i := range a.marks.n {
		m := *a.marks.at(i)
		if a.stop > 0 && int(m.start) >= a.stop {
			continue
		}
		a.enter(int(m.start))
		switch m.kind {
		case markRequest:
			if x := &a.cur; x.http && x.method.End == x.method.Start && x.statusAt.End == 0 && !x.found() {
				x.method = m.span() // behind other lines of HTTP/2
				break
			}
			a.next(answer{http: true, method: m.span(), end: int(m.end)})
		case markPath:
			a.cur.path = m.span()
		case markResponse:
			a.response(m)
		case markHeadEnd:
			if a.cur.bodyAt == 0 {
				a.cur.bodyAt = int(m.end)
			}
		case markDate:
			if a.cur.http {
				a.cur.date = m.span()
			}
		case markCommand:
			a.command = m
		case markHost:
			if a.command.end > 0 && m.span() == a.command.span() {
				break // the answer after it will have it
			}
			if m.flag&flagHeader != 0 || a.cur.host.End == 0 && a.belongs(m, signReach) {
				a.cur.host = m.span()
			}
			if !a.cur.http {
				a.lastHost = m
			}
			a.signed(m)
		case markSign:
			a.signed(m)
		case markID:
			a.requestIDAt(i)
			if m.sign != signNone {
				a.signed(m)
			}
		case markStatus:
			a.statusAtMark(i)
		case markBody:
			a.bodyAtMark(m)
		case markWord:
			a.wordAt(m)
		case markPhrase:
			a.phraseAtMark(m)
		case markExchange:
			a.cur.exchange = &a.exchanges[m.n]
			a.next(answer{})
			a.forget()
		case markHTML:
			if a.cur.body != nil && int(m.start) < a.cur.end {
				a.cur.page = a.cur.body.form == formRecord
				break // the answer that a client prints
			}
			if !a.cur.http && (a.cur.cause == nil || a.cur.found() || !a.sameLine(m)) {
				a.begin(m)
			}
			a.cur.html, a.cur.end = m.span(), int(m.end)
		case markGateway:
			if a.cur.body != nil && int(m.start) < a.cur.end {
				break // the answer that a client prints
			}
			if !a.cur.http || a.cur.found() {
				a.begin(m)
			}
			a.cur.gateway, a.cur.html, a.cur.end = gatewayNames[m.n], m.span(), int(m.end)
		case markDenial:
			if a.cur.denial.End == 0 && a.belongs(m, 0) {
				a.cur.denial = m.span()
			}
		case markResource:
			if a.cur.resource.End == 0 && a.belongs(m, 0) {
				a.cur.resource = m.span()
			}
		case markCause:
			if !a.cur.found() || int(m.start) >= a.cur.end && !a.sameLine(m) {
				a.begin(m)
			}
			if a.cur.cause == nil {
				a.cur.cause, a.cur.causeAt = a.causes[m.n], m.span()
			}
		default:
			a.contextAt(i)
		}
	}
	a.next(answer{})
	a.statusAlone()
}

// enter goes on to the record that a mark at an offset stands in. A record of a
// log begins with a line that begins with a time stamp, and has the lines
// behind it that begin with none. What stands in one record says nothing about
// an error in another, however near: so it ends the answer before it, and
// forgets what waited for one. Only lines without any stamp that stand above
// the first, as in a ticket, may still tell about it; a status among them does
// not, for it is more likely that of something else.
//
// The lines between two marks are looked at once.
func (a *assembly) enter(at int) {
	from := max(a.seen, a.cur.end, at-recordReach)
	if at < from || at >= a.size { // what is written of a HAR has no records
		return
	}
	a.seen = at + 1
	for i := at; ; {
		line := bytes.LastIndexByte(a.in[from:i], '\n') + 1 + from
		a.steps += i - line
		if line > 0 && line == from && a.in[line-1] != '\n' {
			return // the line of the mark before
		}
		if stampedLine(a.in, line) {
			a.begins(line)
			return
		}
		if line == from {
			return
		}
		i = line - 1
	}
}

// begins begins a record.
func (a *assembly) begins(line int) {
	if a.stamped {
		a.forget()
	}
	a.loose = slices.DeleteFunc(a.loose, func(m mark) bool { return m.kind == markStatus })
	if !a.cur.http || a.cur.statusAt.End > 0 { // no request that waits for its answer
		a.next(answer{})
	}
	a.record, a.stamped = line, true
}

// forget drops what waits for the next error.
func (a *assembly) forget() {
	a.loose, a.lastSign, a.lastHost, a.last, a.command = a.loose[:0], mark{}, mark{}, [contextKinds]mark{}, mark{}
}

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
		if bytes.HasSuffix(before, []byte(word)) {
			return at, true
		}
	}
	return 0, false
}

// next ends the current answer and starts another.
func (a *assembly) next(x answer) {
	a.conclude(&a.cur)
	a.cur = x
}

// restart is next with an empty answer, made in place: it is made often.
func (a *assembly) restart(end, line int32) {
	a.conclude(&a.cur)
	a.cur = answer{}
	a.cur.end, a.cur.line = int(end), int(line)
}

// begin ends the current answer and starts one outside HTTP with m. What lies
// close before m comes with it.
func (a *assembly) begin(m mark) {
	a.restart(m.end, m.start)
	for k, l := range a.last {
		near := reach
		if l.kind == markClient || l.kind == markTime {
			near = signReach
		}
		if l.kind == markTime && bytes.IndexByte(a.in[l.end:max(l.end, min(m.start, l.end+signReach))], '\n') >= 0 {
			continue
		}
		if l.end > 0 && l.end <= m.start && int(m.start-l.end) <= near {
			a.cur.context[k], a.last[k] = l, mark{}
		}
	}
	if s := a.lastSign; s.end > 0 && int(m.start-s.end) <= signReach {
		a.cur.sign, a.cur.signAt = s.sign, s.span()
		a.cur.near = !a.joined(int(s.start), int(s.end), int(m.start))
	}
	if h := a.lastHost; h.end > 0 && int(m.start-h.end) <= signReach {
		a.cur.host = h.span()
	}
	a.asked(&a.cur, int(m.start))
	for _, l := range a.loose {
		switch crosses := bytes.IndexByte(a.in[l.end:max(l.end, min(m.start, l.end+reach))], '\n') >= 0; {
		case m.start-l.end > signReach, m.start-l.end > reach && l.flag&flagLineStart == 0, l.end > m.end:
		case l.kind == markID:
			a.setID(l)
		case !crosses || l.flag&flagLineStart != 0:
			a.cur.status, a.cur.statusAt = int(l.n), l.span()
		}
	}
	a.loose = a.loose[:0]
}

// belongs reports whether m is close enough to the current answer.
func (a *assembly) belongs(m mark, reach int) bool {
	return a.cur.http || a.cur.end > 0 && int(m.start)-a.cur.end <= reach
}

// response starts the answer of a status line, or completes its request.
func (a *assembly) response(m mark) {
	x := answer{http: true}
	if a.cur.http {
		if old := &a.cur; old.statusAt.End == 0 || old.interim && !old.found() {
			// The same exchange: a request, an interim answer, a redirect.
			x.method, x.path, x.host, x.sign, x.signAt, x.near = old.method, old.path, old.host, old.sign, old.signAt, old.near
			x.context, x.line = old.context, old.line
			a.cur = answer{}
		}
	}
	a.asked(&x, int(m.start))
	a.next(x)
	a.cur.status, a.cur.statusAt, a.cur.end = int(m.n), m.span(), int(m.end)
	a.cur.interim = m.flag&flagInterim != 0
	a.loose = a.loose[:0]
}

// signed notes whose answer it is.
func (a *assembly) signed(m mark) {
	if m.sign == signNone {
		return
	}
	if !a.cur.http {
		a.lastSign = m
	}
	if a.belongs(m, signReach) {
		x := &a.cur
		x.take(m.sign, m.span(), !x.http && m.kind != markID && !a.joined(int(m.start), x.end, int(m.start)))
	}
}

// joined reports whether what stands at an offset is of one record or one line
// with an error, between which and it is [from, to).
func (a *assembly) joined(at, from, to int) bool {
	return a.stamped && at >= a.record || from >= to || bytes.IndexByte(a.in[from:to], '\n') < 0
}

// take gives x a sign, unless it has one that outweighs it.
func (x *answer) take(s sign, at Span, near bool) {
	if s.weight(near) > x.sign.weight(x.near) {
		x.sign, x.signAt, x.near = s, at, near
	}
}

// joinsNext reports whether the mark at i stands on the line of an error that
// comes after it.
func (a *assembly) joinsNext(i int) bool {
	m := *a.marks.at(i)
	for k := i + 1; k < min(a.marks.n, i+9); k++ {
		n := *a.marks.at(k)
		switch n.kind {
		case markBody, markWord, markHTML:
			return n.start > m.end && n.start-m.end <= reach && bytes.IndexByte(a.in[m.end:n.start], '\n') < 0
		case markRequest, markResponse:
			return false
		}
	}
	return false
}

// sameLine reports whether m stands on the line on which the current answer ends.
func (a *assembly) sameLine(m mark) bool {
	end := a.cur.end
	return int(m.start)-end <= reach && (int(m.start) < end || bytes.IndexByte(a.in[end:m.start], '\n') < 0)
}

func (a *assembly) requestIDAt(i int) {
	m := *a.marks.at(i)
	switch x := &a.cur; {
	case m.flag&flagHeader != 0 && x.http,
		(x.body != nil || x.cause != nil) && int(m.start) < x.end+len(", RequestId:[") && a.sameLine(m),
		x.found() && x.id.End == 0 && a.sameLine(m):
		a.setID(m)
	case a.joinsNext(i):
		a.wait(m)
	case x.id.End == 0 && (x.found() || x.http && x.statusAt.End > 0) && a.belongs(m, reach):
		a.setID(m)
	default:
		a.wait(m)
	}
}

func (a *assembly) statusAtMark(i int) {
	m := *a.marks.at(i)
	switch x := &a.cur; {
	case x.http && !x.found():
		// It has its status already; this is text in its body.
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

func (a *assembly) wait(m mark) {
	if len(a.loose) == 8 {
		a.loose = slices.Delete(a.loose, 0, 1)
	}
	a.loose = append(a.loose, m)
}

// setID gives the current answer a request id, or a second one.
func (a *assembly) setID(m mark) {
	x := &a.cur
	if isAlibabaID(a.in[m.start:m.end]) && (x.body == nil || !x.body.form.server()) {
		x.take(signIDForm, m.span(), false)
	}
	switch {
	case x.id.End == 0:
		x.id = m.span()
	case !bytes.Equal(a.in[x.id.Start:x.id.End], a.in[m.start:m.end]) && x.otherID.End == 0:
		x.otherID = m.span()
	}
}

func (a *assembly) bodyAtMark(m mark) {
	b := a.bodies.at(int(m.n))
	inside := func(x *body) bool {
		return x != nil && b.start >= x.message.start && b.end <= x.message.end && b.code.start > 0
	}
	switch x := &a.cur; {
	case inside(x.body):
		// A body inside the message of another: the inner one is the
		// server's, and the outer one a client's.
		if x.outer == nil || x.body.code.start > 0 {
			x.outer = x.body
		}
		x.body = b
		a.adopt(b)
		return
	case x.body != nil && int(b.start) < x.end && int(b.end) <= x.end:
		return // part of what a client printed, and not its message
	case x.http && !x.found() && x.statusAt.End > 0:
		x.end = int(m.end)
	default:
		a.begin(m)
	}
	a.cur.body = b
	a.adopt(b)
	if a.cur.statusAt.End == 0 && b.form.server() {
		a.statusBeside(int(b.start), int(b.end))
	}
}

// adopt takes over what stands in b beside code and message.
func (a *assembly) adopt(b *body) {
	x := &a.cur
	if b.id.end > b.id.start {
		a.setID(mark{start: b.id.start, end: b.id.end})
	}
	if b.status != 0 && x.statusAt.End == 0 {
		x.status, x.statusAt = int(b.status), b.statusAt
	}
	if b.method.End > 0 {
		x.method = b.method
	}
	at := b.code.span()
	if b.clientAt.End > 0 {
		at = b.clientAt
	}
	x.take(b.sign, at, false)
	if b.topic.End > 0 && x.context[0].end == 0 {
		x.context[0] = mark{kind: markTopic, start: int32(b.topic.Start), end: int32(b.topic.End)}
	}
}

// contextAt gives the mark at i, which explains no error by itself, to the
// error that it stands in or beside, or keeps it for the next.
func (a *assembly) contextAt(i int) {
	m := *a.marks.at(i)
	k := m.kind - markTopic
	switch x := &a.cur; {
	case m.kind == markTime && x.body != nil && int(m.start) < x.end:
		// Of the log that the record is about.
	case x.http, x.found() && a.sameLine(m), (x.found() || x.cause != nil) && m.kind != markClient && m.kind != markTime && a.belongs(m, reach) && !a.joinsNext(i):
		if x.context[k].end == 0 {
			x.context[k] = m
		}
	default:
		a.last[k] = m
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
	return bytes.IndexByte(word, '/') >= 0 || digitsLike(word, 0, "00:00:00") > 0 || answered[strings.ToLower(string(word))] ||
		len(id) == 12 && !bytes.ContainsFunc(id, func(r rune) bool { return r >= utf8.RuneSelf || !hexDigit(byte(r)) })
}

// answered are the words after which a number without a name is a status.
var answered = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq("a an the is was with warn warning info fatal error err errors failed fails failure failing " +
		"return returns returned get gets got received gives gave answer answers answered respond responds responded response resp reply result body " +
		"put post send upload search request logs http status") {
		words[word] = true
	}
	return words
}()

func (a *assembly) beside(status, at int) {
	a.cur.status, a.cur.statusAt = status, Span{at, at + 3}
	a.bareStatus = true
	a.explain(at, at+3)
}

func (a *assembly) wordAt(m mark) {
	x := &a.cur
	if x.body != nil && int(m.start) < x.end {
		return // part of what the server said
	}
	if x.cause != nil && int(m.start) < x.causeAt.End {
		return
	}
	e := a.index.entries[m.n]
	if b := x.body; b != nil && b.form == formRecord && b.client != "" && b.code.end == b.code.start && a.belongs(m, reach) && a.codeKey(int(m.start)) {
		// The client prints no code in its text, but as a property behind it.
		b.code = value{start: m.start, end: m.end, closed: true}
		a.explain(int(m.start), int(m.end))
		return
	}
	if x.http && !x.found() && x.statusAt.End > 0 {
		x.end = int(m.end)
	} else {
		a.begin(m)
	}
	a.cur.word, a.cur.entry = m.span(), e
	if a.cur.statusAt.End == 0 {
		a.statusBeside(int(m.start), int(m.end))
	}
}

// codeKey reports whether the key code stands before i: code: 'TopicNotExist'.
func (a *assembly) codeKey(i int) bool {
	before := bytes.TrimRight(a.in[max(0, i-16):i], " \\\"':=")
	return bytes.HasSuffix(before, []byte("code"))
}

func (a *assembly) phraseAtMark(m mark) {
	x := &a.cur
	if x.found() && (int(m.start) < x.end || a.sameLine(m)) {
		a.explain(int(m.start), int(m.end))
		return
	}
	e := a.index.entries[m.n]
	if !(x.http && !x.found() && x.statusAt.End > 0) && x.phraseAt != m.span() {
		a.begin(m)
	}
	x.end = int(m.end)
	x.phrases = append(x.phrases, e)
	if x.phraseAt.End == 0 {
		x.phraseAt = m.span()
	}
}
