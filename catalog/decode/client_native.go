package decode

// The SDKs in C++ and C, for Android and iOS, and in Rust print the status and
// the body side by side. A status of C++ and iOS may be a number of curl or of
// the system.
func init() {
	registerShape(shape{client: clientCPP, api: API2017, anchor: "statuscode", templates: []string{
		"statusCode:{status} requestId:{id} content:{message} bodyBytes:{}",
		"statusCode:{status} requestId:{id} content:{message}",
	}})
	registerCauses(causeText{"Unextractable error", cause{
		client: clientCPP, code: "BadResponse", text: "The answer was not in the form of an error of CLS, so something else may have answered."}})
	for _, start := range []string{"send fail, discard data,topic : {topic}", "send network error,config : {topic}"} {
		registerShape(shape{client: clientC, api: API2017, anchor: "send", templates: []string{
			start + ", buffer len : {} , code : {status}, error msg : {message}",
		}})
	}
	registerShape(shape{client: clientAndroid, api: API2017, anchor: "ret_code", templates: []string{
		"ret_code: {status}, request_id: {id}, ret_content: {message}",
	}})
	registerShape(shape{client: clientAndroid, api: API2017, anchor: "responseerrorexception", templates: []string{
		"ResponseErrorException: flush failure with response '{message}', the response code is '{status}', request id is '{id}'",
	}})
	// Where no answer came, the tag tells who failed.
	registerShape(shape{client: clientAndroid, api: API2017, anchor: "cls.sendhttprequest", templates: []string{
		"CLS.SendHttpRequest{}: {message}",
	}, check: func(s *scanner, b *body) bool {
		text := s.in[b.message.start:b.message.end]
		b.silent = hasPrefix(text, "Connection error: ") || hasPrefix(text, "Invalid data: ") ||
			hasPrefix(text, "Exception: ")
		return b.silent
	}})
	registerShape(shape{client: clientIOS, api: API2017, anchor: "sending", templates: []string{
		"Sending failed (status code: {status}), log entry {}, error: {message}",
		"Sending failed (status code: {status}), delete log entry {}, error: {message}",
	}})
	registerShape(shape{client: clientRust, api: API2017, anchor: "http", templates: []string{
		"HTTP status {status}, code: {code}, message: {message}",
		"HTTP status {status} {phrase}, code: {code}, message: {message}",
	}})
}
