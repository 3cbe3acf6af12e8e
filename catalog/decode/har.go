package decode

import (
	"bytes"
	"slices"
	"strings"
)

// A HAR, the archive of a browser or proxy, is JSON: log.entries is a list of
// exchanges. The walk over it tolerates what people send: an archive cut off in
// the middle, damaged anywhere, with words before it, or a single entry. Every
// exchange is written behind the text as the HTTP text it stands for, where the
// usual passes find it:
//
//	POST /structuredlog?topic_id=… HTTP/1.1
//	host: ap-guangzhou.cls.tencentcs.com
//	…
//
//	HTTP/1.1 404
//	x-cls-requestid: …
//
//	{"errorcode":…
//
// In the archive itself only secrets are looked for.

// An exchange is one entry of a HAR. The spans are places of its text, without
// quotes; they are empty where the entry does not say.
type exchange struct {
	started     Span // startedDateTime
	method, url Span
	status      Span // digits
	request     []header
	response    []header
	content     Span
	encoding    Span // base64 or nothing
	mimeType    Span
	failure     Span   // what the browser says where no answer came
	written     Span   // where it was written behind the archive
	unread      string // why its body cannot be read
}

// silent reports whether no answer came to the exchange: browsers write status 0
// then, and some tools -1.
func (x *exchange) silent(in []byte) bool {
	status := string(in[x.status.Start:x.status.End])
	return status == "0" || status == "-1"
}

type header struct{ name, value Span }

const (
	// maxContent is how much of a body is looked at. Error bodies are shorter.
	maxContent = 64 << 10
	// maxHeaders bounds the headers of one message.
	maxHeaders = 256
	// maxExchanges is how many failed exchanges are read. Not each is an error.
	maxExchanges = 4 * MaxFindings
	// maxStart is how much of a body is looked at to see whether it is an error.
	maxStart = 1 << 10
	// maxUnpacked is how many bodies are unpacked.
	maxUnpacked = 4 * maxExchanges
)

// A harReader walks over the JSON of an archive.
type harReader struct {
	in      []byte
	found   func(x *exchange) // is called for every exchange
	n       int               // how many there are
	x       exchange          // the one that is read
	spare   [2][]header       // headers of the last one, to be used again
	broken  bool              // the text is not JSON from here on, or ends
	damaged bool              // it was broken somewhere

	// Where these keys stand next; len(in) where they do not.
	started, request int
}

const (
	startedKey = `"startedDateTime"`
	requestKey = `"request"`
)

// readHAR finds the exchanges of the archive in a text, and where it stands.
// Text without an archive has none.
func readHAR(in []byte, found func(x *exchange)) (h *harReader, at Span) {
	h = &harReader{in: in, found: found, started: -1, request: -1}
	i := 0
	if hasPrefix(in, "\uFEFF") {
		i = len("\uFEFF")
	}
	at.End = h.archive(h.space(i))
	if h.n == 0 {
		// Words may stand before it, or its beginning may be lost.
		first := h.find(startedKey, &h.started, 0)
		if first == len(in) {
			return h, Span{}
		}
		h.broken = false
		if at.Start = h.opening(first); at.Start < first {
			at.End = h.archive(at.Start)
		} else {
			at = Span{min(first, h.find(requestKey, &h.request, 0)), 0}
			at.End, h.broken = at.Start, true
		}
	}
	for more := true; more; at.End, more = h.following(at.End) {
		at.End = h.mend(at.End)
	}
	return h, at
}

// following reads the archive that follows directly on one that ends at i, if one
// does, and returns where it ends.
func (h *harReader) following(i int) (end int, ok bool) {
	next := h.space(i)
	if h.broken || next == len(h.in) {
		return i, false
	}
	n := h.n
	if end = h.archive(next); h.n == n {
		h.broken = false // other text
		return i, false
	}
	return end, true
}

