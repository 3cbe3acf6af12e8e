package decode

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"io"
	"slices"
	"unicode/utf8"
)

// An unpacker undoes the content codings that the standard library can: gzip
// and deflate. It unpacks no more than left bytes in all, so that a bomb costs
// no more than an honest input. Checksums do not matter to it: what a cut or
// damaged body still gives is worth reading.
type unpacker struct {
	left   int // bytes it may still unpack
	times  int // bodies it may still unpack
	reader io.ReadCloser

	clean, data, out []byte // of the last body, to be used again
}

// base64 returns what raw, the text of a JSON string, encodes, as far as it can
// be read and no more than about limit bytes of it, and whether that is all.
func (u *unpacker) base64(raw []byte, limit int) (data []byte, whole bool) {
	part := raw[:min(len(raw), limit/3*4+4)]
	whole = len(part) == len(raw)
	if bytes.IndexByte(part, '\\') >= 0 {
		part = unescape(part)
	}
	u.clean = u.clean[:0]
	for _, c := range part {
		switch {
		case isAlphanumeric(c), c == '+', c == '/':
		case c == '-':
			c = '+' // of the alphabet for URLs
		case c == '_':
			c = '/'
		default:
			continue
		}
		u.clean = append(u.clean, c)
	}
	u.data = slices.Grow(u.data[:0], base64.RawStdEncoding.DecodedLen(len(u.clean)))
	u.data = u.data[:base64.RawStdEncoding.DecodedLen(len(u.clean))]
	n, err := base64.RawStdEncoding.Decode(u.data, u.clean)
	return u.data[:n], whole && err == nil
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// body returns the first limit bytes of data as text and whether that is all of
// it, which whole says of data; and why it cannot if it cannot. The archive may
// hold a body as it was sent or as the browser unpacked it, so the data decides,
// and the header Content-Encoding only where the data is silent.
func (u *unpacker) body(data []byte, coding string, limit int, whole bool) (text []byte, all bool, unread string) {
	packed, gzip := gzipData(data)
	switch {
	case len(data) == 0:
		return nil, whole, ""
	case gzip:
	case isText(data, coding == ""):
		return data, whole, ""
	case len(data) > 2 && data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0:
		packed = data[2:] // zlib, which is what HTTP calls deflate
	case coding == "deflate":
		packed = data // what some servers take it for
	case coding == "br":
		return nil, false, "The body is compressed with Brotli, which cannot be read here."
	case coding != "":
		return nil, false, "The body is in a content coding that cannot be read here."
	default:
		return nil, false, "The body is not text."
	}
	const tooMany = "The archive has too many compressed bodies."
	if u.times--; u.times < 0 || u.left <= 0 {
		return nil, false, tooMany
	}
	r := bytes.NewReader(packed)
	if u.reader == nil {
		u.reader = flate.NewReader(r)
	} else if err := u.reader.(flate.Resetter).Reset(r, nil); err != nil {
		return nil, false, err.Error()
	}
	limit = min(limit, u.left)
	u.out = slices.Grow(u.out[:0], limit+1)
	n, err := io.ReadFull(u.reader, u.out[:limit+1]) // one more shows whether that is all
	text = u.out[:min(n, limit)]
	u.left -= len(text)
	if len(text) == 0 {
		return nil, false, "The compressed body is damaged."
	}
	return text, whole && n <= limit && err == io.ErrUnexpectedEOF, ""
}

// gzipData returns what follows the header of a gzip file (RFC 1952).
func gzipData(data []byte) (packed []byte, ok bool) {
	const (
		headerSize                            = 10
		hasCRC, hasExtra, hasName, hasComment = 2, 4, 8, 16
	)
	if len(data) < headerSize || !bytes.HasPrefix(data, []byte{0x1f, 0x8b, 8}) {
		return nil, false
	}
	flags, rest := data[3], data[headerSize:]
	skip := func(n int) { rest = rest[min(n, len(rest)):] }
	if flags&hasExtra != 0 && len(rest) >= 2 {
		skip(2 + int(rest[0]) + int(rest[1])<<8)
	}
	for _, text := range []byte{hasName, hasComment} {
		if flags&text != 0 {
			skip(bytes.IndexByte(rest, 0) + 1)
		}
	}
	if flags&hasCRC != 0 {
		skip(2)
	}
	return rest, true
}

// isText reports whether the start of data is readable. Bytes that are not UTF-8
// may be another character set.
func isText(data []byte, otherSet bool) bool {
	data = data[:runeFloor(data, 512)]
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == utf8.RuneError && n == 1 && !otherSet {
			return false
		}
		data = data[n:]
	}
	return true
}
