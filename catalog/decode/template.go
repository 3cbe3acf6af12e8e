package decode

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// A template is a text as the source of a client builds it, with a hole for
// each part that changes:
//
//	[TencentCloudSDKError] Code={code}, Message={message}, RequestId={id}
//
// A blank stands for any white space or none, so that wrapped, escaped and
// coloured copies match; a quote stands for itself in any of its forms. A text
// that ends with {message} ends with its line.
type template struct {
	anchor  int // where the word in its first text is that is looked for
	opening int // a number for its first text and the anchor in it
	parts   []part
}

type part struct {
	literal string
	hole    hole // holeNone for a literal
}

type hole uint8

const (
	holeNone    hole = iota
	holeCode         // a word
	holeMessage      // anything; the body of the answer, if the client has it
	holeID           // a request id, or whatever stands in its place
	holeStatus       // a number; a status only if it is one of HTTP
	holePhrase       // a status in words, "NotFound" or "Not Found"
	holeTopic        // a topic id
	holeTime         // a time or a Unix time
	holeMethod       // POST
	holeURL          // http://host/path
	holeSkip         // anything on the line
	holeData         // the customer's text: nothing in it is of the answer
	holeRequest      // the same, but what it says of the topic and the logset counts
)

// word reports whether a hole holds one word.
func (h hole) word() bool {
	switch h {
	case holeCode, holeStatus, holeID, holeTopic, holeTime, holeMethod:
		return true
	}
	return false
}

var holes = map[string]hole{
	"code": holeCode, "message": holeMessage, "id": holeID, "status": holeStatus, "phrase": holePhrase,
	"topic": holeTopic, "time": holeTime, "method": holeMethod, "url": holeURL, "": holeSkip,
	"data": holeData, "request": holeRequest,
}

// A shape is what a client prints for an error: one or more templates, the
// most complete first.
type shape struct {
	client string // as catalog.Entry.Clients names it, where it does
	api    string // whose codes it passes on: API2017, API3, or empty
	// anchor is a word of every template, in lower case, before the first hole and
	// preceded in all of them by the same text.
	anchor    string
	templates []string
	// ahead may refuse a record whose anchor ends at end before it is read. It is
	// optional.
	ahead func(s *scanner, end int) bool
	// check may refuse or complete a match. It is optional.
	check func(s *scanner, b *body) bool

	parsed []template
	word   []byte    // the anchor as it is spelled
	kin    *[]*shape // those of the same anchor
}

// shapes are all that are registered, and shapesOf those of an anchor. Many templates
// begin with one of few texts; openings are the numbers of these, from 1 on.
var (
	shapes   []*shape
	shapesOf = map[string]*[]*shape{}
	openings = map[opening]int{}
)

// An opening is the first text of a template, and where its anchor is.
type opening struct {
	text   string
	anchor int
}

// registerShape makes a recogniser of a shape.
func registerShape(sh shape) {
	for _, text := range sh.templates {
		t := template{parts: parseTemplate(text), anchor: strings.Index(strings.ToLower(text), sh.anchor)}
		if t.anchor < 0 || t.parts[0].hole != holeNone || t.anchor >= len(t.parts[0].literal) {
			panic("decode: the template " + text + " does not begin with its anchor " + sh.anchor)
		}
		first := opening{t.parts[0].literal, t.anchor}
		if openings[first] == 0 {
			openings[first] = len(openings) + 1
		}
		t.opening = openings[first]
		sh.parsed = append(sh.parsed, t)
	}
	shapes = append(shapes, &sh)
	if shapesOf[sh.anchor] == nil {
		shapesOf[sh.anchor] = new([]*shape)
	}
	sh.kin = shapesOf[sh.anchor]
	*sh.kin = append(*sh.kin, &sh)
	sh.word = []byte(sh.parsed[0].parts[0].literal[sh.parsed[0].anchor:][:len(sh.anchor)])
	register(recogniser{name: sh.client, words: []string{sh.anchor}, wraps: true, read: func(s *scanner, start, end int) int {
		if b, n := s.matchShape(&sh, start, end); n >= 0 {
			s.addBody(b)
		}
		return 0 // the scan goes on inside: the server's body may be there
	}})
}

