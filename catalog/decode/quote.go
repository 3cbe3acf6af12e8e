package decode

import "bytes"

// A quote is a quotation mark in any of the forms that copying leaves behind:
// straight, typographic, behind backslashes because the text was put into a
// JSON string (once or several times), as \u0022 or \x22, as an HTML entity, as
// %22, or twice because the text was put into a field of CSV.
type quote struct {
	char    byte  // '"', '\'' or '`'; 0 means none
	smart   bool  // typographic
	entity  bool  // HTML
	within  byte  // '%': in an address, ',': in a field of CSV
	slashes int32 // backslashes before it
}

// maxSlashes bounds the backslashes that are counted: 2^15-1 is a string in a
// string fifteen levels deep.
const maxSlashes = 1<<15 - 1

// A quoteForm is how a quote is written.
type quoteForm struct {
	text string
	quote
}

var quoteForms = []quoteForm{
	{"“", quote{char: '"', smart: true}}, {"”", quote{char: '"', smart: true}},
	{"„", quote{char: '"', smart: true}}, {"＂", quote{char: '"', smart: true}},
	{"‘", quote{char: '\'', smart: true}}, {"’", quote{char: '\'', smart: true}},
	{"&quot;", quote{char: '"', entity: true}}, {"&#34;", quote{char: '"', entity: true}},
	{"&#x22;", quote{char: '"', entity: true}}, {"&amp;quot;", quote{char: '"', entity: true}},
	{"&#39;", quote{char: '\'', entity: true}}, {"&#x27;", quote{char: '\'', entity: true}},
	{"&apos;", quote{char: '\'', entity: true}},
}

