package decode

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// layouts are the forms of time that name their zone.
var layouts = []string{
	time.RFC1123, time.RFC1123Z, time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 Z07:00",
	"2006-01-02 15:04:05.999999999 -0700", "2006-01-02 15:04:05.999999999Z0700",
	"02/Jan/2006:15:04:05 -0700", "02-Jan-2006 15:04:05 -0700", time.RFC850,
}

// zones are the names that are read in the place of an offset. Others are kept
// as they are written: most mean several zones, or need a table of rules.
var zones = []struct{ name, offset string }{{" UTC", " +0000"}, {" Asia/Shanghai", " +0800"}}

// instant returns the time that text names together with its zone. A number is
// a Unix time in seconds or milliseconds.
func instant(text string) (t time.Time, ok bool) {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	if whole, _, _ := strings.Cut(text, "."); len(whole) == 10 || len(whole) == 13 {
		if n, err := strconv.ParseInt(whole, 10, 64); err == nil {
			if len(whole) == 13 {
				return time.UnixMilli(n).UTC(), true
			}
			return time.Unix(n, 0).UTC(), true
		}
	}
	for _, z := range zones {
		if whole, found := strings.CutSuffix(text, z.name); found {
			text = whole + z.offset
		}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(strings.ReplaceAll(layout, ",", "."), text); err == nil {
			if strings.HasSuffix(layout, "MST") && t.Location() != time.UTC && !strings.HasSuffix(text, "GMT") {
				return time.Time{}, false // an abbreviation that says nothing
			}
			return t, true
		}
	}
	return time.Time{}, false
}

// moment returns a time as a report shows it: in the form of RFC 3339 where its
// zone is known, else as it is written.
func moment(text string) string {
	if t, ok := instant(text); ok {
		if strings.HasSuffix(text, "GMT") {
			t = t.UTC()
		}
		return t.Format(time.RFC3339Nano)
	}
	return text
}

// timeAt returns the end of the time that a log line starts with at i, or i:
// 2021-03-04 08:00:00, 2021/03/04T08:00:00.123Z, 08:00:00,123.
func timeAt(in []byte, i int) (start, end int) {
	for i < len(in) && (in[i] == '[' || in[i] == '"') {
		i++
	}
	if i == len(in) || in[i] < '0' || in[i] > '9' {
		return i, i
	}
	date := digitsLike(in, i, "0000-00-00")
	if date == 0 {
		if n := digitsLike(in, i, "00:00:00"); n > 0 {
			return i, fraction(in, i+n)
		}
		return i, i
	}
	j := i + date
	if j >= len(in) || in[j] != ' ' && in[j] != 'T' {
		return i, i
	}
	n := digitsLike(in, j+1, "00:00:00")
	if n == 0 {
		return i, i
	}
	return i, zone(in, fraction(in, j+1+n))
}

// dayForms and monthForms are the forms of a time that do not begin with the
// year, but with a day or a month in digits, or with the name of a month: those of
// access logs, PHP, logcat, go-ethereum and syslog. Most have no year at all.
var (
	dayForms   = []string{"00/Jan/0000:00:00:00", "00-Jan-0000 00:00:00", "00-00 00:00:00", "00-00|00:00:00"}
	monthForms = []string{
		"Jan 00 00:00:00 0000", "Jan  0 00:00:00 0000", // ctime
		"Jan 00 00:00:00", "Jan  0 00:00:00", "Jan 0 00:00:00",
	}
)

// datedAt returns the time at i that names a date, behind a bracket or a quote, in
// any of the forms that logs have. It is empty if none is there.
func datedAt(in []byte, i int) Span { return stampAt(in, i, false) }