// mend goes on with an archive that is broken at i, and returns where it ends.
func (h *harReader) mend(i int) int {
	for h.broken {
		// What is damaged is left out. The archive goes on with the exchange
		// that the next of these keys belongs to.
		h.damaged = true
		next := min(h.find(startedKey, &h.started, i), h.find(requestKey, &h.request, i))
		if next == len(h.in) || h.n == 0 && h.started == len(h.in) {
			break
		}
		h.broken = false
		i = h.one(func(x *exchange) int {
			i := h.until(next, '}', h.pair(func(key []byte, i int) int { return h.member(x, key, i) }))
			if x.url.len() > 0 {
				h.keep(x)
			}
			return i
		})
		if !h.broken {
			i = h.until(i, ']', h.element)
		}
	}
	return i
}

// archive reads what starts at i, if that may be an archive, and returns where
// it ends.
func (h *harReader) archive(i int) int {
	if i == len(h.in) {
		return i
	}
	switch h.in[i] {
	case '[':
		return h.list(i, func(i int) int {
			return h.one(func(x *exchange) int {
				i := h.entry(x, i)
				h.keepAlone(x)
				return i
			})
		})
	case '{':
		var alone exchange
		i = h.object(i, func(key []byte, i int) int {
			if string(key) != "log" {
				return h.member(&alone, key, i)
			}
			return h.object(i, func(key []byte, i int) int {
				if string(key) == "entries" {
					return h.list(i, h.element)
				}
				return h.skip(i)
			})
		})
		h.keepAlone(&alone)
	}
	return i
}

// element reads an element of the list of entries.
func (h *harReader) element(i int) int {
	return h.one(func(x *exchange) int {
		i := h.entry(x, i)
		h.keep(x)
		return i
	})
}

// one calls f with an exchange to fill, whose headers are room for the next.
func (h *harReader) one(f func(x *exchange) int) int {
	h.x = exchange{request: h.spare[0][:0], response: h.spare[1][:0]}
	i := f(&h.x)
	h.spare = [2][]header{h.x.request, h.x.response}
	return i
}

// opening returns where an archive opens whose first exchange has its key at
// first: the brace before the key log, or first if there is none.
func (h *harReader) opening(first int) int {
	i := bytes.Index(h.in[:first], []byte(`"log"`))
	for i > 0 && (h.in[i-1] == ' ' || h.in[i-1] == '\n' || h.in[i-1] == '\r' || h.in[i-1] == '\t') {
		i--
	}
	if i > 0 && h.in[i-1] == '{' {
		return i - 1
	}
	return first
}

// find returns where key stands at or after i; at is where it was found last.
// It looks for a letter of the key that is rare in logs, q or D: in WebAssembly,
// bytes.Index takes long where the first byte is as frequent as a quote.
func (h *harReader) find(key string, at *int, i int) int {
	if *at >= i {
		return *at
	}
	*at = len(h.in)
	rare := strings.IndexAny(key, "qD")
	for j := i + rare; j < len(h.in); j++ {
		n := bytes.IndexByte(h.in[j:], key[rare])
		if n < 0 {
			break
		}
		if j += n; hasPrefix(h.in[j-rare:], key) {
			*at = j - rare
			break
		}
	}
	return *at
}

// keep adds an entry if it has an answer.
func (h *harReader) keep(x *exchange) {
	if x.status.len() > 0 || x.content.len() > 0 {
		h.n++
		h.found(x)
	}
}

// keepAlone does so with one that no archive is around. Other programs write
// objects with a request and a response too, but with other members.
func (h *harReader) keepAlone(x *exchange) {
	if x.started.len() > 0 && x.url.len() > 0 {
		h.keep(x)
	}
}

func (h *harReader) entry(x *exchange, i int) int {
	return h.object(i, func(key []byte, i int) int { return h.member(x, key, i) })
}

