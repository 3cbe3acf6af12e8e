package decode

import (
	"bytes"
	"compress/flate"
	"io"
	"unicode/utf8"
)

// An unpacker undoes the content codings that the standard library can: gzip
// and deflate. It unpacks no more than left bytes in all, so that a bomb costs
// no more than an honest input. Checksums do not matter to it: what a cut or
// damaged body still gives is worth reading.
type unpacker struct {
	left   int
	reader io.ReadCloser
}

// body returns data as text, and why it cannot if it cannot. The archive may
// hold a body as it was sent or as the browser unpacked it, so the data decides,
// and the header Content-Encoding only where the data is silent.
func (u *unpacker) body(data []byte, coding string) (text []byte, unread string) {
	packed, gzip := gzipData(data)
	switch {
	case len(data) == 0:
		return nil, ""
	case gzip:
	case isText(data, coding == ""):
		return data, ""
	case len(data) > 2 && data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0:
		packed = data[2:] // zlib, which is what HTTP calls deflate
	case coding == "deflate":
		packed = data // what some servers take it for
	case coding == "br":
		return nil, "The body is compressed with Brotli, which cannot be read here."
	case coding != "":
		return nil, "The body is in a content coding that cannot be read here."
	default:
		return nil, "The body is not text."
	}
	r := bytes.NewReader(packed)
	if u.reader == nil {
		u.reader = flate.NewReader(r)
	} else if err := u.reader.(flate.Resetter).Reset(r, nil); err != nil {
		return nil, err.Error()
	}
	text, _ = io.ReadAll(io.LimitReader(u.reader, int64(min(maxContent, u.left))))
	u.left -= len(text)
	if len(text) == 0 {
		return nil, "The compressed body is damaged, or the archive has too many of them."
	}
	return text, ""
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