// stampAt is datedAt, but at the start of a line a time of the day will do.
func stampAt(in []byte, i int, first bool) Span {
	start, end := timeAt(in, i)
	switch {
	case end > start && !first && in[start+len("00")] == ':':
		return Span{}
	case end > start:
		return Span{start, end}
	case start == len(in):
		return Span{}
	}
	var forms []string
	switch c := in[start]; {
	case '0' <= c && c <= '9':
		forms = dayForms
	case strings.IndexByte("JFMASOND", c) >= 0 && digitsLike(in, start, "Jan ") > 0:
		forms = monthForms
	case strings.IndexByte("EWIF", c) >= 0:
		if n := digitsLike(in, start+1, "0000 00:00:00"); n > 0 { // klog: E0304 08:00:00.123
			return Span{start + 1, fraction(in, start+1+n)}
		}
	}
	for _, form := range forms {
		if n := digitsLike(in, start, form); n > 0 {
			return Span{start, zone(in, fraction(in, start+n))}
		}
	}
	return Span{}
}

// stampIn returns the time in the bracket that the word [start, end) ends with:
// INFO[2021-03-04T08:00:00+08:00].
func stampIn(in []byte, start, end int) Span {
	if n := bytes.LastIndexByte(in[start:end], '['); n > 0 {
		return datedAt(in, start+n)
	}
	return Span{}
}

