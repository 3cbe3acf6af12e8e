package decode

import (
	"bytes"
	"slices"
)

// What collects the output of programs puts a prefix before every line: a time
// stamp, the name of a container, a host and a process, the key of a JSON object.
// A text of several lines has it in its middle then. So it is skipped there as
// quote marks are.

const (
	// maxPrefix is the length of the longest prefix.
	maxPrefix = 160
	// maxTextLines and maxTextBytes bound a text of several lines.
	maxTextLines = 64
	maxTextBytes = 16 << 10
)

// A prefixReader finds the prefixes that stand in the middle of a text.
type prefixReader struct {
	in     []byte
	prefix []byte // before the first line of the current text
	found  []Span // of the current text: prefixes, and what JSON has behind a line
	wasted int    // bytes that were looked at for nothing; no more than the text has
}

// withoutPrefixes puts blanks in the place of prefixes, so that every offset stays
// what it is. A prefix that all lines of a text have counts, and only behind what
// opens such a text: an object that is indented, or the header of a response.
// Elsewhere a time stamp begins another record.
func (s *scanner) withoutPrefixes() {
	p := prefixReader{in: s.in}
	http := -1   // where the next status line may be
	before := -1 // where the line before begins
	for i, end := 0, 0; i < len(p.in) && p.wasted <= len(p.in); i = end + 1 {
		if end = i; p.in[i] == '\n' {
			before = i
			continue
		}
		end = lineEnd(p.in, i)
		if http < i {
			http = len(p.in)
			if n := bytes.Index(p.in[i:], []byte("HTTP/")); n >= 0 {
				http = i + n
			}
		}
		p.found = p.found[:0]
		next := 0
		if i < http && http < end {
			next = p.response(i, http)
		} else if open := opensObject(p.in, i, end); open > 0 {
			next = p.object(before, i, open)
		}
		before = i
		if next == 0 || len(p.found) == 0 {
			continue
		}
		if &s.in[0] == &p.in[0] { // the caller's
			s.in = slices.Clone(s.in)
		}
		for _, at := range p.found {
			for k := at.Start; k < at.End; k++ {
				s.in[k] = ' '
			}
			s.explain(at.Start, at.End)
		}
		end = next
	}
	s.steps += p.wasted
}

