package decode

// The Java SDK makes its code of the status and not of the body. Since August
// 2025 errorMessage has the body, so that the server's code is nested in it.
// LogException prints its message only, one for each of those codes.
func init() {
	registerShape(shape{client: clientJava, api: API2017, anchor: "attempt", templates: []string{
		"Attempt{success=false, requestId='{id}', errorCode='{code}', errorMessage='{message}', timestampMs={time}",
	}})
	registerCauses(causeText{"Uncaught error in send producer batch task", cause{
		client: clientJava, text: "The SDK itself failed while it sent a batch. This is no answer of CLS."}})
	registerClient(clientJava, signCLS, "com.tencentcloudapi.cls.producer.common.logexception")
	codes := map[string]*cause{}
	for message, code := range map[string]string{
		"internal server error":      "BadResponse",
		"speed quota exceed":         "SpeedQuotaExceed",
		"content is too large":       "ContentIsTooLarge",
		"topic not exists":           "TopicNotExists",
		"single log value exceed 1M": "SingleValueExceed1M",
		"auth failed":                "AuthFailure",
		"invalid param":              "InvalidParam",
	} {
		codes[message] = &cause{client: clientJava, code: code}
	}
	register(recogniser{name: clientJava, words: []string{"com.tencentcloudapi.cls.producer.common.logexception"},
		read: func(s *scanner, start, end int) int {
			_, i, ok := s.afterKey(end)
			if !ok {
				return 0
			}
			for message, c := range codes {
				if hasPrefix(s.in[i:], message) {
					s.markCause(i, i+len(message), c)
				}
			}
			return 0
		}})
}
