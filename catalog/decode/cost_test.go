package decode

import (
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
	{"open cookies", repeat(`cookie:"`)},
	{"tokens", repeat("token=")},
	{"ids", repeat("requestId=a1b2 ")},
	{"statuses", repeat("HTTP 404 ")},
	{"status lines", repeat("HTTP/1.1 404 Not Found\n")},
	{"messages", repeat("The specified log topic does not ")},
	{"pages", repeat("<html>502 Bad Gateway ")},
	{"bodies", repeat(`{"errorcode":"TopicNotExist","errormessage":"x"}`)},
}

func repeat(s string) func(n int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}

// Twice the input must not cost more than twice the steps, but for a small
// constant part.
func TestLinear(t *testing.T) {
	const n = 1 << 20
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) {
			once := decode([]byte(f.make(n)), Options{}).steps
			twice := decode([]byte(f.make(2*n)), Options{}).steps
			if float64(twice) > 2.2*float64(once) {
				t.Errorf("%d steps for n bytes, %d for 2n", once, twice)
			}
			if once > (maxNesting+4)*n {
				t.Errorf("%d steps for %d bytes", once, n)
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	const line = "2021-03-04 08:00:00 INFO upload finished topic=3f1c8f0a bytes=1024 took=12ms host=ip-10-0-0-5\n"
	const body = `{"errorcode":"TopicNotExist","errormessage":"topic not exist"}`
	bodyOf := func(n int) string {
		return `{"errorcode":"TopicNotExist","errormessage":"` + strings.Repeat("lorem ipsum ", n/12) + `"}`
	}
	inputs := append([]struct {
		name string
		make func(n int) string
	}{
		{"JSON body", bodyOf},
		{"log with 1 % errors", repeat(strings.Repeat(line, 99) + "2021-03-04 08:00:01 WARN status=404 body=" + body + "\n")},
		{"noise", repeat(line)},
	}, families...)
	for _, size := range []struct {
		name  string
		bytes int
	}{{"1KiB", 1 << 10}, {"64KiB", 64 << 10}, {"1MiB", 1 << 20}, {"8MiB", 8 << 20}} {
		for _, f := range inputs {
			input := []byte(f.make(size.bytes))
			input = input[:min(len(input), MaxInput)]
			b.Run(size.name+"/"+f.name, func(b *testing.B) {
				b.SetBytes(int64(len(input)))
				for b.Loop() {
					Text(input, Options{})
				}
			})
		}
	}
}
