package triage

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand"
	"strings"
	"testing"
	"testing/iotest"
)

// manyLines returns a log of about n bytes with every kind of record.
func manyLines(n int) []byte {
	r := rand.New(rand.NewSource(3))
	lines := strings.SplitAfter(mixed+"\n", "\n")
	var b bytes.Buffer
	for b.Len() < n {
		switch r.Intn(20) {
		case 0:
			b.WriteString(mixed + "\n")
		case 1:
			b.WriteString(lines[r.Intn(len(lines))])
		default:
			b.WriteString(lines[0])
		}
	}
	return b.Bytes()
}

// A file that is counted in parts has the summary of one that is counted whole.
func TestParts(t *testing.T) {
	text := manyLines(400 << 10)
	want := Read("x", bytes.NewReader(text), Options{}, nil)
	if want.ErrorCount() < 100 || want.SuspiciousCount() < 100 {
		t.Fatalf("%d errors, %d suspicious", want.ErrorCount(), want.SuspiciousCount())
	}
	for _, size := range []int64{3 << 10, 20 << 10, 150 << 10} {
		borders, whole, err := parts(bytes.NewReader(text), int64(len(text)), size)
		if err != nil || whole || len(borders) < 3 {
			t.Fatal(borders, whole, err)
		}
		got := NewSummary(Options{})
		for i := range len(borders) - 1 {
			got.Follow(ReadPart("x", bytes.NewReader(text), borders[i], borders[i+1], int64(len(text)), Options{}, nil))
		}
		got.Sort()
		if a, b := jsonOf(got), jsonOf(want); a != b {
			t.Errorf("%d parts of %d bytes: %s", len(borders)-1, size, diff(a, b))
		}
	}
}

func gzipped(text []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(text)
	z.Close()
	return b.Bytes()
}

func zipped(t *testing.T, method uint16, stream bool, names ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		var w io.Writer
		var err error
		if stream {
			w, err = z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		} else {
			content := []byte(mixed)
			h := &zip.FileHeader{Name: name, Method: method, UncompressedSize64: uint64(len(content)), CompressedSize64: uint64(len(content))}
			w, err = z.CreateRaw(h)
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "/") {
			io.WriteString(w, mixed)
		}
	}
	z.Close()
	return b.Bytes()
}

const har = `{"log":{"version":"1.2","entries":[
{"startedDateTime":"2021-03-04T08:00:01.123Z","request":{"method":"GET","url":"https://ap-guangzhou.cls.tencentcs.com/logset","headers":[]},"response":{"status":200,"headers":[],"content":{"text":"{\"a\":\"]}\"}"}}},
{"startedDateTime":"2021-03-04T08:00:02.123Z","request":{"method":"POST","url":"https://ap-guangzhou.cls.tencentcs.com/structuredlog?topic_id=1","headers":[{"name":"Authorization","value":"q-ak=AKIDmadeup20190515madeup20190515made"}]},"response":{"status":404,"headers":[],"content":{"text":"{\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}"}}},
{"startedDateTime":"2021-03-04T08:00:03.123Z","request":{"method":"GET","url":"https://other.example/x","headers":[]},"response":{"status":500,"headers":[],"content":{"text":""}}}
]}}`

