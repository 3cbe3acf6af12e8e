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
	}, ahead: func(s *scanner, end int) bool {
		at := s.nextTrace(end)
		if at >= end+maxTail+signReach {
			return false
		}
		n := bytes.IndexByte(s.in[end:min(len(s.in), end+maxGlue)], '\n')
		if n < 0 {
			return true // a long message
		}
		s.steps += n
		line := s.in[end : end+n]
		// A body or a page may end on another line.
		return at-end-n < signReach || bytes.IndexByte(line, '{') >= 0 || bytes.IndexByte(line, '<') >= 0
	}, check: func(s *scanner, b *body) bool { return s.nextTrace(int(b.end))-int(b.end) < signReach }})
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

// nextTrace returns where a trace of .NET names the client, from i on, or the end of
// the text and more if none does.
func (s *scanner) nextTrace(i int) int {
	if s.traceAt < i {
		s.traceAt = len(s.in) + maxTail + signReach
		if n := bytes.Index(s.in[i:], []byte("TxClsClient")); n >= 0 {
			s.traceAt = i + n
		}
		s.steps += min(s.traceAt, len(s.in)) - i
	}
	return s.traceAt
}
