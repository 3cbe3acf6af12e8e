package decode

import (
	"bytes"
	"strings"
)

// Where the value of a name stands: behind a sign, in quotes, in an element of
// XML, in the next cell, behind what programs write before a value.

// secretAt finds the value of the key that ends at end. Besides "key": "value"
// there are elements of XML, pairs, {"name": "key", "value": "value"} in a HAR
// and name: key, value: value in YAML, and "key", "value" in a program.
func (s *scanner) secretAt(start, end int) (open quote, i int, ok bool) {
	if open, i, ok = s.afterKey(end); ok {
		if open.char == 0 {
			open, i = s.literal(i)
		}
		return open, i, true
	}
	if i := start - len("--"); i >= 0 && hasPrefix(s.in[i:], "--") {
		open, i = s.argument(end)
		return open, i, i > end
	}
	if i, ok := s.element(start, end); ok {
		return quote{}, i, true
	}
	if v, ok := s.valueBefore(start); ok {
		return v.open, int(v.start), true
	}
	if end < len(s.in) && !isGlue[s.in[end]] && s.in[end] != ',' {
		return quote{}, 0, false
	}
	in := s.in[:min(len(s.in), end+maxGlue)]
	named, i := quoteAt(in, end)
	i = skipBlank(in, i)
	comma := i < len(in) && in[i] == ','
	if comma {
		i = skipBlank(in, i+1)
	}
	if i < len(in) && isValueByte[in[i]] && in[i] != 'V' {
		return quote{}, 0, false // another word, as mostly
	}
	if open, i = quoteAt(in, i); open.char == 0 {
		open, i = s.literal(i)
	}
	if i < len(in) && in[i]|lowerBit == 'v' && hasFold(in[i:], "value") {
		if open, i, ok := s.afterKey(i + len("value")); ok {
			if open.char == 0 {
				open, i = s.literal(i)
			}
			return open, i, true
		}
	}
	if named.char == 0 || !comma || open.char == 0 {
		return quote{}, 0, false
	}
	j := i
	for j < len(in) && (isWord[in[j]] && (in[j] < '0' || in[j] > '9')) {
		j++
	}
	if q, _ := quoteAt(in, j); open.closes(q) {
		return quote{}, 0, false // a list of names
	}
	return open, i, true
}

// stringPrefixes are what programs write before a quote.
const stringPrefixes = "bBuUrR@"

// literal returns the opening quote of the value at i, and where its text
// begins, if a program wrote letters before the quote, b'…' or @"…", or if
// the quote is percent-encoded. That one is no quote to the rest of the code: a
// secret word ends before the next.
func (s *scanner) literal(i int) (open quote, next int) {
	if c, next := percentByte(s.in, i); c == '"' || c == '\'' {
		return quote{}, next
	}
	for j := i; j < len(s.in) && j < i+2 && strings.IndexByte(stringPrefixes, s.in[j]) >= 0; j++ {
		if q, next := quoteAt(s.in, j+1); q.char != 0 {
			return q, next
		}
	}
	return quote{}, i
}

// argument finds the argument of an option whose name ends at end: on its line,
// in the next string of a list, behind a backslash or in the next line of YAML.
func (s *scanner) argument(end int) (open quote, i int) {
	in := s.in[:min(len(s.in), end+maxNear)]
	i = end
	if q, after := quoteAt(in, i); after > i {
		if after = skipBlank(in, after); q.char == 0 || after == len(in) || in[after] != ',' {
			return quote{}, end
		}
		i = after + 1
	}
	i = skipBlank(in, i)
	if i+1 < len(in) && (in[i] == '\\' || in[i] == '-' && in[i+1] == ' ') {
		i = skipBlank(in, i+1)
	}
	if i < len(in) && in[i] == '-' {
		return quote{}, end // another option
	}
	return quoteAt(in, i)
}

// valueBefore returns the value of a pair whose name is at start, and comes
// last: {"value": "…", "name": "Cookie"}.
func (s *scanner) valueBefore(start int) (v value, ok bool) {
	key := s.valueKey
	s.valueKey = 0 // so that every value is read once
	if key == 0 {
		return value{}, false
	}
	open, i, ok := s.afterKey(key)
	if !ok || open.char == 0 {
		return value{}, false
	}
	v, i = s.readString(i, open, start-i)
	i = skipBlank(s.in, i)
	if !v.closed || i >= start || s.in[i] != ',' {
		return value{}, false
	}
	name, found := s.member(i + 1)
	if !found || !hasPrefix(s.in[name:], "name") {
		return value{}, false
	}
	_, i, ok = s.afterKey(name + len("name"))
	return v, ok && i == start
}