// matchShape reads a shape whose anchor is the word [start, end). It returns
// which of its templates fits, -1 if none does.
func (s *scanner) matchShape(sh *shape, start, end int) (b *body, n int) {
	if sh.ahead != nil && !sh.ahead(s, end) {
		return nil, -1
	}
	// A wrapped anchor ends no other record, so records that begin with one must
	// be short, and what was searched for the end of one is not searched again.
	wrapped := end-start > len(sh.anchor)
	limit := -1
	for n := range sh.parsed {
		parts := sh.parsed[n].parts
		from, at, ok := s.begins(&sh.parsed[n], start)
		if !ok && at < 0 {
			break // all begin alike
		}
		if !ok {
			continue
		}
		if limit < 0 {
			switch {
			case !wrapped:
				limit = s.nextRecord(sh, end, end+maxTail)
			case start < s.wrappedTo:
				return nil, -1
			default:
				from := end
				if s.wrappedOf == sh {
					from = max(end, s.wrappedSeen)
				}
				limit = s.nextRecord(sh, from, end+wrapReach)
				s.wrappedOf, s.wrappedSeen, s.wrappedTo = sh, limit, limit
			}
		}
		s.hold()
		s.consumeWords(end, at)
		b := &s.tried
		*b = body{start: int32(from), form: formRecord, api: sh.api, client: sh.client}
		ok = s.match(b, parts[1:], at, limit) || s.quotes(b, sh, n, at, limit)
		s.release(ok)
		if !ok {
			continue
		}
		if wrapped && n == 0 {
			s.wrappedTo = int(b.end)
		}
		b.clientAt = Span{from, nameEnd(s.in, from, at)}
		s.withoutCode(b)
		if sh.check == nil || sh.check(s, b) {
			return b, n
		}
	}
	return nil, -1
}

// nameEnd returns where the words of the literal [start, end) end on their
// first line.
func nameEnd(in []byte, start, end int) int {
	if n := bytes.IndexByte(in[start:end], '\n'); n >= 0 {
		end = start + n
	}
	return start + len(bytes.TrimRight(in[start:end], " \t\r=:'\"([{,\\"))
}

func parseTemplate(text string) (parts []part) {
	for text != "" {
		literal, rest, found := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		h, known := holes[name]
		if !found || !closed || !known {
			// A brace of the text itself: "Attempt{success=false".
			next := strings.IndexByte(text[min(len(text), len(literal)+1):], '{')
			if !found || next < 0 {
				return append(parts, part{literal: text})
			}
			cut := len(literal) + 1 + next
			rest := parseTemplate(text[cut:])
			parts = append(parts, part{literal: text[:cut]})
			return append(parts, rest...)
		}
		if literal != "" {
			parts = append(parts, part{literal: literal})
		}
		parts = append(parts, part{hole: h})
		text = after
	}
	return parts
}

const (
	// maxSkip is how much the records that have no template may hold.
	maxSkip = 1 << 10
	// maxTail is how far the end of a message is looked for.
	maxTail = 64 << 10
	// maxTailLines is how many lines of it are.
	maxTailLines = 200
)

// A search is one for the next record.
type search struct {
	sh          *shape
	from, limit int
}

// nextRecord returns where a record whose anchor ends before from must end at the
// latest: where another of the same anchor begins, or at limit. So every byte
// is looked at for one record only. The bare word is no such place: a message
// may say "failed" as well.
func (s *scanner) nextRecord(sh *shape, from, limit int) int {
	limit = min(len(s.in), limit)
	if s.searched == (search{sh, from, limit}) {
		return s.found
	}
	s.searched = search{sh, from, limit}
	i := from
	for i < limit {
		n := bytes.Index(s.in[i:limit], sh.word)
		if n < 0 {
			i = limit
			break
		}
		i += n
		if s.beginsRecord(sh, i, i+len(sh.word)) {
			break
		}
		i += len(sh.word)
	}
	s.found = min(i, limit)
	s.steps += s.found - from
	return s.found
}

// beginsRecord reports whether the anchor [start, end) stands in what begins a
// record of one of its shapes.
func (s *scanner) beginsRecord(sh *shape, start, end int) bool {
	if isWord[s.in[start-1]] || end < len(s.in) && isWord[s.in[end]] {
		return false // a part of another word: SendFailed
	}
	for _, sh := range *sh.kin {
		for n := range sh.parsed {
			if _, at, ok := s.begins(&sh.parsed[n], start); ok {
				return true
			} else if at < 0 {
				break // all begin alike
			}
		}
	}
	return false
}

