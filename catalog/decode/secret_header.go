package decode

import "bytes"

// Headers and cookies, whose whole value is secret.

// secretHeaders are the headers whose whole value is secret.
var secretHeaders = map[string]secretKind{
	"authorization":       kindAuthorization,
	"proxy-authorization": kindAuthorization,
	"cookie":              kindCookie,
	"set-cookie":          kindCookie,
}

// secretHeader notes the value of a header of secretHeaders. The signature form
// that CLS uses is kept readable, because its times show a wrong clock: only its
// key id and signature are secret, and those are noted by their own names.
func (s *scanner) secretHeader(kind secretKind, start, end int) {
	open, i, ok := s.secretAt(start, end)
	list := false
	if ok && open.char == 0 && i < len(s.in) && s.in[i] == '[' {
		_, i = quoteAt(s.in, i+1)
		list = true
	}
	if !ok || hasFold(s.in[i:], "q-sign-algorithm") {
		return
	}
	if bytes.IndexByte(s.in[end:max(i, end)], '\n') >= 0 && !s.headerGoesOn(i) {
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
	} else {
		j = s.headerEnd(start, i)
	}
	if j <= i {
		return
	}
	s.addSecret(kind, i, j)
	if s.in[j-1] == '=' {
		// The quote that ended it may belong to the value of this name, which the
		// walk then has to come to.
		name := j - 1
		for name > i && isWord[s.in[name-1]] {
			name--
		}
		if namesSecret(s.in[name : j-1]) {
			j = name
		}
	}
	s.within(i, j)
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
			if !isSecretByte(c) && c != '&' {
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
			// Its last word alone may go on.
			word := end
			for word > at && isSecretByte(s.in[word-1]) && s.in[word-1] != '=' {
				word--
			}
			s.steps += end - word
			if key := s.in[at:word]; len(key) > 0 && bytes.HasSuffix(bytes.ToLower(key[max(0, len(key)-len("signature=")):]), []byte("signature=")) {
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
	if i < len(in) && (in[i] == ':' || i == start && bytes.IndexByte([]byte("{[<*"), in[i]) >= 0) || bytes.HasPrefix(in[start:], []byte("HTTP/")) {
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

// secretCookies notes the values in the list after the key "cookies":
// [{"name": …, "value": …}, …].
func (s *scanner) secretCookies(start, end int) {
	in := s.in
	_, i, ok := s.afterKey(end)
	if !ok || start < s.cookiesEnd || i == len(in) || in[i] != '[' {
		return
	}
	for i < len(in) && in[i] != ']' {
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
		if string(in[v.start:v.end]) != "value" {
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
		j = max(i+1, int(v.end))
	}
	s.secret(kindCookie, i, j)
}