// wrappedValue returns the opening quote and the start of the value at i behind
// what programs write before one:
//
//	:= "…"   Some("…")   []string{"…"}   (string) (len=32) "…"   string(32) "…"   !!str …
//
// A block of YAML has it on its next line.
func (s *scanner) wrappedValue(open quote, i int) (quote, int) {
	in := s.in[:min(len(s.in), i+maxNear)]
	start := i
	for n := 0; n < maxWrappers && open.char == 0 && i < len(in); n++ {
		next := wrapperEnd(in, i)
		if next == i {
			break
		}
		i = skipBlank(in, next)
		if open, i = quoteAt(in, i); open.char == 0 {
			open, i = s.literal(i)
		}
	}
	s.steps += i - start
	return open, i
}

var classEnds = bytesOf("]\n ,{}<>%=/+")

// afterClass returns where the value stands of a property of PHP, at whose class i
// is: ["secretKey":"Credential":private]=>
func (s *scanner) afterClass(open quote, i int) (quote, int) {
	text := s.in[i:min(len(s.in), i+maxNear)]
	n := classEnds.index(text)
	if n < 0 || text[n] != ']' || !hasSuffix(text[:n], ":private") && !hasSuffix(text[:n], ":protected") {
		return open, i
	}
	s.steps += n
	if q, next, ok := s.afterKey(i + n); ok {
		return q, next
	}
	return open, i
}

// wrapperEnd returns the end of what stands before a value at i, or i.
func wrapperEnd(in []byte, i int) int {
	c, j := in[i], i+1
	if c == '\\' {
		c, j = escapedByte(in, i)
	}
	switch {
	case c == '=': // the second sign of := or ==
		return j
	case c == '|', c == '>': // a block of YAML, or the end of =>
		for j < len(in) && (in[j] == '-' || in[j] == '+' || '0' <= in[j] && in[j] <= '9') {
			j++
		}
		if next := skipBlank(in, j); next > j && (c == '>' || bytes.ContainsAny(in[j:next], "\n\\")) {
			return j
		}
	case c == '[':
		if j < len(in) && in[j] == ']' {
			j++
		}
		return j
	case c == '(': // a type, or the argument of one
		if q, _ := quoteAt(in, j); q.char != 0 {
			return j
		}
		for j < len(in) && (isWord[in[j]] || in[j] == '=' || in[j] == '*' || in[j] == '\\') {
			j++
		}
		if j < len(in) && in[j] == ')' && j > i+1 {
			return j + 1
		}
	case c == '!': // a tag of YAML
		for j < len(in) && (isWord[in[j]] || in[j] == '!') {
			j++
		}
		if j > i+1 && j+1 < len(in) && in[j] == ' ' && in[j+1] > ' ' {
			return j
		}
	case isWord[c] && (c < '0' || c > '9'): // a type, a constructor or another function
		for j < len(in) && isWord[in[j]] {
			j++
		}
		if j == len(in) || j-i >= maxWrapper {
			break
		}
		if next, ok := separator(in, j+1); ok && in[j] == ' ' && in[j+1] != ':' { // password: string = "…"
			return next
		}
		if in[j] != '(' && in[j] != '{' {
			break
		}
		if n := bytes.IndexByte(in[j:], ')'); n > 1 && len(bytes.Trim(in[j+1:j+n], "0123456789")) == 0 { // string(32)
			return j + n + 1
		}
		return j + 1
	}
	return i
}

// isNearSign and nearWords are what may stand between a name and its value.
var isNearSign = [256]bool{'=': true, ':': true, ',': true, '|': true, '(': true, '>': true, '#': true, '*': true, '@': true, '[': true, '^': true}

var nearWords = [...]struct {
	text string
	ties bool // as a colon does
}{
	{"：", true}, {"＝", true}, {"是", true}, {"为", true}, {"的", false}, {"值", false}, {"填", false}, {"，", false}, {"、", false}, {"→", false}, {"\u3000", false},
	{"is ", false}, {"was ", false}, {"string ", false}, {"value ", false}, {"computed ", false}, {"expected ", false}, {"got ", false},
	{"—", false}, {"–", false}, {"&gt;", false},
}

// nearFirst are the letters that nearWords and the prefixes of strings begin
// with.
var nearFirst = func() (set [256]bool) {
	for _, w := range nearWords {
		set[w.text[0]] = true
	}
	for _, c := range stringPrefixes {
		set[c] = true
	}
	return set
}()

// isValueByte are the letters and digits that begin neither of these.
var isValueByte = func() (set [256]bool) {
	for c := range set {
		set[c] = isWord[c] && !isEdge[c] && !nearFirst[c]
	}
	return set
}()