// quotes matches the template n of sh whose message, from i on, quotes a whole
// record of its kind, the one at next: what the servers of API 3.0 pass on when
// another product refuses them. Each record has an end of its own:
//
//	[TencentCloudSDKError] Code=A, Message=x: [TencentCloudSDKError] Code=B, Message=y, RequestId=1, RequestId=2
func (s *scanner) quotes(b *body, sh *shape, n, i, next int) bool {
	t := &sh.parsed[n]
	word := next + len(sh.anchor)
	if sh.api != API3 || n > 0 || t.parts[1].hole != holeCode || word > len(s.in) || !hasFold(s.in[next:], sh.anchor) {
		return false
	}
	from, ok := matchBack(s.in, next, t.parts[0].literal[:t.anchor])
	if !ok {
		return false
	}
	at, ok := matchLiteral(s.in, from, t.parts[0].literal)
	if !ok {
		return false
	}
	limit := s.nextRecord(sh, word, word+maxTail)
	if ends := strings.TrimLeft(t.parts[4].literal, ", "); bytes.Count(s.in[next:limit], []byte(ends)) < 2 {
		return false
	}
	var inner body
	return s.match(b, t.parts[1:], i, limit) &&
		s.match(&inner, t.parts[1:], at, int(b.message.end))
}

// begins reports whether a record of t begins around its anchor at start, and
// where its first text stands; at is -1 if not even what precedes the anchor is
// there. The last that was found is remembered, because the scan comes to it, and
// so is the last text that was looked for, because other templates begin with it.
func (s *scanner) begins(t *template, start int) (from, at int, ok bool) {
	if s.begun == t && s.begunAt == start {
		return s.begunFrom, s.begunEnd, true
	}
	if o := &s.opened; o.opening != t.opening || o.start != start {
		*o = opened{opening: t.opening, start: start, from: -1, end: -1}
		if from, ok = matchBack(s.in, start, t.parts[0].literal[:t.anchor]); ok {
			o.from = from
			o.end, o.ok = matchLiteral(s.in, from, t.parts[0].literal)
			s.steps += o.end - from
		}
	}
	from, at = s.opened.from, s.opened.end
	if !s.opened.ok || !s.opens(t.parts, at) {
		return from, at, false
	}
	s.begun, s.begunAt, s.begunFrom, s.begunEnd = t, start, from, at
	return from, at, true
}

// An opened tells whether a text of openings stands around the anchor at start, and
// where.
type opened struct {
	opening, start int
	from, end      int
	ok             bool
}

// opens reports whether parts, whose first text ends at i, go on there with a
// word and the text after it, if a word is what they have.
func (s *scanner) opens(parts []part, i int) bool {
	if len(parts) < 3 || !parts[1].hole.word() {
		return true
	}
	_, end, ok := s.fillWord(parts[1].hole, i, parts[2].literal)
	s.steps += end - i
	return ok
}

// withoutCode notes what it means that a client printed none, or a word such as
// null in its place: no answer came, unless an id shows that one did.
func (s *scanner) withoutCode(b *body) {
	switch string(s.in[b.code.start:b.code.end]) {
	case "", "null", "None", "nil", "undefined":
	default:
		return
	}
	if b.code.start > 0 {
		b.code.end = b.code.start
		b.failed = true
		b.silent = idEnd(s.in[:b.id.end], int(b.id.start)) == int(b.id.start)
	}
}

// match reads parts, which follow at i, into b, up to limit.
func (s *scanner) match(b *body, parts []part, i, limit int) bool {
	for n, p := range parts {
		var ok bool
		if p.hole == holeNone {
			key := i
			if i, ok = matchLiteral(s.in, i, p.literal); !ok {
				return false
			}
			s.steps += i - key
			s.consumeWords(key, i)
			continue
		}
		var v value
		if v, i, ok = s.fill(p.hole, i, limit, parts[n+1:]); !ok {
			return false
		}
		b.set(s, p.hole, v)
	}
	b.end = int32(i)
	b.whole = true
	return true
}

