package decode

// What the server says of a request may repeat it: QueryError[… near status:500].
// That is the customer's text. No code, status, host or request id in it is that
// of the answer. The same goes for a log or a request that a client prints along.

// isCustomers reports whether m stands in the customer's text in the record of a
// client.
func (a *assembly) isCustomers(m mark) bool {
	b := a.cur.body
	if b == nil || int(m.start) < b.data.Start || int(m.start) >= b.data.End {
		return false
	}
	return !b.request || m.kind != markTopic && m.kind != markLogset
}

// echoes reports whether m stands in what the server words itself, in the answer
// that it is now: in its message, or in a documented text such as QueryError[…].
//
// A body that is the whole of a message is no echo: it was passed on. Nor is an
// id that the server puts behind its words, RequestId:[…] or [request id:…].
func (a *assembly) echoes(m mark) bool {
	switch m.kind {
	case markBody, markStatus, markHost, markID:
	default:
		return false
	}
	x := &a.cur
	in := x.said
	if c := x.causeAt; int(m.start) < c.End && x.cause.client == "" && !x.cause.foreign {
		in = c
	}
	switch start := int(m.start); {
	case start < in.Start || start >= in.End:
		return false
	case m.kind == markBody:
		return start > in.Start || signAt(a.in, start, '{') == 0
	case m.kind == markID:
		return !a.inBrackets(m)
	}
	return true
}

// inBrackets reports whether the brackets in which the server puts its own id
// are around m.
func (a *assembly) inBrackets(m mark) bool {
	before := a.in[:m.start]
	return int(m.end) < len(a.in) && a.in[m.end] == ']' &&
		(hasSuffix(before, "RequestId:[") || hasSuffix(before, "[request id:"))
}

// serverMessage returns the message of the body of x if the server worded it: in
// an answer as it was sent, or where a client that is known printed a code that
// is not its own.
func (a *assembly) serverMessage(x *answer) Span {
	b := x.body
	at := Span{int(b.message.start), int(b.message.end)}
	switch {
	case b.noError:
		return Span{}
	case b.form == formLegacy, b.form == formEnvelope, b.form == formEvent:
		return at
	case b.form.server():
		return Span{}
	}
	client, code := a.client(x), a.code(b.code)
	if client != "" && a.index.client(client, code) == nil && a.index.server("", code) != nil {
		return at
	}
	return Span{}
}
