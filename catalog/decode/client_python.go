package decode

// The Python SDK prints {"errorCode":…,"errorMessage":…,"requestId":…} after the
// name of its exception, with the server's code or one of its own and without a
// status. Its consumer has a sentence.
func init() {
	registerClient(clientPython, signCLS, "tencentcloud.log.logexception.logexception")
	registerShape(shape{client: clientPython, api: API2017, anchor: "occour", templates: []string{
		"error occour when update consumer group, errorCode: {code}, errorMessage: {message}",
		"error occour when get cursor, errorCode: {code}, errorMessage: {message}",
	}})
	// Its _error reads two forms of body only. On any other it fails itself, and
	// the answer is lost.
	lost := func(text string) *cause {
		return &cause{client: clientPython, text: text, foreign: true}
	}
	noResponse := lost("The SDK failed while it read a JSON body that has neither errorcode nor Response: something other than CLS answered, and its status and text are lost.")
	noBody := lost("The SDK failed while it read an answer without a body; its status is lost.")
	register(recogniser{name: clientPython, words: []string{"keyerror", "typeerror"}, read: func(s *scanner, start, end int) int {
		before := s.in[max(0, start-signReach):start]
		s.steps += 64
		if !hasPrefix(s.in[end:], ": ") || s.logclient == 0 || start-s.logclient > len(before) {
			return 0
		}
		for text, c := range map[string]*cause{
			"KeyError: 'Response'": noResponse,
			"TypeError: argument of type 'NoneType' is not iterable": noBody,
		} {
			if hasPrefix(s.in[start:], text) {
				s.markCause(start, start+len(text), c)
			}
		}
		return 0
	}})
	register(recogniser{name: clientPython, words: []string{"logclient.py"}, read: func(s *scanner, start, end int) int {
		s.logclient = start
		return 0
	}})
}