// matchBack returns where literal begins if it ends at end.
func matchBack(in []byte, end int, literal string) (start int, ok bool) {
	i := end
	for k := len(literal) - 1; k >= 0; k-- {
		c := literal[k]
		if c == ' ' {
			for i > 0 && (in[i-1] == ' ' || in[i-1] == '\t' || in[i-1] == '\n' || in[i-1] == '\r') {
				i--
			}
			continue
		}
		if i == 0 || in[i-1] != c {
			return 0, false
		}
		i--
		for c == '\\' && i > 0 && in[i-1] == '\\' { // escaped once more
			i--
		}
	}
	return i, true
}

// matchLiteral returns the offset after literal, which starts at i.
func matchLiteral(in []byte, i int, literal string) (end int, ok bool) {
	for k := 0; k < len(literal); {
		for k < len(literal) && i < len(in) && in[i] == literal[k] && isWord[in[i]] {
			i++
			k++
		}
		if k == len(literal) {
			break
		}
		switch c := literal[k]; {
		case c == ' ':
			i = skipBlank(in, i)
			k++
		case i >= len(in):
			return i, false
		case in[i] == '\n' || in[i] == '\r' || in[i] == 0x1b: // wrapped, or coloured
			j := skipBlank(in, i)
			if j == i {
				return i, false
			}
			i = j
		case c == in[i] && c != '\'' && c != '"':
			i++
			k++
			for c == '\\' && i < len(in) && in[i] == '\\' { // escaped once more
				i++
			}
		case c == '\'' || c == '"':
			q, after := quoteAt(in, i)
			if q.char != c {
				return i, false
			}
			i = after
			k++
		default:
			return i, false
		}
	}
	return i, true
}

// consumeWords keeps the keys of a text that is read from being read again.
func (s *scanner) consumeWords(start, end int) {
	for i := start; i < end; i++ {
		if isWord[s.in[i]] && (i == 0 || !isWord[s.in[i-1]]) {
			s.consume(i)
		}
	}
}

// fill reads a hole at i that the literal next[0] ends; none ends the line.
func (s *scanner) fill(h hole, i, limit int, next []part) (v value, end int, ok bool) {
	literal := ""
	if len(next) > 0 {
		literal = next[0].literal
	}
	switch {
	case h.word():
		return s.fillWord(h, i, literal)
	case h == holeMessage:
		return s.fillMessage(i, limit, next)
	}
	if literal == "" {
		return value{}, i, true
	}
	line := s.in[i:max(i, limit)]
	switch n := bytes.IndexByte(line, '\n'); {
	case h == holeURL: // which may be wrapped
		line = line[:min(len(line), maxSkip)]
	case n >= 0 && h != holeSkip && h != holeData && h != holeRequest:
		line = line[:n]
	}
	s.steps += len(line)
	for j := 0; j < len(line); j++ {
		if canBegin(line[j], first(literal)) {
			if at, ok := matchLiteral(s.in, i+j, literal); ok && s.fits(at, limit, next[1:]) {
				return value{start: int32(i), end: int32(trimRight(s.in, i, i+j)), closed: true}, i + j, true
			}
		}
	}
	return value{}, i, false
}

// first returns the first byte of a literal that must be there.
func first(literal string) byte {
	for i := range len(literal) {
		if literal[i] != ' ' {
			return literal[i]
		}
	}
	return ' '
}

// canBegin reports whether a literal that begins with want may begin with c: a
// quote has several forms.
func canBegin(c, want byte) bool {
	return c == want || (want == '\'' || want == '"') && (c == '\\' || c == '&' || c == 0xE2 || c == 0xEF)
}

