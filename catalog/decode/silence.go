package decode

import "strconv"

// Where no answer came, clients print a number that is no HTTP status: one of
// their own, of curl or of the system.

// failures says what such numbers mean, by client.
var failures = map[string]map[int]Words{
	clientCPP: {
		5: "the name of the proxy was not found", 6: "the name of the host was not found", 7: "no connection could be made",
		28: "it took too long", 35: "the TLS handshake failed", 52: "the server closed the connection without an answer",
		55: "the connection broke while sending", 56: "the connection broke while receiving", 60: "the certificate is not trusted",
	},
	clientIOS: {
		-999: "the request was cancelled", -1001: "it took too long", -1003: "the name of the host was not found",
		-1004: "no connection could be made", -1005: "the connection was lost", -1009: "the device is offline",
		-1200: "the TLS handshake failed", -1202: "the certificate is not trusted",
	},
}

// silent reports whether x says that no answer came.
func (a *assembly) silent(x *answer) bool {
	if x.exchange != nil {
		return x.exchange.silent(a.in)
	}
	b := x.printed()
	return b != nil && b.silent || b != nil && b.statusAt.End > b.statusAt.Start && b.status == 0 && isNumber(a.in[b.statusAt.Start:b.statusAt.End])
}

// printed returns the record of the client, if x is or has one.
func (x *answer) printed() *body {
	if x.outer != nil {
		return x.outer
	}
	return x.body
}

// silenceNote says so.
func (a *assembly) silenceNote(x *answer, note func(kind, format string, values ...any)) {
	if !a.silent(x) {
		return
	}
	if x.exchange != nil {
		note(NoteNoAnswer, "No answer arrived: the browser blocked or gave up the request, the network failed, or a CORS check hid the answer.")
		return
	}
	b := x.printed()
	if b.silent {
		note(NoteNoAnswer, "No answer arrived: the client failed before there was one.")
		return
	}
	n, _ := strconv.Atoi(string(a.in[b.statusAt.Start:b.statusAt.End]))
	if why := failures[b.client][n]; why != "" {
		note(NoteNoAnswer, "No answer arrived: %s. %d is a number of the client, not an HTTP status.", why, n)
		return
	}
	note(NoteNoAnswer, "No answer arrived: the client failed before there was one. %d is a number of its own, not an HTTP status.", n)
}
