package decode

import "bytes"

// The JavaScript SDKs print the body, or what they found in its place, and
// leave out the code: it is in the body only.
func init() {
	// Three SDKs print this. The one of CLS adds the status unless the program
	// asks for toLocaleString, that of API 3.0 a trace id, except older versions.
	// Without either, a body of API 2017 tells.
	registerShape(shape{client: clientJSOrNode3, anchor: "tencentcloudsdkexception", templates: []string{
		"[TencentCloudSDKException]message:{message}  requestId:{id}status:{status}",
		"[TencentCloudSDKException]message:{message}  requestId:{id}  traceId:{}",
		"[TencentCloudSDKException]message:{message}  requestId:{id}",
	}, check: func(s *scanner, b *body) bool {
		switch {
		case b.statusAt.End == 0 && b.end > b.id.end: // traceId:
			b.client, b.api = clientNode3, API3
		case b.statusAt.End > 0, bytes.Contains(s.in[b.message.start:b.message.end], []byte("errorcode")):
			b.client, b.api = clientJS, API2017
		}
		return true
	}})
	registerShape(shape{client: clientBrowser, api: API2017, anchor: "clssdkerror", templates: []string{
		"[ClsSDKError]message:{message}  requestId:{id}",
	}})
	// What console.log makes of the object: other programs print such objects
	// as well, but no body of CLS in them.
	registerShape(shape{client: clientJS, api: API2017, anchor: "status", templates: []string{
		"{ status: {status}, message: '{message}', requestId: '{id}'",
	}, check: func(s *scanner, b *body) bool {
		return bytes.Contains(s.in[b.message.start:b.message.end], []byte("errorcode"))
	}})
	registerClient(clientJS, signCLS, "tencentcloudclssdkexception")
	registerShape(shape{client: clientJS, api: API2017, anchor: "exceed", templates: []string{
		"send log failed and exceed retry times. error: Request failed with status code {status}",
		"send log failed and exceed retry times. reason: {message}, error: Request failed with status code {status}",
	}})
}