// fillWord reads a word that literal follows. A terminal may have wrapped it.
func (s *scanner) fillWord(h hole, i int, literal string) (v value, end int, ok bool) {
	in := s.in
	for i < len(in) && in[i] == 0x1b {
		end := colourEnd(in, i)
		if end == i {
			break
		}
		i = end
	}
	j := i
	joined := isWord[first(literal)] // no blank has to stand before it
	if joined {
		if _, ok := matchLiteral(in, i, literal); ok { // no word: "code:  message:"
			return value{start: int32(i), end: int32(i), closed: true}, i, h != holeStatus
		}
	}
	for broken := 0; ; broken++ {
		for j < len(in) && j-i < maxRawCode && (isWord[in[j]] || h == holeTime && in[j] == ':' || h == holeID && inID(in, i, j)) {
			// JavaScript prints "requestId:<id>status:404" without a blank.
			if h == holeID && joined && in[j] == first(literal) {
				if _, ok := matchLiteral(in, j, strings.TrimLeft(literal, " ")); ok {
					break
				}
			}
			j++
		}
		if _, ok := matchLiteral(in, j, literal); ok || literal == "" {
			if h == holeCode && literal == " " {
				j = s.codeEnd(i, j)
			}
			break
		}
		if k := skipBlank(in, j); broken < 3 && k > j && bytes.IndexByte(in[j:k], '\n') >= 0 && k < len(in) && isWord[in[k]] {
			j = k
			continue
		}
		return value{}, i, false
	}
	if h == holeStatus && j-i < 3 {
		if k := skipBlank(in, j); k > j && bytes.IndexByte(in[j:k], '\n') >= 0 && k+3-(j-i) <= len(in) {
			if _, ok := statusAt(unwrap(in[i:k+3-(j-i)], ""), 0); ok { // wrapped
				j = k + 3 - (j - i)
			}
		}
	}
	if h == holeID && literal == "" {
		j = uuidEnd(in, i, withoutEmphasis(in, i, j))
	}
	for literal == "" && j > i && strings.IndexByte(wordEdge, in[j-1]) >= 0 {
		j--
	}
	s.steps += j - i
	v = value{start: int32(i), end: int32(j), closed: true}
	if bytes.IndexByte(in[i:j], '\n') >= 0 {
		v.open = quote{char: '"'} // so that text joins it
	}
	if h == holeStatus {
		n, negative := 0, j > i && in[i] == '-'
		for _, c := range bytes.TrimPrefix(unwrap(in[i:j], ""), []byte("-")) {
			if c < '0' || c > '9' || n > 99999 {
				return value{}, i, false
			}
			n = n*10 + int(c-'0')
		}
		return v, j, j > i && !(negative && j == i+1)
	}
	return v, j, true
}

// codeEnd returns the end of a code of which [i, j) stands on its line and the
// rest on the next, if the catalog has the two together, or j.
func (s *scanner) codeEnd(i, j int) int {
	k := skipBlank(s.in, j)
	if k == j || s.in[j] == ' ' || bytes.IndexByte(s.in[j:k], '\n') < 0 {
		return j
	}
	end := k
	for end < len(s.in) && isWord[s.in[end]] && end-k < maxCode {
		end++
	}
	s.steps += end - j
	if s.index.server("", string(s.in[i:j])+string(s.in[k:end])) == nil {
		return j
	}
	return end
}

// uuidEnd returns the end of a UUID that starts at i, of which [i, j) stands on
// its line and the rest on the next, or j.
func uuidEnd(in []byte, i, j int) int {
	k := skipBlank(in, j)
	if j-i >= uuidLen || k == j || bytes.IndexByte(in[j:k], '\n') < 0 {
		return j
	}
	end := k + uuidLen - (j - i)
	if end > len(in) || end < len(in) && isWord[in[end]] {
		return j
	}
	var id [uuidLen]byte
	copy(id[copy(id[:], in[i:j]):], in[k:end])
	if !isUUID(id[:]) {
		return j
	}
	return end
}

// fillMessage reads a message. What ends it may occur inside it as well, so the
// last occurrence on a line counts; a message of several lines ends with the
// first line that has one. Without anything that has to follow, it ends with
// its line.
func (s *scanner) fillMessage(i, limit int, next []part) (v value, end int, ok bool) {
	in := s.in
	if len(next) == 0 {
		end = s.tail(i, limit)
		return s.message(i, end), end, true
	}
	literal := next[0].literal
	start := skipBlank(in[:max(i, limit)], i) // perhaps wrapped before it
	for line, lines := i, 0; line < limit && lines < maxTailLines; lines++ {
		stop := limit
		if n := bytes.IndexByte(in[line:limit], '\n'); n >= 0 {
			stop = line + n
		}
		if line > i && newRecord(in[line:stop]) && (line > start || stampedLine(in, line)) {
			break
		}
		s.steps += stop - line
		// From the right: the first try that fits is the last occurrence.
		for j, tries := stop-1, 0; j >= line && tries < 64; j-- {
			if !canBegin(in[j], first(literal)) {
				continue
			}
			tries++
			from := beforeBlanks(in, i, j, literal)
			if at, ok := matchLiteral(in, from, literal); ok && s.fits(at, limit, next[1:]) {
				return s.message(i, from), from, true
			}
		}
		line = stop + 1
	}
	return value{}, i, false
}

