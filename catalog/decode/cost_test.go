package decode

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// families are inputs of about n bytes that invite a scanner to look at the
// same bytes again and again.
var families = []struct {
	name string
	make func(n int) string
}{
	{"braces", repeat("{")},
	{"brackets", repeat("[")},
	{"quotes", repeat(`"`)},
	{"backslashes", repeat(`\`)},
	{"backslashes and quotes", repeat(`\\\"`)},
	{"typographic quotes", repeat("“")},
	{"entities", repeat("&quot;")},
	{"blanks", repeat(" ")},
	{"lines", repeat("\n")},
	{"quote marks", repeat("> \n")},
	{"NULs", repeat("\x00")},
	{"not UTF-8", repeat("\xff\xe2\x80")},
	{"one word", repeat("a")},
	{"near codes", repeat("TopicNotExisT ")},
	{"codes", repeat("TopicNotExist ")},
	{"keys", repeat("errorcode ")},
	{"keys and colons", repeat("errorcode:")},
	{"messages without quotes", repeat("errormessage:x ")},
	{"open codes", repeat(`"errorcode":"`)},
	{"open messages", repeat(`"errormessage":"x `)},
	{"open messages of many quotes", repeat("errormessage:\"errormessage:'errormessage:`errormessage:“")},
	{"ever more backslashes", func(n int) string {
		var b strings.Builder
		for k := 0; b.Len() < n; k++ {
			b.WriteString("errormessage:" + strings.Repeat(`\`, k) + `"`)
		}
		return b.String()
	}},
	{"members", repeat(`"errorcode":"a","b":"c","d":"e",`)},
	{"blanks after keys", repeat(`errorcode` + strings.Repeat(" ", 200))},
	{"envelopes", repeat(`{"Response":{"RequestId":"`)},
	{"errors in envelopes", repeat(`{"Response":{"Error":{"Code":"x","Message":"`)},
	{"cookies", repeat("a cookie: b")},
	{"one cookie", func(n int) string { return "Cookie: " + numbered("a1b2c3d4e5f6%d; ")(n) }},
	{"open cookies", repeat(`cookie:"`)},
	{"tokens", repeat("token=")},
	{"ids", repeat("requestId=a1b2 ")},
	{"statuses", repeat("HTTP 404 ")},
	{"status lines", repeat("HTTP/1.1 404 Not Found\n")},
	{"status lines on a line", repeat("HTTP/1.1 404 ")},
	{"unicode quotes", repeat(`\u0022`)},
	{"keys and unicode quotes", repeat(`errorcode:\u0022`)},
	{"decimal entities", repeat("&#34;")},
	{"colours", repeat("\x1b[31m")},
	{"open colours", repeat("\x1b[0;0;0;0;0;0;0")},
	{"base64", repeat("bWFkZSB1cCAyMDE5MDUxNSA/+==")},
	{"one line", repeat("upload finished topic=3f1c8f0a bytes=1024 took=12ms ")},
	{"objects", repeat(`{"a":`)},
	{"one request id", repeat("requestId: 0f7c1a52-1111-4222-8333-202103040001\n")},
	{"errors of an SDK", repeat("[TencentCloudSDKError] Code=ResourceNotFound, Message=x, RequestId=a1b2\n")},
	{"open errors of an SDK", repeat("[TencentCloudSDKError] Code=x, Message=")},
	{"records", repeat("2021-03-04 08:00:00 requestId: a1b2\n")},
	{"records behind words", repeat("A B C 2021-03-04 08:00:00 requestId: a1b2\n")},
	{"answers of Volcano Engine", repeat(`{"ResponseMetadata":{"RequestId":"`)},
	{"attempts", repeat(`"errorcode":"a","attempts":[{`)},
	{"queries", repeat(`"query":"`)},
	{"queries in many quotes", repeat("query:\"query:'query:`query:“")},
	{"searches", repeat(`"listover":true,"results":[`)},
	{"searches that found", repeat(`{"results":[{"a":"b"}],"listover":true,`)},
	{"searches that are told apart", repeat(`"listover":true,`)},
	{"results of other things", repeat(`"results":1,`)},
	{"searches of strings", repeat(`"listover":"`)},
	{"codes of other things", repeat("exit code: 404 ")},
	{"HTTP/2", repeat(":status: 404\n:path: /a\n")},
	{"times", repeat("time=2021-03-04 08:00:00 ")},
	{"messages", repeat("The specified log topic does not ")},
	{"pages", repeat("<html>502 Bad Gateway ")},
	{"bodies", repeat(`{"errorcode":"TopicNotExist","errormessage":"x"}`)},
	{"different bodies", numbered(`{"errorcode":"TopicNotExist","errormessage":"topic %d"}` + "\n")},
	{"keys in JSON", repeat(`"errorcode":`)},
	{"percent signs", repeat("%22")},
	{"secret ids", numbered("AKIDmadeup20190515madeup%d ")},
	{"wrapped secrets", repeat("q-signature=" + strings.Repeat("0", 60) + "\n0\n0\n0\n")},
	{"wrapped tokens", repeat("x-cls-token: " + strings.Repeat("a1", 30) + "\n" + strings.Repeat("a1", 30) + "\n")},
	{"wrapped headers", repeat("authorization: " + strings.Repeat("a", 60) + "\n" + strings.Repeat("a", 60) + "\n")},
	{"names of secrets", repeat("password ")},
	{"names of secrets and signs", repeat("secretKey(=:,|@*")},
	{"names of secrets and percent signs", repeat("secretKey%25252522")},
	{"percent signs that were encoded", repeat("%25")},
	{"open elements", repeat("<password>")},
	{"passwords", numbered("password=%d! ")},
	{"users of URLs", repeat("a://b:c@")},
	{"open users of URLs", repeat("://a:b")},
	{"schemes", repeat("Bearer a1b2c3d4e5f6a7b8 ")},
	{"private keys", repeat("-----BEGIN PRIVATE KEY-----")},
	{"keys behind ids", numbered("AKIDmadeup2019,madeup%dmadeup20190515 ")},
	{"names of secrets in Chinese", repeat("密钥：密码")},
	{"escaped names of secrets in Chinese", repeat(`\u5bc6\u94a5\uff1a\u5bc6\u7801`)},
	{"names of secrets and arguments", repeat(`secretKey: x(y(z, "a", 'b', `)},
	{"names of secrets and types", repeat(`password: (string) (len=8) []string{x(`)},
	{"names of secrets in pieces", repeat(`cookie: 'a' + 'cookie: `)},
	{"names of secrets over lines", repeat("secretK\ney: --secret-key\n- a ")},
	{"names of secrets and additions", repeat("secret_key_prod=a.b_c.d_e=")},
	{"cookies in a line", repeat("x cookie: a=b; c=d; e=f; g ")},
	{"resources", repeat("qcs::a:b:987650000001:c/ qcs::")},
	{"objects of cookies", repeat(`"cookies":{"a":"`)},
	{"lists of cookies", repeat(`"cookies":["value":"`)},
	{"pairs", repeat(`"cookie","value":"`)},
	{"accounts", numbered("qcs::cls::uin/%d:topic ")},
	{"UTF-16", func(n int) string { return "\xff\xfe" + strings.Repeat("\x00\xd8\x00\xdc\x41\x4e", n/6) }},
	{"open objects of a HAR", func(n int) string { return `{"log":{"entries":[` + strings.Repeat(`{"request":`, n/11) }},
	{"exchanges", harOf(`{"request":{"url":"x"},"response":{"status":404}},`)},
	{"exchanges that went well", harOf(`{"request":{"url":"x"},"response":{"status":200}},`)},
	{"exchanges without an answer", harOf(`{"request":{"url":"x"},"response":{"status":0}},`)},
	{"damaged exchanges", harOf(`{"startedDateTime":"x","request":{"url":"x"},"response":{"status":404 ?},`)},
	{"keys of exchanges", repeat(`"startedDateTime" "request"`)},
	{"commands", repeat("curl https://a.cls.tencentcs.com/x -X POST ")},
	{"commands over lines", repeat("curl \\\n")},
	{"options of commands", repeat("curl -u a:b --user \"a -b'c=d -su ")},
	{"open options of commands", repeat("curl" + strings.Repeat(` -u"`, 500))},
	{"lists", repeat(`"TopicNotExist",`)},
	{"successes", repeat(`{"Response":{"a":`)},
	{"successes in strings", repeat(`{\"Response\":{\"a\":`)},
	{"Chinese", repeat("状态码 404 地域 ap-guangzhou 主题ID：")},
	{"exceptions", repeat("System.Exception: a\n")},
	{"exceptions before a trace", repeat(strings.Repeat("System.Exception: a\n", 300) + "TxClsClient\n")},
	{"codes of BLS", repeat(`x-bce-request-id: a1b2 "code":"a","message":"b",`)},
	{"many headers", harOf(`{"response":{"headers":[` + strings.Repeat(`{"name":"a","value":"b"},`, 400) + `],"status":404}},`)},
	{"bodies in base64", harOf(`{"response":{"status":404,"content":{"encoding":"base64","text":"e30="}}},`)},
	{"bodies in gzip that went well", harOf(`{"response":{"status":200,"content":{"encoding":"base64","text":"H4sIAAAAAAAA/6uuBQBDv6ajAgAAAA=="}}},`)},
	{"one body in base64", func(n int) string {
		return harOf(`{"response":{"status":404,"content":{"encoding":"base64","text":"` + strings.Repeat("e30K", n/4) + `"}}},`)(1)
	}},
	{"one body", func(n int) string {
		return harOf(`{"response":{"status":404,"content":{"text":"` + strings.Repeat("token=", n/6) + `"}}},`)(1)
	}},
	{"secrets in exchanges", harOf(`{"request":{"method":"GET","url":"/?token=0123456789abcdef","headers":[{"name":"cookie","value":"a"}]},"response":{"status":404}},`)},
	{"wrapped keys", repeat("\"errorcod\ne\":\"x\",\"errormessag\ne\":\"y\",\n")},
	{"wrapped records", repeat("[TencentCloudSDK\nError] Code=x, Message=y, RequestId=a1b2\n")},
	{"open wrapped records", repeat("[TencentCloudSDKExceptio\nn] code:x message:y\n")},
	{"open objects behind prefixes", repeat("web-1 | {\n")},
	{"objects behind prefixes", repeat("web-1 | {\nweb-1 |  \"a\": 1,\nweb-1 | }\n")},
	{"open objects in logs", repeat(`{"log":"{\n"}` + "\n")},
	{"responses behind prefixes", repeat("web-1 | HTTP/1.1 404 Not Found\nweb-1 | a: b\n")},
	{"bombs", harOf(`{"response":{"status":404,"content":{"encoding":"base64","text":"` + bomb() + `"}}},`)},
}

func repeat(s string) func(n int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}

// numbered returns repetitions of a format with a counter.
func numbered(format string) func(n int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, 100000+i)
		}
		return b.String()
	}
}

// harOf returns an archive of many equal entries.
func harOf(entry string) func(n int) string {
	return func(n int) string {
		return `{"log":{"entries":[` + strings.Repeat(entry, n/len(entry)+1) + `]}}`
	}
}

// bomb returns a small gzip file in base64 that unpacks to a megabyte.
func bomb() string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(make([]byte, 1<<20))
	w.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// Twice the input must not cost more than twice the steps, but for a small
// constant part.
func TestLinear(t *testing.T) {
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) { linear(t, f.make, 1<<18) })
	}
}

