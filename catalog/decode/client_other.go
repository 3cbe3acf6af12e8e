package decode

import "bytes"

// Clients and plug-ins that others wrote.
func init() {
	registerShape(shape{client: clientDotNet, api: API2017, anchor: "status", templates: []string{
		"Status={phrase} RequestId={id} Reason={message}",
	}})
	// It throws the message alone. Its file in the trace tells it apart.
	registerShape(shape{client: clientDotNetOther, api: API2017, anchor: "system.exception", templates: []string{
		"System.Exception: {message}",
	}, check: func(s *scanner, b *body) bool {
		if s.traceAt > int(b.end) {
			return s.traceAt-int(b.end) < signReach
		}
		from, limit := max(int(b.end), s.tracedTo), min(len(s.in), int(b.end)+signReach)
		if from >= limit {
			return false
		}
		s.tracedTo = limit
		if n := bytes.Index(s.in[from:limit], []byte("TxClsClient")); n >= 0 {
			s.traceAt = from + n
			s.tracedTo = s.traceAt + 1
		}
		s.steps += s.tracedTo - from
		return s.traceAt > int(b.end)
	}})
	// The word after the status is the server's code, even where it reads like
	// the reason phrase.
	registerShape(shape{client: clientGohangout, api: API2017, anchor: "send", templates: []string{
		"SEND CLS ERROR {method} {url}: {status} {code} {message}",
	}})
	registerShape(shape{client: clientFramework, api: API2017, anchor: "response", templates: []string{
		"Response code {status} ({phrase}) (reqId: {id})",
	}})
	registerShape(shape{client: clientAPISIX, api: API2017, anchor: "got", templates: []string{
		"got wrong status: {status}, headers: {}, body, {message}, not retryable",
		"got wrong status: {status}, headers: {}, body, {message}, context: {}",
		"got wrong status: {status}, headers: {}, body, {message}",
	}})
	registerShape(shape{client: clientSRS, api: API2017, anchor: "http", templates: []string{
		"http: status {status}, body is {message}",
	}, check: func(s *scanner, b *body) bool { // anything may print so
		return bytes.Contains(s.in[b.message.start:b.message.end], []byte("errorcode"))
	}})
	registerClient(clientDocker, signCLS, "cls callback fail")
}