// beforeBlanks returns where the blanks begin that literal, which stands at j
// without them, begins with, escaped ones too; or the backslashes of its quote.
func beforeBlanks(in []byte, start, j int, literal string) int {
	for literal[0] == ' ' && j > start {
		switch c := in[j-1]; {
		case c == ' ' || c == '\t':
			j--
			continue
		case j-1 > start && in[j-2] == '\\' && (c == 'n' || c == 'r' || c == 't'):
			j--
			for j > start && in[j-1] == '\\' {
				j--
			}
			continue
		}
		break
	}
	for literal[0] == '"' && j > start && in[j-1] == '\\' {
		j--
	}
	return j
}

// fits reports whether the rest of a template can be read at i.
func (s *scanner) fits(i, limit int, rest []part) bool {
	if len(rest) == 0 || rest[0].hole == holeMessage {
		return true
	}
	_, _, ok := s.fill(rest[0].hole, i, limit, rest[1:])
	return ok
}

// message returns the message [start, end). Inside a string of a log its
// escapes are resolved, on a page its entities.
func (s *scanner) message(start, end int) value {
	start = skipBlank(s.in[:end], start)
	v := value{start: int32(start), end: int32(trimRight(s.in, start, max(start, end))), closed: true}
	if text := s.in[v.start:v.end]; bytes.Contains(text, []byte(`\"`)) || bytes.IndexByte(text, '\n') >= 0 {
		v.open = quote{char: '"'}
		eachQuote(text, 0, len(text), func(q quote, start, next int) bool {
			v.open.slashes = max(0, q.slashes-1) / 2 // those of the string around it
			return false
		})
	}
	v.open.entity = hasEntity(s.in[v.start:v.end])
	return v
}

// tail returns where a message that ends with its line ends: before an escaped
// line break, or before the quote of the string that it stands in. A page goes
// on to its end.
func (s *scanner) tail(i, limit int) int {
	in := s.in[:max(i, runeStart(s.in, limit))]
	end := len(in)
	if n := bytes.IndexByte(in[i:], '\n'); n >= 0 {
		end = i + n
	}
	s.steps += end - i
	if page := bytes.Index(in[i:end], []byte("<html")); page >= 0 {
		const stop = "</html>"
		if n := bytes.Index(in[i:], []byte(stop)); n >= 0 {
			return i + n + len(stop)
		}
	}
	if brace := s.wrappedEnd(in, i, end); brace > end {
		return brace
	}
	end = wordsEnd(in, int(s.tried.start), i, end)
	quotes, last, depth, quoted := 0, end, 0, false
	for j := i; j < end; j++ {
		switch in[j] {
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			quoted = true
			if j == 0 || in[j-1] != '\\' {
				quotes++
				last = j
			}
		case '\\':
			quoted = true
			k := escapeEnd(in, j)
			if depth <= 0 && (in[k-1] == 'n' || in[k-1] == 'r') {
				end = j
			}
			j = k - 1
		}
	}
	if !quoted {
		return end
	}
	if j := enclosingEnd(in, i, end); j < end {
		return j
	}
	if quotes%2 == 1 && (goesOn(in, last+1) || len(bytes.TrimSpace(in[min(end, last+1):end])) == 0) {
		end = min(end, last)
	}
	return end
}

// wordsEnd returns where the message [i, end) of a record that begins at start ends
// before the words around the record: at what closes the quote or parenthesis
// right before it, at markup, or where a Chinese sentence goes on behind English
// words.
func wordsEnd(in []byte, start, i, end int) int {
	if i == end || in[i] == '{' {
		return end
	}
	text := in[i:end]
	if bytes.IndexByte(text, '<') >= 0 {
		for _, tag := range []string{"</", "<br"} {
			text, _, _ = bytes.Cut(text, []byte(tag))
		}
	}
	if n := notASCII.index(text); n > 0 {
		for _, mark := range []string{"，", "。", "；"} {
			if hasPrefix(text[n:], mark) {
				text = text[:n]
				break
			}
		}
	}
	if start == 0 || start > i {
		return i + len(text)
	}
	switch c := in[start-1]; c {
	case '\'', '`':
		if n := bytes.LastIndexByte(text, c); n >= 0 {
			return i + n
		}
	case '(':
		depth := 0
		for j, c := range text {
			switch c {
			case '(':
				depth++
			case ')':
				if depth--; depth < 0 {
					return i + j
				}
			}
		}
	}
	return i + len(text)
}

