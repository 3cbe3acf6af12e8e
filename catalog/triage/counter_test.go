package triage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/tools/txtar"

	"cls-error-explorer/catalog/decode"
)

// mixed is a log with everything that a border may cut: records of one and of
// several lines, times in several forms and none, CRLF, a curl transcript, a
// body over several lines, lines that are suspicious, broken or clean.
const mixed = "2021-03-04 08:00:00 INFO upload ok\n" +
	"2021-03-04 08:00:01 WARN requestId=0f7c1a52-0001-4222-8333-20210304abcd status=404 body={\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}\r\n" +
	"2021-03-04 08:00:02 INFO GET /health 200\n" +
	"2021-03-04 08:00:03 ERROR cannot send\n" +
	"com.tencentcloudapi.cls.producer.errors.ProducerException: {\"errorcode\":\"LogsetConflict\",\n" +
	"  \"errormessage\":\"logset exists\"}\n" +
	"\tat com.example.Upload.run(Upload.java:17)\n" +
	"\tat java.base/java.lang.Thread.run(Thread.java:840)\n" +
	"Caused by: java.net.SocketTimeoutException: Read timed out\n" +
	"2021-03-04 08:00:04 INFO fine\n" +
	"2021-03-04 08:00:05 ERROR disk /data1 is full, 17 bytes left\n" +
	"2021-03-04 08:00:06 INFO binary \x00\x01 here\n" +
	"{\"time\":\"2021-03-04T16:00:07+08:00\",\"level\":\"error\",\"msg\":\"{\\\"errorcode\\\":\\\"TopicNotExist\\\",\\\"errormessage\\\":\\\"topic not exist\\\"}\"}\n" +
	"> POST /structuredlog?topic_id=3f1c8f0a-aaaa-4bbb-8ccc-000000000001 HTTP/1.1\n" +
	"> Host: ap-guangzhou.cls.tencentcs.com\n" +
	"> Authorization: q-sign-algorithm=sha1&q-ak=AKIDmadeup20190515madeup20190515made&q-signature=0123456789abcdef0123456789abcdef01234567\n" +
	">\n" +
	"< HTTP/1.1 403 Forbidden\n" +
	"< x-cls-requestid: 0f7c1a52-1111-4222-8333-202103040001\n" +
	"<\n" +
	"{\"errorcode\":\"TopicExceed\",\n \"errormessage\":\"too many topics\"}\n" +
	"* Connection #0 to host ap-guangzhou.cls.tencentcs.com left intact\n" +
	"1.2.3.4 - - [04/Mar/2021:08:00:10 +0000] \"GET /a HTTP/1.1\" 502 153 \"-\" \"curl\"\n" +
	"ts=1614844811 level=info msg=\"well\"\n" +
	"ts=1614844812 level=error msg=\"lost connection\" code=UnknownWord\n" +
	"no time, TopicClosed"

// count counts text that arrives in parts, with the sizes of the buffers that
// borders depend on set to step.
func count(text []byte, step int, parts ...int) string {
	c := New("x", Options{})
	c.chunk = step
	for _, n := range parts {
		c.Write(text[:n])
		text = text[n:]
	}
	c.Write(text)
	return jsonOf(c.Close())
}

func jsonOf(s *Summary) string {
	out, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		panic(err)
	}
	return string(out)
}