func linear(t *testing.T, text func(n int) string, n int) {
	t.Helper()
	a := decode([]byte(text(n)), Options{})
	once, size := a.steps, len(a.in)
	twice := decode([]byte(text(2*n)), Options{}).steps
	if float64(twice) > 2.2*float64(once) {
		t.Errorf("%d steps for n bytes, %d for 2n", once, twice)
	}
	if once > (maxNesting+4)*size {
		t.Errorf("%d steps for %d bytes", once, size)
	}
}

// Every word that begins something, with what may come after it.
func TestLinearWords(t *testing.T) {
	for word := range recognisers.all() {
		for _, after := range []string{" ", ":", `="`, "[", "\n"} {
			t.Run(word+after, func(t *testing.T) { linear(t, repeat(word+after), 1<<15) })
		}
	}
}

// Every template whole, in lines and on one line, and cut off before each of
// its holes.
func TestLinearTemplates(t *testing.T) {
	for _, sh := range shapes {
		for _, text := range sh.templates {
			filled := ""
			for _, p := range parseTemplate(text) {
				if filled += p.literal; p.hole == holeNone {
					t.Run(filled, func(t *testing.T) { linear(t, repeat(filled), 1<<15) })
					continue
				}
				filled += "404"
			}
			t.Run(text, func(t *testing.T) {
				linear(t, repeat(filled+" "), 1<<15)
				linear(t, repeat(filled+"\n"), 1<<15)
			})
		}
	}
}
