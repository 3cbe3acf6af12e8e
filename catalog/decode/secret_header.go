package decode

import "bytes"

// Headers and cookies, whose whole value is secret.

// secretHeaders are the headers whose whole value is secret.
var secretHeaders = newWordTable(map[string]secretKind{
	"authorization":       kindAuthorization,
	"proxy-authorization": kindAuthorization,
	"cookie":              kindCookie,
	"set-cookie":          kindCookie,
})

// secretHeader notes the value of a header of secretHeaders. The signature form
// that CLS uses is kept readable, because its times show a wrong clock: only its
// key id and signature are secret, and those are noted by their own names.
func (s *scanner) secretHeader(kind secretKind, start, end int) {
	open, i, ok := s.secretAt(start, end)
	if !ok && kind == kindCookie {
		i, ok = s.cookieNear(end)
	}
	list := false
	if ok && open.char == 0 && i < len(s.in) && s.in[i] == '[' {
		if list = !hasPrefix(s.in[i:], "[]"); list {
			_, i = quoteAt(s.in, i+1)
		} else {
			open, i = s.wrappedValue(open, i)
		}
	} else if between := s.in[end:max(i, end)]; ok && open.char == 0 && i < len(s.in) && isWord[s.in[i]] &&
		(bytes.IndexByte(between, '\n') < 0 || bytes.IndexByte(between, '>') >= 0) { // PHP prints => and a line break
		open, i = s.wrappedValue(open, i)
	}
	if !ok || hasFold(s.in[i:], "q-sign-algorithm") || open.char == 0 && s.noHeader(kind, i) {
		return
	}
	if bytes.IndexByte(s.in[end:max(i, end)], '\n') >= 0 && (!s.headerGoesOn(i) || s.namesAt(i)) {
		return // it has no value: this is the next line
	}
	j := i
	if list { // to its end, however many values it has
		part := s.in[i:min(len(s.in), i+maxSecretLine)]
		if n := bytes.Index(part, []byte("\n\n")); n >= 0 {
			part = part[:n] // it was cut off, and another paragraph begins
		}
		n := bytes.IndexByte(part, ']')
		if n < 0 {
			n = runeFloor(s.in[i:], len(part))
		}
		s.steps += n
		j = i + n
	} else if open.char != 0 {
		v, _ := s.readString(i, open, len(s.in))
		if j = int(v.end); !v.closed {
			j = max(j, s.headerEnd(start, i))
		}
	} else if j = s.inlineEnd(kind, start, i); j == 0 {
		j = s.headerEnd(start, i)
	}
	if j <= i {
		return
	}
	s.addSecret(kind, i, j)
	s.joined(kind, open, j)
	// The quote that ended it may belong to the value of this name, which the walk then
	// has to come to.
	s.within(i, s.nameBefore(i, j))
}

// nameBefore returns where the name of a secret begins of which the equals sign
// stands right before end, not before start, or end.
func (s *scanner) nameBefore(start, end int) int {
	if end == start || s.in[end-1] != '=' {
		return end
	}
	i := end - 1
	for i > start && isWord[s.in[i-1]] {
		i--
	}
	s.steps += end - i
	if !namesSecret(s.in[i : end-1]) {
		return end
	}
	return i
}

// namesAt reports whether the name of a secret stands at i, with an equals sign.
func (s *scanner) namesAt(i int) bool {
	j := i
	for j < len(s.in) && isWord[s.in[j]] && j-i < maxKeyword {
		j++
	}
	s.steps += j - i
	return j < len(s.in) && s.in[j] == '=' && namesSecret(s.in[i:j])
}

// noHeader reports whether what stands at i, without quotes, is no value of a
// header: a word that says so, or in the place of cookies one without any.
func (s *scanner) noHeader(kind secretKind, i int) bool {
	line := s.in[i:min(len(s.in), i+maxCookieName)]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	s.steps += len(line)
	word := line
	for len(word) > 0 && (word[0] == ' ' || word[0] == '\t') {
		word = word[1:]
	}
	if n := headerWordEnds.index(word); n >= 0 {
		word = word[:n]
	}
	return absent(bytes.Trim(word, "[]()")) ||
		kind == kindCookie && len(word) < maxCookieName && !made(word) && cookieSigns.index(word) < 0
}

