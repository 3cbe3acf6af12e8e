package decode

// The 2017 API answers {"errorcode":"…","errormessage":"…"}, and its request id
// is in a header only. Clients print the same pair in spellings of their own:
// the Go and the Python SDK with a small camel, others as they like.
func init() {
	register(recogniser{name: "error object", words: []string{"errorcode", "errormessage", "error_code", "httpcode"}, wraps: true,
		read: func(s *scanner, start, end int) int {
			switch string(unwrap(s.in[start:end], "")) {
			case "errorcode", "errormessage", "errorCode", "ErrorCode", "error_code", "httpCode":
				s.errorBody(start, end)
			}
			return 0
		}})
}