// quoteAt reads the quote that starts at i, its backslashes included, and
// returns the offset after it. Without a quote there, char is 0.
func quoteAt(in []byte, i int) (q quote, next int) {
	start := i
	for i < len(in) && in[i] == '\\' && i-start < maxSlashes {
		i++
	}
	slashes := int32(i - start)
	if i == len(in) {
		return quote{}, start
	}
	switch c := in[i]; c {
	case '"', '\'', '`':
		return quote{char: c, slashes: slashes}, i + 1
	case 'u':
		if slashes > 0 {
			if hasPrefix(in[i:], "u0022") {
				return quote{char: '"', slashes: slashes}, i + 5
			}
			if hasPrefix(in[i:], "u0027") {
				return quote{char: '\'', slashes: slashes}, i + 5
			}
		}
	case 'x': // nginx writes so, and a backslash too
		escaped := false
		if rest := in[i:]; slashes > 0 && hasPrefix(rest, `x5C\x`) {
			escaped, i = true, i+len(`x5C\`)
		}
		if rest := in[i:]; slashes > 0 && (hasPrefix(rest, "x22") || hasPrefix(rest, "x27")) {
			if escaped {
				slashes = 2*slashes + 1
			}
			return quote{char: "\"'"[(rest[2]-'2')/5], slashes: slashes}, i + 3
		}
	case '%':
		if hasPrefix(in[i:], "%22") {
			return quote{char: '"', within: '%', slashes: slashes}, i + 3
		}
	case '&', 0xE2, 0xEF:
		for k := range quoteForms {
			if f := &quoteForms[k]; f.text[0] == c && i+1 < len(in) && f.text[1] == in[i+1] && hasPrefix(in[i:], f.text) {
				q := f.quote
				q.slashes = slashes
				return q, i + len(f.text)
			}
		}
	}
	return quote{}, start
}

// closes reports whether c ends the string that q opened. Behind q.slashes
// backslashes, a quote that belongs to the text has an even number of times as
// many more; one with fewer ends a string that encloses this one.
func (q quote) closes(c quote) bool {
	if c.char != q.char || c.smart && !q.smart || c.entity && !q.entity || c.within == '%' && q.within != '%' {
		return false
	}
	return c.slashes < q.slashes || c.slashes%(2*(q.slashes+1)) == q.slashes
}

// A value is the text of a member of an object, quotes excluded.
type value struct {
	start, end int32
	open       quote // char 0: not quoted
	closed     bool  // its end was seen
}

func (v value) span() Span { return Span{int(v.start), int(v.end)} }

// wrapReach is how far after a line break a string is followed to see whether
// it was only wrapped.
const wrapReach = 512

// plainByte are the bytes of a string that neither end it nor begin an escape:
// nearly all.
var plainByte = func() (set [256]bool) {
	for c := range set {
		set[c] = bytes.IndexByte([]byte("\n\\\"'`&%\xe2\xef"), byte(c)) < 0
	}
	return set
}()

// readString reads the string that open opened just before i, at most limit
// bytes of it. It returns the offset after the closing quote, or the end of the
// text where there is none.
// A line break ends a string, unless the closing quote follows soon and an
// object goes on after it: then a mail program or a terminal wrapped the line.
func (s *scanner) readString(i int, open quote, limit int) (v value, next int) {
	in, start, broken, stop := s.in, i, -1, min(len(s.in), i+limit)
	defer func() { s.steps += next - start }()
	for i < stop {
		if plainByte[in[i]] {
			i++
			continue
		}
		switch c := in[i]; c {
		case '\n':
			if broken < 0 {
				broken, stop = i, min(stop, i+wrapReach)
			}
			i++
		case '\\', '"', '\'', '`', '&', '%', 0xE2, 0xEF:
			q, after := quoteAt(in, i)
			if open.within == ',' && after < stop && in[after] == '"' && q.char == '"' {
				after++
			}
			if q.char == 0 {
				i++
				for c == '\\' && i < stop && in[i] == '\\' {
					i++
				}
				continue
			}
			if !open.closes(q) {
				i = after
				continue
			}
			if broken >= 0 && !goesOn(in, after) {
				s.steps += i - broken
				return value{int32(start), int32(trimRight(in, start, broken)), open, false}, broken
			}
			return value{int32(start), int32(i), open, true}, after
		default:
			i++
		}
	}
	if broken >= 0 {
		i = broken
	}
	i = start + runeFloor(in[start:], min(i, len(in))-start)
	return value{int32(start), int32(trimRight(in, start, i)), open, false}, i
}

// goesOn reports whether an object continues or ends at i.
func goesOn(in []byte, i int) bool {
	i = skipBlank(in, i)
	return signAt(in, i, '}') > 0 || signAt(in, i, ',') > 0
}

// signForms are the forms of the signs of an object that copying leaves behind.
var signForms = map[byte][]string{'{': {"｛", "%7B"}, '}': {"｝", "%7D"}, ',': {"，", "%2C"}}

// signAt returns the length of the brace or comma at i, 0 if it is not there.
func signAt(in []byte, i int, sign byte) int {
	switch {
	case i >= len(in):
	case in[i] == sign:
		return 1
	case in[i] == '%' || in[i] == 0xEF:
		for _, form := range signForms[sign] {
			if hasPrefix(in[i:], form) {
				return len(form)
			}
		}
	}
	return 0
}

// readBare reads a value without quotes: a word, or with line set everything
// up to the end of the line or object, or the next key.
func (s *scanner) readBare(i int, line bool) (v value, next int) {
	in, start := s.in, i
	switch {
	case !line:
		for i < len(in) && isWord[in[i]] {
			i++
		}
		s.steps += i - start
	case s.bare.Start <= i && i < s.bare.End:
		i = s.bare.End // many keys on one line have one end
	default:
		i = s.bareEnd(i)
		s.bare = Span{start, i}
	}
	return value{start: int32(start), end: int32(trimRight(in, start, i)), closed: true}, i
}

// bareEnd returns where a text without quotes ends that starts at i: with its
// line, its object or its list, before the quote of the string that it stands
// in, or before the next key. Only some keys are known from "topic: x", but in
// "a=b c=d" any is.
func (s *scanner) bareEnd(start int) int {
	in, i := s.in, start
	depth, quotes, last := 0, 0, 0
scan:
	for ; i < len(in); i++ {
		switch c := in[i]; c {
		case '\n', '{', '}':
			break scan
		case '[':
			depth++
		case ']':
			if depth--; depth < 0 {
				break scan
			}
		case '"':
			quotes++
			last = i
		case ':', '=':
			key := i
			for key > start && isWord[in[key-1]] {
				key--
			}
			s.steps += i - key
			if key == start || key == i || in[key-1] != ' ' && in[key-1] != ',' {
				continue
			}
			name := in[key:i]
			if c == '=' && afterEquals(in, start) || string(name) != "message" && memberOf(name, formRecord) != memberOther {
				i = key
				break scan
			}
		}
	}
	s.steps += i - start
	if quotes%2 == 1 {
		i = last
	}
	return i
}

// afterEquals reports whether an equals sign stands before i.
func afterEquals(in []byte, i int) bool {
	for i > 0 && in[i-1] == ' ' {
		i--
	}
	return i > 0 && in[i-1] == '='
}

// maxGlue bounds what may stand between a key and its value.
const maxGlue = 256

// isGlue are the bytes that it begins with.
var isGlue = bytesOf("\"'`\\%&]:= \t\r\n\x1b\xc2\xe2\xef")

// afterKey reads what stands between a key that ends at i and its value: the
// key's closing quote, a colon or equals sign, blanks. With ok, next is the
// start of the value and open its opening quote, if it has one.
func (s *scanner) afterKey(i int) (open quote, next int, ok bool) {
	if i < len(s.in) && !isGlue[s.in[i]] {
		return quote{}, i, false
	}
	in := s.in[:min(len(s.in), i+maxGlue)]
	doubled := false
	if i < len(in) && in[i] <= '\r' { // perhaps wrapped before its quote
		if k := skipBlank(in, i); k < len(in) && (in[k] == '"' || in[k] == '\'') {
			i = k
		}
	}
	if q, after := quoteAt(in, i); after > i {
		i = after
		if doubled = i < len(in) && in[i] == '"' && q == (quote{char: '"'}); doubled {
			i++
		} else if i < len(in) && in[i] == ']' {
			i++ // headers["key"] = value
		}
	} else if i < len(in) && in[i] == ']' {
		i++ // PHP: [key] => value
	}
	i = skipBlank(in, i)
	i, ok = separator(in, i)
	if !ok {
		return quote{}, i, false
	}
	i = skipBlank(in, i)
	if q, after := quoteAt(in, i); q.char != 0 {
		if doubled && after < len(in) && in[after] == '"' {
			q.within = ','
			after++
		}
		return q, after, true
	}
	return quote{}, i, true
}

// cell returns the start of the next cell of a table, in whose last one a key
// ends at i.
func cell(in []byte, i int) (next int, ok bool) {
	limit := min(len(in), i+maxGlue)
	for i < limit && in[i] == ' ' {
		i++
	}
	if i == limit || in[i] != '|' && in[i] != '\t' {
		return i, false
	}
	for i++; i < limit && in[i] == ' '; i++ {
	}
	return i, true
}

// separator reads ":", "=", "=>" or one of their escaped forms.
func separator(in []byte, i int) (next int, ok bool) {
	if i >= len(in) {
		return i, false
	}
	switch in[i] {
	case ':':
		return i + 1, true
	case '=':
		if i+1 < len(in) && in[i+1] == '>' {
			i++
		}
		return i + 1, true
	case '\\': // \u003d
		j := i
		for j < len(in) && in[j] == '\\' {
			j++
		}
		if rest := in[j:]; hasFold(rest, "u003d") || hasFold(rest, "u003a") || hasFold(rest, "uff1a") {
			return j + len("u003d"), true
		}
	case '%':
		if i+2 < len(in) && in[i+1] == '3' && (in[i+2] == 'D' || in[i+2] == 'A') {
			return i + len("%3D"), true
		}
	case '&', "："[0]:
		for _, sep := range []string{"：", "&#58;"} {
			if hasPrefix(in[i:], sep) {
				return i + len(sep), true
			}
		}
	}
	return i, false
}

// skipBlank returns the first offset from i on that is no blank: white space,
// escaped white space, a terminal's colour sequence, or quote marks of a mail
// at the start of a line.
func skipBlank(in []byte, i int) int {
	for i < len(in) {
		switch c := in[i]; c {
		case ' ', '\t', '\r':
			i++
		case '\n':
			i = skipQuoteMarks(in, i+1)
		case '\\':
			j := i
			for j < len(in) && in[j] == '\\' {
				j++
			}
			if j < len(in) && (in[j] == '\n' || in[j] == '\r') {
				i = j // a shell continues the line so
				continue
			}
			if j == len(in) || in[j] != 'n' && in[j] != 'r' && in[j] != 't' {
				return i
			}
			i = j + 1
		case 0x1b:
			j := colourEnd(in, i)
			if j == i {
				return i
			}
			i = j
		case '%':
			if !hasPrefix(in[i:], "%20") {
				return i
			}
			i += 3
		case 0xC2:
			if !hasPrefix(in[i:], "\u00a0") {
				return i
			}
			i += 2
		default:
			return i
		}
	}
	return i
}

// colourEnd returns the offset after the terminal sequence that starts at i.
func colourEnd(in []byte, i int) int {
	if i+1 >= len(in) || in[i+1] != '[' {
		return i
	}
	for j := i + 2; j < len(in) && j < i+16; j++ {
		switch c := in[j]; {
		case c >= 0x40 && c <= 0x7e:
			return j + 1
		case c < 0x20 || c > 0x3f:
			return i
		}
	}
	return i
}

// skipQuoteMarks skips what mail and ticket programs put before a quoted line.
// The ">" of curl is among it, so callers tell request from response by what
// follows.
func skipQuoteMarks(in []byte, i int) int {
	for i < len(in) {
		switch c := in[i]; {
		case c == ' ' || c == '\t' || c == '>' || c == '|':
			i++
		case c == "│"[0] && hasPrefix(in[i:], "│"):
			i += len("│")
		default:
			return i
		}
	}
	return i
}

// unwrap replaces every line break of raw, and the quote marks after it, by
// joint. No JSON string has a line break of its own.
func unwrap(raw []byte, joint string) []byte {
	if bytes.IndexByte(raw, '\n') < 0 {
		return raw
	}
	return appendUnwrapped(make([]byte, 0, len(raw)), raw, joint)
}

func appendUnwrapped(out, raw []byte, joint string) []byte {
	for i := 0; ; {
		n := bytes.IndexByte(raw[i:], '\n')
		if n < 0 {
			return append(out, raw[i:]...)
		}
		out = append(out, raw[i:i+n]...)
		for len(out) > 0 && (out[len(out)-1] == ' ' || out[len(out)-1] == '\r') {
			out = out[:len(out)-1]
		}
		out = append(out, joint...)
		i = skipQuoteMarks(raw, i+n+1)
	}
}

// trimRight returns end without the blanks and commas before it.
func trimRight(in []byte, start, end int) int {
	for end > start {
		switch in[end-1] {
		case ' ', '\t', '\r', '\n', ',':
			end--
		default:
			return end
		}
	}
	return end
}