// member reads a member of an entry.
func (h *harReader) member(x *exchange, key []byte, i int) int {
	switch string(key) {
	case "startedDateTime":
		return h.text(i, &x.started)
	case "request":
		return h.object(i, func(key []byte, i int) int {
			switch string(key) {
			case "method":
				return h.text(i, &x.method)
			case "url":
				return h.text(i, &x.url)
			case "headers":
				return h.headers(i, &x.request)
			}
			return h.skip(i)
		})
	case "response":
		return h.object(i, func(key []byte, i int) int {
			switch string(key) {
			case "status":
				return h.text(i, &x.status)
			case "_error", "_failureText":
				return h.text(i, &x.failure)
			case "headers":
				return h.headers(i, &x.response)
			case "content":
				return h.object(i, func(key []byte, i int) int {
					switch string(key) {
					case "text":
						return h.text(i, &x.content)
					case "encoding":
						return h.text(i, &x.encoding)
					case "mimeType":
						return h.text(i, &x.mimeType)
					}
					return h.skip(i)
				})
			}
			return h.skip(i)
		})
	}
	return h.skip(i)
}

func (h *harReader) headers(i int, to *[]header) int {
	return h.list(i, func(i int) int {
		var x header
		i = h.object(i, func(key []byte, i int) int {
			switch string(key) {
			case "name":
				return h.text(i, &x.name)
			case "value":
				return h.text(i, &x.value)
			}
			return h.skip(i)
		})
		if x.name.len() > 0 && x.value.len() > 0 && len(*to) < maxHeaders {
			*to = append(*to, x)
		}
		return i
	})
}

// object calls f with the key and the start of the value of every member of the
// object at i. Like all readers it returns the offset after what it read; f
// returns the offset after the value.
func (h *harReader) object(i int, f func(key []byte, i int) int) int {
	return h.each(i, '{', h.pair(f))
}

// pair returns what reads a key and calls f for its value.
func (h *harReader) pair(f func(key []byte, i int) int) func(i int) int {
	return func(i int) int {
		if h.in[i] != '"' {
			h.broken = true
			return i
		}
		var key Span
		i = h.space(h.text(i, &key))
		if i == len(h.in) || h.in[i] != ':' {
			h.broken = true
			return i
		}
		if i = h.space(i + 1); i == len(h.in) {
			h.broken = true
			return i
		}
		return f(h.in[key.Start:min(key.End, key.Start+maxKeyword)], i)
	}
}

// list calls f with the start of every element of the list at i.
func (h *harReader) list(i int, f func(i int) int) int { return h.each(i, '[', f) }

func (h *harReader) each(i int, open byte, f func(i int) int) int {
	if h.in[i] != open {
		return h.skip(i)
	}
	return h.until(i+1, open+2, f) // } or ]
}

// until calls f with the start of everything from i on to the byte end.
func (h *harReader) until(i int, end byte, f func(i int) int) int {
	for !h.broken {
		i = h.space(i)
		switch {
		case i == len(h.in):
			h.broken = true
		case h.in[i] == end:
			return i + 1
		case h.in[i] == ',':
			i++
		default:
			next := f(i)
			h.broken = h.broken || next == i
			i = next
		}
	}
	return i
}

// text reads a string, number or word into to.
func (h *harReader) text(i int, to *Span) int {
	in := h.in
	switch in[i] {
	case '{', '[':
		return h.skip(i)
	case '"':
		end, next := h.stringEnd(i)
		*to = Span{i + 1, end}
		return next
	}
	end := h.word(i)
	*to = Span{i, end}
	return end
}

// word returns the end of the number or word at i. Where no value can end there,
// the text is no JSON from i on, and the word goes with what stands behind it.
func (h *harReader) word(i int) int {
	end := i
	for end < len(h.in) && (isWord[h.in[end]] || h.in[end] == '+') {
		end++
	}
	if next := h.space(end); end == i || next < len(h.in) && bytes.IndexByte([]byte(",}]"), h.in[next]) < 0 {
		h.broken = true
		return i
	}
	return end
}

// stringEnd returns the end of the string whose opening quote is at i, and the
// offset after its closing quote.
func (h *harReader) stringEnd(i int) (end, next int) {
	in := h.in
	for i++; i < len(in); i++ {
		switch in[i] {
		case '"':
			return i, i + 1
		case '\\':
			i++
		}
	}
	h.broken = true
	return len(in), len(in)
}