func wide(text string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// everyByte is 1: the tests split at every byte. Compiled to WebAssembly, where
// everything takes longer and nothing is different, they split at some.
var everyByte = map[bool]int{false: 1, true: 23}[runtime.GOARCH == "wasm"]

func TestSplitAnywhere(t *testing.T) {
	inputs := map[string][]byte{"mixed": []byte(mixed), "CRLF": []byte(strings.ReplaceAll(mixed, "\n", "\r\n")), "UTF-16": wide(strings.ReplaceAll(mixed, "fine", "好😀"))}
	for name, text := range inputs {
		want := count(text, chunk)
		for i := 0; i <= len(text); i += everyByte {
			if got := count(text, 1+i%97, i); got != want {
				t.Fatalf("%s: split at %d, steps of %d:\n%s\nin one piece:\n%s", name, i, 1+i%97, diff(got, want), "")
			}
		}
	}
}

// Whatever the decoder's golden files hold is found by the pre-scan too, and
// survives a split at every byte.
func TestGoldenFiles(t *testing.T) {
	files, err := filepath.Glob("../decode/testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	found := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		text := goldenInput(t, file)
		if strings.HasPrefix(name, "har") || strings.HasPrefix(name, "enc-utf16-har") {
			continue // read element by element
		}
		want := count(text, chunk)
		steps := everyByte * max(1, len(text)/12)
		for i := 0; i <= len(text); i += steps {
			if got := count(text, 1+i%31, i); got != want {
				t.Errorf("%s: split at %d: %s", name, i, diff(got, want))
				break
			}
		}
		switch name {
		case "broken-bytes": // its line counts as not decodable
			continue
		case "status-number-only", "status-error-time", "status-beside-host": // a bare number of three digits is no sign in a log
			continue
		}
		if report := decode.Text(text, decode.Options{}); report.Verdict == decode.Failed {
			var s Summary
			if err := json.Unmarshal([]byte(want), &s); err != nil {
				t.Fatal(err)
			}
			if s.ErrorCount() == 0 && s.SuspiciousCount() == 0 {
				t.Errorf("%s: the decoder finds %q %d %s, nothing is counted", name, report.Findings[0].Code, report.Findings[0].Status, report.Findings[0].Message)
			}
			found++
		}
	}
	if found < 100 {
		t.Errorf("only %d golden files with errors", found)
	}
}

func goldenInput(t *testing.T, file string) []byte {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	first := txtar.Parse(content).Files[0]
	text := bytes.TrimSuffix(first.Data, []byte("\n"))
	if first.Name == "input.quoted" {
		var s string
		if _, err := fmt.Sscanf(string(text), "%q", &s); err != nil {
			t.Fatal(file, err)
		}
		return []byte(s)
	}
	return text
}

// diff returns the first lines in which two texts differ.
func diff(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d: %s, want %s\n%s", i, a[i], b[i], strings.Join(a[max(0, i-8):min(len(a), i+4)], "\n"))
		}
	}
	return "one is longer"
}

// Every line is counted in one class, whatever the text.
func TestLinesAddUp(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	lines := strings.SplitAfter(mixed, "\n")
	for n := range 400 {
		var b bytes.Buffer
		for range r.Intn(40) {
			switch r.Intn(6) {
			case 0:
				junk := make([]byte, r.Intn(40))
				for i := range junk {
					junk[i] = byte(r.Intn(256))
				}
				b.Write(junk)
			case 1:
				b.WriteString(lines[0][:1+r.Intn(5)])
			default:
				b.WriteString(lines[r.Intn(len(lines))])
			}
		}
		text := append([]byte("x: "), b.Bytes()...) // not UTF-16
		c := New("x", Options{})
		c.chunk = 1 + r.Intn(300)
		c.Write(text)
		s := c.Close()
		want := int64(bytes.Count(text, []byte("\n")))
		if text[len(text)-1] != '\n' {
			want++
		}
		l := s.Lines
		if l.Read != want || l.Found+l.Suspicious+l.Clean+l.Broken != l.Read || min(l.Found, l.Suspicious, l.Clean, l.Broken) < 0 {
			t.Fatalf("text %d of %d lines: %+v\n%q", n, want, l, text)
		}
		var sum int64
		for _, g := range s.Errors {
			sum += g.Count
			var timed int64
			for _, count := range g.Timeline {
				timed += count
			}
			if timed+g.Untimed != g.Count {
				t.Fatalf("text %d: %d timed and %d untimed of %d", n, timed, g.Untimed, g.Count)
			}
		}
		if sum+s.Beyond.Errors != s.Files[0].Errors {
			t.Fatalf("text %d: groups hold %d errors, the file %d", n, sum, s.Files[0].Errors)
		}
	}
}

func TestMixed(t *testing.T) {
	var s Summary
	if err := json.Unmarshal([]byte(count([]byte(mixed), chunk)), &s); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range append(s.Errors, s.Suspicious...) {
		got = append(got, fmt.Sprintf("%d× %s%d %s %q line %d inherited %d untimed %d", g.Count, g.Reason, g.Status, g.Code, g.Message, g.Samples[0].Line, g.Inherited, g.Untimed))
	}
	t.Logf("%+v\n%s", s.Lines, strings.Join(got, "\n"))
	for _, g := range s.Errors {
		t.Logf("%+v", g.Samples[0])
	}
}
