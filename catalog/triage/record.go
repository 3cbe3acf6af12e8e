package triage

import "bytes"

const (
	// maxRecord is how many bytes of a record are decoded, and maxRecordLines
	// how many lines belong to one.
	maxRecord      = 64 << 10
	maxRecordLines = 200
	// maxAbove is how many lines above one are looked at for the beginning of
	// its record, and lookBack how many bytes.
	maxAbove = 64
	lookBack = 64 << 10
)

// A lineKind says how a line goes together with those around it.
type lineKind uint8

const (
	linePlain  lineKind = iota
	lineTimed           // begins with a time
	lineHTTP            // begins an HTTP exchange: HTTP/1.1 404 Not Found, or > GET / HTTP/1.1
	lineMore            // goes on with the line above: indented, part of a stack trace or of curl's talk
	lineHeader          // looks like an HTTP header
	lineBrace           // begins with a brace, without a time of its own
	lineBlank
)

// hard reports whether a line of this kind begins a record whatever is above it.
func (k lineKind) hard() bool { return k == lineTimed || k == lineHTTP }

// kindOf returns the kind of a line.
func kindOf(line []byte) lineKind {
	line = bytes.TrimRight(line, "\r\n")
	if len(line) == 0 {
		return lineBlank
	}
	switch c := line[0]; c {
	case ' ', '\t':
		if len(bytes.TrimLeft(line, " \t")) == 0 {
			return lineBlank
		}
		return lineMore
	case '}', ']', ')':
		return lineMore
	case '*':
		if len(line) > 1 && line[1] == ' ' {
			return lineMore
		}
	case '>':
		if len(line) == 1 || line[1] == ' ' {
			if bytes.Contains(line[:min(len(line), 8<<10)], []byte(" HTTP/")) {
				return lineHTTP
			}
			return lineMore
		}
	case '<':
		if len(line) > 1 && digit(line[1]) {
			break // the priority of syslog
		}
		return lineMore // curl's, or HTML
	case '{':
		if _, ok := lineTime(line, 1970); ok {
			return lineTimed
		}
		return lineBrace
	case 'H':
		if bytes.HasPrefix(line, []byte("HTTP/")) {
			return lineHTTP
		}
	case 'a':
		if bytes.HasPrefix(line, []byte("at ")) {
			return lineMore
		}
	case 'C':
		if bytes.HasPrefix(line, []byte("Caused by: ")) {
			return lineMore
		}
	case '.':
		if bytes.HasPrefix(line, []byte("... ")) {
			return lineMore
		}
	}
	if _, ok := lineTime(line, 1970); ok {
		return lineTimed
	}
	if headerLike(line) {
		return lineHeader
	}
	return linePlain
}

// headerLike reports whether a line may be a header: one word, a colon.
func headerLike(line []byte) bool {
	for i, c := range line[:min(len(line), 64)] {
		if c == ':' {
			return i > 1
		}
		if !letter(c) && !digit(c) && c != '-' {
			return false
		}
	}
	return false
}

// goesOn reports whether a line of kind k belongs to the record that begins
// with a line of kind first and whose last line is of kind last.
func goesOn(first, last, k lineKind) bool {
	switch {
	case k.hard():
		return false
	case k == lineMore, first == lineTimed:
		return true
	case first == lineHTTP:
		return k != linePlain || last != lineHTTP && last != lineHeader && last != lineBrace
	case k == lineBrace:
		return last == linePlain || last == lineHeader
	}
	return false
}

// lineEnd returns the offset after the line at i, its line break included.
func lineEnd(p []byte, i int) int {
	if n := bytes.IndexByte(p[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(p)
}

// lineStart returns where the line begins that holds i, at least floor.
func lineStart(p []byte, i, floor int) int {
	return bytes.LastIndexByte(p[floor:i], '\n') + 1 + floor
}

// recordAt returns the record [start, end) that holds the offset i of p; it
// does not begin before floor, which is the start of a line. The record is not
// complete if what follows p may still belong to it.
func recordAt(p []byte, i, floor int) (start, end int, complete bool) {
	line := lineStart(p, i, floor)
	if i-line > maxRecord/4 || lineEnd(p, line)-line > maxRecord {
		return longLine(p, i, line)
	}

	// Up to the last line that begins a record for certain, then down again.
	top, first := line, kindOf(p[line:lineEnd(p, line)])
	for n := 0; n < maxAbove && !first.hard() && top > floor && line-top < maxRecord/4; n++ {
		above := lineStart(p, top-1, max(floor, top-maxRecord/4))
		if above > floor && p[above-1] != '\n' {
			break // the line above is too long to be part of this record
		}
		top, first = above, kindOf(p[above:top])
	}
	start, end = top, lineEnd(p, top)
	last, lines := first, 1
	for end < len(p) {
		next := lineEnd(p, end)
		k := kindOf(p[end:next])
		if goesOn(first, last, k) && lines < maxRecordLines && next-start <= maxRecord {
			last, end, lines = k, next, lines+1
			continue
		}
		if end > i {
			return start, end, true
		}
		start, end, first, last, lines = end, next, k, k, 1
	}
	return start, end, false
}

// longLine returns the part of a line that is decoded where the line is longer
// than a record: what is around i.
func longLine(p []byte, i, line int) (start, end int, complete bool) {
	start = max(line, i-maxRecord/4)
	for start > line && p[start]&0xc0 == 0x80 {
		start--
	}
	end = start + maxRecord
	if end > len(p) {
		return start, len(p), false
	}
	if n := bytes.IndexByte(p[i:end], '\n'); n >= 0 {
		return start, i + n + 1, true
	}
	for p[end-1]&0xc0 == 0x80 || p[end-1] >= 0xc0 {
		end--
	}
	return start, max(end, i+1), true
}