// want is what a file comes to: "27 lines, 6 errors, 2 suspicious", or a problem.
func TestRead(t *testing.T) {
	whole := Read("x", strings.NewReader(mixed), Options{}, nil)
	errorsOf := whole.ErrorCount()
	damaged := gzipped(bytes.Repeat([]byte(mixed+"\n"), 2000))
	copy(damaged[len(damaged)/2:], "damage damage damage damage")
	defer func(n int64) { maxUnpacked = n }(maxUnpacked)
	maxUnpacked = 4 << 20
	bomb := gzipped(bytes.Repeat([]byte("a line\n"), 5<<20/7))
	for _, x := range []struct {
		name    string
		data    []byte
		lines   int64
		errors  int64
		problem string
	}{
		{"plain.log", []byte(mixed), 27, errorsOf, ""},
		{"gzip", gzipped([]byte(mixed)), 27, errorsOf, ""},
		{"gzip of several members", append(gzipped([]byte(mixed+"\n")), gzipped([]byte(mixed))...), 54, 2 * errorsOf, ""},
		{"zip", zipped(t, zip.Deflate, true, "a.log", "b/", "b/c.log"), 54, 2 * errorsOf, ""},
		{"zip, stored", zipped(t, zip.Store, false, "a.log", "b.log"), 54, 2 * errorsOf, ""},
		{"HAR", []byte(har), 3, 2, ""},
		{"HAR, cut off", []byte(har[:strings.Index(har, `{"startedDateTime":"2021-03-04T08:00:03`)+40]), 3, 1, ""},
		{"HAR, gzip", gzipped([]byte(har)), 3, 2, ""},
		{"array", []byte(`[{"time":"2021-03-04T08:00:03Z","msg":"fine"},` + "\n" + ` {"time":"2021-03-04T08:00:04Z","msg":"TopicNotExist"}]`), 2, 1, ""},
		{"empty", nil, 0, 0, "the file is empty"},
		{"image", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR errorcode"), 0, 0, "not a log, but a PNG image"},
		{"binary", bytes.Repeat([]byte{1, 2, 3, 0, 200, 7}, 900), 0, 0, "not a log, but binary data"},
		{"empty gzip", gzipped(nil), 0, 0, "the file is empty"},
		{"damaged gzip", damaged, -1, -1, "the gzip data is damaged or cut off; what was counted before stays"},
		{"cut gzip", damaged[:len(damaged)/4], -1, -1, "the gzip data is damaged or cut off; what was counted before stays"},
		{"gzip in name only", []byte("\x1f\x8b\x08 no gzip at all, really"), 0, 0, "the gzip data is damaged or cut off"},
		{"cut zip", zipped(t, zip.Deflate, true, "a.log")[:200], -1, -1, "the packed data is damaged or cut off; what was counted before stays"},
		{"bomb", bomb, -1, 0, "unpacks to more than 200 times its size"},
		{"archive in archive in archive", gzipped(gzipped(gzipped([]byte(mixed)))), 0, 0, "not opened"},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := Read(x.name, bytes.NewReader(x.data), Options{}, nil)
			var problems []string
			for _, f := range s.Files {
				if f.Problem != "" {
					problems = append(problems, f.Problem)
				}
			}
			if got := strings.Join(problems, "|"); got != x.problem && (x.problem == "" || !strings.Contains(got, x.problem)) {
				t.Errorf("problem %q, want %q", got, x.problem)
			}
			if x.lines >= 0 && s.Lines.Read != x.lines || x.errors >= 0 && s.ErrorCount() != x.errors {
				t.Errorf("%d lines, %d errors, want %d and %d", s.Lines.Read, s.ErrorCount(), x.lines, x.errors)
			}
			if x.lines < 0 && x.errors < 0 && x.name != "cut zip" && s.ErrorCount() == 0 {
				t.Error("what was counted is gone")
			}
			if l := s.Lines; l.Found+l.Suspicious+l.Clean+l.Broken != l.Read {
				t.Errorf("%+v do not add up", l)
			}
			if out := jsonOf(s); strings.Contains(out, "AKIDmadeup") {
				t.Error("a secret is in the summary")
			}
		})
	}
}

// The borders of reads make no difference to archives and elements either.
func TestReadByteByByte(t *testing.T) {
	for name, data := range map[string][]byte{"HAR": []byte(har), "gzip": gzipped([]byte(mixed)), "zip": zipped(t, zip.Deflate, true, "a.log", "b.log"), "UTF-16": wide(mixed)} {
		want := jsonOf(Read("x", bytes.NewReader(data), Options{}, nil))
		if got := jsonOf(Read("x", iotest.OneByteReader(bytes.NewReader(data)), Options{}, nil)); got != want {
			t.Errorf("%s: %s", name, diff(got, want))
		}
	}
}

func TestReadFails(t *testing.T) {
	r := io.MultiReader(strings.NewReader(mixed+"\n"), iotest.ErrReader(errors.New("the disk is gone")))
	s := Read("x", r, Options{}, nil)
	if s.ErrorCount() == 0 || s.Files[0].Problem != "the disk is gone; what was counted before stays" {
		t.Errorf("%d errors, %q", s.ErrorCount(), s.Files[0].Problem)
	}
	text := manyLines(100 << 10)
	short := ReadPart("x", bytes.NewReader(text[:60<<10]), 0, 100<<10, 100<<10, Options{}, nil)
	if short.ErrorCount() == 0 || !strings.Contains(short.Files[0].Problem, "shorter") {
		t.Errorf("a file that shrinks: %d errors, %q", short.ErrorCount(), short.Files[0].Problem)
	}
}

// More groups than are kept are counted together.
func TestCap(t *testing.T) {
	var b bytes.Buffer
	for i := range 40 {
		b.WriteString(`2021-03-04 08:00:00 {"errorcode":"TopicNotExist","errormessage":"` + strings.Repeat("x", i+1) + `"}` + "\n")
		b.WriteString("2021-03-04 08:00:00 ERROR lost the connection to " + strings.Repeat("y", i+1) + "\n")
	}
	s := Read("x", &b, Options{MaxGroups: 10}, nil)
	if len(s.Errors) != 10 || s.Beyond.Errors != 30 || len(s.Suspicious) != 10 || s.Beyond.Suspicious != 30 || s.ErrorCount() != 40 {
		t.Errorf("%d groups and %d beyond, %d and %d", len(s.Errors), s.Beyond.Errors, len(s.Suspicious), s.Beyond.Suspicious)
	}
}

// A line of any length is read in bounded memory.
func TestLongLine(t *testing.T) {
	part := strings.Repeat("x ", 100<<10) + `{"errorcode":"TopicNotExist","errormessage":"topic not exist"} `
	c := New("x", Options{})
	for range 20 {
		c.Write([]byte(part))
	}
	if n := cap(c.buf); n > 8*chunk {
		t.Errorf("the buffer takes %d bytes", n)
	}
	s := c.Close()
	if s.ErrorCount() != 20 || s.Lines != (Lines{Read: 1, Found: 1}) {
		t.Errorf("%d errors, %+v", s.ErrorCount(), s.Lines)
	}
}
