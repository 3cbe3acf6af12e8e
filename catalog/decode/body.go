package decode

import (
	"bytes"
	"unicode/utf8"
)

// A body is an error as the server words it, or as a client prints it.
type body struct {
	start, end int32 // braces included where there are any
	status     int16 // 0: none, or none of HTTP
	form       form
	sign       sign // whose form it is, if that shows
	noError    bool // a success
	whole      bool // nothing of it is cut off
	silent     bool // what a client prints where no answer came
	failed     bool // a failure, although the client prints no code
	request    bool // data is what the client sent
	volcano    bool // spelled as Volcano Engine TLS does, and no client of CLS
	api        string
	client     string // who printed it, empty where the form does not tell
	code       value  // start == end: none seen
	message    value
	id         value

	statusAt, clientAt, topic, time, method, url Span

	data Span // the customer's text, which the client prints along
}

// A form is who words an error in which way.
type form uint8

const (
	formLegacy   form = iota // errorcode and errormessage of the 2017 API
	formEnvelope             // Response and Error of API 3.0
	formEvent                // Code and Message alone, in a stream of API 3.0
	formOld                  // code, message and codeDesc of API 2.0
	formCode                 // code and message of another vendor, while its members are read
	formRecord               // what a client prints, in keys or words of its own
)

// server reports whether f is an answer as it was sent.
func (f form) server() bool { return f != formRecord }

const (
	// maxMembers is how many members of an object are read in search of the
	// other key.
	maxMembers = 8
	// maxNesting is how many strings, one inside the other, are read for
	// their ends. The codes inside deeper ones are still found.
	maxNesting = 8
	// maxBodies and maxMarks bound what an input that is nothing but tiny bodies
	// or words takes. Behind them only secrets are looked for.
	maxBodies = 1 << 16
	maxMarks  = 1 << 19
	// maxCode is how many bytes of a code are shown, and maxRawCode how many
	// are read: escapes and wrapped lines take room.
	maxCode    = 128
	maxRawCode = 512
)

// errorBody reads the object of which the word [start, end) is the first key
// that counts.
func (s *scanner) errorBody(start, end int) {
	if _, _, ok := s.afterKey(end); !ok {
		return
	}
	b := body{start: int32(s.bodyStart(start)), form: formRecord, whole: true}
	i := s.members(&b, start)
	if b.form == formLegacy {
		b.api = API2017
	}
	if b.form == formRecord && b.client == "" && b.id.end > 0 && b.code.open.char == 0 && isNumber(s.in[b.code.start:b.code.end]) {
		b.sign = signFunction // numbers are the codes of functions
	}
	if b.code.start > 0 || b.message.start > 0 && b.form == formLegacy {
		s.endBody(&b, i, signAt(s.in, int(b.start), '{') > 0)
	}
}

// bodyStart returns where the body begins whose first key is at i: at the
// brace or the quote before it.
func (s *scanner) bodyStart(i int) int {
	start := i
	for i > 0 && start-i < 64 {
		c := s.in[i-1]
		if c == '"' || c == '\'' || c == '`' || c == '\\' {
			i--
			continue
		}
		if q := quoteBefore(s.in, i); q < i {
			i = q
			continue
		}
		break
	}
	j := i
	for j > 0 && i-j < maxGlue {
		switch s.in[j-1] {
		case ' ', '\t', '\r', '\n', '>', '|':
			j--
			continue
		case 'n', 'r', 't': // an escaped blank
			if j > 1 && s.in[j-2] == '\\' {
				for j--; j > 0 && i-j < maxGlue && s.in[j-1] == '\\'; j-- {
				}
				continue
			}
		case '{':
			return j - 1
		case 'B', "｛"[2]:
			if j >= 3 && signAt(s.in, j-3, '{') == 3 {
				return j - 3
			}
		}
		break
	}
	return i
}

// quoteBefore returns the start of the typographic or escaped quote that ends at i.
func quoteBefore(in []byte, i int) int {
	if i == 0 {
		return i
	}
	if in[i-1] == '2' {
		for _, text := range []string{"%22", "u0022", "x22"} { // the backslash is left
			if at := i - len(text); hasSuffix(in[:i], text) && (text[0] == '%' || at > 0 && in[at-1] == '\\') {
				return at
			}
		}
	}
	if in[i-1] != ';' && in[i-1] < utf8.RuneSelf {
		return i
	}
	for _, f := range quoteForms {
		if hasSuffix(in[:i], f.text) {
			return i - len(f.text)
		}
	}
	return i
}

