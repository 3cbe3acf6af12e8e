package decode

import (
	"strings"
)

// A walk goes from key to key of JSON that may be cut off, and in whatever quotes.
// What a key says is judged by how deep it stands: what is in a list is data.
type walk struct {
	s              *scanner
	i              int
	objects, lists int // that are open
}

// next returns the next key and where its value starts. The walk goes on with
// the value, whose own keys come next. It ends with what it began in, and w.i is
// where.
func (w *walk) next() (key []byte, open quote, at int, ok bool) {
	in := w.s.in
	for w.i < len(in) {
		switch in[w.i] {
		case '{':
			w.objects++
		case '}':
			w.objects--
		case '[':
			w.lists++
		case ']':
			w.lists--
		}
		if w.objects < 0 || w.lists < 0 {
			break
		}
		q, after := quoteAt(in, w.i)
		if q.char == 0 {
			w.i++
			w.s.steps++
			continue
		}
		v, end := w.s.readString(after, q, len(in))
		w.i = end
		if !v.closed {
			continue
		}
		if open, at, ok = w.s.afterKey(int(v.end)); ok {
			return in[v.start:v.end], open, at, true
		}
	}
	return nil, quote{}, w.i, false
}

// startsError reports whether a body, of which content is the beginning, says
// that something failed: by a member of its own or of an object in it, however
// deep. In any other body of a successful response such text is data, for example
// a log that was searched, and so is all that stands in lists and strings. Of a
// stream, each event is such a body.
func startsError(content []byte) bool {
	i := skipBlank(content, 0)
	if i == len(content) || content[i] != '{' && !isStream(content[i:]) {
		return false
	}
	w := walk{s: &scanner{in: content}, i: i}
	for {
		key, open, at, ok := w.next()
		if !ok {
			return false
		}
		if w.lists == 0 && len(key) < maxKeyword && w.tellsError(strings.ToLower(string(key)), open, at) {
			return true
		}
	}
}

// isStream reports whether a body is a stream of events, as API 3.0 sends one.
func isStream(content []byte) bool {
	for _, field := range []string{"data:", "event:", "id:"} {
		if hasPrefix(content, field) {
			return true
		}
	}
	return false
}

// tellsError reports whether the member key, in lower case, whose value starts at
// an offset says that something failed. Code and success say so of the whole
// answer only: other objects have codes of another kind.
func (w *walk) tellsError(key string, open quote, at int) bool {
	switch key {
	case "errorcode", "errormessage", "error", "codedesc":
	case "code", "success":
		if w.objects > 1 {
			return false
		}
	default:
		return false
	}
	in := w.s.in
	if open.char == 0 && at < len(in) && (in[at] == '{' || in[at] == '[') {
		return key == "error"
	}
	var v value
	if open.char != 0 {
		v, _ = w.s.readString(at, open, maxKeyword)
	} else {
		v, _ = w.s.readBare(at, false)
	}
	text := strings.ToLower(string(in[v.start:min(v.end, v.start+maxKeyword)]))
	if key == "success" {
		return text == "false"
	}
	return !allWell[text]
}

// allWell are the values that codes and errors have where there is no error.
var allWell = map[string]bool{"": true, "0": true, "200": true, "null": true, "false": true, "ok": true, "success": true}
