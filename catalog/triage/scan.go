package triage

import (
	"encoding/binary"
	"strings"
	"sync"

	"cls-error-explorer/catalog"
)

// The pre-scan finds the few places of a log that can mean an error, so that
// nothing else of it has to be looked at. It looks for some hundred words at
// once, without regard to case: three bytes in every stride of the text are
// looked up in a table of the three bytes that words have. The look-ups do not
// depend on each other, so a processor makes several at a time.

// signs are the words that make a line worth decoding. The codes of the
// catalogs come to them: see newScanner.
var signs = []string{
	"error", "exception", "traceback", "panic:", " fatal", "critical",
	// What clients, gateways and access management say without any of these.
	"authorized to perform", "upstream request timeout", "no healthy upstream",
	"content exceed", "maximum blocking time", "operation timed out", "searchtimeout", "does not exist",
	"<title>4", "<title>5", "<h1>4", "<h1>5",
	"400 bad request", "401 unauthorized", "403 forbidden", "404 not found", "413 request", "413 payload", "405 method", "429 too many",
	"500 internal", "502 bad gateway", "503 service", "504 gateway",
}

// statusSigns stand before the first digit of a status, 4 or 5, where it says
// that a request failed. Two more digits have to follow.
var statusSigns = []string{
	"http/1.1 ", "http/1.0 ", "http/2 ", "http/2.0 ", "http/3 ", "http/1.1\" ", "http/1.0\" ", "http/2.0\" ", "http/2\" ", "http/3\" ", "http/3.0\" ",
	"status=", "status:", "status: ", "status ", "status\":", "status\": ", "status\\\":", "status\":\"", "status\": \"", "status=\"", "status code ", "status'",
	"code=", "code:", "code: ", "code\":", "code\": ", "code\\\":", "code\":\"", "code=\"", "code = ",
	"http ", "status = ", "status': ", "code': ", "returned ", "returns ", "response ", "response: ", "failed: ",
}

// A word is one that the scanner looks for.
type word struct {
	text   string // in lower case
	status bool   // two digits and the end of the number have to follow
}

// A scanner finds words.
type scanner struct {
	maybe  [1 << hashBits]uint8 // not 0: a word may lie here; else no word does
	list   [1 << hashBits]uint16
	words  []word
	places [][]place // list says by hash which of them
}

// A place is where in a word three bytes are.
type place struct{ word, offset int }

const (
	hashBits = 16
	// stride is how far apart the places are that the scanner looks at. A word
	// has three bytes at every one of stride places in a row, so one of them is
	// looked at: words are at least stride+2 bytes long.
	stride = 3
)

// hash3 hashes the low three bytes of x. Letters of both cases are the same.
func hash3(x uint64) uint32 {
	return uint32(x) & 0x5f5f5f * 0x9e3779b1 >> (32 - hashBits)
}

// defaultScanner looks for everything that decode knows.
var defaultScanner = sync.OnceValue(func() *scanner { return newScanner(catalog.Default()) })

func newScanner(catalogs []*catalog.Catalog) *scanner {
	s := &scanner{places: [][]place{nil}}
	for _, sign := range signs {
		s.add(word{text: sign})
	}
	for _, sign := range statusSigns {
		for _, class := range "45" {
			s.add(word{text: sign + string(class), status: true})
		}
	}
	for _, c := range catalogs {
		for i := range c.Entries {
			// Codes that are plain words or numbers mean something in an object
			// with an error code only, and those have a sign of their own.
			if code := c.Entries[i].Code; distinct(code) {
				s.add(word{text: strings.ToLower(code)})
			}
		}
	}
	s.fill()
	return s
}

// distinct reports whether a code cannot be a word of a sentence.
func distinct(code string) bool {
	upper := 0
	for _, r := range code {
		if 'A' <= r && r <= 'Z' {
			upper++
		}
	}
	return len(code) > 6 && upper > 1
}

// add adds a word unless one that is looked for already is part of it.
func (s *scanner) add(w word) {
	for _, x := range s.words {
		if !x.status && strings.Contains(w.text, x.text) || x == w {
			return
		}
	}
	s.words = append(s.words, w)
}

