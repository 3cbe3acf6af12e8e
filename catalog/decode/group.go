package decode

import (
	"bytes"
	"hash/maphash"
	"slices"

	"cls-error-explorer/catalog"
)

// An answer is one response, or what stands for one in a text.
type answer struct {
	http     bool // begins with a request or a status line
	near     bool // sign is not of the answer's own record, exchange or line
	hostNear bool // host stands on another line
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
	idWeight idWeight  // of id
	otherID  Span      // a second, different one
	exchange *exchange // of a HAR
	sign     sign
	signAt   Span
	html     Span
	body     *body // what the server said, or a client in its place
	outer    *body // what a client put around it
	said     Span  // the message of body, where the server worded it
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
)

// An idWeight says how surely a request id is that of the answer. The greatest
// wins, and of equal ones the first: programs have request ids of their own, and
// those of other calls stand near.
type idWeight uint8

const (
	idNear   idWeight = iota + 1 // on another line
	idBeside                     // on the line of the error, or in the header above it
	idSaid                       // in the words of the answer
	idOwn                        // a member of the answer, or a header of the service
	idNested                     // a member of the answer that another record holds
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
	ran        bool               // there was a command of tccli
	named      bool               // a client that is known printed one of them
	damaged    bool               // the HAR is broken somewhere
	record     int                // where the record of the current mark begins
	stamped    bool               // and whether with a time stamp
	seen       int                // up to where records were looked for

	hash      maphash.Hash
	like      map[likeness]int // position in list, or beyond
	lastLike  likeness         // the last that was seen again, mostly the next as well
	lastAt    int              // and its position
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
		if a.echoes(m) || a.isCustomers(m) {
			continue
		}
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
			a.hostAtMark(m)
			a.signed(m)
		case markSign:
			if m.flag&flagCommand != 0 {
				a.run()
			}
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
	a.gather(m)
}

// gather gives the current answer, of which m is a part outside HTTP, what lies
// close before m.
func (a *assembly) gather(m mark) {
	for k, l := range a.last {
		near := reach
		if l.kind == markClient || l.kind == markTime || l.kind == markAsked {
			near = signReach
		}
		if l.end == 0 || l.end > m.start || int(m.start-l.end) > near {
			continue
		}
		if bytes.IndexByte(a.in[l.end:m.start], '\n') >= 0 {
			if l.kind == markTime || l.kind == markAsked && !a.wroteLine(l, m) {
				continue
			}
			l.flag |= flagNear
		}
		a.cur.context[k], a.last[k] = l, mark{}
	}
	if s := a.lastSign; s.end > 0 && int(m.start-s.end) <= signReach {
		a.cur.take(s.sign, s.span(), s.flag&flagCommand == 0 && !a.joined(int(s.start), int(s.end), int(m.start)))
		a.lastSign.flag = 0
	}
	if h := a.lastHost; h.end > 0 && int(m.start-h.end) <= signReach && a.cur.host.End == 0 {
		a.cur.host = h.span()
		a.cur.hostNear = h.end < m.start && bytes.IndexByte(a.in[h.end:m.start], '\n') >= 0
		if !a.cur.hostNear {
			a.lastHost = mark{} // a line with an error keeps its own
		}
	}
	a.asked(&a.cur, int(m.start))
	for _, l := range a.loose {
		switch crosses := bytes.IndexByte(a.in[l.end:max(l.end, min(m.start, l.end+reach))], '\n') >= 0; {
		case m.start-l.end > signReach, m.start-l.end > reach && l.flag&flagLineStart == 0, l.end > m.end:
		case l.kind == markID && crosses && l.sign == signNone:
			a.setID(l, idNear)
		case l.kind == markID:
			a.setID(l, idBeside)
		case !crosses || l.flag&flagLineStart != 0 || l.flag&flagAsked != 0 && a.wroteLine(l, m):
			a.cur.status, a.cur.statusAt = int(l.n), l.span()
		}
	}
	a.loose = a.loose[:0]
}

// wroteLine reports whether l stands in the line of the access log of a gateway
// that says in m, in the same record, that it did not get through. Otherwise such
// a line tells of no error but of one on it: the program may serve others itself.
func (a *assembly) wroteLine(l, m mark) bool {
	return m.kind == markGateway && a.stamped && int(l.start) >= a.record
}

// belongs reports whether m is close enough to the current answer.
func (a *assembly) belongs(m mark, reach int) bool {
	return a.cur.http || a.cur.end > 0 && int(m.start)-a.cur.end <= reach
}

// past reports whether m stands on a line below the body of a response in a text,
// so that it may be of the next error.
func (a *assembly) past(m mark) bool {
	x := &a.cur
	return x.http && x.body != nil && int(m.start) >= x.end && !a.sameLine(m) && int(m.start) < a.size
}