// lineEnd returns where the line at i ends.
func lineEnd(in []byte, i int) int {
	if n := bytes.IndexByte(in[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(in)
}

// jsonBreak ends a line of text in a JSON string.
const jsonBreak = `\n"`

// opensObject returns where the brace stands with which the line [start, end), or
// the line of text in its JSON object, ends; 0 if none does.
func opensObject(in []byte, start, end int) int {
	if hasPrefix(in[start:end], `{"`) {
		if n := bytes.Index(in[start:end], []byte("{"+jsonBreak)); n > 0 {
			return start + n
		}
		return 0
	}
	for end > start && in[end-1] <= ' ' {
		end--
	}
	if end > start+1 && in[end-1] == '{' {
		return end - 1
	}
	return 0
}

// object finds the prefixes of an object whose first line starts at start and
// ends with the brace at open; the line before it starts at before. It returns the
// end of its last line, 0 if the lines do not belong together: each has to have
// the prefix, and the last closes what the first opened. One that is cut off has
// to be indented.
func (p *prefixReader) object(before, start, open int) int {
	first := lineEnd(p.in, open)
	inJSON := p.in[start] == '{'
	if inJSON {
		p.found = append(p.found, Span{open + 1, first})
	}
	limit := min(len(p.in), start+maxTextBytes)
	depth, indented, i := 1, true, first+1
	for n := 0; n < maxTextLines && i < limit; n++ {
		end := lineEnd(p.in[:limit], i)
		if n == 0 && !p.takePrefix(p.in[start:open], p.in[i:end], inJSON) {
			return p.nothing(start, end)
		}
		if n == 0 && before >= 0 {
			p.named(before, start, open, inJSON)
		}
		at, ok := p.behind(i, end)
		stop := end
		if inJSON {
			stop = at + max(0, bytes.Index(p.in[at:end], []byte(jsonBreak)))
		}
		text := bytes.TrimRight(p.in[at:stop], " \t\r,;")
		if !ok || len(text) == 0 {
			return p.nothing(start, end)
		}
		indented = indented && (text[0] == ' ' || text[0] == '\t')
		p.found = append(p.found, Span{i, at})
		if text = bytes.TrimLeft(text, " \t"); len(text) > 0 && (text[0] == '}' || text[0] == ']') {
			if depth--; depth == 0 {
				if inJSON { // its time belongs to what is said before the brace
					p.found[len(p.found)-1].Start--
				}
				return end
			}
		}
		if c := text[max(0, len(text)-1):]; len(c) > 0 && (c[0] == '{' || c[0] == '[') {
			depth++
		}
		if inJSON {
			p.found = append(p.found, Span{stop, end})
		}
		i = end + 1
	}
	if i < len(p.in) || !indented || i == first+1 {
		return p.nothing(start, min(i, len(p.in)))
	}
	return len(p.in)
}

// named finds the prefix of a brace that is alone on its line, if the line before
// ends with a colon. PHP prints an exception so.
func (p *prefixReader) named(before, start, open int, inJSON bool) {
	at, ok := p.behind(before, start-1)
	if !ok || open-start != len(p.prefix) {
		return
	}
	stop := start - 1
	if inJSON {
		stop = at + max(0, bytes.Index(p.in[at:stop], []byte(jsonBreak)))
	}
	if hasSuffix(bytes.TrimRight(p.in[at:stop], " \r"), ":") {
		p.found = append(p.found, Span{stop, start - 1}, Span{start, open})
	}
}

// response finds the prefixes of a response whose status line starts at start,
// and its text at http, in the same way. Its last line is the first of its body.
func (p *prefixReader) response(start, http int) int {
	first := lineEnd(p.in, http)
	i := http + len("HTTP/")
	for i < first && (p.in[i] == '.' || '0' <= p.in[i] && p.in[i] <= '9') {
		i++
	}
	if _, ok := statusAt(p.in[:first], i+1); !ok || p.in[i] != ' ' || !p.takePrefix(p.in[start:http], p.in[start:http], false) || len(p.prefix) < http-start {
		return 0
	}
	p.found = append(p.found, Span{start, http})
	limit, last, header := min(len(p.in), start+maxTextBytes), first, true
	for n := 0; n < maxTextLines && last+1 < limit; n++ {
		i := last + 1
		end := lineEnd(p.in[:limit], i)
		at, ok := p.behind(i, end)
		text := bytes.TrimSpace(p.in[min(at, end):end])
		name := bytes.IndexByte(text, ':')
		if !ok || header && len(text) > 0 && (name <= 0 || bytes.IndexByte(text[:name], ' ') >= 0) {
			break
		}
		p.found = append(p.found, Span{i, at})
		last = end
		if header = header && len(text) > 0; header || len(text) == 0 {
			continue
		}
		if open := opensObject(p.in, i, end); open > 0 {
			found := len(p.found)
			if next := p.object(-1, i, open); next > 0 {
				return next
			}
			p.found = p.found[:found]
		}
		return last
	}
	if last == first {
		return p.nothing(start, first)
	}
	return last
}

// nothing notes that [start, end) was looked at for nothing.
func (p *prefixReader) nothing(start, end int) int {
	p.wasted += end - start
	return 0
}

// takePrefix takes what two lines have in common for the prefix, if it can be one.
// In JSON it ends with a quote; elsewhere it has nothing in it that values, keys
// and markup have, and nowhere the name of a secret, for that has to be read.
func (p *prefixReader) takePrefix(a, b []byte, inJSON bool) bool {
	n, _ := sameBut(a, b)
	for n > 0 && (isWord[a[n-1]] && !endsColour(a[:n]) || inJSON && a[n-1] == ' ') {
		n--
	}
	if p.prefix = a[:n]; n < 3 || n > maxPrefix || !inJSON && bytes.ContainsAny(p.prefix, "\"'`{}=<&\\") || inJSON && p.prefix[n-1] != '"' {
		return false
	}
	words := 0
	for w := range bytes.FieldsFuncSeq(p.prefix, func(r rune) bool { return r >= 0x80 || !isWord[r] }) {
		if w = bytes.Trim(w, wordEdge); len(w) == 0 {
			continue
		}
		if words++; secretID(w) || nameOfSecret(w).kind != kindNone {
			return false
		}
	}
	return words > 0
}

// endsColour reports whether text, the start of a line, ends with a colour.
func endsColour(text []byte) bool {
	text = text[max(0, len(text)-maxKeyword):]
	i := bytes.LastIndexByte(text, 0x1b)
	return i >= 0 && colourEnd(text, i) == len(text)
}

// behind returns where the text begins behind the prefix of the line [start, end).
// Editors take the blanks from the end of an empty line.
func (p *prefixReader) behind(start, end int) (at int, ok bool) {
	line := p.in[start:end]
	if n, k := sameBut(p.prefix, line); n == len(p.prefix) {
		return start + k, true
	} else if k == len(line) && len(bytes.TrimRight(p.prefix[n:], " ")) == 0 {
		return end, true
	}
	return start, false
}

// sameBut returns how far two texts are the same but for the digits of their
// numbers.
func sameBut(a, b []byte) (i, j int) {
	digits := func(b []byte, i int) int {
		for i < len(b) && '0' <= b[i] && b[i] <= '9' {
			i++
		}
		return i
	}
	for i < len(a) && j < len(b) {
		if m, n := digits(a, i), digits(b, j); m > i && n > j {
			i, j = m, n
			continue
		}
		if a[i] != b[j] {
			break
		}
		i++
		j++
	}
	return i, j
}