// A member is what the value of a key is.
type member uint8

const (
	memberOther member = iota
	memberCode
	memberMessage
	memberID
	memberStatus
	memberTime
)

// memberOf returns what the key name means in an object of form f.
func memberOf(name []byte, f form) member {
	switch string(name) {
	case "errorcode", "errorCode", "ErrorCode", "error_code":
		return memberCode
	case "errormessage", "errorMessage", "ErrorMessage", "error_message", "error_msg":
		return memberMessage
	case "RequestId", "requestId", "requestid", "requestID", "RequestID", "request_id":
		return memberID
	case "httpCode", "statusCode":
		return memberStatus
	case "timeStampMs", "timestampMs":
		return memberTime
	case "Code":
		if f == formEnvelope || f == formEvent {
			return memberCode
		}
	case "Message":
		if f == formEnvelope || f == formEvent {
			return memberMessage
		}
	case "code":
		if f == formCode {
			return memberCode
		}
	case "codeDesc":
		if f == formOld {
			return memberCode
		}
	case "message":
		if f == formOld || f == formCode || f == formRecord {
			return memberMessage
		}
	}
	return memberOther
}

// members reads "key": value, … from the key at i on, as far as it is flat, and
// keeps what belongs in b. It returns the offset after the last value.
func (s *scanner) members(b *body, i int) int {
	in := s.in
	end := i // of the last value
	for n := 0; n < maxMembers; n++ {
		key := i
		for i < len(in) && isWord[in[i]] && i-key < maxCode {
			i++
		}
		name := in[key:i]
		if i < len(in) && in[i] <= '\r' {
			name, i = s.wrappedKey(key, i)
		}
		open, at, ok := s.afterKey(i)
		if !ok || i == key {
			return key
		}
		s.steps += at - key
		kind := memberOf(name, b.form)
		if kind == memberMessage && b.form == formRecord && string(name) == "message" && b.code.start == 0 {
			kind = memberOther
		}
		again := kind == memberCode && b.code.start > 0 || kind == memberMessage && b.message.start > 0
		if again && b.form == formLegacy && bytes.IndexByte(in[end:key], ',') < 0 {
			return end // without a comma, it is of the next pair
		}
		attemptsEnd := at
		if open.char == 0 && string(name) == "attempts" {
			attemptsEnd = s.attempts(at)
		}
		var v value
		switch {
		case open.char == 0 && at+1 < len(in) && (in[at] == '[' && in[at+1] == ']' || in[at] == '{' && in[at+1] == '}'):
			i, kind = at+2, memberOther
		case attemptsEnd > at:
			i, kind = attemptsEnd, memberOther
			for k := at; k < i; k++ { // the record sums them up
				if isWord[in[k]] && !isWord[in[k-1]] {
					s.consume(k)
				}
			}
		case open.char == 0 && at < len(in) && (in[at] == '{' || in[at] == '['):
			return key // deeper structure: not the flat body
		case open.char == 0 && kind != memberMessage:
			if v, i = s.readBare(at, false); int(v.end) == at {
				return key
			}
		case kind == memberCode:
			v, i = s.readString(at, open, maxRawCode)
		case s.tooDeep(at):
			return key
		case open.char == 0:
			v, i = s.readBare(at, true)
			v, i = s.formField(v, i, key)
			s.nested = append(s.nested, i)
		default:
			v, i = s.readString(at, open, len(in))
			s.nested = append(s.nested, i)
		}
		if string(name) == "errorcode" || string(name) == "errormessage" {
			b.form = formLegacy
		}
		switch kind {
		case memberCode:
			b.code = v
		case memberMessage:
			b.message = v
		case memberID:
			b.id = v
		case memberStatus:
			if b.form == formRecord {
				b.statusAt, b.status = v.span(), s.statusOf(holeStatus, v)
			}
		case memberTime:
			b.time = v.span()
		}
		switch {
		case kind != memberOther:
			s.consume(key)
			s.known(b, name, key, v)
		case b.form == formRecord:
			s.known(b, name, key, v)
		}
		if open.char != 0 && !v.closed {
			return i
		}
		end = i
		next, ok := s.nextKey(i)
		if !ok {
			return i
		}
		i = next
	}
	return end
}

