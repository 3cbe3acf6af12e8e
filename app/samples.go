package app

// A sample is a paste that people can try with one click. Ids are made up.
type sample struct{ name, text string }

// samples shows what the decoder reads; each is run by a test.
func samples() []sample {
	return []sample{
		{say("curl -v"), `* Connected to ap-guangzhou.cls.tencentcs.com (203.0.113.7) port 443
> GET /topic?topic_id=3f1c8f0a-aaaa-4bbb-8ccc-000000000001 HTTP/1.1
> Host: ap-guangzhou.cls.tencentcs.com
> User-Agent: curl/8.5.0
> Authorization: q-sign-algorithm=sha1&q-ak=AKIDexampleexampleexample0000000000&q-sign-time=1557892000;1557895600&q-key-time=1557892000;1557895600&q-header-list=host&q-url-param-list=topic_id&q-signature=0123456789abcdef0123456789abcdef01234567
>
< HTTP/1.1 404 Not Found
< Content-Type: application/json
< Content-Length: 63
< x-cls-requestid: 0f7c1a52-1111-4222-8333-abcdefabcdef
<
{"errorcode":"TopicNotExist","errormessage":"topic not exist"}
* Connection #0 to host ap-guangzhou.cls.tencentcs.com left intact
`},
		{say("JSON body"), `{"errorcode":"LogSizeExceed","errormessage":"log size exceed limit"}
`},
		{say("Status and code disagree"), `HTTP/2 500
content-type: application/json
x-cls-requestid: 5b2e7d90-2222-4333-8444-abcdefabcdef

{"errorcode":"TopicNotExist","errormessage":"topic not exist"}
`},
		{say("Escaped in a log"), `2019-05-15T12:56:08Z ERROR upload failed, will not retry body="{\"errorcode\":\"InvalidContent\",\"errormessage\":\"decompress failed\"}" topic=3f1c8f0a-aaaa-4bbb-8ccc-000000000001
`},
		{say("API 3.0"), `{"Response":{"Error":{"Code":"ResourceNotFound.TopicNotExist","Message":"topic not exist RequestId:[341023a0-0000-4000-8000-000000000001]"},"RequestId":"341023a0-0000-4000-8000-000000000001"}}
`},
		{say("SDK exception"), `Result{successful=false, reservedAttempts=[Attempt{success=false, requestId='0f7c1a52-4444-4222-8333-abcdefabcdef', errorCode='SingleValueExceed1M', errorMessage='{"errorcode":"AccountArrears","errormessage":"account arrears"}', timestampMs=1700000000000}], attemptCount=1}
`},
		{say("Cut off"), `HTTP/1.1 409 Conflict
x-cls-requestid: 7d40c3aa-3333-4444-8555-abcdefabcdef

{"errorcode":"LogsetConf`},
		{say("Words in a ticket"), `Since yesterday our uploads fail with MissingAuthorization, before that we saw TopicClosed now and then.
`},
	}
}