var (
	headerWordEnds = bytesOf(" \t\r,;")
	cookieSigns    = bytesOf("=%&\\[") // of a cookie and its encodings
)

// maxCookieName bounds the name of a cookie.
const maxCookieName = 64

// cookieNear returns where cookies begin that no sign ties to their name, which
// ends at end: a=b behind a tab, an arrow or a blank.
func (s *scanner) cookieNear(end int) (i int, ok bool) {
	i, _ = s.near(end)
	if bytes.IndexByte(s.in[end:i], '\n') >= 0 {
		return i, false
	}
	word := s.in[i:min(len(s.in), i+maxCookieName)]
	if n := bytes.IndexAny(word, " \t\n;\"'"); n >= 0 {
		word = word[:n]
	}
	s.steps += len(word)
	name, value, found := bytes.Cut(word, []byte("="))
	if !found {
		name, value, found = bytes.Cut(word, []byte(`\u003d`))
	}
	return i, i > end && found && len(name) > 0 && len(value) >= len("12345678")
}

// schemes are the words before credentials that are one word.
var schemes = newWordTable(map[string]bool{"basic": true, "bearer": true, "token": true, "negotiate": true, "ntlm": true, "jwt": true, "apikey": true})

// inlineEnd returns where the value at i of a header ends whose name stands in the
// middle of a line, as in a log: with the credentials or the last cookie, so that
// the error behind it stays. It returns 0 where that cannot be told.
func (s *scanner) inlineEnd(kind secretKind, name, i int) int {
	in := s.in
	if name == s.lineStart || name == 0 {
		return 0
	}
	if q, _ := quoteAt(in, name-1); q.char != 0 {
		return 0 // its quote tells
	}
	if kind == kindCookie {
		return s.cookiesEndAt(i)
	}
	j := i
	for j < len(in) && isWord[in[j]] && j-i < maxKeyword {
		j++
	}
	start := i
	if j > i && schemes.getFolded(in[i:j]) != nil && j < len(in) && in[j] == ' ' {
		start = j + 1
	}
	end := s.secretRun(start)
	if start == i && !made(in[i:end]) || start == end || end < len(in) && bytes.IndexByte([]byte(" \t\r\n,;\"')]}"), in[end]) < 0 {
		return 0
	}
	return s.wrapEnd(kindAuthorization, start, end)
}

// cookiesEndAt returns where cookies end that start at i: a=b; c=d. It returns 0
// if there are none.
func (s *scanner) cookiesEndAt(i int) (end int) {
	in := s.in
	for {
		j, value := i, 0
		for j < len(in) && j-i < maxSecretLine && in[j] > ' ' && bytes.IndexByte([]byte(";\"'`{}]<\\"), in[j]) < 0 {
			if j++; in[j-1] == '=' && value == 0 {
				value = j
			}
		}
		s.steps += j - i
		if j < len(in) && in[j] == '\\' && skipBlank(in, j) == j {
			return 0 // no escaped line break
		}
		if value == 0 {
			return end
		}
		if end = trimRight(in, i, j); end == j {
			end = s.wrapEnd(kindCookie, value, j)
		}
		if end > j || j+1 >= len(in) || in[j] != ';' || in[j+1] != ' ' {
			return end
		}
		i = j + 2
	}
}

// headerEnd returns where an unquoted header value that starts at i ends: with
// its line if the name starts the line, otherwise with the first thing that
// can enclose a header in a log; or with a later line if it was wrapped. Rather
// too much is hidden than too little.
func (s *scanner) headerEnd(name, i int) int {
	stops := "\n"
	if name != s.lineStart {
		stops = "\n\"'`\\{}]"
	}
	for at, last := i, i; ; {
		stop := at
		for {
			n := bytes.IndexAny(s.in[stop:], stops)
			if n < 0 {
				n = len(s.in) - stop
			}
			if stop += n; stop == len(s.in) || s.in[stop] != '\\' {
				break
			}
			c, next := escapedByte(s.in, stop)
			if !isSecretByte[c] && c != '&' {
				break
			}
			stop = next
		}
		s.steps += stop - at
		end := trimRight(s.in, at, stop)
		if end == at {
			return last // nothing on this line
		}
		last = end
		next, full := s.wrapped(end)
		if next == 0 {
			return end
		}
		if !full || !s.headerGoesOn(next) {
			if open, _ := quoteAt(s.in, max(0, name-1)); full && name > 0 {
				if j := s.quotedEnd(open, end); j > end {
					return j
				}
			}
			// Its last word alone may go on.
			word := end
			for word > at && isSecretByte[s.in[word-1]] && s.in[word-1] != '=' {
				word--
			}
			s.steps += end - word
			if key := s.in[at:word]; len(key) > 0 && hasSuffix(bytes.ToLower(key[max(0, len(key)-len("signature=")):]), "signature=") {
				return s.wrapEnd(kindSignature, word, end)
			}
			return end
		}
		at = next
	}
}