// months are the names that stand for Jan in a form of time.
var months = []byte("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

// digitsLike returns how many bytes at i are like form, in which 0 stands for
// any digit, - for a slash as well and Jan for any month, or 0.
func digitsLike(in []byte, i int, form string) int {
	if len(in)-i < len(form) {
		return 0
	}
	for k := 0; k < len(form); k++ {
		c := in[i+k]
		switch form[k] {
		case 'J':
			if n := bytes.Index(months, in[i+k:i+k+len("Jan")]); n < 0 || n%len("Jan ") > 0 {
				return 0
			}
			k += len("an")
		case '0':
			if c < '0' || c > '9' {
				return 0
			}
		case '-':
			if c != '-' && c != '/' {
				return 0
			}
		default:
			if c != form[k] {
				return 0
			}
		}
	}
	return len(form)
}

// fraction returns the end of the fraction of a second at i, or i.
func fraction(in []byte, i int) int {
	if i+1 >= len(in) || in[i] != '.' && in[i] != ',' || in[i+1] < '0' || in[i+1] > '9' {
		return i
	}
	for i++; i < len(in) && '0' <= in[i] && in[i] <= '9'; i++ {
	}
	return i
}

// zone returns the end of the zone at i, or i.
func zone(in []byte, i int) int {
	if i < len(in) && in[i] == 'Z' {
		return i + 1
	}
	j := i
	if j < len(in) && in[j] == ' ' {
		j++
	}
	if j < len(in) && (in[j] == '+' || in[j] == '-') {
		for _, form := range []string{"00:00", "0000"} {
			if n := digitsLike(in, j+1, form); n > 0 {
				return j + 1 + n
			}
		}
	}
	for _, z := range zones {
		end := i + len(z.name)
		if hasPrefix(in[i:], z.name) && (end == len(in) || !isWord[in[end]] && in[end] != '+') { // UTC+8 is another
			return end
		}
	}
	return i
}

// lineTime returns the time that the line at i begins with, behind colours and
// up to three words such as the name of a container.
func lineTime(in []byte, i int) Span {
	i = skipQuoteMarks(in, i)
	for words := 0; words < 4; words++ {
		i = skipColours(in, i)
		if at := stampAt(in, i, words == 0); at.End > 0 {
			return at
		}
		word, limit := i, min(len(in), i+maxKeyword)
		for i < limit && in[i] != ' ' && in[i] != '\n' {
			i++
		}
		if at := stampIn(in, word, i); at.End > 0 {
			return at
		}
		if i == limit || in[i] == '\n' {
			break
		}
		i++
	}
	return Span{}
}

// skipColours returns where the text behind the colours at i begins.
func skipColours(in []byte, i int) int {
	for i < len(in) && in[i] == 0x1b && colourEnd(in, i) > i {
		i = colourEnd(in, i)
	}
	return i
}

// stampedLine reports whether the line at i begins with a time stamp, as the
// first line of each record of a log does: bare, behind the name of a container
// or a level, in any of the forms of datedAt, in logfmt, or in a JSON object whose first
// key says that it is a log. A sentence that tells a time does not, nor does a
// line with nothing else.
func stampedLine(in []byte, i int) bool {
	i = skipColours(in, skipQuoteMarks(in, i))
	if i == len(in) {
		return false
	}
	switch c := in[i]; {
	case '0' <= c && c <= '9', c == '[':
	case c == '{':
		return logObject(in, i)
	case c < 'A' || c > 'z':
		return false
	}
	for words := 0; words < 4; words++ {
		if at := stampAt(in, i, words == 0); at.End > 0 {
			return len(bytes.Trim(untilBreak(in, at.End), " \t\r]\"")) > 0 // else it is a line of a ticket
		}
		word := i
		limit := min(len(in), i+maxKeyword)
		for i < limit && in[i] > ' ' && in[i] != '=' {
			i++
		}
		if i == limit || i == word {
			return false
		}
		name := in[word:i]
		switch {
		case name[len(name)-1] == ':':
			return false // of a ticket
		case stampIn(in, word, i).End > 0:
			return true
		case in[i] == '=':
			start, end := timeAt(in, i+1)
			return words == 0 && end > start && logKeys[string(name)]
		case ofSentence(name) && !hasPrefix(in[i:], " ["): // 192.0.2.1 - user [04/Mar/2021:…
			return false
		}
		i = skipColours(in, i)
		for i < len(in) && (in[i] == ' ' || in[i] == '\t' || in[i] == '|') {
			i++
		}
	}
	return false
}

// ofSentence reports whether a word is one of a sentence, or who says it in a
// chat: letters in lower case, without what is in the names that programs give.
func ofSentence(word []byte) bool {
	lower := false
	for _, c := range word {
		switch c {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-', '_', '/', '[', '(', '.':
			return false
		}
		lower = lower || 'a' <= c && c <= 'z'
	}
	return lower
}

// untilBreak returns what is left of the line at i, or the start of it.
func untilBreak(in []byte, i int) []byte {
	line, _, _ := bytes.Cut(in[i:min(len(in), i+maxKeyword)], []byte("\n"))
	return line
}

// logKeys are the keys that the objects of a log begin with, and those before
// the time in its lines.
var logKeys = map[string]bool{
	"t": true, "ts": true, "time": true, "timestamp": true, "@timestamp": true, "datetime": true,
	"level": true, "lvl": true, "severity": true, "log": true,
}

// logObject reports whether the line at i is a JSON object of a log.
func logObject(in []byte, i int) bool {
	key := i + len(`{"`)
	if key > len(in) || in[i+1] != '"' {
		return false
	}
	text := in[key:min(len(in), key+len("@timestamp")+1)]
	n := bytes.IndexByte(text, '"')
	return n > 0 && logKeys[string(text[:n])]
}

// timeReach is how far before an error the time of its record is looked for.
const timeReach = 2 << 10

// recordTime returns the time that the record of an error at i begins with: on
// its own line, or on one above it in the same paragraph.
func recordTime(in []byte, i int) Span {
	for stop := max(0, i-timeReach); ; {
		line := bytes.LastIndexByte(in[stop:i], '\n') + 1 + stop
		if line == stop && stop > 0 {
			return Span{}
		}
		if at := lineTime(in, line); at.End > 0 {
			return at
		}
		if line <= stop || stampedLine(in, line) {
			return Span{} // its record begins there, with a time that names no date
		}
		i = line - 1
		if len(bytes.TrimSpace(in[max(stop, bytes.LastIndexByte(in[stop:i], '\n')+stop):i])) == 0 {
			return Span{}
		}
	}
}
