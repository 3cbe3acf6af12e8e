package triage

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing"

	"cls-error-explorer/catalog"
)

// Every word is found wherever it stands, in any case, and nothing else is.
func TestScanner(t *testing.T) {
	s := defaultScanner()
	if len(s.words) < 150 {
		t.Errorf("only %d words", len(s.words))
	}
	for _, w := range s.words {
		if len(w.text) < stride+2 {
			t.Errorf("%q is too short for the scanner", w.text)
		}
		text := w.text
		if w.status {
			text += "04"
		}
		for _, text := range []string{text, strings.ToUpper(text)} {
			for before := range 70 {
				p := []byte(strings.Repeat("#", before) + text + "\n" + strings.Repeat("#", 40))
				if i := s.next(p, 0); i < before || i >= before+len(text) {
					t.Fatalf("%q at %d: found at %d", text, before, i)
				}
				if i := s.next(p, before+1); i < before+1 && i != len(p) {
					t.Fatalf("%q at %d is found from %d on", text, before, before+1)
				}
			}
		}
	}
	for _, c := range catalog.Default() {
		for i := range c.Entries {
			if code := c.Entries[i].Code; distinct(code) && s.next([]byte("x "+code+" y"), 0) == len(code)+4 {
				t.Errorf("the code %s is not found", code)
			}
		}
	}
	for _, clean := range strings.Split(typical, "\n") {
		if i := s.next([]byte(clean), 0); i < len(clean) {
			t.Errorf("a sign of an error at %d of %q", i, clean)
		}
	}
}

// The scanner finds what a search word by word finds.
func TestScannerRandom(t *testing.T) {
	s := defaultScanner()
	r := rand.New(rand.NewSource(2))
	naive := func(p []byte) bool {
		for _, w := range s.words {
			for i := 0; i+len(w.text) <= len(p); i++ {
				if equalFold(p[i:i+len(w.text)], w.text) && (!w.status || isStatus(p, i+len(w.text)-1)) {
					return true
				}
			}
		}
		return false
	}
	found := 0
	for range 2000 {
		var b bytes.Buffer
		for range r.Intn(12) {
			w := s.words[r.Intn(len(s.words))].text
			switch r.Intn(4) {
			case 0:
				b.WriteString(w[r.Intn(len(w)):])
			case 1:
				b.WriteString(w[:r.Intn(len(w))])
			case 2:
				fmt.Fprint(&b, r.Intn(1000))
			default:
				b.WriteString(" x"[:r.Intn(3)])
			}
		}
		want := naive(b.Bytes())
		if got := s.next(b.Bytes(), 0) < b.Len(); got != want {
			t.Fatalf("%q: %v, want %v", b.Bytes(), got, want)
		}
		if want {
			found++
		}
	}
	if found < 100 || found > 1900 {
		t.Errorf("%d of 2000 texts have a word", found)
	}
}

func TestCountWords(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	for n := range 300 {
		p := make([]byte, n)
		for i := range p {
			p[i] = []byte("\n\n\x0b\x09\x8a\x80a\x00")[r.Intn(7+(n%2))] // half of the texts have no zero
		}
		want, wantText := bytes.Count(p, []byte("\n")), bytes.IndexByte(p, 0) < 0
		for name, count := range map[string]func([]byte) (int, bool){"countWords": countWords, "countLines": countLines} {
			if got, text := count(p); got != want || text != wantText {
				t.Fatalf("%s(%q): %d, %v, want %d, %v", name, p, got, text, want, wantText)
			}
		}
	}
}

func benchLog(n int) []byte {
	var b bytes.Buffer
	r := rand.New(rand.NewSource(1))
	for i := 0; b.Len() < n; i++ {
		if i%100 == 99 {
			fmt.Fprintf(&b, "2021-03-04T08:%02d:%02d.%03dZ WARN upload failed requestId=0f7c1a52-%04x-4222-8333-202103040001 status=404 body={\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic not exist\"}\n", i/60000%60, i/1000%60, i%1000, r.Intn(65536))
		} else {
			fmt.Fprintf(&b, "2021-03-04T08:%02d:%02d.%03dZ INFO upload finished topic=%08x-aaaa-4bbb-8ccc-000000000001 bytes=%d took=%dms host=ip-10-0-0-%d\n", i/60000%60, i/1000%60, i%1000, r.Uint32(), r.Intn(100000), r.Intn(300), r.Intn(255))
		}
	}
	return b.Bytes()
}

// One processor, everything in memory.
func BenchmarkCounter(b *testing.B) {
	for name, text := range map[string][]byte{"log with 1 % errors": benchLog(16 << 20), "nothing but errors": []byte(strings.Repeat(mixed+"\n", 4000))} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Read("x", bytes.NewReader(text), Options{}, nil)
			}
		})
	}
	b.Run("scan alone", func(b *testing.B) {
		text, s := benchLog(16<<20), defaultScanner()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for i := 0; i < len(text); i = s.next(text, i+1) {
			}
		}
	})
	b.Run("lines alone", func(b *testing.B) {
		text := benchLog(16 << 20)
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			io.Discard.Write([]byte{byte(breaksIn(text))})
		}
	})
}