// attempts returns the end of the list of objects at i, or i.
func (s *scanner) attempts(i int) int {
	const most = 4 << 10
	text := s.in[i:min(len(s.in), i+most)]
	n := bytes.Index(text, []byte("}]"))
	if n < 0 || !hasPrefix(text, "[{") {
		return i
	}
	s.steps += n
	return i + n + len("}]")
}

// known notes what the spelling of a key tells about who printed an object.
func (s *scanner) known(b *body, name []byte, key int, v value) {
	if b.form != formRecord {
		return
	}
	switch string(name) {
	case "httpCode":
		b.client, b.api = clientGo, API2017
		b.clientAt = Span{key, key + len(name)}
	case "statusCode":
		b.sign = signFunction
	case "ErrorCode":
		b.volcano = v.open.char != 0
	case "error_code":
		if hasFold(s.in[v.start:v.end], "lts.") {
			b.sign = signHuawei
		}
	}
}

// nextKey reads the comma and the quote before the next key of an object.
// Without a comma, as in a ticket with a line for each, only the other half of
// the pair goes on with the same body.
func (s *scanner) nextKey(i int) (next int, ok bool) {
	in := s.in
	i = skipBlank(in, i)
	if i < len(in) && (in[i] == ',' || in[i] == ';') {
		return s.member(i + 1)
	}
	if n := signAt(in, i, ','); n > 0 {
		return s.member(i + n)
	}
	if i < len(in) && in[i] == '&' && fieldAt(in, i+1) {
		return i + 1, true
	}
	if i < len(in) && in[i] == '[' {
		i++ // PHP: [key] => value
	}
	key, _ := s.member(i)
	rest := in[key:]
	return key, hasFold(rest, "errormessage") || hasFold(rest, "errorcode")
}

// formField returns v, the text behind the key at an offset, as far as it is a
// field of a form or of the query of an address, if it is in one: errorcode=a&errormessage=b.
func (s *scanner) formField(v value, next, key int) (value, int) {
	text := s.in[v.start:v.end]
	text = text[:min(len(text), maxPhrase)]
	n := bytes.IndexAny(text, "& \"'")
	s.steps += len(text)
	first := key > 0 && s.in[key-1] == '&'
	switch {
	case n < 0 && !first, n >= 0 && !first && !(text[n] == '&' && fieldAt(text, n+1)):
		return v, next
	case n >= 0:
		v.end = v.start + int32(n)
		next = int(v.end)
	}
	v.open.within = '%'
	return v, next
}

// fieldAt reports whether the name of a field of a form stands at i.
func fieldAt(in []byte, i int) bool {
	j := i
	for j < len(in) && isWord[in[j]] && j-i < maxKeyword {
		j++
	}
	return j > i && j < len(in) && in[j] == '='
}

// tooDeep reports whether the string at i is inside maxNesting others whose
// ends were looked for. That keeps the scan linear.
func (s *scanner) tooDeep(i int) bool {
	kept := s.nested[:0]
	for _, end := range s.nested {
		if end > i {
			kept = append(kept, end)
		}
	}
	s.nested = kept
	return len(kept) >= maxNesting
}

// endBody completes b, whose last value ends at i, and marks it.
func (s *scanner) endBody(b *body, i int, braced bool) {
	b.end = int32(i)
	b.whole = b.code.closed && b.message.closed
	j := skipBlank(s.in, i)
	if n := signAt(s.in, j, '}'); n > 0 && braced {
		b.end = int32(j + n)
	} else if braced {
		// Further members may follow; only the end of the text, or of the
		// line, means that something is missing.
		b.whole = b.whole && signAt(s.in, j, ',') > 0
	}
	if b.code.open.char == 0 {
		b.whole = false // without quotes nothing says where it ends
	}
	s.addBody(b)
}