// headerGoesOn reports whether the line at i goes on with a header's value: it
// is no header itself, nor a body, and has no blanks but between parts.
func (s *scanner) headerGoesOn(i int) bool {
	in, start := s.in, i
	for i < len(in) && isWord[in[i]] {
		i++
	}
	if i > start && s.index.words.get(in[start:i]) != nil {
		return false // a code
	}
	if i < len(in) && (in[i] == ':' || in[i] == '\t' || i == start && bytes.IndexByte([]byte("{[<*"), in[i]) >= 0) || hasPrefix(in[start:], "HTTP/") {
		return false
	}
	for i = start; i < len(in) && i-start < maxSecretLine && in[i] != '\n' && in[i] != '\r'; i++ {
		if in[i] == ' ' && i > start && in[i-1] != ';' && in[i-1] != ',' && in[i-1] != ' ' {
			rest := trimRight(in, i, min(len(in), i+64))
			return rest == i
		}
	}
	s.steps += i - start
	return true
}

// secretCookies notes the values in the list or object after the key "cookies":
// [{"name": …, "value": …}, …] or {"name": "value", …}.
func (s *scanner) secretCookies(start, end int) {
	in := s.in
	_, i, ok := s.afterKey(end)
	if !ok || start < s.cookiesEnd || i == len(in) {
		return
	}
	last := byte(']')
	switch in[i] {
	case '[':
	case '{':
		last = '}'
	default:
		s.secretHeader(kindCookie, start, end)
		return
	}
	for i < len(in) && in[i] != last {
		open, next := quoteAt(in, i)
		if open.char == 0 {
			i++
			continue
		}
		v, after := s.readString(next, open, len(in))
		i = after
		if !v.closed {
			break
		}
		if last == ']' && string(in[v.start:v.end]) != "value" {
			continue
		}
		if open, at, ok := s.afterKey(int(v.end)); ok && open.char != 0 {
			v, after := s.readString(at, open, len(in))
			i = after
			if v.end > v.start { // lastSecret stays: what stands between may be secret too
				s.addSecret(kindCookie, int(v.start), int(v.end))
			}
		}
	}
	s.steps += i - end
	s.cookiesEnd = i // lists inside of it were read
}

// secretOption notes the cookies of curl -b 'a=b'.
func (s *scanner) secretOption(start, end int) {
	in := s.in
	if start < 2 || in[start-1] != '-' || in[start-2] != ' ' || end == len(in) {
		return
	}
	open, i := quoteAt(in, end)
	if in[end] == ' ' {
		open, i = quoteAt(in, end+1)
	} else if open.char == 0 {
		return
	}
	j := i
	for j < len(in) && j-i < maxSecretLine && in[j] > ' ' {
		j++
	}
	s.steps += j - i
	if bytes.IndexByte(in[i:j], '=') < 0 && !bytes.Contains(in[i:j], []byte("u003d")) {
		return // a file, or another program
	}
	if open.char != 0 {
		v, _ := s.readString(i, open, len(in))
		if j = max(i+1, int(v.end)); !v.closed {
			j = s.quotedEnd(open, j)
		}
	} else if hasPrefix(in[i:], `^"`) { // how Windows escapes a quote
		i += len(`^"`)
		if n := bytes.IndexByte(in[i:min(len(in), i+maxSecretLine)], '^'); n > 0 {
			j = i + n
		}
	}
	s.secret(kindCookie, i, j)
}
