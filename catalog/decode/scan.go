package decode

import "bytes"

// A mark is one place of the input that can mean something.
type mark struct {
	kind       markKind
	flag       markFlag
	sign       sign
	start, end int32
	n          int32 // a status, or an index into bodies, index entries or phrases
}

type markKind uint8

const (
	markRequest  markKind = iota // start of a request; the span is its method
	markPath                     // its target
	markResponse                 // an HTTP status line; n is the status
	markHeadEnd                  // the end of a response's header
	markHost                     // a host name
	markCommand                  // the host in a curl command; n is the index in commands
	markDate                     // a Date header's value
	markID                       // a request id
	markSign                     // anything else that tells whose answer it is
	markStatus                   // a status outside a status line; n is the status
	markBody                     // an error body; n is the index in bodies
	markWord                     // a code in prose; n is the index in index.entries
	markPhrase                   // a documented message; n is the index in index.entries
	markHTML                     // the start of an HTML page, or of another gateway's answer
	markExchange                 // the end of an exchange of a HAR; n is the index in exchanges
	markCause                    // words that tell a cause; n is the index in causes
	markGateway                  // what a gateway says in plain text; n is the index in gatewayNames
	markDenial                   // the action of a denial
	markResource                 // its resource

	// What belongs to an error beside it: see contextAt.
	markTopic    // a topic id
	markLogset   // a logset id
	markRegion   // a region
	markClient   // what names the client; n is the index in clients, or -1 for a User-Agent
	markSignTime // the times of a signature
	markTime     // when it was logged
	markAsked    // method and target in an access log

	contextKinds = 7
)

type markFlag uint8

const (
	flagHeader    markFlag = 1 << iota // stands in a header
	flagLineStart                      // begins its line
	flagReason                         // its reason phrase follows
	flagInterim                        // a response that another one follows
	flagCommand                        // a command whose answer comes next
	flagAsked                          // follows the request in an access log
	flagNear                           // stands on another line than the error that has it
)

func (m mark) span() Span { return Span{int(m.start), int(m.end)} }

// A scanner is the first pass.
type scanner struct {
	in    []byte
	size  int // of the input's own text; what follows comes from a HAR
	stop  int // nothing from here on is taken from the input; 0: all is
	index *index

	marks     blocks[mark]
	kinds     uint64 // of the marks, a bit for each
	bodies    blocks[body]
	causes    []*cause
	secrets   blocks[secret]
	explained cover // offsets of the input's own text that have a meaning

	curl        bool       // curl -v is talking
	verbose     bool       // a request line or "< " was seen
	secretsOnly bool       // all lines are quiet
	exchanges   []exchange // of a HAR
	commands    []command
	logclient   int // where the Python SDK was last named

	consumed []uint64 // a bit for each offset: a key there belongs to a body already read
	held     []int32  // keys that a body may turn out to consume
	holding  bool     // consumed keys are held
	nested   []int    // ends of the strings that the scan is inside of

	partState

	more bool // there is more than MaxFindings, maxExchanges, maxBodies or maxMarks
	full bool // namely one of the last two

	tried body   // the last that was matched
	key   []byte // the last that was wrapped

	steps int // work done, in bytes looked at; tests check that it is linear
}

// A partState is what the scan remembers of the part of the text that it is in: see
// scanUntil.
type partState struct {
	lineStart int  // where the current line begins, quote marks skipped
	head      head // which header the current line is in
	status    int  // of the status line that the head belongs to
	quiet     bool // the line is curl's chatter: secrets only
	noProse   bool // the line is machine-made: no codes or messages in prose

	lastSecret  Span // that reaches farthest
	valueKey    int  // end of the last key "value", until it is read
	cookiesEnd  int  // end of the last list of cookies
	resourceEnd int  // and of the last name of a resource
	joinedEnd   int  // and of the last string in pieces
	dataEnd     int  // end of the data that a success returned
	searchedTo  int  // how far an answer to a search was looked for
	commandEnd  int  // end of the last command that was read
	optionsEnd  int  // and of the last whose options were
	askedEnd    int  // end of the last request of an access log
	listAt      int  // the last code in quotes
	listed      bool // and whether it is in a list
	traceAt     int  // where a trace of .NET names the client next
	bare        Span // the last value without quotes that was read to the end of its line

	opened                       opened    // of the last record that was looked for
	begun                        *template // of the last record that was seen to begin
	begunAt, begunFrom, begunEnd int       // its anchor and its first text
	searched                     search    // the last search for a record
	found                        int       // and where one begins
	wrappedTo                    int       // how far a record was looked for whose anchor is wrapped
	wrappedOf                    *shape    // of which shape
	wrappedSeen                  int       // and how far none begins
}