// insideRecord reports whether m stands in what a client prints for the current
// error. Its host is that of no other.
func (a *assembly) insideRecord(m mark) bool {
	x := &a.cur
	return x.body != nil && int(m.start) < x.end
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

// hostAtMark gives a host to the error that it stands in or beside, and keeps
// one outside of an error for the next.
func (a *assembly) hostAtMark(m mark) {
	x := &a.cur
	inside, past := a.insideRecord(m), a.past(m)
	near := !x.http && !inside && !a.sameLine(m)
	if m.flag&flagHeader != 0 || x.host.End == 0 && a.belongs(m, signReach) && !past || x.hostNear && !near {
		x.host, x.hostNear = m.span(), near
	}
	switch {
	case x.http && !past:
	case inside:
		a.lastHost = mark{} // the one above is not of what comes after another
	default:
		a.lastHost = m
	}
}

// signed notes whose answer it is.
func (a *assembly) signed(m mark) {
	if m.sign == signNone {
		return
	}
	past := a.past(m)
	if !a.cur.http || past {
		a.lastSign = m
	}
	if a.belongs(m, signReach) {
		x := &a.cur
		x.take(m.sign, m.span(), (!x.http || past) && m.kind != markID && !a.joined(int(m.start), x.end, int(m.start)))
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

// inNextObject reports whether the mark at i stands in an object that begins
// behind the current answer and holds the next error, as in a list of records.
func (a *assembly) inNextObject(i int) bool {
	m := *a.marks.at(i)
	end := int32(a.cur.end)
	if !a.cur.found() || m.start <= end || m.start-end > reach || bytes.IndexByte(a.in[end:m.start], '{') < 0 {
		return false
	}
	for k := i + 1; k < min(a.marks.n, i+9); k++ {
		if n := *a.marks.at(k); n.kind == markBody || n.kind == markWord {
			return n.start > m.end && n.start-m.end <= reach && bytes.IndexByte(a.in[m.end:n.start], '}') < 0
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
	case m.flag&flagHeader != 0 && x.http && m.sign != signNone:
		a.setID(m, idOwn)
	case m.flag&flagHeader != 0 && x.http:
		a.setID(m, idBeside)
	case x.body != nil && int(m.start) < x.end:
		a.setID(m, idSaid)
	case a.inNextObject(i):
		a.wait(m)
	case (x.body != nil || x.cause != nil) && int(m.start) < x.end+len(", RequestId:[") && a.sameLine(m),
		x.found() && x.idWeight < idBeside && a.sameLine(m):
		a.setID(m, idBeside)
	case a.joinsNext(i):
		a.wait(m)
	case x.id.End == 0 && (x.found() || x.http && x.statusAt.End > 0) && a.belongs(m, reach):
		a.setID(m, idNear)
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
func (a *assembly) setID(m mark, w idWeight) {
	x := &a.cur
	if isAlibabaID(a.in[m.start:m.end]) && (x.body == nil || !x.body.form.server()) {
		x.take(signIDForm, m.span(), false)
	}
	same := bytes.Equal(unwrap(a.in[x.id.Start:x.id.End], ""), unwrap(a.in[m.start:m.end], ""))
	switch {
	case w > x.idWeight:
		if !same && x.id.End > 0 {
			x.otherID = x.id
		}
		x.id, x.idWeight = m.span(), w
	case !same && x.otherID.End == 0:
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
		a.adopt(b, idNested)
		return
	case x.body != nil && int(b.start) < x.end && int(b.end) <= x.end:
		return // part of what a client printed, and not its message
	case x.http && !x.found() && x.statusAt.End > 0:
		x.end = int(m.end)
	case a.toldBefore(b):
		a.explain(x.word.Start, x.word.End)
		x.word, x.entry, x.end = Span{}, nil, int(m.end)
		if !x.http {
			a.gather(m)
		}
	default:
		a.begin(m)
	}
	a.cur.body = b
	a.adopt(b, idOwn)
	if a.cur.statusAt.End == 0 && b.form.server() {
		a.statusBeside(int(b.start), int(b.end))
	}
}

// toldBefore reports whether the current answer is nothing but the code of b,
// told close before it: 404 TopicNotExist: {"errorcode":"TopicNotExist",…}. Then
// it is one error, unless each has an id of its own.
func (a *assembly) toldBefore(b *body) bool {
	x := &a.cur
	return x.body == nil && x.word.End > 0 && int(b.start)-x.end <= reach &&
		bytes.Equal(a.in[x.word.Start:x.word.End], a.in[b.code.start:b.code.end]) &&
		(x.id.End == 0 || b.id.end == b.id.start)
}

// adopt takes over what stands in b beside code and message. The id in it has the
// weight w.
func (a *assembly) adopt(b *body, w idWeight) {
	x := &a.cur
	x.said = a.serverMessage(x)
	if b.id.end > b.id.start {
		a.setID(mark{start: b.id.start, end: b.id.end}, w)
	}
	if b.status != 0 { // it outweighs that of the program which logs the record or hands it on
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
	if b.topic.End > 0 {
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
	case a.inNextObject(i):
		a.last[k] = m
	case x.found() && x.context[k].flag&flagNear != 0 && a.sameLine(m):
		x.context[k] = m
	case x.http && !(m.kind == markClient && a.past(m)), x.found() && a.sameLine(m), (x.found() || x.cause != nil) && m.kind != markClient && m.kind != markTime && a.belongs(m, reach) && !a.joinsNext(i):
		if x.context[k].end == 0 {
			if !x.http && !a.sameLine(m) {
				m.flag |= flagNear
			}
			x.context[k] = m
		} else if !x.http && int(m.start) >= x.end {
			a.last[k] = m // it has one, so this may be of the next
		}
	default:
		a.last[k] = m
	}
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
	return hasSuffix(before, "code")
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