// skip reads over the value at i.
func (h *harReader) skip(i int) int {
	in, depth := h.in, 0
	for i < len(in) {
		switch c := in[i]; c {
		case '"':
			_, i = h.stringEnd(i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		default:
			if depth == 0 {
				return h.word(i)
			}
			for i++; i < len(in) && isWord[in[i]] == isWord[c] && !isJSON[in[i]]; i++ {
			}
		}
		if depth <= 0 {
			return i
		}
	}
	h.broken = true
	return i
}

// isJSON are the bytes that mean something between the values of JSON.
var isJSON = [256]bool{'"': true, '{': true, '}': true, '[': true, ']': true, ',': true, ':': true}

// space returns the first offset from i on that is no white space.
func (h *harReader) space(i int) int {
	for i < len(h.in) && (h.in[i] == ' ' || h.in[i] == '\n' || h.in[i] == '\r' || h.in[i] == '\t') {
		i++
	}
	return i
}

// An archive is what the passes need to know of a HAR.
type archive struct {
	at        Span       // where it stands; End 0: there is none
	exchanges []exchange // that failed
	more      bool       // there are more than maxExchanges
	succeeded int        // how many went well
	opaque    []Span     // bodies in base64 that were not read, or not to their end
	damaged   bool       // parts of it could not be read
	unread    bool       // it has too many packed bodies
}

// addHAR writes the failed exchanges of an archive behind the text.
func (src *source) addHAR() (ar archive) {
	unpack := unpacker{left: MaxInput, times: maxUnpacked}
	w := &harWriter{src: src}
	reader, at := readHAR(src.text, func(x *exchange) {
		limit := maxContent
		silent := x.silent(src.text)
		failed := silent || x.status.len() == 3 && src.text[x.status.Start] >= '4'
		stream := hasFold(src.text[x.mimeType.Start:x.mimeType.End], "text/event-stream") // its last event may be an error
		if !failed && !stream || len(ar.exchanges) == maxExchanges {
			limit = maxStart
		}
		content, packed, whole := src.content(x, &unpack, limit)
		if !failed && startsError(content) {
			if failed = true; !whole {
				content, packed, whole = src.content(x, &unpack, maxContent)
			}
		}
		switch {
		case !failed:
			if x.status.len() == 3 && src.text[x.status.Start] == '2' {
				ar.succeeded++
			}
		case len(ar.exchanges) == maxExchanges:
			ar.more = true
		default:
			x.written.Start = src.size + len(w.text)
			w.exchange(x, content, packed, silent)
			x.written.End = src.size + len(w.text)
			kept := *x
			kept.request, kept.response = nil, nil
			ar.exchanges = append(ar.exchanges, kept)
			if whole && !silent {
				return
			}
		}
		if packed {
			ar.opaque = append(ar.opaque, x.content)
		}
	})
	if reader.n == 0 {
		return archive{}
	}
	ar.at, ar.damaged, ar.unread = at, reader.damaged, unpack.left <= 0 || unpack.times <= 0
	src.text = append(src.text, w.text...)
	src.pieces = w.pieces.list()
	return ar
}

// A harWriter writes the exchanges of an archive that are to stand behind the
// text of src.
type harWriter struct {
	src    *source
	text   []byte
	pieces blocks[piece]
}

// exchange writes one.
func (w *harWriter) exchange(x *exchange, content []byte, packed, silent bool) {
	if x.method.len() > 0 && x.url.len() > 0 {
		w.copy(x.method)
		w.literal(" ")
		host := w.path(x.url)
		w.literal(" HTTP/1.1\nhost: ")
		host()
		w.literal("\n")
	}
	request, response := x.request, x.response
	w.headers(request)
	if silent {
		x.unread = ""
		return
	}
	if x.status.len() > 0 {
		w.literal("HTTP/1.1 ")
		w.copy(x.status)
		w.literal("\n")
	}
	w.headers(response)
	if packed {
		w.made(content, x.content)
	} else {
		w.copy(Span{x.content.Start, x.content.Start + len(content)})
	}
	w.literal("\n")
}

// headers writes the first of them, maxContent bytes in all.
func (w *harWriter) headers(list []header) {
	start := len(w.text)
	for _, h := range list {
		if bytes.EqualFold(w.src.text[h.name.Start:h.name.End], []byte("host")) {
			continue // the URL names it
		}
		if len(w.text)-start+h.name.len()+h.value.len() > maxContent {
			continue
		}
		w.copy(h.name)
		w.literal(": ")
		w.copy(h.value)
		w.literal("\n")
	}
	w.literal("\n")
}

// path writes the path and query of a URL, its first maxContent bytes, and
// returns what writes its host.
func (w *harWriter) path(url Span) (host func()) {
	raw := w.src.text[url.Start:url.End]
	url.End = url.Start + runeFloor(raw, maxContent)
	if raw = raw[:url.len()]; bytes.IndexByte(raw, '\\') >= 0 {
		clean := unescape(raw) // some programs escape every slash
		h, p := splitURL(clean, Span{0, len(clean)})
		w.made(clean[p.Start:p.End], url)
		return func() { w.made(clean[h.Start:h.End], url) }
	}
	h, p := splitURL(w.src.text, url)
	w.copy(p)
	return func() { w.copy(h) }
}

func (w *harWriter) literal(s string) { w.text = append(w.room(len(s)), s...) }

// copy writes the part from of the text.
func (w *harWriter) copy(from Span) { w.piece(w.src.text[from.Start:from.End], from, false) }

// made writes what was made of the part from of the text.
func (w *harWriter) made(data []byte, from Span) { w.piece(data, from, true) }

func (w *harWriter) piece(data []byte, from Span, whole bool) {
	if len(data) > 0 {
		start := w.src.size + len(w.text)
		w.text = append(w.room(len(data)), data...)
		w.pieces.add(piece{Span{start, start + len(data)}, from, whole})
	}
}

// room returns the text with room for n more bytes. It doubles it: append would
// copy a long one more often.
func (w *harWriter) room(n int) []byte {
	if cap(w.text)-len(w.text) < n {
		w.text = slices.Grow(w.text, max(n, len(w.text)))
	}
	return w.text
}

// content returns the first limit bytes of an exchange's body, whether it was
// packed and whether this is all of it. The next call overwrites what was
// unpacked.
func (src *source) content(x *exchange, unpack *unpacker, limit int) (content []byte, packed, whole bool) {
	raw := src.text[x.content.Start:x.content.End]
	if len(raw) == 0 {
		return nil, false, true
	}
	if string(src.text[x.encoding.Start:x.encoding.End]) != "base64" {
		return raw[:runeFloor(raw, limit)], false, len(raw) <= limit
	}
	for _, kind := range []string{"image/", "font/", "video/", "audio/"} {
		if hasFold(src.text[x.mimeType.Start:x.mimeType.End], kind) {
			return nil, true, false
		}
	}
	var coding string
	for _, h := range x.response {
		if strings.EqualFold(string(src.text[h.name.Start:h.name.End]), "content-encoding") {
			coding = strings.ToLower(string(src.text[h.value.Start:min(h.value.End, h.value.Start+maxKeyword)]))
		}
	}
	data, whole := unpack.base64(raw, limit)
	content, whole, x.unread = unpack.body(data, coding, limit, whole)
	return content, true, whole
}

// scanHAR is the first pass over a text with an archive: secrets in the
// archive, everything in its exchanges and in the text around it. Of a packed
// body that was not read nothing is known, so all of it is taken for a secret.
func (s *scanner) scanHAR(ar archive) {
	for _, x := range ar.opaque {
		s.addSecret(kindBody, x.Start, x.End)
	}
	s.scanPart(0, ar.at.Start)
	s.secretsOnly = true
	s.scanUntil(ar.at.Start, ar.at.End, s.size) // a secret may reach over the place where it is broken
	s.secretsOnly = s.full
	s.explain(ar.at.Start, ar.at.End)
	s.exchanges, s.more = ar.exchanges, ar.more
	for i, x := range ar.exchanges {
		s.scanPart(x.written.Start, x.written.End)
		s.mark(mark{kind: markExchange, start: int32(x.written.End), end: int32(x.written.End), n: int32(i)})
	}
	s.scanPart(ar.at.End, s.size)
}