// A head says in which part of an exchange a line stands.
type head uint8

const (
	headNone head = iota
	headRequest
	headResponse
)

// isWord are the bytes of words: codes, keys, header names, hosts, numbers.
var isWord = func() (set [256]bool) {
	for c := range set {
		set[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
			c == '_' || c == '-' || c == '.'
	}
	return set
}()

// wordEdge are the word bytes that no word begins or ends with.
const wordEdge = "._-"

var isEdge = [256]bool{'.': true, '_': true, '-': true}

// scan goes over the text.
func (s *scanner) scan() {
	i := 0
	if hasPrefix(s.in, "\uFEFF") {
		i = len("\uFEFF")
		s.explain(0, i)
	}
	s.scanPart(i, len(s.in))
}

// scanPart goes over [i, end) word by word, as if the text ended there.
func (s *scanner) scanPart(i, end int) { s.scanUntil(i, end, end) }

// scanUntil goes over the words that begin in [i, last), as if the text ended at
// end.
func (s *scanner) scanUntil(i, last, end int) {
	if s.stop > 0 {
		return
	}
	all := s.in
	defer func() { s.in = all }()
	s.in, s.partState = all[:end], partState{}
	in := s.in
	i = s.line(i)
	plain := 0 // bytes that mean nothing by themselves
	defer func() { s.steps += plain }()
	for i < last {
		c := in[i]
		switch byteKinds[c] {
		case bytePlain:
		case byteWord:
			j := i + 1
			for j < len(in) && isWord[in[j]] {
				j++
			}
			s.steps += j - i
			if i = s.word(i, j); s.stop > 0 {
				return
			}
			continue
		case byteLine:
			for i++; i < len(in) && in[i] == '\n' && s.head == headNone; i++ {
				plain++ // nothing begins or ends on an empty line
			}
			i = s.line(i)
			continue
		default:
			if j := s.special(i); j > i {
				i = j
				continue
			}
		}
		i++
		plain++
	}
}

// special looks at what the byte at i begins, and returns where to go on, or i for
// right after it.
func (s *scanner) special(i int) int {
	in := s.in
	switch c := in[i]; {
	case c == '\\':
		end := escapeEnd(in, i)
		if end-i >= len(`\u5bc6`) && isChineseName(in, i, end) {
			s.hanSecret(i)
		}
		return end
	case c == 0x1b:
		j := colourEnd(in, i)
		s.explain(i, j)
		return j
	case c == '%':
		if !hexAt(in, i+1, 2) {
			break
		}
		j := i + 3
		for in[j-2] == '2' && in[j-1] == '5' && hexAt(in, j, 2) { // it was encoded once more
			j += 2
		}
		s.steps += j - i
		return j
	case c == '<':
		if !s.quiet {
			s.tag(i)
		}
	case c == ':':
		if i+1 < len(in) && (in[i+1] == '/' || in[i+1] == '\\') {
			s.userinfo(i)
		}
	case isChineseName(in, i, i):
		s.hanSecret(i)
	}
	return i
}

// A byteKind says what a byte outside words may begin.
type byteKind uint8

const (
	bytePlain byteKind = iota
	byteWord
	byteLine
	byteSpecial // an escape, or markup
)

var byteKinds = func() (kinds [256]byteKind) {
	for c := range kinds {
		switch {
		case isWord[c]:
			kinds[c] = byteWord
		case c == '\n':
			kinds[c] = byteLine
		case c == '\\', c == 0x1b, c == '%', c == '<', c == ':', hanFirst[c]:
			kinds[c] = byteSpecial
		}
	}
	return kinds
}()

// escapeEnd skips an escape, so that the letter of \n does not stick to the
// word after it.
func escapeEnd(in []byte, i int) int {
	for i < len(in) && in[i] == '\\' {
		i++
	}
	if i == len(in) {
		return i
	}
	switch in[i] {
	case 'n', 'r', 't':
		return i + 1
	case 'u':
		if hexAt(in, i+1, 4) {
			return i + 5
		}
	case 'x':
		if hexAt(in, i+1, 2) {
			return i + 3
		}
	}
	return i
}

// word looks at the word [i, end) and returns where to go on.
func (s *scanner) word(i, end int) int {
	in := s.in
	start, stop := i, end
	for start < stop && isEdge[in[start]] {
		start++
	}
	for start < stop && isEdge[in[stop-1]] {
		stop--
	}
	if start == stop {
		return end
	}
	w := in[start:stop]

	known := false
	first := s.index.firstWords.maybeFolded(w)
	if first {
		if list := recognisers.getFolded(w); list != nil {
			known = true
			if next := s.recognise(*list, start, stop); next > stop {
				return next
			}
		}
	}
	if !known && w[len(w)-1] == 'n' {
		s.exceptionName(start, stop)
	}
	if len(w) > len("TencentCloud.Cls.") && !s.quiet && start >= s.dataEnd && packageOfCLS(w) {
		s.mark(mark{kind: markSign, sign: signCLS, start: int32(start), end: int32(stop)})
	}
	if end < len(in) && (in[end] == '\n' || in[end] == '\r') {
		s.brokenWord(start, end)
	}
	switch last := w[len(w)-1]; {
	case w[0] == 'A' && secretID(w) && !s.inSecret(start):
		s.secretIDAt(start, stop)
	case w[0] == 'e' && isJWT(w) && !s.inSecret(start):
		s.secret(kindToken, start, s.wrapEnd(kindToken, start, stop))
	case last == 'm' || last == 'M':
		if len(w) < len("x.com") || w[len(w)-len(".com")] != '.' {
			break
		}
		if n := bytes.LastIndex(w, []byte("Exception-")); n >= 0 { // java.net.UnknownHostException-host
			start += n + len("Exception-")
			w = in[start:stop]
		}
		// A bucket in a text is mostly one that logs are shipped to.
		if sign := hostSign(w); sign != signNone && sign != signCOS && !s.quiet && start >= s.dataEnd {
			s.mark(mark{kind: markHost, sign: sign, start: int32(start), end: int32(stop)})
		}
	case !s.inSecret(start):
		var name secretName
		if mayNameSecret(w) {
			name = nameOfSecret(w)
		}
		switch name.kind {
		case kindNone:
			if stop < len(in) && (in[stop] == '=' || in[stop] == ':') {
				s.secretOf(start, stop)
			}
		case kindCookie, kindAuthorization:
			s.secretHeader(name.kind, start, stop)
		default:
			s.secretWord(name, start, stop)
		}
	}
	if s.quiet || s.noProse || start < s.dataEnd || s.inSecret(start) {
		return end
	}
	number := len(w) == 3 && '1' <= w[0] && w[0] <= '5'
	if number || len(w) > 5 && w[2] == '-' {
		s.afterHan(start, stop)
	}
	if number {
		if next := s.statusWithReason(start, stop); next > stop {
			return next
		}
	}
	if s.index.words.maybe(w) {
		if code := s.index.words.get(w); code != nil && !s.plainEnglish(w, start, stop) && !s.inList(start, stop) {
			s.mark(mark{kind: markWord, start: int32(start), end: int32(stop), n: *code})
			return end
		}
	}
	if first {
		if phrases := s.index.phrases.getFolded(w); phrases != nil {
			if next := s.phrase(*phrases, start, stop); next > stop {
				return next
			}
		}
	}
	return end
}

// exceptionName looks at the word [start, end) without its package, if it is the
// name of an exception.
func (s *scanner) exceptionName(start, end int) {
	w := s.in[start:end]
	n := bytes.LastIndexByte(w, '.') + 1
	if n == 0 || !hasSuffix(w, "Exception") {
		return
	}
	if list := recognisers.getFolded(w[n:]); list != nil {
		s.recognise(*list, start+n, end)
	}
}

func (s *scanner) mark(m mark) {
	if s.marks.n == maxMarks {
		s.enough()
		return
	}
	s.marks.add(m)
	s.kinds |= 1 << m.kind
}

// saw reports whether there is a mark of a kind.
func (s *scanner) saw(kind markKind) bool { return s.kinds>>kind&1 != 0 }

// enough ends the search for anything but secrets.
func (s *scanner) enough() {
	s.full, s.more = true, true
	s.secretsOnly, s.quiet = true, true
}

// explain notes that the text of a span has a meaning.
func (s *scanner) explain(start, end int) { s.explained.set(start, end) }

// requestID notes the id after the key [start, end).
func (s *scanner) requestID(sign sign, start, end int) int {
	i, ok := s.afterHanKey(end)
	if !ok {
		i, ok = cell(s.in, end)
	}
	if !ok {
		return 0
	}
	if i < len(s.in) && s.in[i] == '[' {
		i++
	}
	j := idEnd(s.in, i)
	if j > i && secretID(s.in[i:j]) {
		return 0 // a key in the place of an id; the walk goes on and hides it
	}
	if j == i {
		// Without an id, the name of a header still tells whose answer it is.
		if sign != signNone && s.head != headNone {
			s.mark(mark{kind: markSign, sign: sign, start: int32(start), end: int32(end)})
		}
		return 0
	}
	j = uuidEnd(s.in, i, j)
	for n := 0; sign == signCOS && n < 2 && j < len(s.in) && s.in[j] == '='; n++ {
		j++ // it is base64
	}
	m := mark{kind: markID, sign: sign, start: int32(i), end: int32(j)}
	if s.head != headNone {
		m.flag |= flagHeader
	}
	s.mark(m)
	s.explain(start, j)
	return j
}

// maxID is the longest request id that is taken for one.
const maxID = 128

// idEnd returns the end of the request id at i, or i if there is none: clients
// print words such as "undefined" where they have no id.
func idEnd(in []byte, i int) int {
	j := i
	digit := false
	for j < len(in) && j-i <= maxID && inID(in, i, j) {
		digit = digit || '0' <= in[j] && in[j] <= '9'
		j++
	}
	if end := i + uuidLen; j > end && hasPrefix(in[end:], "status:") && isUUID(in[i:end]) {
		j = end // JavaScript prints no blank before it
	}
	j = withoutEmphasis(in, i, j)
	for j > i && in[j-1] == '.' {
		j--
	}
	if j-i < 4 || j-i > maxID || !digit || in[i] == '-' {
		return i
	}
	return j
}

// inID reports whether the byte at j belongs to the request id at i. Part of one
// may be masked: b7e2d9c4-****-4b90.
func inID(in []byte, i, j int) bool { return isWord[in[j]] || in[j] == '*' && j > i }

// withoutEmphasis returns j without the stars before it that mark bold text.
func withoutEmphasis(in []byte, i, j int) int {
	if text := bytes.TrimRight(in[i:j], "*"); j-i-len(text) < 3 {
		return i + len(text)
	}
	return j
}

// consume keeps the key at i, which is ahead, from being read for itself.
func (s *scanner) consume(i int) {
	if s.holding {
		s.held = append(s.held, int32(i))
		return
	}
	if more := i/64 + 1 - len(s.consumed); more > 0 {
		s.consumed = append(s.consumed, make([]uint64, more)...)
	}
	s.consumed[i/64] |= 1 << (i % 64)
}

func (s *scanner) isConsumed(i int) bool {
	return i/64 < len(s.consumed) && s.consumed[i/64]>>(i%64)&1 != 0
}

// hold keeps what is consumed apart until release, which consumes it or not.
func (s *scanner) hold() { s.held, s.holding = s.held[:0], true }

func (s *scanner) release(consume bool) {
	s.holding = false
	if !consume {
		return
	}
	for _, i := range s.held {
		s.consume(int(i))
	}
}