// typical is what most of a log looks like. The bytes that occur in it are poor
// signs.
const typical = `2021-03-04T08:15:42.129Z INFO upload finished topic=3f1c8f0a-aaaa-4bbb-8ccc-000000000001 bytes=1024 took=12ms host=ip-10-0-0-5 hostname=node-7
2023-11-17 19:36:57,481 [http-nio-8080-exec-3] DEBUG com.example.service.OrderService - loading the list of orders for user 90817, page=2, size=50
10.20.30.46 - - [16/Oct/2022:13:55:36 +0800] "GET /api/v1/items?id=678 HTTP/1.1" 200 2326 "https://www.example.com/start" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"
{"time":"2024-06-25T07:59:03.906+08:00","level":"info","caller":"server/handler.go:134","msg":"request completed","method":"POST","path":"/structuredlog","status":200,"duration":0.0153,"code":0,"response":"ok"}
ts=1614844811.275 level=info component=producer msg="sent batch" logs=128 size=65536 attempts=1 latency=38ms status=200 code=0 host=node-7 region=ap-guangzhou
I0304 08:00:00.123456       1 controller.go:217] Reconciled deployment default/web, replicas 3/3, generation 14
Mar  4 08:00:00 node-7 systemd[1]: Started Session 1842 of user root. Connection from 172.16.254.9 port 52044 accepted, read timeout 60s, retry=0
2020/09/28 21:04:40 worker 12: downloading object key=logs/2020/09/28/part-00017.gz, waiting for response, reading configuration, notification sent successfully
`

// fill enters every word where its bytes are the rarest in logs.
func (s *scanner) fill() {
	var common [1 << hashBits]int
	for i := 0; i+3 <= len(typical); i++ {
		common[hashAt(typical, i)]++
	}
	for n, w := range s.words {
		best, least := 0, 1<<30
		for i := 0; i+stride+2 <= len(w.text); i++ {
			often := 0
			for k := range stride {
				often += common[hashAt(w.text, i+k)]
			}
			if often <= least {
				best, least = i, often
			}
		}
		for k := range stride {
			h := hashAt(w.text, best+k)
			if s.maybe[h] == 0 {
				s.maybe[h], s.list[h] = 1, uint16(len(s.places))
				s.places = append(s.places, nil)
			}
			list := &s.places[s.list[h]]
			*list = append(*list, place{n, best + k})
		}
	}
}

func hashAt(text string, i int) uint32 {
	return hash3(uint64(text[i]) | uint64(text[i+1])<<8 | uint64(text[i+2])<<16)
}

// next returns an offset in the first word of p that does not begin before
// from, or len(p) if there is none.
func (s *scanner) next(p []byte, from int) int {
	i := from
	for len(p)-i >= 32 {
		q := p[i : i+32 : len(p)]
		a := binary.LittleEndian.Uint64(q[0:])
		b := binary.LittleEndian.Uint64(q[6:])
		c := binary.LittleEndian.Uint64(q[12:])
		d := binary.LittleEndian.Uint64(q[18:])
		if s.maybe[hash3(a)]|s.maybe[hash3(a>>24)]|s.maybe[hash3(b)]|s.maybe[hash3(b>>24)]|
			s.maybe[hash3(c)]|s.maybe[hash3(c>>24)]|s.maybe[hash3(d)]|s.maybe[hash3(d>>24)] != 0 {
			for k := 0; k < 8*stride; k += stride {
				if s.maybe[hash3(binary.LittleEndian.Uint64(q[k:]))] != 0 && s.word(p, from, i+k) {
					return i + k
				}
			}
		}
		i += 8 * stride
	}
	for ; i+3 <= len(p); i += stride {
		if s.word(p, from, i) {
			return i
		}
	}
	return len(p)
}

// word reports whether a word that does not begin before from lies at i.
func (s *scanner) word(p []byte, from, i int) bool {
	h := hash3(uint64(p[i]) | uint64(p[i+1])<<8 | uint64(p[i+2])<<16)
	if s.maybe[h] == 0 {
		return false
	}
	for _, x := range s.places[s.list[h]] {
		w := &s.words[x.word]
		start := i - x.offset
		end := start + len(w.text)
		if start >= from && end <= len(p) && equalFold(p[start:end], w.text) && (!w.status || isStatus(p, end-1)) {
			return true
		}
	}
	return false
}

// isStatus reports whether a number of three digits begins at i.
func isStatus(p []byte, i int) bool {
	return i+2 < len(p) && digit(p[i+1]) && digit(p[i+2]) && (i+3 == len(p) || !wordByte(p[i+3]))
}

// equalFold reports whether p is text, which is in lower case.
func equalFold(p []byte, text string) bool {
	for i := range len(text) {
		if lower(p[i]) != text[i] {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func wordByte(c byte) bool { return letter(c) || digit(c) || c == '_' }
