package decode

import (
	"strings"
	"testing"
)

// Inputs as people paste them.
var pastes = []struct {
	name string
	make func(n int) string
}{
	{"JSON body", func(n int) string {
		return `{"errorcode":"TopicNotExist","errormessage":"` + strings.Repeat("lorem ipsum ", n/12) + `"}`
	}},
	{"log with 1 % errors", repeat(strings.Repeat(logLine, 99) + "2021-03-04 08:00:01 WARN status=404 body=" +
		`{"errorcode":"TopicNotExist","errormessage":"topic not exist"}` + "\n")},
	{"HAR", harOf(`{"startedDateTime":"2021-03-04T08:00:01.123Z","time":12.5,"request":{"method":"POST",` +
		`"url":"https://ap-guangzhou.cls.tencentcs.com/structuredlog?topic_id=1","httpVersion":"HTTP/1.1",` +
		`"headers":[{"name":"Host","value":"ap-guangzhou.cls.tencentcs.com"},{"name":"Authorization","value":` +
		`"q-sign-algorithm=sha1&q-ak=AKIDmadeup20190515madeup20190515made&q-signature=0123456789abcdef0123456789abcdef01234567"}],` +
		`"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},"response":{"status":404,"statusText":"Not Found",` +
		`"httpVersion":"HTTP/1.1","headers":[{"name":"x-cls-requestid","value":"0f7c1a52-1111-4222-8333-202103040001"}],` +
		`"cookies":[],"content":{"size":62,"mimeType":"application/json",` +
		`"text":"{\\"errorcode\\":\\"TopicNotExist\\",\\"errormessage\\":\\"topic not exist\\"}"},` +
		`"redirectURL":"","headersSize":-1,"bodySize":-1},"cache":{},"timings":{"send":0,"wait":12,"receive":0}},`)},
	{"noise", repeat(logLine)},
}

const logLine = "2021-03-04 08:00:00 INFO upload finished topic=3f1c8f0a bytes=1024 took=12ms host=ip-10-0-0-5\n"

// The sizes are those of a paste: a body, a page of a log, a log, the most that
// is read. Besides pastes, all inputs of TestLinear are measured.
func BenchmarkText(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"1KiB", 1 << 10}, {"64KiB", 64 << 10}, {"1MiB", 1 << 20}, {"8MiB", MaxInput}} {
		for _, f := range append(pastes, families...) {
			b.Run(size.name+"/"+f.name, func(b *testing.B) {
				input := []byte(f.make(size.bytes))
				input = input[:min(len(input), MaxInput)]
				b.SetBytes(int64(len(input)))
				for b.Loop() {
					Text(input, Options{})
				}
			})
		}
	}
}
