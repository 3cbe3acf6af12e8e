package decode

// The PHP SDK prints a block that is no JSON: one comma, no quotes.
func init() {
	registerShape(shape{client: clientPHP, api: API2017, anchor: "tencentcloud_log_exception", templates: []string{
		"TencentCloud_Log_Exception: { ErrorCode: {code}, ErrorMessage: {message} RequestId: {id} }",
		// Where no answer came, the text stands in the place of the code, and a
		// trace in that of the message.
		"TencentCloud_Log_Exception: { ErrorCode: {message}, ErrorMessage: {} RequestId: {id} }",
	}, check: func(s *scanner, b *body) bool {
		b.silent = b.code.end == b.code.start
		return true
	}})
}
