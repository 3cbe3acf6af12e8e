package decode

// The PHP SDK prints a block that is no JSON: one comma, no quotes.
func init() {
	registerShape(shape{client: clientPHP, api: API2017, anchor: "tencentcloud_log_exception", templates: []string{
		"TencentCloud_Log_Exception: { ErrorCode: {code}, ErrorMessage: {message} RequestId: {id} }",
		"TencentCloud_Log_Exception: { ErrorCode: {code}, ErrorMessage: {message} RequestId: }",
	}})
}