// near skips what may stand between a name that ends at i and its value. A sign
// among it ties the value to the name.
func (s *scanner) near(i int) (next int, tied bool) {
	start := i
	in := s.in[:min(len(s.in), i+maxNear)]
	called := false
skip:
	for i < len(in) {
		from := i
		if c := in[i]; isValueByte[c] && !called {
			break // nearly always the value
		} else if isNearSign[c] {
			called = called || c == '('
			tied = tied || c == ':' || c == '='
			i++
			continue
		}
		if i = skipBlank(in, i); i == len(in) {
			break
		}
		if _, after := quoteAt(in, i); after > i {
			i = after
			continue
		}
		switch c := in[i]; {
		case c == '%':
			b, after := percentByte(in, i)
			if after == i+1 || isWord[b] {
				break skip
			}
			tied = tied || b == ':' || b == '='
			i = after
			continue
		case c == '\\':
			if b, after := escapedByte(in, i); isNearSign[b] {
				tied = tied || b == ':' || b == '='
				i = after
				continue
			}
			if r, after := escapedRune(in, i); r == '：' || r == '＝' || r == '是' || r == '为' {
				tied = true
				i = after
				continue
			}
		case c == '-' && i+1 < len(in) && !isWord[in[i+1]]: // "- " and "->"
			i++
			continue
		case isNearSign[c]:
			continue // behind blanks
		case c == '<' && i+1 < len(in) && in[i+1] != '<' && in[i+1] != '"': // </td><td>
			if n := bytes.IndexByte(in[i:], '>'); n > 0 {
				i += n + 1
				continue
			}
		case c == '<': // <<"…">>
			i++
			continue
		case called && isWord[c]: // set_access_key(config, "…")
			called = false
			j := i
			for j < len(in) && isWord[in[j]] {
				j++
			}
			if j < len(in) && in[j] == ',' {
				i = j
				continue
			}
		}
		if n := remarkEnd(in, i); n > i {
			i = n
			continue
		}
		if !nearFirst[in[i]] {
			break // as before nearly all values
		}
		for k := range nearWords {
			w := &nearWords[k]
			if w.text[0] != in[i] || i+1 < len(in) && w.text[1] != in[i+1] {
				continue
			}
			if (w.text[0] >= 0x80 || i > start) && hasPrefix(in[i:], w.text) {
				i += len(w.text)
				tied = tied || w.ties
				continue skip
			}
		}
		if _, after := s.literal(i); after > i && after <= len(in) { // b'…'
			i = after
			continue
		}
		if i == from {
			break
		}
	}
	s.steps += i - start
	return i, tied
}

// remarkEnd returns the end of a remark in full-width parentheses at i, or i.
func remarkEnd(in []byte, i int) int {
	const open, shut = "（", "）"
	if in[i] != open[0] || !hasPrefix(in[i:], open) {
		return i
	}
	if n := bytes.Index(in[i:], []byte(shut)); n >= 0 {
		return i + n + len(shut)
	}
	return i
}

// element returns where the text of an element of XML begins whose name is
// [start, end): <secretKey>…</secretKey>.
func (s *scanner) element(start, end int) (i int, ok bool) {
	in := s.in
	if end == len(in) || strings.IndexByte(`>&\%`, in[end]) < 0 {
		return 0, false // as nearly all names
	}
	for _, sign := range tagSigns {
		if !hasSuffix(in[:start], sign[0]) {
			continue
		}
		for i = end; i < len(in) && i-end < maxNear && in[i] == '\\'; i++ {
		}
		if !hasPrefix(in[i:], sign[1]) {
			return 0, false
		}
		after := i + len(sign[1])
		i = skipBlank(in[:min(len(in), after+maxGlue)], after)
		// "<password> of the user" is no element.
		j := s.passwordRun(i)
		if i == after && (j == len(in) || in[j] == '\n' || in[j] == '\r') {
			return i, true // it was cut off
		}
		j = skipBlank(in[:min(len(in), j+maxGlue)], j)
		return i, j < len(in) && bytes.IndexByte([]byte(`<&\%`), in[j]) >= 0
	}
	return 0, false
}

// tagSigns are the signs before and after the name of an element.
var tagSigns = [...][2]string{{"<", ">"}, {"&lt;", "&gt;"}, {"u003c", "u003e"}, {"u003C", "u003E"}, {"%3C", "%3E"}, {"%3c", "%3e"}}

// closesElement reports whether the name at i is that of a closing tag.
func closesElement(in []byte, i int) bool {
	text, slash := bytes.CutSuffix(in[max(0, i-8):i], []byte("/"))
	if !slash {
		return false
	}
	text = bytes.TrimRight(text, `\`)
	for _, sign := range tagSigns {
		if hasSuffix(text, sign[0]) {
			return true
		}
	}
	return false
}