// notASCII are the bytes of letters outside ASCII.
var notASCII = func() (set byteSet) {
	for c := utf8.RuneSelf; c < len(set); c++ {
		set[c] = true
	}
	return set
}()

// enclosingEnd returns where the string ends that [i, end), the rest of a line,
// begins in, or end. Quotes of a string that holds another have fewer backslashes.
// The first one of a depth that has an odd number of them closes its string, if
// what it stands in goes on or ends there; those in braces are of a body.
func enclosingEnd(in []byte, i, end int) int {
	var count [16]int // of the quotes, by the bits of their backslashes
	level := func(q quote) int { return bits.Len32(uint32(q.slashes)) }
	eachQuote(in, i, end, func(q quote, start, next int) bool {
		count[level(q)]++
		return true
	})
	depth, from, found := 0, i, end
	eachQuote(in, i, end, func(q quote, start, next int) bool {
		depth += bytes.Count(in[from:start], []byte("{")) - bytes.Count(in[from:start], []byte("}"))
		from = start
		if depth > 0 || count[level(q)]%2 == 0 || !goesOn(in, next) && len(bytes.TrimSpace(in[next:end])) > 0 {
			return true
		}
		found = start
		return false
	})
	return found
}

// eachQuote calls f with the double quotes of [i, end), until it returns false.
func eachQuote(in []byte, i, end int, f func(q quote, start, next int) bool) {
	for i < end {
		n := bytes.IndexAny(in[i:end], "\\\"")
		if n < 0 {
			return
		}
		i += n
		q, next := quoteAt(in[:end], i)
		if q.char == '"' && !f(q, i, next) {
			return
		}
		for next == i || next < end && q.char == 0 && in[next] == '\\' {
			next++
		}
		i = next
	}
}

// wrappedEnd returns the end of a body that starts at i and that a terminal
// wrapped at the end of its line, or 0.
func (s *scanner) wrappedEnd(in []byte, i, line int) int {
	i = skipBlank(in, i)
	if i >= line || in[i] != '{' {
		return 0
	}
	depth, stop := 0, min(len(in), line+wrapReach)
	for j := i; j < stop; j++ {
		switch in[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				s.steps += j - i
				return j + 1
			}
		case '\n':
			if newRecord(in[j+1 : stop]) {
				stop = j
			}
		}
	}
	s.steps += max(0, stop-i)
	return 0
}

// newRecord reports whether a line looks like the start of another log record:
// digits alone may be the rest of an id that was wrapped.
func newRecord(line []byte) bool {
	if len(line) < 2 || line[0] != '[' && (line[0] < '0' || line[0] > '9') {
		return false
	}
	n := 0
	for n < len(line) && '0' <= line[n] && line[n] <= '9' {
		n++
	}
	unix := line[0] == '1' && (n == 10 || n == 13) && n < len(line) && bytes.IndexByte([]byte(" \t.|"), line[n]) >= 0
	return line[0] == '[' || unix || stampedLine(line, 0)
}

// set fills one part of b.
func (b *body) set(s *scanner, h hole, v value) {
	switch h {
	case holeCode:
		b.code = v
	case holeMessage:
		b.message = v
	case holeID:
		b.id = v
	case holeStatus, holePhrase:
		if b.status == 0 { // the number, where there are both
			b.statusAt, b.status = v.span(), s.statusOf(h, v)
		}
	case holeTopic:
		b.topic = v.span()
	case holeTime:
		b.time = v.span()
	case holeMethod:
		b.method = v.span()
	case holeURL:
		b.url = v.span()
	case holeData, holeRequest:
		b.data, b.request = v.span(), h == holeRequest
	}
}

// statusOf returns the HTTP status that a hole names, or 0: numbers such as -1,
// 7 or -1001 are failures of the client before there was an answer.
func (s *scanner) statusOf(h hole, v value) int16 {
	text := unwrap(s.in[v.start:v.end], "")
	if h == holeStatus {
		if n, ok := statusAt(text, 0); ok && len(text) == 3 {
			return int16(n)
		}
		return 0
	}
	name := strings.ReplaceAll(string(text), " ", "")
	for status, e := range s.index.statuses {
		if strings.EqualFold(e.Code, name) {
			return int16(status)
		}
	}
	return 0
}
