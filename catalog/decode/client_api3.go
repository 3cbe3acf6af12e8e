package decode

import "bytes"

// The SDKs of API 3.0 and the tools that are built on them. The message may have
// a request id of its own, so that the last one counts. Node.js and .NET print
// no code.
func init() {
	registerShape(shape{client: clientGoOrRuby3, api: API3, anchor: "tencentcloudsdkerror", templates: []string{
		"[TencentCloudSDKError] Code={code}, Message={message}, RequestId={id}",
		"[TencentCloudSDKError] Code={code}, Message={message}",
	}, check: func(s *scanner, b *body) bool {
		if hasSuffix(s.in[max(0, b.start-16):b.start], "│ Error: ") {
			b.client = clientTerraform
		}
		return true
	}})
	// Java has no blank before code: and one after it; Python has it the other
	// way round.
	registerShape(shape{client: clientPython3, api: API3, anchor: "tencentcloudsdkexception", templates: []string{
		"[TencentCloudSDKException] code: {code} message:{message} requestId:{id}",
		"[TencentCloudSDKException] code: {code} message:{message}",
	}, check: func(s *scanner, b *body) bool {
		if hasPrefix(s.in[b.clientAt.End-len("]code"):], "]code: ") {
			b.client = clientJava3
		}
		return true
	}})
	registerShape(shape{client: clientPHP3, api: API3, anchor: "tencentcloudsdkexception", templates: []string{
		`[TencentCloud\Common\Exception\TencentCloudSDKException] code: {code} message:{message} requestId:{id}`,
	}})
	registerShape(shape{client: clientCPP3, api: API3, anchor: "requestid", templates: []string{
		"RequestId={id}, ErrorCode={code}, ErrorMessage={message}",
	}})
	registerShape(shape{client: clientDotNet3, api: API3, anchor: "requestid", templates: []string{
		"requestId: {id} TencentCloud.Common.TencentCloudSDKException: {message}",
	}})
	// One that nobody caught: the message, the trace and the properties.
	registerShape(shape{client: clientNode3, api: API3, anchor: "tencentcloudsdkhttpexception", templates: []string{
		"TencentCloudSDKHttpException: {message}",
	}, check: func(s *scanner, b *body) bool {
		b.end = int32(s.traceEnd(int(b.end), "TencentCloudSDKHttpException"))
		return true
	}})
	register(recogniser{name: "command of tccli", words: []string{"tccli"}, read: func(s *scanner, start, end int) int {
		s.tccli(start, end)
		return 0
	}})
	registerClient(clientTccli, signNone, "tccli") // behind it: a command begins what the client belongs to
	registerShape(shape{client: clientTerraform, api: API3, anchor: "crital", templates: []string{
		"[CRITAL]{} fail, request body [{request}], reason[{message}]",
		"[CRITAL]{} failed, reason:{message}",
	}})
	registerShape(shape{client: clientMCP, api: API3, anchor: "cls", templates: []string{
		"CLS API error in {}: [{code}] {message} (RequestId: {id})",
	}, check: ofCLS})
	registerShape(shape{client: clientMCP, api: API3, anchor: "error_type", templates: []string{
		`"error_type": "API_ERROR", "error_code": "{code}", "message": "{message}", "request_id": "{id}"`,
	}, check: ofCLS})
	// The plug-in logs the query and the error of the Go SDK as JSON.
	registerClient(clientGrafana, signCLS, "cls_searchlog_error")
}

// maxTrace is how much of the trace behind an exception is skipped.
const maxTrace = 4 << 10

// traceEnd returns where the lines of a trace of Node.js end that follow at i, so
// that the properties behind them are next to the message. It ends before another
// exception of the name, and so nothing is looked at twice.
func (s *scanner) traceEnd(i int, name string) int {
	for limit := min(len(s.in), i+maxTrace); ; {
		at := skipBlank(s.in, i)
		if at >= limit || !hasPrefix(s.in[at:], "at ") {
			return i
		}
		line, _, _ := bytes.Cut(s.in[at:limit], []byte("\n"))
		s.steps += len(line)
		if bytes.Contains(line, []byte(name)) {
			return i
		}
		i = at + len(line)
	}
}