func (s *scanner) addBody(b *body) {
	if id := unwrap(s.in[b.id.start:b.id.end], ""); b.form == formRecord && len(id) > 0 && idEnd(id, 0) == 0 {
		b.id = value{} // "undefined", "--No RequestId--"
	}
	if s.bodies.n == maxBodies {
		s.enough()
		return
	}
	s.mark(mark{kind: markBody, start: b.start, end: b.end, n: int32(s.bodies.n)})
	if s.full {
		return
	}
	s.bodies.add(*b)
	if b.form.server() || b.client != "" {
		s.explain(int(b.start), int(b.end))
	}
}

// envelope reads the envelope of API 3.0 whose key Response is the word
// [start, end). In an error, Error and RequestId are all there is; any other
// member makes it a success.
func (s *scanner) envelope(start, end int) {
	in := s.in
	open, i, ok := s.afterKey(end)
	if !ok || open.char != 0 || signAt(in, i, '{') == 0 {
		return
	}
	b := body{start: int32(s.bodyStart(start)), form: formEnvelope, api: API3, noError: true, whole: true}
	object := i
	for n := 0; n < 2; n++ {
		key, ok := s.member(i + max(1, signAt(in, i, '{'), signAt(in, i, ',')))
		if !ok {
			break
		}
		j := key
		for j < len(in) && isWord[in[j]] && j-key < maxCode {
			j++
		}
		name, j := s.wrappedKey(key, j)
		switch string(name) {
		case "RequestId":
			open, at, ok := s.afterKey(j)
			if !ok || open.char == 0 {
				break
			}
			b.id, i = s.readString(at, open, maxID)
			s.consume(key)
			i = skipBlank(in, i)
			continue
		case "Error":
			open, at, ok := s.afterKey(j)
			if !ok || open.char != 0 || signAt(in, at, '{') == 0 {
				break
			}
			first, ok := s.member(at + signAt(in, at, '{'))
			if !ok {
				break
			}
			i = s.members(&b, first)
			b.noError = false
			i = skipBlank(in, i)
			if n := signAt(in, i, '}'); n > 0 {
				i = skipBlank(in, i+n)
			} else {
				b.whole = false
			}
			continue
		}
		break
	}
	b.end = int32(i)
	if b.noError && int(b.start) == start && startsError(in[object:min(len(in), object+wrapReach)]) {
		return // Response: {"errorcode":…}, as people write it
	}
	if b.noError {
		if i < len(in) && in[i] < utf8.RuneSelf {
			b.end++ // the brace or comma that follows
		}
		s.addBody(&b)
		if in[b.start] == '{' {
			s.isData(int(b.start))
		}
		return
	}
	b.whole = b.whole && b.code.closed && b.message.closed
	for n := 0; n < 2; n++ {
		i = skipBlank(in, i)
		closing := signAt(in, i, '}')
		if closing == 0 {
			b.whole = false
			break
		}
		i += closing
		b.end = int32(i)
	}
	s.addBody(&b)
}

// member returns the start of the key of the object member at or after i.
func (s *scanner) member(i int) (key int, ok bool) {
	i = skipBlank(s.in, min(i, len(s.in)))
	q, i := quoteAt(s.in, i)
	if i < len(s.in) && s.in[i] == '"' && q == (quote{char: '"'}) { // CSV
		i++
	}
	if i < len(s.in) && (s.in[i] == '\n' || s.in[i] == '\r') { // wrapped
		i = skipBlank(s.in, i)
	}
	return i, i < len(s.in) && isWord[s.in[i]]
}

// wrappedKey returns the key of which [start, end) stands on its line and the
// rest, its quote included, may stand on the next. It is there until the next call.
func (s *scanner) wrappedKey(start, end int) (name []byte, next int) {
	in := s.in
	if end == start || end == len(in) || in[end] != '\n' && in[end] != '\r' {
		return in[start:end], end
	}
	i := skipBlank(in[:min(len(in), start+maxCode)], end)
	for i < len(in) && isWord[in[i]] && i-start < maxCode {
		i++
	}
	if q, _ := quoteAt(in, i); q.char == 0 {
		return in[start:end], end
	}
	s.key = appendUnwrapped(s.key[:0], in[start:i], "")
	return s.key, i
}

// isNumber reports whether text is a decimal number.
func isNumber(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte("-"))
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}
